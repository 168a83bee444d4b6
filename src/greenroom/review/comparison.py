"""Two takes of one question: which words stayed, which points came or went, how the facts moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from greenroom.review.matching.stems import stem
from greenroom.review.matching.weights import GRAMMAR, weight
from greenroom.review.points import PointResult
from greenroom.review.reviewed import Reviewed
from greenroom.review.status import Status
from greenroom.speech.transcript import Word

COMPARED_FACTS = (
    "length_s",
    "words",
    "pace_wpm",
    "pace_without_pauses_wpm",
    "fillers_per_minute",
    "hesitations_per_minute",
    "long_pauses",
    "longest_pause_s",
    "recited_share",
)
"""The numbers of `Facts` that are compared, in the order to show them."""

LONGEST_ACCIDENT_WORDS = 2
_RANK = {Status.MISSED: 0, Status.PARTLY: 1, Status.COVERED: 2}


class Change(StrEnum):
    """What became of a run of words from the one take to the other."""

    SAME = "same"
    DROPPED = "dropped"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """Words of the one take from `start` up to `end`, and of the other from `other_start` up to `other_end`.

    Dropped words have none in the other take, added ones none in the one; the same in both differ at most in
    case and marks.
    """

    change: Change
    start: int
    end: int
    other_start: int
    other_end: int


@dataclass(frozen=True)
class PointChange:
    """A point that was judged differently."""

    say: str
    before: Status
    after: Status


@dataclass(frozen=True)
class FactChange:
    """One number of `Facts` in both takes, with its name there; None where the take does not tell it."""

    name: str
    before: float | None
    after: float | None

    @property
    def difference(self) -> float | None:
        return self.after - self.before if self.before is not None and self.after is not None else None


@dataclass(frozen=True)
class Comparison:
    """How the other take differs from the one. Between them the runs hold every word of both takes, in order.

    gained, lost: points judged better, or worse; a point that is not in both questions is in neither.
    """

    runs: tuple[Run, ...]
    gained: tuple[PointChange, ...]
    lost: tuple[PointChange, ...]
    facts: tuple[FactChange, ...]


def compare(one: Reviewed, other: Reviewed) -> Comparison:
    """What changed from `one` take of a question, usually the earlier, to the `other`."""
    changes = _point_changes(one.points, other.points)
    return Comparison(
        runs=aligned(one.transcript.words, other.transcript.words),
        gained=tuple(change for change in changes if _RANK[change.after] > _RANK[change.before]),
        lost=tuple(change for change in changes if _RANK[change.after] < _RANK[change.before]),
        facts=tuple(
            FactChange(name, getattr(one.facts, name), getattr(other.facts, name)) for name in COMPARED_FACTS
        ),
    )


def aligned(one: Sequence[Word], other: Sequence[Word]) -> tuple[Run, ...]:
    """The two texts side by side: what could be kept in order is the same, the rest dropped, then added.

    A lone "of the" between two changes is part of the change: as a match it would be an accident.
    """
    numbers: dict[str, int] = {}
    numbered = [[numbers.setdefault(_plain(word.text), len(numbers)) for word in words] for words in (one, other)]
    matches = [match for match in Indel.opcodes(*numbered).as_matching_blocks() if match.size]
    at, other_at = 0, 0
    runs: list[Run] = []
    for match in matches:
        start, end = match.a, match.a + match.size
        is_between = (start, match.b) != (0, 0) and (end, match.b + match.size) != (len(one), len(other))
        if is_between and _is_accident(one[start:end]):
            continue
        runs += _changed(at, start, other_at, match.b)
        at, other_at = end, match.b + match.size
        runs.append(Run(Change.SAME, start, at, match.b, other_at))
    return (*runs, *_changed(at, len(one), other_at, len(other)))


def _changed(start: int, end: int, other_start: int, other_end: int) -> Iterator[Run]:
    if start < end:
        yield Run(Change.DROPPED, start, end, other_start, other_start)
    if other_start < other_end:
        yield Run(Change.ADDED, end, end, other_start, other_end)


def _is_accident(words: Sequence[Word]) -> bool:
    plain = [_plain(word.text) for word in words]
    return len(plain) <= LONGEST_ACCIDENT_WORDS and all(weight(word, stem(word)) == GRAMMAR for word in plain)


def _plain(text: str) -> str:
    """A word without its case and marks; one that is only marks is itself."""
    return "".join(character for character in text.casefold() if character.isalnum()) or text


def _point_changes(one: Sequence[PointResult], other: Sequence[PointResult]) -> list[PointChange]:
    before = {point.say: point.status for point in one}
    return [
        PointChange(point.say, before[point.say], point.status)
        for point in other
        if point.say in before and before[point.say] is not point.status
    ]
