"""The follow-up that an interviewer would ask, as a question of its own."""

from __future__ import annotations

from greenroom.interview.follow_ups import follow_up_to
from greenroom.interview.plan import PlannedQuestion, plan_question, plan_today
from greenroom.questions.follow_ups import find_question
from tests.unit.questions.packs import read, spoiled

PACK = read(spoiled("      - Why 0.05?\n", '      - Why 0.05?\n      - {ask: "How surprising?", point: 1}\n'))
PLANNED = PlannedQuestion(PACK, PACK.questions[0])
IDS = ["p-values-then-why-0-05", "p-values-then-how-surprising", "p-values-then-what-is-it-not"]


def ask(missing: list[int], *asked: int) -> str:
    follow_up = follow_up_to(PLANNED, missing, {IDS[each - 1] for each in asked})
    assert follow_up is not None
    assert follow_up.is_follow_up
    return follow_up.question.prompt


def test_it_digs_into_a_point_that_the_answer_left_out() -> None:
    assert ask([1]) == "How surprising?"
    assert ask([2, 1]) == "What is it not?"
    assert ask([1, 2]) == "How surprising?"


def test_without_a_missing_point_it_asks_what_belongs_to_none_then_the_others_in_their_order() -> None:
    assert ask([]) == "Why 0.05?"
    assert ask([0]) == "Why 0.05?"
    assert ask([], 1) == "How surprising?"


def test_what_was_asked_in_this_session_comes_last() -> None:
    assert ask([1], 2) == "Why 0.05?"
    assert ask([], 1, 2, 3) == "Why 0.05?"


def test_a_question_without_follow_ups_has_none() -> None:
    plain = PLANNED.question.model_copy(update={"follow_ups": ()})
    assert follow_up_to(PlannedQuestion(PACK, plain), [], set()) is None


def test_a_follow_up_says_what_it_digs_into_and_has_nothing_to_be_missed() -> None:
    follow_up = find_question(PACK, IDS[1])
    assert follow_up is not None
    assert follow_up.why == "To go deeper into this: At least as extreme"
    assert (follow_up.points, follow_up.model_answer, follow_up.follow_ups) == ((), "", ())


def test_a_follow_up_can_be_practised_again_by_its_id() -> None:
    plan = plan_question(PACK, IDS[2])
    assert [(each.question.prompt, each.is_follow_up) for each in plan.questions] == [("What is it not?", False)]
    assert find_question(PACK, "not-there") is None


def test_a_follow_up_that_is_due_comes_back() -> None:
    plan = plan_today(PACK, {}, limit=1, due=[IDS[1], "gone"])
    assert [each.question.prompt for each in plan.questions] == ["How surprising?"]
