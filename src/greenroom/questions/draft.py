"""A pack while it is being written: the same parts as `Pack`, any of them still empty or wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from greenroom.questions.faults import Fault, validated
from greenroom.questions.pack import FORMAT, Pack, Question
from greenroom.questions.slug import unique_slug

T = TypeVar("T")
Undo = Callable[[], None]
"""Puts back what was taken out or moved, where it was, and leaves what was written since as it is."""

_ONLY_CHOICE = ("choices", "answer", "explanation")
_ONLY_SPOKEN = ("model_answer", "points")


class DraftModel(BaseModel):
    """Takes what a pack would refuse, as long as it has the right shape. May be changed in place."""

    model_config = ConfigDict(extra="ignore")


class RoundDraft(DraftModel):
    id: str
    title: str = ""
    about: str = ""
    minutes: int = 0
    draw: int = 0
    takes: int = 0
    think_seconds: int = 0
    answer_seconds: int = 120


class PointDraft(DraftModel):
    say: str = ""
    listen_for: list[str] = Field(default_factory=list)
    proposed: bool = False


class FollowUpDraft(DraftModel):
    ask: str = ""
    point: int | None = None


class QuestionDraft(DraftModel):
    """What belongs to another kind than `kind` may stay here; it is left out of the pack that is saved."""

    id: str
    round: str = ""
    topic: str = ""
    difficulty: str = "medium"
    ask_chance: str = "medium"
    kind: str = "concept"
    prompt: str = ""
    why: str = ""
    how_to_answer: str = ""
    model_answer: str = ""
    points: list[PointDraft] = Field(default_factory=list)
    follow_ups: list[FollowUpDraft] = Field(default_factory=list)
    choices: list[str] = Field(default_factory=list)
    answer: int | None = None
    explanation: str = ""

    def remove_point(self, index: int) -> Undo:
        """Take a point out; follow-ups stay with the points they belong to."""
        removed = self.points.pop(index)
        tied = [one for one in self.follow_ups if one.point == index]
        for follow_up in self.follow_ups:
            if follow_up.point == index:
                follow_up.point = None
            elif follow_up.point is not None and follow_up.point > index:
                follow_up.point -= 1

        def undo() -> None:
            back_at = min(index, len(self.points))
            self.points.insert(back_at, removed)
            for follow_up in self.follow_ups:
                if follow_up.point is not None and follow_up.point >= back_at:
                    follow_up.point += 1
            for follow_up in tied:
                if follow_up.point is None:
                    follow_up.point = back_at

        return undo

    def move_point(self, index: int, to: int) -> Undo:
        """Put a point at another place; follow-ups stay with the points they belong to."""
        put_back = self._keeping_ties(lambda: _move(self.points, index, to))

        def undo() -> None:
            self._keeping_ties(put_back)

        return undo

    def move_follow_up(self, index: int, to: int) -> Undo:
        return _move(self.follow_ups, index, to)

    def move_choice(self, index: int, to: int) -> Undo:
        """Put a choice at another place; the right answer stays the right one."""
        places = list(range(len(self.choices)))
        places.insert(to, places.pop(index))
        self.choices = [self.choices[place] for place in places]
        if self.answer is not None and self.answer < len(places):
            self.answer = places.index(self.answer)

        def undo() -> None:
            if max(index, to) < len(self.choices):
                self.move_choice(to, index)

        return undo

    def _keeping_ties(self, reorder: Callable[[], T]) -> T:
        """Change the order of the points, and have each follow-up follow its own."""
        tied = [
            (one, self.points[one.point])
            for one in self.follow_ups
            if one.point is not None and one.point < len(self.points)
        ]
        done = reorder()
        for follow_up, point in tied:
            follow_up.point = next((at for at, one in enumerate(self.points) if one is point), None)
        return done

    def remove_follow_up(self, index: int) -> Undo:
        return _take_out(self.follow_ups, index)

    def remove_choice(self, index: int) -> Undo:
        """Take a choice out; the right answer stays the right one, unless it was this."""
        removed, was_right = self.choices.pop(index), self.answer == index
        if was_right:
            self.answer = None
        elif self.answer is not None and self.answer > index:
            self.answer -= 1

        def undo() -> None:
            back_at = min(index, len(self.choices))
            self.choices.insert(back_at, removed)
            if self.answer is not None and self.answer >= back_at:
                self.answer += 1
            elif self.answer is None and was_right:
                self.answer = back_at

        return undo

    def as_data(self) -> dict[str, Any]:
        """As it goes into a pack: empty rows at the end of a list are no part of it."""
        data = self.model_dump()
        for key in ("points", "follow_ups", "choices"):
            while data[key] and _is_empty(data[key][-1]):
                data[key].pop()
        for key in _ONLY_SPOKEN if self.kind == "choice" else _ONLY_CHOICE:
            del data[key]
        if self.kind == "choice":
            for follow_up in data["follow_ups"]:
                follow_up["point"] = None
        return data


class PackDraft(DraftModel):
    id: str
    title: str = ""
    company: str = ""
    role: str = ""
    language: str = "en"
    about: str = ""
    rounds: list[RoundDraft] = Field(default_factory=list)
    questions: list[QuestionDraft] = Field(default_factory=list)

    @classmethod
    def of(cls, pack: Pack) -> PackDraft:
        return cls.model_validate(pack.model_dump())

    @classmethod
    def new(cls, title: str, about_round: tuple[str, str], taken_ids: Collection[str]) -> PackDraft:
        """An empty pack that can be saved at once, with one round. about_round: its title and what it is about."""
        first = RoundDraft(id="interview", title=about_round[0], about=about_round[1])
        return cls(id=unique_slug(title, "pack", taken_ids), title=title, rounds=[first])

    @classmethod
    def copy_of(cls, pack: Pack, title: str, taken_ids: Collection[str]) -> PackDraft:
        """Everything in `pack`, under a new id and `title`."""
        return cls.of(pack).model_copy(update={"id": unique_slug(title, "pack", taken_ids), "title": title})

    def checked(self) -> Pack | list[Fault]:
        """The pack that this is, or what is wrong; places in faults are those of this draft."""
        data = self.model_dump(exclude={"questions"})
        return validated({"format": FORMAT, **data, "questions": [one.as_data() for one in self.questions]})

    def question_ids(self) -> list[str]:
        return [one.id for one in self.questions]

    def add_question(self, like: QuestionDraft | None = None) -> QuestionDraft:
        """A new, empty question at the end, in the round and topic of `like`."""
        first_round = self.rounds[0].id if self.rounds else ""
        made = QuestionDraft(
            id=unique_slug("", "question", self.question_ids()),
            round=like.round if like else first_round,
            topic=like.topic if like else "",
            points=[PointDraft() for _ in range(3)],
        )
        self.questions.append(made)
        return made

    def duplicate(self, index: int) -> QuestionDraft:
        """A copy right behind the question, with an id of its own."""
        original = self.questions[index]
        made = original.model_copy(
            deep=True, update={"id": unique_slug(original.prompt, "question", self.question_ids())}
        )
        self.questions.insert(index + 1, made)
        return made

    def take_in(self, pack: Pack, question: Question) -> QuestionDraft:
        """A copy of another pack's question at the end, with its round if there is none of that id here."""
        its_round = pack.round_of(question)
        if its_round.id not in [one.id for one in self.rounds]:
            self.rounds.append(RoundDraft.model_validate(its_round.model_dump()))
        made = QuestionDraft.model_validate(question.model_dump())
        if made.id in self.question_ids():
            made.id = unique_slug(made.prompt, "question", self.question_ids())
        self.questions.append(made)
        return made

    def name_by_prompt(self, question: QuestionDraft) -> None:
        """Give a question that was never saved the id that its prompt suggests."""
        others = [one.id for one in self.questions if one is not question]
        question.id = unique_slug(question.prompt, "question", others)

    def add_round(self) -> RoundDraft:
        made = RoundDraft(id=unique_slug("", "round", [one.id for one in self.rounds]))
        self.rounds.append(made)
        return made

    def remove_question(self, index: int) -> Undo:
        return _take_out(self.questions, index)

    def move_question(self, index: int, to: int) -> Undo:
        return _move(self.questions, index, to)

    def move_round(self, index: int, to: int) -> Undo:
        return _move(self.rounds, index, to)

    def remove_round(self, index: int) -> Undo:
        """Take a round out; its questions go to the round before it, or to the one after the first."""
        removed = self.rounds[index]
        put_back = _take_out(self.rounds, index)
        heir = self.rounds[max(0, index - 1)].id if self.rounds else removed.id
        moved = [question for question in self.questions if question.round == removed.id]
        for question in moved:
            question.round = heir

        def undo() -> None:
            put_back()
            for question in moved:
                if question.round == heir:
                    question.round = removed.id

        return undo


def _is_empty(part: str | dict[str, Any]) -> bool:
    if isinstance(part, str):
        return not part.strip()
    return all(not value.strip() if isinstance(value, str) else not value for value in part.values())


def _take_out(parts: list[T], index: int) -> Undo:
    removed = parts.pop(index)
    return lambda: parts.insert(min(index, len(parts)), removed)


def _move(parts: list[T], index: int, to: int) -> Undo:
    moved = parts.pop(index)
    parts.insert(to, moved)

    def undo() -> None:
        at = next((at for at, one in enumerate(parts) if one is moved), None)
        if at is not None:
            parts.insert(min(index, len(parts) - 1), parts.pop(at))

    return undo
