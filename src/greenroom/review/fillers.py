"""Fillers that were written down: "um", "you know", and a "like" that is set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from greenroom.speech.timeline import SHORTEST_PAUSE_S
from greenroom.speech.transcript import Word


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in text.split(","))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ALWAYS = _phrases("ah, eh, er, erm, hm, hmm, mm, mmm, uh, uhh, uhm, um, umm")
"""Sounds that are never anything else."""

SET_APART = _phrases(
    "actually, anyway, basically, honestly, i guess, like, literally, obviously, okay, right, so, well, you see"
)
"""Ordinary words that fill only where a comma, a sentence's end or a pause stands on both sides."""

_MAKES_IT_A_NOUN = _words(
    "a an the this that what which some any one each every same other another certain new different no"
)
_MAKES_IT_A_VERB = _words(
    "all as because can could did do does don't how if let may might must once should since that "
    "unless until what when will would"
)
UNLESS_AFTER = {
    ("kind", "of"): _MAKES_IT_A_NOUN,
    ("sort", "of"): _MAKES_IT_A_NOUN,
    ("you", "know"): _MAKES_IT_A_VERB,
    ("i", "mean"): _words("do that what"),
}
"""Phrases that fill except after these words: "what kind of", "if you know"."""

_LONGEST = 2


@dataclass(frozen=True)
class Filler:
    """A filler and where it was heard, in seconds; `first_word` is its place among the transcript's words."""

    text: str
    start: float
    end: float
    first_word: int


def written_fillers(words: Sequence[Word]) -> tuple[Filler, ...]:
    """The fillers among `words`, the longest match first, none counted twice."""
    heard = [_bare(word.text) for word in words]
    apart = _set_apart_before(words)
    found: list[Filler] = []
    at = 0
    while at < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if _fills(heard, at, n, apart)), 0)
        if length:
            last = words[at + length - 1]
            found.append(Filler(" ".join(heard[at : at + length]), words[at].start, last.end, at))
        at += length or 1
    return tuple(found)


def _bare(text: str) -> str:
    """The word without its marks, in lower case unless it is an abbreviation: an ER diagram is no hesitation."""
    bare = text.strip(".,;:?!…—–-\"“”'’()").replace("’", "'")
    return bare if len(bare) > 1 and bare.isupper() else bare.lower()


def _fills(heard: Sequence[str], at: int, length: int, apart: Sequence[bool]) -> bool:
    phrase = tuple(heard[at : at + length])
    if len(phrase) < length:
        return False
    if phrase in UNLESS_AFTER:
        return at == 0 or apart[at] or heard[at - 1] not in UNLESS_AFTER[phrase]
    return phrase in ALWAYS or (phrase in SET_APART and apart[at] and apart[at + length])


def _set_apart_before(words: Sequence[Word]) -> list[bool]:
    """For each gap, before the first word to after the last: whether a mark, a stop or the edge is there."""
    inner = [
        one.text.endswith((",", ".", ";", ":", "?", "!", "…", "—", "–"))
        or next_.start - one.end >= SHORTEST_PAUSE_S
        for one, next_ in pairwise(words)
    ]
    return [True, *inner, True]
