"""A pack with one question, and a store in a folder of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from greenroom.history.store import Store
from greenroom.questions.pack import FollowUp, Pack, Point, Question, Round


@pytest.fixture
def pack() -> Pack:
    questions = tuple(
        Question(
            id=id_,
            round="technical",
            topic="Statistics",
            difficulty="medium",
            ask_chance="high",
            kind="concept",
            prompt=prompt,
            model_answer="It is the probability of data at least this extreme if the null hypothesis were true.",
            points=(
                Point(say="assumes the null", listen_for=("if the null is true",)),
                Point(say="data at least this extreme"),
                Point(say="not the probability that the null is true"),
            ),
            follow_ups=(FollowUp(ask="Is 0.06 a failure?", point=1),),
        )
        for id_, prompt in (("p-values", "What is a p-value?"), ("missing-data", "How do you treat missing data?"))
    )
    round_ = Round(id="technical", title="Technical interview", about="With an engineer.")
    return Pack(
        format=1, id="ml-engineer", title="Machine Learning Engineer", rounds=(round_,), questions=questions
    )


@pytest.fixture
def question(pack: Pack) -> Question:
    return pack.questions[0]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "greenroom.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    store = Store.open(database, busy_timeout_s=0.05)
    yield store
    store.close()
