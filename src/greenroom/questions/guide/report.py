"""What was understood of a guide, and for every line what it was taken as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from greenroom.questions.guide.packing import pack_of
from greenroom.questions.guide.parts import FoundQuestion, FoundRound, GuideLine, Role
from greenroom.questions.guide.table import TableRow
from greenroom.questions.pack import Pack


@dataclass(frozen=True)
class GuideReport:
    """A guide taken apart. Every text is the guide's own; what it does not say is empty.

    lines: each line that is not blank, once, in order.
    """

    title: str
    company: str
    role: str
    overview: str
    role_description: str
    process: str
    rounds: tuple[FoundRound, ...]
    questions: tuple[FoundQuestion, ...]
    table: tuple[TableRow, ...]
    lines: tuple[GuideLine, ...]

    @property
    def not_understood(self) -> tuple[GuideLine, ...]:
        """The lines whose text is in no part of the pack."""
        return tuple(line for line in self.lines if line.role is Role.NOT_UNDERSTOOD)

    @property
    def unanswered(self) -> tuple[FoundQuestion, ...]:
        """The questions without a model answer; they are in the pack, and need one."""
        return tuple(question for question in self.questions if not question.model_answer)

    def as_pack(self) -> Pack:
        """The pack that the guide makes; see `packing` for what stands in where the guide is silent."""
        return pack_of(
            title=self.title,
            company=self.company,
            role=self.role,
            about=[self.overview, self.role_description, self.process],
            rounds=self.rounds,
            questions=self.questions,
        )

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON: `pack`, `questions`, `rounds`, `table`, `lines`, `not_understood`."""
        return {
            "pack": self.as_pack().model_dump(mode="json"),
            "questions": [asdict(question) for question in self.questions],
            "rounds": [asdict(one) for one in self.rounds],
            "table": [asdict(row) for row in self.table],
            "unanswered": [question.prompt for question in self.unanswered],
            "lines": _lines(self.lines),
            "not_understood": _lines(self.not_understood),
        }


def _lines(lines: Sequence[GuideLine]) -> list[dict[str, Any]]:
    return [{"number": line.number, "text": line.text, "role": line.taken_as} for line in lines]
