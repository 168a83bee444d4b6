"""A timed multiple-choice sitting."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.errors import Bug
from greenroom.interview.assessment import Assessment
from greenroom.interview.plan import Plan, plan_round
from greenroom.questions.pack import Pack

TOPICS = ("Logic", "Numbers", "Code")
PACK = Pack.model_validate(
    {
        "format": 1,
        "id": "pack",
        "title": "Pack",
        "rounds": [{"id": "assessment", "title": "Online assessment", "about": "Tick.", "minutes": 20, "draw": 6}],
        "questions": [
            {
                "id": f"q{number}",
                "round": "assessment",
                "topic": TOPICS[number % 3],
                "difficulty": "easy",
                "ask_chance": "high",
                "kind": "choice",
                "prompt": f"Question {number}?",
                "choices": ["one", "two", "three"],
                "answer": number % 3,
                "explanation": "So it is.",
            }
            for number in range(12)
        ],
    }
)


def drawn(seed: int, answered: set[str] | None = None) -> Plan:
    return plan_round(PACK, "assessment", answered or set(), random.Random(seed))


def test_a_draw_takes_as_many_as_the_round_says_with_its_time() -> None:
    plan = drawn(1)
    assert (len(plan.questions), plan.minutes, plan.is_assessment) == (6, 20, True)


@given(st.integers())
def test_a_draw_is_spread_evenly_over_the_topics_and_never_repeats(seed: int) -> None:
    questions = [planned.question for planned in drawn(seed).questions]
    assert set(Counter(question.topic for question in questions).values()) == {2}
    assert len({question.id for question in questions}) == 6


def test_what_has_not_been_answered_yet_is_drawn_first() -> None:
    answered = {f"q{number}" for number in range(9)}
    assert {"q9", "q10", "q11"} <= {planned.question.id for planned in drawn(3, answered).questions}


def test_another_sitting_draws_others() -> None:
    assert drawn(1) != drawn(2)


def test_it_ends_with_the_last_answer_and_says_what_was_right() -> None:
    assessment = Assessment(drawn(1))
    for planned in assessment.plan.questions:
        assessment.confirm(planned.question.answer)
    assert assessment.is_over
    assert all(outcome.is_right for outcome in assessment.outcomes())
    with pytest.raises(Bug):
        assessment.confirm(0)


def test_when_the_time_is_up_the_rest_is_not_answered() -> None:
    assessment = Assessment(drawn(1))
    assessment.confirm(0)
    assessment.pass_time(20 * 60)
    assert assessment.is_over
    assert [outcome.chosen for outcome in assessment.outcomes()] == [0, None, None, None, None, None]
    assert not any(outcome.is_right for outcome in assessment.outcomes()[1:])


def test_a_question_can_be_left_out() -> None:
    assessment = Assessment(drawn(1))
    assert not assessment.confirm(None).is_right
    assert assessment.index == 1


def test_spoken_questions_are_not_assessed() -> None:
    with pytest.raises(Bug):
        Assessment(Plan("nothing", ()))
