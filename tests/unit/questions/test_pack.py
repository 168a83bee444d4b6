"""The rules of a pack hold for packs built in code too, not only for those read from a file."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from greenroom.questions.pack import Pack, Question
from tests.unit.questions.packs import GOOD, read


def test_a_pack_never_changes() -> None:
    pack = read(GOOD)
    with pytest.raises(ValidationError, match="frozen"):
        pack.title = "Another"  # type: ignore[misc]


def test_a_question_that_breaks_its_kinds_rules_cannot_be_built() -> None:
    choice = read(GOOD).questions[2].model_dump()
    with pytest.raises(ValidationError, match="There is no choice 9"):
        Question.model_validate({**choice, "answer": 9})


def test_a_pack_whose_questions_name_no_round_cannot_be_built() -> None:
    pack = read(GOOD)
    with pytest.raises(ValidationError, match="There is no round “technical”"):
        Pack.model_validate({**pack.model_dump(), "rounds": pack.rounds[1:]})


def test_a_question_survives_json_for_whoever_stores_it() -> None:
    for question in read(GOOD).questions:
        assert Question.model_validate_json(question.model_dump_json()) == question


def test_experience_questions_may_have_points() -> None:
    pack = read(GOOD)
    concept = pack.questions[0]
    changed = Question.model_validate({**concept.model_dump(), "kind": "experience"})
    assert changed.points == concept.points
