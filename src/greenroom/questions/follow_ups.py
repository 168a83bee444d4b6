"""A follow-up as a question of its own, so that it is asked, answered, reviewed and kept like any other."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.questions.pack import Pack, Question


def follow_ups_of(question: Question) -> Sequence[Question]:
    """What may be asked after `question`, in the pack's order; a follow-up has none itself.

    One that digs into a point is judged by that point, beside the model answer that makes it. Of any other the pack
    knows no strong answer.
    """
    made = []
    for number, follow_up in enumerate(question.follow_ups, 1):
        points = () if follow_up.point is None else (question.points[follow_up.point],)
        changed = {
            "id": f"{question.id}-follow-up-{number}",
            "kind": "concept",
            "prompt": follow_up.ask,
            "why": "",
            "how_to_answer": "",
            "model_answer": question.model_answer if points else "",
            "points": points,
            "follow_ups": (),
        }
        made.append(question.model_copy(update=changed))  # not validated: one point is enough here
    return made


def find_question(pack: Pack, question_id: str) -> Question | None:
    """The question with this id, a follow-up included; None where there is none."""
    of_id = {question.id: question for question in pack.questions}
    if question_id not in of_id:
        of_id |= {one.id: one for question in pack.questions for one in follow_ups_of(question)}
    return of_id.get(question_id)
