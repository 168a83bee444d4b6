"""What a sitting asks, and in which order."""

from __future__ import annotations

import random

from greenroom.interview.plan import Plan, plan_question, plan_round, plan_today, plan_topic
from greenroom.questions.pack import Pack, Round


def question(name: str, chance: str = "high", round_id: str = "technical", kind: str = "experience") -> object:
    spoken = {"model_answer": "An answer."}
    choice = {"choices": ["one", "two"], "answer": 0, "explanation": "One comes first."}
    return {
        "id": name,
        "round": round_id,
        "topic": "Topic",
        "difficulty": "easy",
        "ask_chance": chance,
        "kind": kind,
        "prompt": f"{name}?",
        **(choice if kind == "choice" else spoken),
    }


PACK = Pack.model_validate(
    {
        "format": 1,
        "id": "pack",
        "title": "Pack",
        "rounds": (
            Round(id="technical", title="Technical interview", about="Talk.", draw=3),
            Round(id="assessment", title="Assessment", about="Tick."),
        ),
        "questions": (
            question("rare", "low"),
            question("likely", "very high"),
            question("usual", "high"),
            question("also-usual", "high"),
            question("quiz", "very high", "assessment", kind="choice"),
        ),
    }
)


def asked(plan: Plan) -> list[str]:
    return [planned.question.id for planned in plan.questions]


def test_a_round_asks_its_likeliest_questions_and_no_more_than_it_draws() -> None:
    plan = plan_round(PACK, "technical", set(), random.Random(1))
    assert plan.title == "Technical interview"
    assert asked(plan)[0] == "likely"
    assert set(asked(plan)) == {"likely", "usual", "also-usual"}


def test_a_round_asks_first_what_was_not_answered_yet() -> None:
    assert asked(plan_round(PACK, "technical", {"likely", "usual"}, random.Random(1))) == [
        "also-usual",
        "rare",
        "likely",
    ]


def test_multiple_choice_is_not_asked_aloud() -> None:
    assert "quiz" not in asked(plan_topic(PACK, "Topic"))


def test_one_question_can_be_practised_by_itself() -> None:
    plan = plan_question(PACK, "rare")
    assert asked(plan) == ["rare"]
    assert plan.questions[0].round.title == "Technical interview"


def test_today_starts_with_what_went_badly_then_what_is_new() -> None:
    history = {"rare": 1, "likely": 3, "usual": None}
    assert asked(plan_today(PACK, history)) == ["rare", "also-usual", "usual"]


def test_today_is_never_empty_when_everything_went_well() -> None:
    history = {each.id: 4 for each in PACK.questions}
    assert asked(plan_today(PACK, history, limit=2)) == ["likely", "usual"]


def test_what_is_due_comes_first_the_longest_overdue_at_the_top() -> None:
    plan = plan_today(PACK, {"rare": 3, "likely": 1, "usual": 2}, due=["rare", "likely"])
    assert asked(plan) == ["rare", "likely", "usual", "also-usual"]


def test_what_is_scheduled_for_a_later_day_waits_even_when_it_went_badly() -> None:
    plan = plan_today(PACK, {"rare": 2, "likely": 1}, due=["likely"], later=["rare"])
    assert asked(plan) == ["likely", "usual", "also-usual"]


def test_with_nothing_due_and_nothing_new_the_next_ones_come_early() -> None:
    history = {each.id: 3 for each in PACK.questions}
    plan = plan_today(PACK, history, limit=3, later=["usual", "rare", "also-usual"])
    assert asked(plan) == ["likely", "usual", "rare"]


def test_a_card_of_a_question_that_is_no_longer_in_the_pack_is_passed_over() -> None:
    assert asked(plan_today(PACK, {}, limit=2, due=["gone", "rare"], later=["quiz"])) == ["rare", "likely"]
