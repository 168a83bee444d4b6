"""The person's own ticks: they win over what was heard, and are told apart from it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greenroom.history.attempt import Rating
from greenroom.review.status import Status
from greenroom.ui.review.page import ReviewPage
from greenroom.ui.review.point_mark import Mark
from greenroom.ui.review.point_row import PointRow
from tests.ui.review.conftest import ANSWER, QUESTION, Show, attempt_at

STORY = QUESTION.model_copy(update={"kind": "experience"})
ON_THE_MARK = QPoint(18, 18)


def click_mark(row: PointRow) -> None:
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=ON_THE_MARK)


@pytest.mark.parametrize(
    ("key", "status"),
    [(Qt.Key.Key_C, Status.COVERED), (Qt.Key.Key_P, Status.PARTLY), (Qt.Key.Key_M, Status.MISSED)],
)
def test_a_letter_on_a_point_sets_it(
    page: ReviewPage, show: Show, qtbot: QtBot, key: Qt.Key, status: Status
) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    row = page.answer.rows[1]
    row.setFocus()
    with qtbot.waitSignal(page.ticked) as ticked:
        QTest.keyClick(row, key)
    assert ticked.args == ["attempt-1", 1, status]
    assert row.view.mark is Mark(status)
    assert row.detail().replace("\N{NO-BREAK SPACE}", " ").endswith("your tick")
    assert row.accessibleName() == f"{status.capitalize()}, your tick: It needs a finite variance"


def test_backspace_goes_back_to_what_was_heard(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD, ticks={0: Status.MISSED}))
    row = page.answer.rows[0]
    marks = [row.view.mark]
    with qtbot.waitSignal(page.ticked) as ticked:
        QTest.keyClick(row, Qt.Key.Key_Backspace)
    assert ticked.args == ["attempt-1", 0, None]
    assert [*marks, row.view.mark] == [Mark.MISSED, Mark.COVERED]
    assert "your tick" not in row.accessibleName()


def test_a_click_on_the_mark_goes_round_the_three_and_selects_nothing(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    row = page.answer.rows[1]
    seen = []
    for _ in range(3):
        click_mark(row)
        seen.append((row.view.mark, row.view.is_own))
    assert seen == [(Mark.COVERED, True), (Mark.PARTLY, True), (Mark.MISSED, False)]  # missed is what was heard
    assert not row.isChecked()


def test_a_point_that_the_person_says_was_missed_loses_its_underline(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    assert "bell curve" in " ".join(page.said.transcript.underlined)
    QTest.keyClick(page.answer.rows[0], Qt.Key.Key_M)
    assert "bell curve" not in " ".join(page.said.transcript.underlined)
    assert "square root" in " ".join(page.said.transcript.underlined)


def test_ticks_that_were_kept_show_before_and_after_the_judging(page: ReviewPage, show: Show) -> None:
    ticked = attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD, ticks={1: Status.PARTLY})
    page.show_attempt(ticked, in_session=True, predict_first=True)
    assert page.answer.rows[1].view.mark is Mark.PARTLY
    show(ticked)
    assert page.answer.rows[1].view.mark is Mark.PARTLY
    assert page.answer.rows[1].view.is_own


def test_the_four_parts_of_a_story_are_ticked_for_ones_own_answer(
    page: ReviewPage, show: Show, qtbot: QtBot
) -> None:
    show(attempt_at(STORY, ANSWER, prediction=Rating.GOOD, ticks={3: Status.MISSED}))
    action, result = page.answer.rows[2:]
    assert result.view.mark is Mark.MISSED
    with qtbot.waitSignal(page.ticked) as ticked:
        click_mark(action)
    assert ticked.args == ["attempt-1", 2, Status.COVERED]
    with qtbot.waitSignal(page.ticked) as ticked:
        click_mark(result)
    assert ticked.args == ["attempt-1", 3, None]
    action.click()  # there is nothing to show of it in the transcript, and nothing breaks
    assert page.said.transcript.selected == []


def test_copying_with_the_keyboard_ticks_nothing(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    with qtbot.assertNotEmitted(page.ticked):
        QTest.keyClick(page.answer.rows[0], Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
