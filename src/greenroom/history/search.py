"""Finding answers: what is looked for, whether a text mentions it, and the part of the text that shows it.

Every text is read at each search, and there is no index: 5,000 answers of 200 words take about 50 ms, nothing has
to be kept in step with corrections, and no damaged index can stand in the way of saving an answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from greenroom.review.rating import Rating

SNIPPET_CHARACTERS = 160
BEFORE_CHARACTERS = 36
"""So much of a snippet comes before the first word that was looked for."""

_ACCENTS = re.compile("[\u0300-\u036f]+")

Marks = tuple[tuple[int, int], ...]
"""Where in a text the words are, as pairs of first and after-last character."""


class Judged(StrEnum):
    """Answers by the person's own rating."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"
    NOT_RATED = "not rated"

    @property
    def rating(self) -> Rating | None:
        return None if self is Judged.NOT_RATED else Rating[self.name]


class Kept(StrEnum):
    """Answers by what is kept of them."""

    RECORDING = "recording"
    TYPED = "typed"
    NO_TRANSCRIPT = "no transcript"
    """Recorded and not transcribed, whether it failed, was not tried or the recording was cut off."""


@dataclass(frozen=True)
class Wanted:
    """Which answers are looked for; what is empty or None may be anything.

    text: each of its words begins a word of the question, of the transcript as corrected or of the note.
    in_trash: those in the trash, and only those.
    """

    text: str = ""
    pack_id: str = ""
    topic: str = ""
    judged: Judged | None = None
    kept: Kept | None = None
    in_trash: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether some answers may be left out."""
        return bool(words_of(self.text) or self.pack_id or self.topic or self.judged or self.kept)


@dataclass(frozen=True)
class Snippet:
    """Part of a text on one line, and where the words are in it."""

    text: str
    marks: Marks


@lru_cache(maxsize=64)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a search, as `mentions` compares them."""
    return tuple(dict.fromkeys(folded(text).split()))


def mentions(search: str, prompt: str, text: str, note: str) -> bool:
    """Whether each word of `search` begins a word of one of the three, whatever its case and accents."""
    whole = folded(f" {prompt} {text} {note}")
    return all(_begins_a_word(word, whole) for word in words_of(search))


def folded(text: str) -> str:
    """`text` in small letters, without accents, with plain apostrophes."""
    if not text.isascii():
        text = text.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
        if not (unicodedata.is_normalized("NFKD", text) and unicodedata.is_normalized("NFC", text)):
            text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return text.casefold()


def marks_in(text: str, search: str) -> Marks:
    """Where the words of `search` begin words of `text`; overlapping places are one."""
    whole, places = _folded_with_places(text)
    found = []
    for word in words_of(search):
        at = whole.find(word)
        while at >= 0:
            if at == 0 or not whole[at - 1].isalnum():
                found.append((places[at], places[at + len(word) - 1] + 1))
            at = whole.find(word, at + len(word))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


def snippet(text: str, search: str) -> Snippet:
    """The part of `text` around the first word found; without any, its beginning."""
    line = " ".join(text.split())
    places = marks_in(line, search)
    start = 0
    if places and places[0][0] > BEFORE_CHARACTERS:
        start = line.find(" ", places[0][0] - BEFORE_CHARACTERS) + 1
        start = min(start, places[0][0])
    end = len(line)
    if end - start > SNIPPET_CHARACTERS:
        end = start + SNIPPET_CHARACTERS - 1
        end = max(line.rfind(" ", start, end), start + SNIPPET_CHARACTERS // 2)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    shift = len(before) - start
    marks = tuple((first + shift, last + shift) for first, last in places if first >= start and last <= end)
    return Snippet(f"{before}{line[start:end]}{after}", marks)


def best_snippet(texts: Sequence[str], search: str) -> Snippet:
    """The snippet of the first text that has a word of `search`, else of the first."""
    return next((made for text in texts if (made := snippet(text, search)).marks), snippet(texts[0], search))


def _begins_a_word(word: str, whole: str) -> bool:
    if f" {word}" in whole:  # nearly always, and quick
        return True
    at = whole.find(word)
    while at >= 0:
        if not whole[at - 1].isalnum():
            return True
        at = whole.find(word, at + 1)
    return False


def _folded_with_places(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the one of `text` it comes from."""
    if text.isascii():
        return text.casefold(), range(len(text))
    whole, places = [], []
    for place, character in enumerate(text):
        made = folded(character)
        whole.append(made)
        places.extend([place] * len(made))
    return "".join(whole), places
