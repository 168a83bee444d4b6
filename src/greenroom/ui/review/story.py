"""The four parts that a story about an experience has, for the person to tick in their own."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from greenroom.review.points import PointResult
from greenroom.review.status import Status


def story_parts() -> list[str]:
    """Situation, Task, Action and Result, each with what it takes; their order is that of the kept ticks."""
    translate = QCoreApplication.translate
    return [
        translate("Story", "Situation: where you were, and what was at stake"),
        translate("Story", "Task: what fell to you"),
        translate("Story", "Action: what you yourself did, and why"),
        translate("Story", "Result: what came of it, in numbers if there are any"),
    ]


def ticked_parts(ticks: Mapping[int, Status]) -> tuple[PointResult, ...]:
    """The parts that the person ticked, as points that no words were looked for."""
    return tuple(PointResult(say, ticks[at], ()) for at, say in enumerate(story_parts()) if at in ticks)
