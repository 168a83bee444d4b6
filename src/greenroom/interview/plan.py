"""What one sitting will ask: questions of packs, in order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from greenroom.questions.follow_ups import find_question, follow_ups_of
from greenroom.questions.pack import Pack, Question, Round

CHANCE_ORDER = {"very high": 0, "high": 1, "medium": 2, "low": 3}
AGAIN, HARD = 1, 2


@dataclass(frozen=True)
class PlannedQuestion:
    """A question with the pack and round it comes from. is_follow_up: it was not planned, but came up."""

    pack: Pack
    question: Question
    is_follow_up: bool = False

    @property
    def round(self) -> Round:
        return next(each for each in self.pack.rounds if each.id == self.question.round)


@dataclass(frozen=True)
class Plan:
    """The questions of one sitting and what to call it. minutes: the time there is for all of them, 0 for any."""

    title: str
    questions: tuple[PlannedQuestion, ...]
    minutes: int = 0

    @property
    def is_assessment(self) -> bool:
        """Multiple choice against the clock, and not spoken."""
        return bool(self.questions) and all(planned.question.kind == "choice" for planned in self.questions)


def spoken(questions: Iterable[Question]) -> list[Question]:
    """The questions that are answered aloud: all but multiple choice."""
    return [question for question in questions if question.kind != "choice"]


def askable(pack: Pack) -> dict[str, Question]:
    """What can be asked aloud, by its id: the spoken questions, and their follow-ups."""
    questions = spoken(pack.questions)
    follow_ups = [follow_up for question in questions for follow_up in follow_ups_of(question)]
    return {question.id: question for question in (*follow_ups, *questions)}


def plan_round(pack: Pack, round_id: str, answered: Container[str], chooser: random.Random) -> Plan:
    """A mock round: as many questions as it draws, spread over its topics, those not yet answered first.

    Its spoken questions; of a round that has none, multiple choice. The likelier ones come first.
    """
    chosen = next(each for each in pack.rounds if each.id == round_id)
    in_round = [question for question in pack.questions if question.round == round_id]
    questions = spoken(in_round) or in_round
    chooser.shuffle(questions)
    questions.sort(key=lambda question: (question.id in answered, CHANCE_ORDER[question.ask_chance]))
    turns: dict[str, int] = {}  # the first question of each topic, then the second of each, and so on
    of_topic = Counter[str]()
    for question in questions:
        turns[question.id] = of_topic[question.topic]
        of_topic[question.topic] += 1
    questions.sort(key=lambda question: turns[question.id])
    return replace(_plan(chosen.title, pack, questions[: chosen.draw or None]), minutes=chosen.minutes)


def plan_topic(pack: Pack, topic: str) -> Plan:
    """The spoken questions of one topic, likeliest first."""
    return _plan(topic, pack, _likeliest_first(spoken(q for q in pack.questions if q.topic == topic)))


def plan_question(pack: Pack, question_id: str) -> Plan:
    """One question by itself, or one follow-up."""
    question = find_question(pack, question_id)
    return _plan(pack.title, pack, [question] if question is not None else [])


def plan_today(
    pack: Pack,
    last_ratings: Mapping[str, int | None],
    limit: int = 6,
    *,
    due: Sequence[str] = (),
    later: Sequence[str] = (),
) -> Plan:
    """What to practise now: what is due in the order given, then what went badly, then new questions.

    due, later: ids of the questions that have a card, as `greenroom.interview.schedule` sorts them; those for a
    later day are left out. last_ratings: the rating of each answered question's newest answer, 1–4, or None when
    it was not rated; it decides for questions without a card, the likeliest first.
    When nothing is left, everything comes back: what would come next, and before it what went well.
    """
    questions = _likeliest_first(spoken(pack.questions))
    of_id = askable(pack)
    scheduled = [of_id[id_] for id_ in due if id_ in of_id]

    free = [q for q in questions if q.id not in due and q.id not in later]
    badly = [q for q in free if last_ratings.get(q.id) in (AGAIN, HARD)]
    new = [q for q in free if q.id not in last_ratings]
    unrated = [q for q in free if q.id in last_ratings and last_ratings[q.id] is None]
    today = scheduled + badly + new + unrated
    return _plan(pack.title, pack, (today or free + [of_id[id_] for id_ in later if id_ in of_id])[:limit])


def _plan(title: str, pack: Pack, questions: Iterable[Question]) -> Plan:
    return Plan(title, tuple(PlannedQuestion(pack, question) for question in questions))


def _likeliest_first(questions: Iterable[Question]) -> list[Question]:
    return sorted(questions, key=lambda question: CHANCE_ORDER[question.ask_chance])
