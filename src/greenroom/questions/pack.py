"""A pack of questions: the format, version 1, as pydantic models that refuse what they do not know.

Rules that span several fields or several questions are raised as one error of type `RULES_BROKEN`, whose
context lists every broken rule with its place, so that a loader can name the line of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

FORMAT = 1
RULES_BROKEN = "rules_broken"
FEWEST_POINTS, MOST_POINTS = 3, 7
FEWEST_CHOICES = 2
_NOT_GIVEN = (None, "", ())

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
OptionalText = Annotated[str, StringConstraints(strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Place = tuple[str | int, ...]
"""Keys and 0-based indexes from the top of a pack down to a value, as in `("questions", 2, "round")`."""


class BrokenRule(NamedTuple):
    """A rule that a pack breaks, where, and the other place that it has to do with, if there is one."""

    place: Place
    message: str
    see: Place | None = None


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
    """One idea that the model answer makes, and ways of saying it.

    proposed: taken from the model answer's sentences by an import, and not yet looked at by a person.
    """

    say: Text
    listen_for: tuple[Text, ...] = ()
    proposed: bool = False


class FollowUp(PackModel):
    """A question to ask next; `point` is the 0-based index of the point it digs into, if it belongs to one."""

    ask: Text
    point: int | None = Field(None, ge=0)

    @model_validator(mode="before")
    @classmethod
    def _plain_text_is_what_to_ask(cls, given: object) -> object:
        return {"ask": given} if isinstance(given, str) else given


class Question(PackModel):
    """One thing to ask. A `choice` has choices, answer (0-based) and explanation; spoken kinds have the rest.

    A spoken question without a model answer, or with points that are only proposed, is a draft: it can be asked and
    answered, `check_pack` tells of it, and the rule on how few points there may be waits.
    """

    id: Slug
    round: Slug
    topic: Text
    difficulty: Literal["easy", "medium", "hard"]
    ask_chance: Literal["very high", "high", "medium", "low"]
    kind: Literal["concept", "experience", "choice"]
    prompt: Text
    why: OptionalText = ""
    how_to_answer: OptionalText = ""
    model_answer: OptionalText = ""
    points: tuple[Point, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    choices: tuple[Text, ...] = ()
    answer: int | None = Field(None, ge=0)
    explanation: OptionalText = ""

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Self:
        _refuse(list(_rules_broken_in_question(self)))
        return self


class Pack(PackModel):
    """A set of questions for one interview, with the company's rounds in order."""

    format: Literal[1]
    id: Slug
    title: Text
    company: OptionalText = ""
    role: OptionalText = ""
    language: Text = "en"
    about: OptionalText = ""
    rounds: tuple[Round, ...] = Field(min_length=1)
    questions: tuple[Question, ...]

    @model_validator(mode="after")
    def _names_fit_together(self) -> Self:
        _refuse(
            list(
                rules_broken_by_names(
                    [one.id for one in self.rounds],
                    [one.id for one in self.questions],
                    [one.round for one in self.questions],
                )
            )
        )
        return self

    def round_of(self, question: Question) -> Round:
        """The round that a question of this pack belongs to."""
        return next(one for one in self.rounds if one.id == question.round)


def rules_broken_by_names(
    round_ids: Sequence[str | None], question_ids: Sequence[str | None], rounds_named: Sequence[str | None]
) -> Iterator[BrokenRule]:
    """Ids used twice, and questions that name a round which is not there.

    `rounds_named` holds each question's round, in the order of `question_ids`. None stands for a name that
    could not be read; nothing is said about it, so that one mistake is not reported twice.
    """
    for key, ids in (("rounds", round_ids), ("questions", question_ids)):
        first_use: dict[str, int] = {}
        for index, name in enumerate(ids):
            if name is not None and first_use.setdefault(name, index) != index:
                yield BrokenRule(
                    (key, index, "id"),
                    f"The id “{name}” is used twice; give each of the two its own.",
                    see=(key, first_use[name], "id"),
                )
    if None in round_ids or not round_ids:
        return
    known = ", ".join(f"“{name}”" for name in round_ids)
    for index, name in enumerate(rounds_named):
        if name is not None and name not in round_ids:
            yield BrokenRule(
                ("questions", index, "round"),
                f"There is no round “{name}”; this pack has {known}.",
                see=("rounds",),
            )


def _rules_broken_in_question(question: Question) -> Iterator[BrokenRule]:
    if question.kind == "choice":
        yield from _rules_broken_in_choice(question)
    else:
        yield from _rules_broken_in_spoken(question)
    for index, follow_up in enumerate(question.follow_ups):
        if follow_up.point is not None and follow_up.point >= len(question.points):
            yield BrokenRule(
                ("follow_ups", index, "point"),
                f"There is no point {follow_up.point}; points are counted from 0, and there are "
                f"{len(question.points)}.",
            )


def _rules_broken_in_spoken(question: Question) -> Iterator[BrokenRule]:
    is_draft = not question.model_answer or any(point.proposed for point in question.points)
    fewest = 0 if is_draft else FEWEST_POINTS
    if question.kind == "concept" and not fewest <= len(question.points) <= MOST_POINTS:
        yield BrokenRule(
            ("points",),
            f"A question of kind “concept” needs {FEWEST_POINTS} to {MOST_POINTS} points; this one has "
            f"{len(question.points)}.",
        )
    for key in ("choices", "answer", "explanation"):
        if getattr(question, key) not in _NOT_GIVEN:
            yield BrokenRule((key,), f"Only a question of kind “choice” has “{key}”; take it out here.")


def _rules_broken_in_choice(question: Question) -> Iterator[BrokenRule]:
    count = len(question.choices)
    if count < FEWEST_CHOICES:
        yield BrokenRule(
            ("choices",),
            f"A question of kind “choice” needs {FEWEST_CHOICES} or more choices; this one has {count}.",
        )
    if question.answer is None:
        yield BrokenRule(("answer",), "A question of kind “choice” needs an answer: which choice is right, from 0.")
    elif count and question.answer >= count:
        yield BrokenRule(
            ("answer",),
            f"There is no choice {question.answer}; choices are counted from 0, so the last is {count - 1}.",
        )
    if not question.explanation:
        yield BrokenRule(("explanation",), "A question of kind “choice” needs an explanation of the right answer.")
    for key in ("model_answer", "points"):
        if getattr(question, key) not in _NOT_GIVEN:
            yield BrokenRule((key,), f"A question of kind “choice” has no “{key}”; take it out here.")


def _refuse(broken: list[BrokenRule]) -> None:
    if broken:
        raise PydanticCustomError(
            RULES_BROKEN, "{text}", {"text": " ".join(rule.message for rule in broken), "broken": broken}
        )
