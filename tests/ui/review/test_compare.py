"""Two takes side by side."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from greenroom.errors import UserError
from greenroom.review.status import Status
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.review.compare_page import ComparePage
from greenroom.ui.review.compared_text import rows
from greenroom.ui.review.judgement import compare_takes
from greenroom.ui.reviewing import Reviewing
from tests.ui.review.conftest import QUESTION, Answer, attempt_at, spoken

FIRST = "It is the bell curve. I think it is about averages. That is all I know of it."
SECOND = "It is the bell curve. The spread shrinks with the square root. That is all I know of it."


@pytest.fixture
def compared(reviewing: Reviewing, answer: Answer, qtbot: QtBot) -> Callable[..., ComparePage]:
    """Opens the newest of these answers in the review and compares it."""

    def compare(*texts: str) -> ComparePage:
        ids = [answer(text, days_ago=len(texts) - at) for at, text in enumerate(texts)]
        with qtbot.waitCallback() as shown:
            reviewing.open(ids[-1], in_session=False, shown=shown)
        qtbot.waitUntil(reviewing.page.header.compare.isVisible)
        pages: list[QWidget] = []
        reviewing.page_wanted.connect(pages.append)
        reviewing.page.header.compare.click()
        qtbot.waitUntil(lambda: pages == [reviewing.comparison])
        qtbot.addWidget(reviewing.comparison)
        reviewing.comparison.resize(1072, 800)
        reviewing.comparison.show()
        qtbot.waitUntil(lambda: bool(reviewing.comparison.changes.lines))
        return reviewing.comparison

    return compare


def look_of(page: ComparePage, text: str) -> QTextCharFormat:
    found: QTextCursor = page.text.document().find(text)
    assert not found.isNull(), text
    return found.charFormat()


def test_words_are_aligned_and_differences_are_marked_by_more_than_a_colour(
    compared: Callable[..., ComparePage],
) -> None:
    page = compared(FIRST, SECOND)
    assert look_of(page, "I think it is about averages.").fontStrikeOut()
    assert look_of(page, "The spread shrinks").fontUnderline()
    same = look_of(page, "That is all")
    assert not same.fontStrikeOut()
    assert not same.fontUnderline()


def test_points_gained_and_lost_are_told_and_so_are_the_facts(compared: Callable[..., ComparePage]) -> None:
    page = compared(FIRST, SECOND)
    assert "+ The spread shrinks with the square root of n · missed → covered" in page.changes.lines
    assert any(line.startswith("words 18 19 +1") for line in page.changes.lines)


def test_any_two_takes_can_be_chosen_by_keyboard(compared: Callable[..., ComparePage], qtbot: QtBot) -> None:
    page = compared("Only this.", FIRST, SECOND)
    assert page.one.count() == page.other.count() == 3
    assert "I think it is about averages." in page.text.toPlainText()
    page.one.setFocus()
    with qtbot.waitSignal(page.chosen):
        QTest.keyClick(page.one, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Only this." in page.text.toPlainText())
    assert page.one.accessibleName() == "First take"


def test_escape_goes_back_to_the_review(
    compared: Callable[..., ComparePage], reviewing: Reviewing, qtbot: QtBot
) -> None:
    page = compared(FIRST, SECOND)
    with qtbot.waitSignal(reviewing.page_wanted) as wanted:
        QTest.keyClick(page, Qt.Key.Key_Escape)
    assert wanted.args == [reviewing.page]


def test_one_take_alone_is_not_compared(reviewing: Reviewing, answer: Answer, qtbot: QtBot) -> None:
    with qtbot.waitCallback() as shown:
        reviewing.open(answer(FIRST), in_session=False, shown=shown)
    qtbot.waitUntil(lambda: "today" in reviewing.page.ratings.buttons[1].under)  # type: ignore[index]
    assert not reviewing.page.header.compare.isVisible()


def test_every_word_of_both_takes_stands_in_one_row_and_in_order() -> None:
    takes = [attempt_at(QUESTION, spoken(text)) for text in (FIRST, SECOND)]
    beside = list(rows(compare_takes(*takes)))
    assert " ".join(text for row in beside for text, _ in row.one) == FIRST
    assert " ".join(text for row in beside for text, _ in row.other) == SECOND
    assert len(beside) == 2  # the first sentence, and what changed with the last


def test_own_ticks_count(qtbot: QtBot) -> None:
    before = attempt_at(QUESTION, spoken(SECOND), ticks={2: Status.MISSED})
    after = attempt_at(QUESTION, spoken(SECOND))
    gained = compare_takes(before, after).comparison.gained
    assert [change.say for change in gained] == ["The spread shrinks with the square root of n"]


def test_markup_in_words_is_shown_as_it_was_said(compared: Callable[..., ComparePage]) -> None:
    page = compared("<b>bold</b> &amp; so.", "<b>bold</b> &amp; new.")
    assert "<b>bold</b> &amp;" in page.text.toPlainText()


def test_a_question_that_left_its_pack_is_told_rather_than_asked(
    reviewing: Reviewing, answer: Answer, services: Services, background: Background, qtbot: QtBot
) -> None:
    with qtbot.waitCallback() as shown:
        reviewing.open(answer(FIRST), in_session=False, shown=shown)
    with qtbot.waitSignal(background.failed) as failed, qtbot.assertNotEmitted(reviewing.again_wanted):
        QTest.keyClick(reviewing.page, Qt.Key.Key_T)
    assert isinstance(failed.args[0], UserError)
