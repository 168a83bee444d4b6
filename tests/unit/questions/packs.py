"""A small good pack as text, and ways to spoil it: what the tests of reading have in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.questions.load import parse_pack
from greenroom.questions.pack import Pack
from greenroom.questions.pack_error import PackError, Problem

FILE = Path("somewhere/mine.yaml")

GOOD = """\
format: 1
id: small
title: A small pack
rounds:
  - {id: technical, title: Technical interview, about: Engineers ask.}
  - id: hr
    title: HR interview
    about: Why this company.
questions:
  - id: p-values
    round: technical
    topic: Statistics
    difficulty: medium
    ask_chance: very high
    kind: concept
    prompt: What is a p-value?
    model_answer: How surprising the data would be, were there no effect.
    points:
      - {say: Under the null hypothesis, listen_for: [no effect, under the null]}
      - {say: At least as extreme, listen_for: [surprising, as extreme]}
      - {say: Not the chance of being wrong}
    follow_ups:
      - Why 0.05?
      - {ask: "What is it not?", point: 2}
  - id: a-project
    round: technical
    topic: Machine Learning
    difficulty: hard
    ask_chance: high
    kind: experience
    prompt: Tell me about a project.
    model_answer: We sorted documents.
  - id: odd-one-out
    round: hr
    topic: Logic
    difficulty: easy
    ask_chance: low
    kind: choice
    prompt: Which answer is shortest?
    choices: [Yes, No, 1.50, null]
    answer: 1
    explanation: It has two letters.
"""


def read(text: str | bytes) -> Pack:
    return parse_pack(text if isinstance(text, bytes) else text.encode(), FILE)


def spoiled(old: str, new: str) -> str:
    """The good pack with one piece of it replaced."""
    assert GOOD.count(old) == 1, f"{old!r} is not one piece of the pack"
    return GOOD.replace(old, new)


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as caught:
        read(text)
    return caught.value.problems


def only_problem_of(text: str | bytes) -> Problem:
    problems = problems_of(text)
    assert len(problems) == 1, problems
    return problems[0]
