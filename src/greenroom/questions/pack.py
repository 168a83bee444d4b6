"""A pack of questions: the format, version 1, as pydantic models that refuse what they do not know."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FORMAT = 1

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class PackModel(BaseModel):
    """What every part of a pack has in common: it is read once, never changed, and has no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Round(PackModel):
    """One stage of the company's real process. draw: how many questions one sitting takes from it (0: all)."""

    id: Slug
    title: Text
    about: Text
    minutes: int = Field(0, ge=0)
    draw: int = Field(0, ge=0)
    takes: int = Field(0, ge=0, description="takes allowed for each question; 0 for any number")
    think_seconds: int = Field(0, ge=0)
    answer_seconds: int = Field(120, ge=10)


class Point(PackModel):
    """One idea that the model answer makes, and ways of saying it."""

    say: Text
    listen_for: tuple[Text, ...] = ()


class FollowUp(PackModel):
    """A question to ask next; `point` is the 0-based index of the point it digs into, if it belongs to one."""

    ask: Text
    point: int | None = Field(None, ge=0)


class Question(PackModel):
    """One thing to ask. A `choice` has choices, answer (0-based) and explanation; spoken kinds have the rest."""

    id: Slug
    round: Slug
    topic: Text
    difficulty: Literal["easy", "medium", "hard"]
    ask_chance: Literal["very high", "high", "medium", "low"]
    kind: Literal["concept", "experience", "choice"]
    prompt: Text
    why: str = ""
    how_to_answer: str = ""
    model_answer: str = ""
    points: tuple[Point, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    choices: tuple[Text, ...] = ()
    answer: int | None = Field(None, ge=0)
    explanation: str = ""


class Pack(PackModel):
    """A set of questions for one interview, with the company's rounds in order."""

    format: Literal[1]
    id: Slug
    title: Text
    company: str = ""
    role: str = ""
    language: str = "en"
    about: str = ""
    rounds: tuple[Round, ...] = Field(min_length=1)
    questions: tuple[Question, ...]
