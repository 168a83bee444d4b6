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


def test_a_question_without_a_model_answer_is_a_draft_that_needs_no_points() -> None:
    concept = read(GOOD).questions[0].model_dump()
    draft = Question.model_validate({**concept, "model_answer": "", "points": (), "follow_ups": ()})
    assert draft.kind == "concept"
    with pytest.raises(ValidationError, match="needs 3 to 7 points"):
        Question.model_validate({**concept, "points": (), "follow_ups": ()})


def test_a_point_may_be_marked_as_proposed() -> None:
    marked = GOOD.replace("listen_for: [no effect, under the null]", "proposed: true")
    assert [point.proposed for point in read(marked).questions[0].points] == [True, False, False]
