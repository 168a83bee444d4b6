"""Where one segment hands over to the next: no word is cut in two or lost, no sentence ends there by itself.

Speech without a pause is cut somewhere all the same, and what the engine hears of the words beside the cut is not
to be trusted. So the last seconds before it are heard again with what follows, from a gap between two words on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from greenroom.speech.transcript import Segment, Word

# At most this much is heard twice, and words that end later than this before the cut may be maimed by it.
MOST_AGAIN_S = 5.0
LEAST_AGAIN_S = 0.3
# The end of a sentence counts like so much of a gap more: after it the next segment is heard best.
SENTENCE_END_S = 0.5
_SENTENCE_END = (".", "?", "!")
_FULL_STOP = re.compile(r"(?<=\w)[.…]+$")


def handover(words: Sequence[Word], cut_s: float) -> int:
    """How many words to keep of a segment that was cut at `cut_s` in mid-speech; the others are heard again.

    All of them where there is no place to part them.
    """
    places = [
        (_gap_s(before, after), number)
        for number, (before, after) in enumerate(pairwise(words), 1)
        if cut_s - MOST_AGAIN_S <= before.end <= cut_s - LEAST_AGAIN_S
    ]
    return max(places)[1] if places else len(words)


def first_words(segments: Sequence[Segment], count: int, end_s: float) -> list[Segment]:
    """The segments with no more than their first `count` words, none of which goes on after `end_s`."""
    kept: list[Segment] = []
    for segment in segments:
        words = tuple(_ending_by(end_s, word) for word in segment.words[:count])
        count -= len(words)
        if words:
            kept.append(_of(words))
    return kept


def inserted(segments: Sequence[Segment], more: Sequence[Segment]) -> list[Segment]:
    """The segments with `more` in its place, which lies between two of their words."""
    if not more:
        return list(segments)
    at_s = more[0].start
    parts = [
        _of(words)
        for segment in segments
        for words in (
            tuple(word for word in segment.words if word.start < at_s),
            tuple(word for word in segment.words if word.start >= at_s),
        )
        if words
    ]
    return sorted([*parts, *more], key=lambda part: part.start)


def joined(before: Segment, after: Segment) -> tuple[Segment, Segment]:
    """The two as they read one after the other.

    The engine takes every stretch of sound for whole sentences: it ends in a full stop and begins with a capital.
    Where one of the two says that the sentence goes on, the other's mark goes.
    """
    if not before.words or not after.words:
        return before, after
    last, first = before.words[-1].text, after.words[0].text
    if first[0].islower():
        last = _FULL_STOP.sub("", last)
    elif not last.endswith(_SENTENCE_END) and _is_capital_alone(first):
        first = first.lower()
    return (
        _of((*before.words[:-1], before.words[-1].model_copy(update={"text": last}))),
        _of((after.words[0].model_copy(update={"text": first}), *after.words[1:])),
    )


def _ending_by(end_s: float, word: Word) -> Word:
    return word.model_copy(update={"start": min(word.start, end_s), "end": min(word.end, end_s)})


def _gap_s(before: Word, after: Word) -> float:
    return after.start - before.end + (SENTENCE_END_S if before.text.endswith(_SENTENCE_END) else 0.0)


def _is_capital_alone(text: str) -> bool:
    """Whether this is a word with a capital that it need not have: not I, I'm, SMOTE or PyTorch."""
    return text[0].isupper() and text[1:].islower() and not text.startswith(("I'", "I’"))


def _of(words: tuple[Word, ...]) -> Segment:
    text = " ".join(word.text for word in words)
    return Segment(text=text, start=words[0].start, end=words[-1].end, words=words)
