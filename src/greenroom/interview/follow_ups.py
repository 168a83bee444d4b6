"""Which follow-up an interviewer would ask: into what the answer left out."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from greenroom.interview.plan import PlannedQuestion
from greenroom.questions.follow_ups import follow_ups_of


def follow_up_to(planned: PlannedQuestion, missing: Sequence[int], asked: Container[str]) -> PlannedQuestion | None:
    """The follow-up to ask after `planned`; None where the pack has none.

    missing: the points that the answer left out, by index, what matters most first; asked: ids of what was asked in
    this session. What was not asked yet comes first, then what digs into a missing point, then the pack's order.
    """
    question = planned.question
    wanted = {index: place for place, index in enumerate(missing)}

    def place(number: int) -> tuple[bool, int, int]:
        point = question.follow_ups[number].point
        rank = len(wanted) if point is None else wanted.get(point, len(wanted) + 1)
        return follow_ups[number].id in asked, rank, number

    follow_ups = follow_ups_of(question)
    if not follow_ups:
        return None
    return replace(planned, question=follow_ups[min(range(len(follow_ups)), key=place)], is_follow_up=True)
