"""A review to copy, to print and to keep as a PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest

from greenroom.history.attempt import Rating
from greenroom.review.status import Status
from greenroom.ui.review.page import ReviewPage
from tests.ui.review.conftest import ANSWER, QUESTION, Show, attempt_at

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_the_review_is_copied_as_markdown_with_the_persons_own_ticks(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD, rating=Rating.HARD, note="Say *less*."))
    QTest.keyClick(page.answer.rows[1], Qt.Key.Key_C)
    QTest.keyClick(page, Qt.Key.Key_C, CTRL_SHIFT)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("# What is the Central Limit Theorem?")
    assert "- [x] It needs a finite variance" in copied
    assert "- after it: Hard" in copied
    assert r"Say \*less\*." in copied
    assert page.notice.text == "Copied as Markdown."


def test_the_ticked_parts_of_a_story_are_copied(page: ReviewPage, show: Show) -> None:
    story = QUESTION.model_copy(update={"kind": "experience"})
    show(attempt_at(story, ANSWER, prediction=Rating.GOOD, ticks={3: Status.PARTLY}))
    QTest.keyClick(page, Qt.Key.Key_C, CTRL_SHIFT)
    assert "- [ ] partly: Result:" in QGuiApplication.clipboard().text()


def test_nothing_is_shared_before_the_model_answer_shows(page: ReviewPage, show: Show) -> None:
    QGuiApplication.clipboard().setText("mine")
    show(attempt_at(QUESTION, ANSWER))
    assert not page.header.share.isVisible()
    QTest.keyClick(page, Qt.Key.Key_C, CTRL_SHIFT)
    assert QGuiApplication.clipboard().text() == "mine"


def test_a_pdf_holds_the_words_as_they_were_written(page: ReviewPage, show: Show, tmp_path: Path) -> None:
    question = QUESTION.model_copy(update={"prompt": "Why <b>this</b> & that?"})
    show(attempt_at(question, ANSWER, prediction=Rating.GOOD, note="<i>mine</i>"))
    path = tmp_path / "review.pdf"
    page.share.save_pdf(path)
    assert page.notice.text == "Saved as review.pdf."
    document = QPdfDocument()
    assert document.load(str(path)) == QPdfDocument.Error.None_
    text = " ".join(document.getAllText(at).text() for at in range(document.pageCount()))
    words = " ".join(text.split())
    assert "Why <b>this</b> & that?" in words
    assert "<i>mine</i>" in words
    assert "You thought: Good" in words
    assert document.render(0, QSize(200, 280)).isNull() is False


def test_a_place_that_cannot_be_written_is_told(page: ReviewPage, show: Show, tmp_path: Path) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    page.share.save_pdf(tmp_path / "nowhere" / "review.pdf")
    assert page.notice.text.startswith(f"{tmp_path / 'nowhere' / 'review.pdf'} could not be written.")
    assert page.notice.text.endswith("Make the folder, or choose one that is there.")


@pytest.mark.parametrize("note", ["", "One line", "Two\nlines"])
def test_a_paper_has_a_note_where_there_is_one(page: ReviewPage, show: Show, note: str) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD, note=note))
    shared = page.shared()
    assert shared is not None
    text = shared.paper().toPlainText()
    assert ("Your note" in text) == bool(note)
    assert all(line in text.splitlines() for line in note.splitlines())
