"""What is worked out of one attempt in the background: the facts of its delivery and the points it made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenroom.history.attempt import Attempt
from greenroom.review.delivery import Facts, facts

if TYPE_CHECKING:
    from greenroom.review.points import PointResult


@dataclass(frozen=True)
class Judgement:
    """The facts and points of `attempt`; no points for a question that is not judged point by point."""

    attempt: Attempt
    facts: Facts
    points: tuple[PointResult, ...]


def judge(attempt: Attempt) -> Judgement:
    """The facts and points of a transcribed attempt. Not for the GUI thread: a long answer takes a while."""
    from greenroom.review.points import judge_points  # its matcher is not needed before the first review

    transcript, question = attempt.heard, attempt.question
    if transcript is None:
        raise ValueError(f"attempt {attempt.id} has no transcript")
    points = judge_points(question, transcript) if question.kind == "concept" else ()
    return Judgement(attempt, facts(transcript, question), points)
