"""How much of a point was heard, or how the person ticked it."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """The three states of a point."""

    COVERED = "covered"
    PARTLY = "partly"
    MISSED = "missed"
