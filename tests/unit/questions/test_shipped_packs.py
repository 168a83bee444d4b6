"""The packs that ship: what they hold, and that they need no advice."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from rapidfuzz import fuzz

from greenroom.paths import shipped
from greenroom.questions.check import SAME_PROMPT, check_pack
from greenroom.questions.load import load_pack
from greenroom.questions.pack import Pack, Question

PACKS = {file.stem: load_pack(file) for file in sorted(shipped().packs.glob("*.yaml"))}
IRON_MOUNTAIN = PACKS["iron-mountain-ml-engineer"]
KNOWN_QUESTIONS = {
    ("Machine Learning", "supervised-unsupervised"),
    ("Machine Learning", "ml-project"),
    ("Machine Learning", "evaluation-metrics"),
    ("Machine Learning", "overfitting"),
    ("Programming and Algorithms", "python-for-ml"),
    ("Programming and Algorithms", "data-structure"),
    ("Programming and Algorithms", "algorithm-optimised"),
    ("Programming and Algorithms", "debugging"),
    ("Statistics and Probability", "statistical-methods"),
    ("Statistics and Probability", "p-values"),
    ("Statistics and Probability", "central-limit-theorem"),
    ("Statistics and Probability", "missing-data"),
}
every_pack = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())


def spoken(pack: Pack) -> list[Question]:
    return [question for question in pack.questions if question.kind != "choice"]


def of_round(round_id: str) -> list[Question]:
    return [question for question in IRON_MOUNTAIN.questions if question.round == round_id]


def test_iron_mountain_has_its_four_rounds_in_their_order() -> None:
    assert [one.id for one in IRON_MOUNTAIN.rounds] == ["assessment", "technical", "managerial", "hr"]


def test_iron_mountain_asks_the_twelve_known_questions_and_twelve_more() -> None:
    technical = {(question.topic, question.id) for question in of_round("technical")}
    assert technical >= KNOWN_QUESTIONS
    assert len(technical) >= 24


def test_iron_mountain_draws_its_assessment_from_at_least_thirty_questions() -> None:
    questions = of_round("assessment")
    assert len(questions) >= 30
    assert all((question.kind, len(question.choices)) == ("choice", 4) for question in questions)


def test_the_right_choice_is_not_given_away_by_its_place() -> None:
    places = Counter(question.answer for question in of_round("assessment"))
    assert max(places.values()) - min(places.values()) <= 4


def test_iron_mountain_asks_in_every_round() -> None:
    assert len(of_round("managerial")) >= 8
    assert len(of_round("hr")) >= 6


def test_five_general_packs_ask_at_least_twenty_spoken_questions_each() -> None:
    general = {pack.id: len(spoken(pack)) for pack in PACKS.values() if not pack.company}
    assert general.keys() == {
        "behavioural",
        "data-analyst",
        "data-scientist",
        "machine-learning-engineer",
        "senior-product-manager",
    }
    assert min(general.values()) >= 20


@every_pack
def test_every_round_has_questions(pack: Pack) -> None:
    assert {question.round for question in pack.questions} == {one.id for one in pack.rounds}


@every_pack
def test_packs_check_finds_nothing_to_improve(pack: Pack) -> None:
    assert [str(finding) for finding in check_pack(pack)] == []


@every_pack
def test_every_spoken_question_has_a_follow_up(pack: Pack) -> None:
    assert [question.id for question in spoken(pack) if not question.follow_ups] == []


@every_pack
def test_prompts_are_read_aloud_in_whole_sentences(pack: Pack) -> None:
    asked = [(question.id, question.prompt) for question in spoken(pack)]
    assert [one for one in asked if not one[1].endswith(("?", ".")) or "\n" in one[1]] == []


def test_no_two_packs_ask_the_same_question_in_the_same_words() -> None:
    asked = [(pack.id, question.id, question.prompt) for pack in PACKS.values() for question in spoken(pack)]
    same = [
        (one[:2], other[:2])
        for one, other in combinations(asked, 2)
        if one[0] != other[0] and fuzz.token_sort_ratio(one[2], other[2]) >= SAME_PROMPT
    ]
    assert same == []
