"""How the person judges an answer of their own."""

from __future__ import annotations

from enum import IntEnum


class Rating(IntEnum):
    """The four grades, in the order of their keys; the schedule reads the same numbers."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4
