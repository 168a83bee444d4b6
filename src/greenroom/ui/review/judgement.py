"""What is worked out of attempts in the background: what a review shows of one, and how two takes differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from greenroom.history.attempt import Attempt
from greenroom.review.status import Status

if TYPE_CHECKING:
    from greenroom.review.comparison import Comparison
    from greenroom.review.reviewed import Reviewed


@dataclass(frozen=True)
class Judgement:
    """The facts and points of `attempt` as they were heard, without the person's own ticks."""

    attempt: Attempt
    reviewed: Reviewed

    def with_ticks(self, ticks: Mapping[int, Status]) -> Reviewed:
        """The same with the person's own ticks, which win; of an experience they are all there is."""
        from greenroom.review.points import with_ticks
        from greenroom.ui.review.story import ticked_parts

        is_story = self.reviewed.question.kind == "experience"
        points = ticked_parts(ticks) if is_story else with_ticks(self.reviewed.points, ticks)
        return replace(self.reviewed, points=points)


@dataclass(frozen=True)
class Compared:
    """Two takes and how the other differs from the one."""

    one: Reviewed
    other: Reviewed
    comparison: Comparison


def judge(attempt: Attempt) -> Judgement:
    """The facts and points of a transcribed attempt. Not for the GUI thread: a long answer takes a while."""
    from greenroom.review.reviewed import reviewed  # its matcher is not needed before the first review

    if attempt.heard is None:
        raise ValueError(f"attempt {attempt.id} has no transcript")
    return Judgement(attempt, reviewed(attempt.question, attempt.heard))


def compare_takes(one: Attempt, other: Attempt) -> Compared:
    """How `other` differs from `one`, own ticks and corrections included. Not for the GUI thread either."""
    from greenroom.review.comparison import compare

    before, after = (judge(attempt).with_ticks(attempt.ticks) for attempt in (one, other))
    return Compared(before, after, compare(before, after))
