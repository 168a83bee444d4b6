"""A review as Markdown: complete, readable as it is, and nothing that people wrote becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.questions.pack import Point, Question
from greenroom.review.export import markdown
from greenroom.review.points import Evidence, PointResult
from greenroom.review.rating import Rating
from greenroom.review.reviewed import Reviewed, reviewed
from greenroom.review.status import Status
from greenroom.review.typed import transcript_of_typed
from greenroom.speech.transcript import Interval, Segment, Transcript, Word

QUESTION = Question(
    id="overfitting",
    round="technical",
    topic="Machine Learning",
    difficulty="hard",
    ask_chance="high",
    kind="concept",
    prompt="What is *overfitting*?",
    model_answer="The model memorises noise.\n\nA validation set shows it.",
    points=(
        Point(say="The model memorises noise."),
        Point(say="A validation set shows it."),
        Point(say="Regularisation helps."),
    ),
)
POINTS = (
    PointResult("The model memorises noise.", Status.COVERED, (Evidence(1.2, 2.4, "model memorises noise"),)),
    PointResult("A validation set shows it.", Status.PARTLY, ()),
    PointResult("Regularisation helps.", Status.MISSED, ()),
)
SAID = "Well the model memorises noise from the training set and it does worse on everything that is new to it."


def spoken(text: str, word_s: float = 0.6) -> Transcript:
    words = tuple(
        Word(start=at * word_s, end=(at + 1) * word_s, text=word, probability=0.9)
        for at, word in enumerate(text.split())
    )
    end = words[-1].end
    return Transcript(
        segments=(Segment(start=0, end=end, text=text, words=words),),
        voiced=(Interval(start=0, end=end),),
        duration=end + 0.5,
        engine="made up",
        model="",
    )


def as_text(review: Reviewed, note: str = "") -> str:
    return markdown(
        review,
        pack_title="ML Engineer",
        round_title="Technical interview",
        take_number=2,
        answered_at=datetime(2026, 3, 14, 18, 5, tzinfo=UTC),
        prediction=Rating.EASY,
        rating=Rating.HARD,
        note=note,
    )


def test_one_review_reads_from_the_question_to_the_note() -> None:
    review = replace(reviewed(QUESTION, spoken(SAID)), points=POINTS)
    assert as_text(review, "Say *how* it shows.\n1. validation set") == (
        r"""# What is \*overfitting\*?

ML Engineer · Technical interview · 2026-03-14 18:05 · take 2

## You said

Well the model memorises noise from the training set and it does worse on everything that is new to it.

## A strong answer

The model memorises noise.

A validation set shows it.

## Points

- [x] The model memorises noise. (“model memorises noise” at 0:01)
- [ ] partly: A validation set shows it.
- [ ] missed: Regularisation helps.

## Facts

- 0:12 of 0:03 to 2:00
- 20 words
- 100 words a minute (100 without pauses)
- 0.0 hesitations a minute
- 0.0 written fillers a minute
- measured on 100% of the speech

## Your judgement

- before the model answer: Easy
- after it: Hard

## Your note

Say \*how\* it shows.

1\. validation set
"""
    )


def test_an_empty_answer_says_so_and_leaves_out_what_is_not_there() -> None:
    silence = Transcript(segments=(), duration=14.0, engine="made up", model="")
    text = as_text(reviewed(QUESTION.model_copy(update={"model_answer": ""}), silence))
    assert "## You said\n\nNo speech heard.\n" in text
    assert "A strong answer" not in text
    assert "Your note" not in text
    assert "words a minute" not in text


def test_a_typed_answer_has_its_paragraphs_and_no_times() -> None:
    points = (PointResult("Noise.", Status.COVERED, (Evidence(0.0, 0.0, "memorises noise."),)),)
    review = reviewed(QUESTION, transcript_of_typed("The model memorises noise.\n\nAnd so on."))
    text = as_text(replace(review, points=points))
    assert "## You said\n\nThe model memorises noise.\n\nAnd so on.\n\n##" in text
    assert "- [x] Noise. (“memorises noise.”)" in text


@pytest.mark.parametrize(
    "note",
    [
        "# no heading",
        "- no list",
        "+ no list",
        "12. no list",
        "3) no list",
        "> no quotation",
        "| no | table |",
        "---",
        "===",
        "~~~",
        "``` no code",
        "<script>alert(1)</script>",
        "[no link](https://example.org)",
        "![no picture](x)",
        "&amp; is what I typed",
        "*not bold*, _not italic_",
        r"C:\no\escape",
    ],
)
def test_what_a_note_says_is_never_markup(note: str) -> None:
    written = as_text(reviewed(QUESTION, transcript_of_typed(SAID)), note).split("## Your note\n\n")[1].strip()
    assert _as_read(written) == note
    assert re.match(r"#|[-+>|=~`<]|\d+[.)]", written) is None
    assert re.search(r"(?<!\\)[<*_`|\[\]]", written) is None
    assert re.search(r"(?<!\\)&", written) is None


@given(note=st.text())
def test_a_note_of_any_text_comes_through_line_by_line(note: str) -> None:
    text = as_text(reviewed(QUESTION, transcript_of_typed("")), note)
    lines = [" ".join(line.split()) for line in note.splitlines() if line.strip()]
    assert [
        _as_read(part) for part in text.partition("## Your note\n\n")[2].strip("\n").split("\n\n") if part
    ] == lines


def _as_read(written: str) -> str:
    """What CommonMark shows for text without markup: backslashes before marks are gone."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", written)
