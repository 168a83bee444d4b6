"""Questions, rounds and paragraphs while a guide is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from greenroom.questions.guide.labels import Field
from greenroom.questions.guide.parts import FoundQuestion, FoundRound, Role
from greenroom.questions.guide.points import proposed_points
from greenroom.questions.guide.quotes import unquoted
from greenroom.questions.guide.table import Chance, Difficulty, Table
from greenroom.questions.guide.words import asks_for_experience

ROLE_OF_FIELD: dict[Field, Role] = {
    "why": Role.WHY,
    "how_to_answer": Role.HOW_TO_ANSWER,
    "model_answer": Role.MODEL_ANSWER,
    "follow_ups": Role.FOLLOW_UP,
}


@dataclass(eq=False)
class GatheredQuestion:
    """A question so far. parts: its paragraphs, by field. headed: the fields whose heading was seen."""

    number: int | None
    prompt: str
    topic: str
    level: int = 0
    parts: dict[Field, list[str]] = field(default_factory=dict)
    headed: set[Field] = field(default_factory=set)
    difficulty: Difficulty | None = None
    ask_chance: Chance | None = None

    def add(self, part: Field, paragraph: str) -> None:
        """One more paragraph of a field."""
        self.parts.setdefault(part, []).append(paragraph)

    def has(self, part: Field) -> bool:
        """Whether the field has text or had its heading."""
        return part in self.headed or part in self.parts

    def finished(self, table: Table) -> FoundQuestion:
        """The question as it was found, with what the table tells of it or of its topic."""
        answer = "\n\n".join(part for part in unquoted(self.parts.get("model_answer", [])) if part)
        row = table.row_of(self.prompt, self.topic)
        experience = asks_for_experience(self.prompt, self.topic)
        points = () if experience else proposed_points(answer)
        return FoundQuestion(
            number=self.number,
            prompt=self.prompt,
            topic=self.topic or (row.topic if row else ""),
            why="\n\n".join(self.parts.get("why", [])),
            how_to_answer="\n\n".join(self.parts.get("how_to_answer", [])),
            model_answer=answer,
            follow_ups=tuple(self.parts.get("follow_ups", [])),
            difficulty=self.difficulty or (row.difficulty if row else None),
            ask_chance=self.ask_chance or (row.ask_chance if row else None),
            kind="experience" if experience else "concept",
            points=points,
        )


@dataclass(eq=False)
class GatheredRound:
    """A round so far."""

    title: str
    about: list[str] = field(default_factory=list)

    def finished(self) -> FoundRound:
        """The round as it was found."""
        return FoundRound(self.title, "\n\n".join(self.about))
