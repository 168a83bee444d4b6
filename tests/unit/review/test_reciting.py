"""When an answer is the model answer, learnt by heart."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from greenroom.questions.load import load_pack
from greenroom.questions.pack import Question
from greenroom.review.delivery import facts
from greenroom.review.reciting import RECITING_FROM, recited_share
from greenroom.review.typed import transcript_of_typed

ROOT = Path(__file__).parents[3]
PACK = load_pack(ROOT / "questions" / "iron-mountain-ml-engineer.yaml")
CONCEPTS = [question for question in PACK.questions if question.kind == "concept"]
ANSWERS: list[dict[str, Any]] = [
    answer
    for name in ("answers", "held_out")
    for answer in yaml.safe_load((ROOT / "tests" / "data" / "points" / f"{name}.yaml").read_text(encoding="utf-8"))
]
MODEL = "Overfitting means the model learns the noise of the training data, so it does worse on data that is new."


def share(said: str, model: str = MODEL) -> float | None:
    return recited_share(transcript_of_typed(said), model)


def test_what_is_said_word_for_word_counts_and_what_is_added_does_not() -> None:
    recited = (
        "Um, overfitting means, the model learns the noise of the training data. So it does worse on data that is"
    )
    added = "new, and I would use cross validation to find that out early enough."
    assert share(f"{recited} {added}") == pytest.approx(20 / 32)


def test_short_runs_are_what_anybody_says() -> None:
    assert share("The model learns the weights of the training data and the noise of the labels " * 3) == 0


def test_marks_and_capitals_make_no_difference() -> None:
    said = "It’s the P value, um, that we report… " * 5
    assert share(said, "it's the p-value that we report") == pytest.approx(1.0)


@pytest.mark.parametrize(("said", "model"), [("It learns the noise.", MODEL), ("word " * 40, ""), ("", MODEL)])
def test_no_share_is_told_of_a_short_answer_or_without_a_model_answer(said: str, model: str) -> None:
    assert share(said, model) is None


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer['question']}-{answer['kind']}")
def test_nobody_who_answers_in_their_own_words_is_warned(answer: dict[str, Any]) -> None:
    question = next(one for one in PACK.questions if one.id == answer["question"])
    assert not facts(transcript_of_typed(answer["answer"]), question).is_recited


@pytest.mark.parametrize("question", CONCEPTS, ids=lambda question: question.id)
def test_a_recital_is_noticed_though_every_seventh_word_was_misheard(question: Question) -> None:
    chance = random.Random(question.id)
    words = [word if chance.random() > 1 / 7 else "misheard" for word in question.model_answer.split()]
    found = facts(transcript_of_typed(" ".join(words)), question)
    assert found.recited_share is not None
    assert found.recited_share > RECITING_FROM
    assert found.is_recited


vocabulary = st.lists(st.sampled_from(["the", "noise", "um,", "p-value", "is", "95", "ninety", "five", "…"]))


@given(said=vocabulary, model=vocabulary)
def test_the_share_is_a_share_whatever_was_said(said: list[str], model: list[str]) -> None:
    found = share(" ".join(said), " ".join(model))
    assert found is None or 0 <= found <= 1
