"""The person's own yardstick: what is usual for them, from their last answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from greenroom.review.delivery import Facts

FEWEST_ANSWERS = 3
"""From fewer nothing is usual yet."""


@dataclass(frozen=True)
class Yardstick:
    """The median of each number over the last answers; None for one that fewer than three of them tell.

    answers: how many answers it was made of. The numbers are named and counted as in `Facts`.
    """

    answers: int
    length_s: float | None
    pace_wpm: float | None
    pace_without_pauses_wpm: float | None
    fillers_per_minute: float | None
    hesitations_per_minute: float | None
    long_pauses: float | None
    longest_pause_s: float | None
    recited_share: float | None


def yardstick(answers: Sequence[Facts]) -> Yardstick:
    """What is usual in `answers`: the person's last ten, without the one that is to be measured."""

    def usual(name: str) -> float | None:
        told = [number for each in answers if (number := getattr(each, name)) is not None]
        return median(told) if len(told) >= FEWEST_ANSWERS else None

    return Yardstick(
        answers=len(answers),
        length_s=usual("length_s"),
        pace_wpm=usual("pace_wpm"),
        pace_without_pauses_wpm=usual("pace_without_pauses_wpm"),
        fillers_per_minute=usual("fillers_per_minute"),
        hesitations_per_minute=usual("hesitations_per_minute"),
        long_pauses=usual("long_pauses"),
        longest_pause_s=usual("longest_pause_s"),
        recited_share=usual("recited_share"),
    )
