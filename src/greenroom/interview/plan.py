"""What one sitting will ask: questions of packs, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from greenroom.questions.pack import Pack, Question, Round

CHANCE_ORDER = {"very high": 0, "high": 1, "medium": 2, "low": 3}
AGAIN, HARD = 1, 2


@dataclass(frozen=True)
class PlannedQuestion:
    """A question with the pack and round it comes from."""

    pack: Pack
    question: Question

    @property
    def round(self) -> Round:
        return next(each for each in self.pack.rounds if each.id == self.question.round)


@dataclass(frozen=True)
class Plan:
    """The questions of one sitting and what to call it."""

    title: str
    questions: tuple[PlannedQuestion, ...]


def spoken(questions: Iterable[Question]) -> list[Question]:
    """The questions that are answered aloud: all but multiple choice."""
    return [question for question in questions if question.kind != "choice"]


def plan_round(pack: Pack, round_id: str) -> Plan:
    """The spoken questions of one round, as many as the round draws, likeliest first."""
    chosen = next(each for each in pack.rounds if each.id == round_id)
    questions = _likeliest_first(spoken(q for q in pack.questions if q.round == round_id))
    return _plan(chosen.title, pack, questions[: chosen.draw or None])


def plan_topic(pack: Pack, topic: str) -> Plan:
    """The spoken questions of one topic, likeliest first."""
    return _plan(topic, pack, _likeliest_first(spoken(q for q in pack.questions if q.topic == topic)))


def plan_question(pack: Pack, question_id: str) -> Plan:
    """One question by itself."""
    return _plan(pack.title, pack, [q for q in pack.questions if q.id == question_id])


def plan_today(pack: Pack, last_ratings: Mapping[str, int | None], limit: int = 6) -> Plan:
    """What to practise now: answers that went badly first, then new questions, the likeliest of each first.

    last_ratings: the rating of each answered question's newest answer, 1–4, or None when it was not rated.
    Questions that went well last time are left out; when all did, they come back, likeliest first.
    """
    questions = _likeliest_first(spoken(pack.questions))

    badly = [q for q in questions if last_ratings.get(q.id) in (AGAIN, HARD)]
    new = [q for q in questions if q.id not in last_ratings]
    unrated = [q for q in questions if q.id in last_ratings and last_ratings[q.id] is None]
    due = badly + new + unrated
    return _plan(pack.title, pack, (due or questions)[:limit])


def _plan(title: str, pack: Pack, questions: Iterable[Question]) -> Plan:
    return Plan(title, tuple(PlannedQuestion(pack, question) for question in questions))


def _likeliest_first(questions: Iterable[Question]) -> list[Question]:
    return sorted(questions, key=lambda question: CHANCE_ORDER[question.ask_chance])
