"""The parts of a guide as they were found: all texts are the guide's own words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from greenroom.questions.guide.table import Chance, Difficulty

Kind = Literal["concept", "experience"]


class Role(StrEnum):
    """What a line was taken as."""

    TITLE = "title"
    OVERVIEW = "overview"
    ROLE_DESCRIPTION = "role description"
    PROCESS = "process"
    ROUND = "round"
    ROUND_ABOUT = "round text"
    HEADING = "heading"
    TOPIC = "topic"
    QUESTION = "question"
    WHY = "why"
    HOW_TO_ANSWER = "how to answer"
    MODEL_ANSWER = "model answer"
    FOLLOW_UP = "follow-up"
    TABLE = "table"
    LAYOUT = "layout"
    PAGE_CODE = "page code"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True)
class GuideLine:
    """One line that is not blank, and what it was taken as.

    number: from 1; in a page, of its text. of: which question or round (from 1) it belongs to, if to any.
    """

    number: int
    text: str
    role: Role
    of: int | None = None

    @property
    def taken_as(self) -> str:
        """The role in words: “question 3, model answer”, “round 1”, “not understood”."""
        if self.of is None:
            return str(self.role)
        if self.role in (Role.ROUND, Role.ROUND_ABOUT):
            return f"round {self.of}" + (", text" if self.role is Role.ROUND_ABOUT else "")
        return f"question {self.of}" + ("" if self.role is Role.QUESTION else f", {self.role}")


@dataclass(frozen=True)
class FoundRound:
    """One stage of the interview process; `about` may be empty."""

    title: str
    about: str


@dataclass(frozen=True)
class FoundQuestion:
    """One question. What the guide does not tell is empty, or None.

    number: as the guide numbers it. kind: guessed from the wording. points: proposed from the model answer.
    """

    number: int | None
    prompt: str
    topic: str = ""
    why: str = ""
    how_to_answer: str = ""
    model_answer: str = ""
    follow_ups: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    ask_chance: Chance | None = None
    kind: Kind = "concept"
    points: tuple[str, ...] = ()
