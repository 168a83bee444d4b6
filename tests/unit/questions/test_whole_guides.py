"""Whole guides in the styles of many houses, each beside what a person reads in it: tests/data/guides/expected."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from greenroom.questions.guide import FoundQuestion, GuideReport, read_guide

GUIDES = Path(__file__).parents[2] / "data" / "guides"
EXPECTED = sorted((GUIDES / "expected").iterdir())
NOT_JUDGED = "any"
"""Where readers would differ, so that any reading is right."""
TEXTS = ("company", "role", "overview", "role_description", "process")
OF_QUESTION = {
    "prompt": "prompt",
    "topic": "topic",
    "why": "why",
    "how": "how_to_answer",
    "answer": "model_answer",
    "kind": "kind",
    "difficulty": "difficulty",
    "chance": "ask_chance",
}


def read(expected: Path) -> GuideReport:
    (guide,) = GUIDES.glob(f"{expected.stem}.*")
    return read_guide(guide.read_bytes().decode())


def is_as(wanted: str, text: str) -> bool:
    """Whether `text` is as wanted: “…” stands for any words of one paragraph, “ ¶ ” for the end of one."""
    pattern = re.escape(wanted).replace(re.escape(" ¶ "), "\n\n").replace(re.escape(" … "), ".+")
    return wanted == NOT_JUDGED or re.fullmatch(pattern, text) is not None


def misread(name: str, wanted: object, text: object) -> list[str]:
    if is_as(str(wanted), str(text)):
        return []
    return [f"{name}: wanted {wanted!r}, read {text!r}"]


def misread_of_question(number: int, wanted: dict[str, Any], found: FoundQuestion) -> list[str]:
    wrong = [] if wanted.get("number") == found.number else [f"{number}: numbered {found.number}"]
    for key, attribute in OF_QUESTION.items():
        if key in wanted:
            wrong += misread(f"{number}, {key}", wanted[key], getattr(found, attribute))
    return wrong


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda file: file.stem)
def test_a_guide_is_read_as_a_person_reads_it(expected: Path) -> None:
    wanted, report = yaml.safe_load(expected.read_text()), read(expected)
    wrong = [one for key in TEXTS if key in wanted for one in misread(key, wanted[key], getattr(report, key))]
    for (title, about), stage in zip(wanted["rounds"], report.rounds, strict=False):
        wrong += misread("round", title, stage.title) + misread(f"about {title}", about, stage.about)
    for number, (one, found) in enumerate(zip(wanted["questions"], report.questions, strict=False), start=1):
        wrong += misread_of_question(number, one, found)
    assert wrong == []
    assert len(report.rounds) == len(wanted["rounds"])
    assert [one.prompt for one in report.questions[len(wanted["questions"]) :]] == []
    assert len(report.questions) == len(wanted["questions"])


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda file: file.stem)
def test_what_is_not_of_the_interview_is_told_apart(expected: Path) -> None:
    left = yaml.safe_load(expected.read_text())["left"]
    if left != NOT_JUDGED:
        assert [line.text for line in read(expected).not_understood] == left
