"""Hesitations that the engine hears and does not write: looked for where words are too long, and by a second look.

Whisper leaves "um" and "uh" out and stretches a neighbouring word over them. Told that it has written every one
until now, it writes those that lean on words, but hardly one in the middle of a pause. There, the text with "um"
put in and aligned with its sound once more tells the likely places. Both give all words their own times back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any

# A word as faster-whisper aligns it: "word", "tokens", "start", "end" in seconds, "probability".
Aligned = dict[str, Any]
Align = Callable[[list[int]], list[Aligned]]

# Stands for an unwritten hesitation among the words; of Unicode's private use, so that no text has it.
UNWRITTEN = "\ue000"
# Words longer than this and so much for each letter may cover more than themselves. Slow readers stay below.
LONG_WORD_S = 0.3
LETTER_S = 0.07
# The engine avoids "um", so little is much: in clean speech it stays below this nearly everywhere.
LEAST_PROBABILITY = 0.0005
SHORTEST_S = 0.2
# As the engine writes them, and what stands for all of them.
FILLER = "um"
FILLERS = frozenset({"um", "umm", "uhm", "uh", "uhh", "erm", "er", "hmm", "mm"})
# Words that are left with less were taken for the filler.
SHORTEST_WORD_S = 0.02


def with_unwritten(
    words: Sequence[Aligned], filler: list[int], align: Align, verbatim: Sequence[str] = ()
) -> list[Aligned]:
    """The words of one window, with an UNWRITTEN one wherever a filler was probably spoken.

    filler: the tokens of " um". align: the words of a text, given as tokens, as they lie on this window's sound.
    verbatim: the words of the window once more, as they read with every filler written.
    """
    written = fillers_of(words, verbatim)
    gaps = [gap for gap in range(len(words) + 1) if gap not in written and _may_hide(words, gap)]
    # All at once is one look instead of many, but each raises the odds of the next: those left are tried alone.
    gaps = _spoken(words, gaps, filler, align)
    gaps = sorted(written | {gap for gap in gaps if _spoken(words, [gap], filler, align)})
    aligned = align(_tokens(words, gaps, filler)) if gaps else []
    if len(aligned) != len(words) + len(gaps):
        return list(words)
    for index, gap in enumerate(gaps):
        one = aligned[gap + index]
        if _length_s(one) < SHORTEST_S:  # where one is written, it has a length
            middle = (one["start"] + one["end"]) / 2
            one |= {"start": max(0.0, middle - SHORTEST_S / 2), "end": middle + SHORTEST_S / 2}
        one |= {"word": f" {UNWRITTEN}", "tokens": []}
    return aligned


def fillers_of(words: Sequence[Aligned], verbatim: Sequence[str]) -> set[int]:
    """The gaps before words of these numbers in which `verbatim` has a filler that the words have not."""
    firsts = [number for number, word in enumerate(words) if word["word"].startswith(" ")]
    ends = [*firsts[1:], len(words)]
    ours = [_known("".join(w["word"] for w in words[a:b])) for a, b in zip(firsts, ends, strict=True)]
    theirs = [_known(word) for word in verbatim]
    gaps: set[int] = set()
    for _, start, end, first, last in SequenceMatcher(a=ours, b=theirs, autojunk=False).get_opcodes():
        at = start
        for word in theirs[first:last]:
            if word == FILLER and FILLER not in ours[start:end]:
                gaps.add([*firsts, len(words)][at])
            at = min(at + (word != FILLER), end)
    return gaps


def _known(word: str) -> str:
    """The word as it is compared: every filler is the same."""
    plain = "".join(filter(str.isalnum, word.lower()))
    return FILLER if plain in FILLERS else plain


def _spoken(words: Sequence[Aligned], gaps: list[int], filler: list[int], align: Align) -> list[int]:
    """Those of the gaps where a filler probably was spoken, if one stands in each of them."""
    aligned = align(_tokens(words, gaps, filler)) if gaps else []
    if len(aligned) != len(words) + len(gaps):
        return []  # what was put in ran together with its neighbours
    return [gap for index, gap in enumerate(gaps) if _is_spoken(aligned, gap + index)]


def _may_hide(words: Sequence[Aligned], gap: int) -> bool:
    """Whether a word beside the gap before word number `gap` is too long, and the gap one between whole words."""
    if gap < len(words) and not words[gap]["word"].startswith(" "):
        return False
    return any(
        _length_s(word) > LONG_WORD_S + LETTER_S * sum(map(str.isalnum, word["word"]))
        for word in words[max(0, gap - 1) : gap + 1]
    )


def _is_spoken(words: Sequence[Aligned], at: int) -> bool:
    """Whether word number `at`, a filler, is likely, has a length, and took its time from no word beside it."""
    beside = [*words[max(0, at - 1) : at], *words[at + 1 : at + 2]]
    return bool(
        words[at]["probability"] >= LEAST_PROBABILITY
        and _length_s(words[at]) >= SHORTEST_S
        and all(_length_s(word) >= SHORTEST_WORD_S for word in beside)
    )


def _length_s(word: Aligned) -> float:
    return float(word["end"] - word["start"])


def _tokens(words: Sequence[Aligned], gaps: Sequence[int], filler: list[int]) -> list[int]:
    """The text's tokens with `filler` before the words numbered in `gaps`."""
    tokens: list[int] = []
    for number, word in enumerate([*words, {"tokens": []}]):
        tokens += filler if number in gaps else []
        tokens += word["tokens"]
    return tokens
