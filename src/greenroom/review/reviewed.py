"""All that a review works out of one answer, in one value that comparing and exporting read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from greenroom.questions.pack import Question
from greenroom.review.delivery import Facts, facts
from greenroom.review.points import PointResult, judge_points, with_ticks
from greenroom.review.status import Status
from greenroom.speech.transcript import Transcript


@dataclass(frozen=True)
class Reviewed:
    """An answer with its facts and points; no points for a question that is not judged point by point."""

    question: Question
    transcript: Transcript
    facts: Facts
    points: tuple[PointResult, ...]


def reviewed(question: Question, transcript: Transcript, ticks: Mapping[int, Status] | None = None) -> Reviewed:
    """Review an answer as it was heard, after corrections. The person's own `ticks` win."""
    points = judge_points(question, transcript) if question.kind == "concept" else ()
    return Reviewed(question, transcript, facts(transcript, question), with_ticks(points, ticks or {}))
