"""What the person does in a review is in history afterwards, and history shows in the review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greenroom.history.attempt import Attempt, Rating
from greenroom.review.status import Status
from greenroom.services import Services
from greenroom.ui.review.context import due_dates
from greenroom.ui.review.point_mark import Mark
from greenroom.ui.review.rating_row import due_words
from greenroom.ui.reviewing import Reviewing
from tests.ui.review.conftest import ANSWER, QUESTION, Answer
from tests.ui.review.test_correcting import put_cursor_on


@pytest.fixture
def opened(reviewing: Reviewing, qtbot: QtBot) -> Callable[[str], Reviewing]:
    """Opens an attempt and waits until its points are judged."""

    def open_attempt(attempt_id: str, *, in_session: bool = False) -> Reviewing:
        reviewing.open(attempt_id, in_session=in_session, shown=lambda: None)
        qtbot.waitUntil(lambda: any(row.view.heard is not Mark.UNKNOWN for row in reviewing.page.answer.rows))
        return reviewing

    return open_attempt


def kept(services: Services, attempt_id: str) -> Attempt:
    return services.store().attempt(attempt_id)


def test_ticks_are_kept_and_taken_back(
    opened: Callable[[str], Reviewing], answer: Answer, services: Services, qtbot: QtBot
) -> None:
    attempt_id = answer()
    row = opened(attempt_id).page.answer.rows[1]
    QTest.keyClick(row, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: kept(services, attempt_id).ticks == {1: Status.PARTLY})
    QTest.keyClick(row, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: kept(services, attempt_id).ticks == {})


def test_a_correction_is_kept_beside_the_original_and_taken_back_with_ctrl_z(
    opened: Callable[[str], Reviewing], answer: Answer, services: Services, qtbot: QtBot
) -> None:
    attempt_id = answer()
    page = opened(attempt_id).page
    put_cursor_on(page, "curve")
    QTest.keyClick(page.said.transcript, Qt.Key.Key_F2)
    QTest.keyClicks(page.said.transcript.editor, "finite variance")
    QTest.keyClick(page.said.transcript.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "a bell finite variance" in page.said.transcript.toPlainText())
    qtbot.waitUntil(lambda: page.answer.rows[1].view.mark is Mark.COVERED)
    after = kept(services, attempt_id)
    assert after.transcript == ANSWER
    assert after.heard is not None
    assert "bell finite variance" in after.heard.text
    QTest.keyClick(page.said.transcript, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "looking like a bell curve" in page.said.transcript.toPlainText())
    qtbot.waitUntil(lambda: page.answer.rows[1].view.mark is Mark.MISSED)


def test_each_rating_says_when_the_question_comes_back_and_that_is_what_comes(
    opened: Callable[[str], Reviewing], answer: Answer, services: Services, qtbot: QtBot
) -> None:
    answer(days_ago=9, rating=Rating.GOOD)
    attempt_id = answer()
    page = opened(attempt_id).page
    qtbot.waitUntil(lambda: page.ratings.buttons[Rating.AGAIN].under == "today · 1")
    said = {rating: button.under for rating, button in page.ratings.buttons.items()}
    assert all(under.endswith(f"· {int(rating)}") for rating, under in said.items())
    assert said[Rating.GOOD].startswith("in ")
    QTest.keyClick(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: kept(services, attempt_id).rating is Rating.GOOD)
    rated = services.store().ratings("pack")[QUESTION.id]
    due = due_dates(rated, kept(services, attempt_id).started_at, datetime.now(UTC))
    assert said[Rating.GOOD] == f"{due_words(due[Rating.GOOD])} · 3"


def test_the_prediction_is_kept_beside_the_rating(
    reviewing: Reviewing, answer: Answer, services: Services, qtbot: QtBot
) -> None:
    attempt_id = answer()
    with qtbot.waitCallback() as shown:
        reviewing.open(attempt_id, in_session=True, shown=shown)
    QTest.keyClick(reviewing.page, Qt.Key.Key_4)
    QTest.keyClick(reviewing.page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: kept(services, attempt_id).rating is Rating.HARD)
    assert kept(services, attempt_id).prediction is Rating.EASY


def test_the_last_answers_are_the_yardstick(
    opened: Callable[[str], Reviewing], answer: Answer, qtbot: QtBot
) -> None:
    for days_ago in (3, 2, 1):
        answer("one two three four five " * 12, days_ago=days_ago)
    page = opened(answer("the bell curve and " * 15)).page
    qtbot.waitUntil(lambda: any("yours is usually 151" in fact.sentence for fact in page.sound.facts.facts))
