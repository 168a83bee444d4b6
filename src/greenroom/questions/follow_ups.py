"""A follow-up as a question of its own, so that it is asked, answered, reviewed and kept like any other."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.questions.pack import Pack, Question
from greenroom.questions.slug import slug


def follow_ups_of(question: Question) -> Sequence[Question]:
    """What may be asked after `question`, in the pack's order; a follow-up has none itself.

    A pack knows no strong answer to it, so nothing is counted as missing. Its id is made of its words, so that no
    answer's history moves to another follow-up when their order changes.
    """
    return [
        Question(
            id=f"{question.id}-then-{slug(follow_up.ask, 'what')}",
            round=question.round,
            topic=question.topic,
            difficulty=question.difficulty,
            ask_chance=question.ask_chance,
            kind="concept",
            prompt=follow_up.ask,
            why=""
            if follow_up.point is None
            else f"To go deeper into this: {question.points[follow_up.point].say}",
        )
        for follow_up in question.follow_ups
    ]


def find_question(pack: Pack, question_id: str) -> Question | None:
    """The question with this id, a follow-up included; None where there is none."""
    of_id = {question.id: question for question in pack.questions}
    if question_id not in of_id:
        of_id |= {one.id: one for question in pack.questions for one in follow_ups_of(question)}
    return of_id.get(question_id)
