"""A timed multiple-choice sitting: what was chosen, how much time is left, how it came out. No clock of its own."""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.errors import Bug
from greenroom.interview.plan import Plan, PlannedQuestion


@dataclass(frozen=True)
class Outcome:
    """One question when it is over. chosen: 0-based, None when the time ran out before."""

    planned: PlannedQuestion
    chosen: int | None

    @property
    def is_right(self) -> bool:
        return self.chosen is not None and self.chosen == self.planned.question.answer


class Assessment:
    """Goes through the questions once, in order: what is confirmed stays, as in the real thing."""

    def __init__(self, plan: Plan) -> None:
        if not plan.is_assessment:
            raise Bug("an assessment needs multiple-choice questions and nothing else")
        self.plan = plan
        self.index = 0
        self.elapsed_s = 0.0
        self._chosen: list[int | None] = []

    @property
    def is_over(self) -> bool:
        return self.index >= len(self.plan.questions) or self.left_s <= 0

    @property
    def question(self) -> PlannedQuestion:
        """The present one; the last when all are answered."""
        return self.plan.questions[min(self.index, len(self.plan.questions) - 1)]

    @property
    def left_s(self) -> float:
        """Seconds left; infinite when the round has no limit."""
        return self.plan.minutes * 60 - self.elapsed_s if self.plan.minutes else float("inf")

    def pass_time(self, seconds: float) -> None:
        """`seconds` more have passed. After the end nothing counts."""
        if not self.is_over:
            self.elapsed_s += seconds

    def confirm(self, choice: int | None) -> Outcome:
        """Answer the present question with a 0-based choice, or with None to leave it out; go on to the next."""
        if self.is_over:
            raise Bug("the assessment is over")
        outcome = Outcome(self.question, choice)
        self._chosen.append(choice)
        self.index += 1
        return outcome

    def outcomes(self) -> tuple[Outcome, ...]:
        """Every question of the plan; those not reached were not answered."""
        missing = len(self.plan.questions) - len(self._chosen)
        chosen = [*self._chosen, *[None] * missing]
        return tuple(Outcome(planned, each) for planned, each in zip(self.plan.questions, chosen, strict=True))
