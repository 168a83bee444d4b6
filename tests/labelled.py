"""The labelled answers of tests/data/points, and the questions that they answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from greenroom.paths import shipped
from greenroom.questions.load import load_pack
from greenroom.questions.pack import Pack, Question
from greenroom.review.status import Status

FOLDER = Path(__file__).parent / "data" / "points"
TUNED = ("answers.yaml", "packs.yaml", "fresh.yaml")
HELD_OUT = ("held_out.yaml", "packs_held_out.yaml", "fresh_held_out.yaml")


@dataclass(frozen=True)
class Answer:
    """A written answer to a question of a shipped pack. covered, partly: the points it makes, by index."""

    question: Question
    kind: str
    text: str
    covered: frozenset[int]
    partly: frozenset[int]
    held_out: bool

    @property
    def made(self) -> frozenset[int]:
        return self.covered | self.partly

    def label(self, point: int) -> Status:
        """What a fair listener says of a point."""
        if point in self.covered:
            return Status.COVERED
        return Status.PARTLY if point in self.partly else Status.MISSED


@cache
def shipped_packs() -> tuple[Pack, ...]:
    """The packs that ship."""
    return tuple(load_pack(file) for file in sorted(shipped().packs.glob("*.yaml")))


def concepts() -> tuple[Question, ...]:
    """Every question that ships and is answered point by point."""
    return tuple(question for pack in shipped_packs() for question in pack.questions if question.kind == "concept")


@cache
def labelled() -> tuple[Answer, ...]:
    """All answers, those that the matcher was tuned on first."""
    asked = {(pack.id, question.id): question for pack in shipped_packs() for question in pack.questions}
    return tuple(
        Answer(
            question=asked[one["pack"], one["question"]],
            kind=one["kind"],
            text=one["answer"],
            covered=frozenset(one["covered"]),
            partly=frozenset(one["partly"]),
            held_out=file in HELD_OUT,
        )
        for file in TUNED + HELD_OUT
        for one in yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    )
