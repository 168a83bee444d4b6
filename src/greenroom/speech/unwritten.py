"""Hesitations that the engine hears and does not write, found by a second look at the same sound.

Whisper leaves "um" and "uh" out and stretches a neighbouring word over them. Told that it has written every one
until now, it goes on to. Its other words come out worse then, so only the fillers are taken over; the text with
them, aligned with its sound once more, gives all words their own times back.
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
# Where the second look is wrong there is no room for one between the words; where it is right it has a length.
LEAST_ROOM_S = 0.06
SHORTEST_S = 0.2
# As the engine writes them, and what stands for all of them.
FILLER = "um"
FILLERS = frozenset({"um", "umm", "uhm", "uh", "uhh", "erm", "er", "hmm", "mm"})


def with_unwritten(
    words: Sequence[Aligned], filler: list[int], align: Align, verbatim: Sequence[str]
) -> list[Aligned]:
    """The words of one window, with an UNWRITTEN one wherever a filler was probably spoken.

    filler: the tokens of " um". align: the words of a text, given as tokens, as they lie on this window's sound.
    verbatim: the words of the window once more, as they read with every filler written.
    """
    gaps = sorted(fillers_of(words, verbatim))
    aligned = align(_tokens(words, gaps, filler)) if gaps else []
    if len(aligned) != len(words) + len(gaps):
        return list(words)  # none, or what was put in ran together with its neighbours
    places = {gap + index for index, gap in enumerate(gaps)}
    made = (_unwritten(word) if place in places else word for place, word in enumerate(aligned))
    return [word for word in made if word is not None]


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


def _unwritten(filler: Aligned) -> Aligned | None:
    """The filler as it is given back; none where there is no room for it."""
    start, end = filler["start"], filler["end"]
    if end - start < LEAST_ROOM_S:
        return None
    longer = max(0.0, SHORTEST_S - (end - start)) / 2
    return filler | {"word": f" {UNWRITTEN}", "tokens": [], "start": max(0.0, start - longer), "end": end + longer}


def _tokens(words: Sequence[Aligned], gaps: Sequence[int], filler: list[int]) -> list[int]:
    """The text's tokens with `filler` before the words numbered in `gaps`."""
    tokens: list[int] = []
    for number, word in enumerate([*words, {"tokens": []}]):
        tokens += filler if number in gaps else []
        tokens += word["tokens"]
    return tokens
