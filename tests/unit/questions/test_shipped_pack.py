"""The pack that ships: what it holds, that it needs no advice, and that it loads quickly."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from greenroom.paths import bundled
from greenroom.questions.check import check_pack
from greenroom.questions.load import load_pack
from greenroom.questions.pack import Pack

FILE: Path = bundled("questions", "iron-mountain-ml-engineer.yaml")


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(FILE)


def test_it_has_the_four_rounds_in_their_order(pack: Pack) -> None:
    assert [one.id for one in pack.rounds] == ["assessment", "technical", "managerial", "hr"]


def test_its_technical_round_asks_the_twelve_questions(pack: Pack) -> None:
    technical = {
        (question.topic, question.id) for question in pack.questions if pack.round_of(question).id == "technical"
    }
    assert technical == {
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


def test_packs_check_finds_nothing_to_improve(pack: Pack) -> None:
    assert [str(finding) for finding in check_pack(pack)] == []


def test_every_spoken_question_has_a_follow_up_tied_to_a_point(pack: Pack) -> None:
    untied = [
        question.id
        for question in pack.questions
        if question.kind != "choice" and all(one.point is None for one in question.follow_ups)
    ]
    assert untied == []


def test_prompts_are_read_aloud_in_whole_sentences(pack: Pack) -> None:
    asked = [(question.id, question.prompt) for question in pack.questions]
    assert [one for one in asked if not one[1].endswith(("?", ".")) or "\n" in one[1]] == []


def test_it_loads_before_anyone_notices() -> None:
    def load_s() -> float:
        start = time.perf_counter()
        load_pack(FILE)
        return time.perf_counter() - start

    assert min(load_s() for _ in range(3)) < 0.050
