"""The terms offered to the engine are the question's technical ones, few, and none in stories of one's own."""

from __future__ import annotations

import pytest

from greenroom.paths import shipped
from greenroom.questions.load import load_pack
from greenroom.questions.pack import Pack, Point, Question
from greenroom.review.terms import terms_of


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(shipped().packs / "iron-mountain-ml-engineer.yaml")


def asked(*listen_for: str, model_answer: str) -> Question:
    return Question.model_construct(
        id="q",
        round="technical",
        topic="Machine Learning",
        difficulty="hard",
        ask_chance="high",
        kind="concept",
        prompt="What would you do?",
        model_answer=model_answer,
        points=(Point(say="It.", listen_for=listen_for),),
    )


def test_names_come_first_then_terms_of_several_words() -> None:
    question = asked(
        "regularisation", "gradient boosting", "use SMOTE", model_answer="Regularise gradient boosting, SMOTE."
    )
    assert terms_of(question) == ("SMOTE", "gradient boosting", "regularisation")


def test_everyday_words_numbers_and_what_is_said_once_are_no_terms() -> None:
    question = asked(
        "a good example", "two hundred", "heteroscedastic noise", model_answer="A good example: two hundred."
    )
    assert terms_of(question) == ()


def test_no_part_of_a_term_is_offered_again() -> None:
    question = asked("imputation", "multiple imputation", model_answer="Multiple imputation imputes.")
    assert terms_of(question) == ("multiple imputation",)


def test_stories_of_ones_own_and_choices_offer_nothing(pack: Pack) -> None:
    assert {terms_of(one) for one in pack.questions if one.kind != "concept"} == {()}


def test_every_concept_of_a_pack_offers_up_to_ten(pack: Pack) -> None:
    offered = {one.id: terms_of(one) for one in pack.questions if one.kind == "concept"}
    assert all(1 <= len(terms) <= 10 for terms in offered.values())
    assert "null hypothesis" in offered["p-values"]
    assert {"NumPy", "PyTorch"} <= set(offered["python-for-ml"])
