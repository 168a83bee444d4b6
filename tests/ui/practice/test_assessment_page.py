"""The online assessment as a person goes through it, by keyboard."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from greenroom.history.attempt import Rating
from greenroom.interview.assessment import Assessment
from greenroom.interview.plan import plan_round
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.practice.assessment_page import AssessmentPage
from greenroom.ui.theme import Theme
from tests.unit.interview.test_assessment import PACK


@pytest.fixture
def assessment() -> Assessment:
    return Assessment(plan_round(PACK, "assessment", set(), random.Random(1)))


@pytest.fixture
def page(
    theme: Theme, services: Services, background: Background, assessment: Assessment, qtbot: QtBot
) -> AssessmentPage:
    made = AssessmentPage(theme, services, assessment, background)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.setFocus()
    return made


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def button(page: AssessmentPage, text: str) -> QAbstractButton:
    return next(each for each in page.findChildren(QAbstractButton) if each.isVisible() and each.text() == text)


def test_the_question_its_choices_and_the_time_are_shown(page: AssessmentPage, assessment: Assessment) -> None:
    assert assessment.question.question.prompt in texts(page)
    assert "Online assessment · question 1 of 6" in texts(page)
    assert "20:00 left" in texts(page)
    assert not button(page, "Confirm · Enter").isEnabled()


def test_a_key_chooses_and_enter_confirms(page: AssessmentPage, assessment: Assessment) -> None:
    QTest.keyClick(page, Qt.Key.Key_2)
    assert button(page, "B   two").isChecked()
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert assessment.index == 1
    assert "Online assessment · question 2 of 6" in texts(page)


def test_enter_without_a_choice_does_nothing(page: AssessmentPage, assessment: Assessment) -> None:
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert assessment.index == 0


def test_each_answer_is_kept_and_wrong_ones_come_back(
    page: AssessmentPage, assessment: Assessment, services: Services, qtbot: QtBot
) -> None:
    right = assessment.question.question.answer
    assert right is not None
    QTest.keyClick(page, Qt.Key(Qt.Key.Key_1 + right))
    QTest.keyClick(page, Qt.Key.Key_Return)
    wrong = ((assessment.question.question.answer or 0) + 1) % 3
    QTest.keyClick(page, Qt.Key(Qt.Key.Key_1 + wrong))
    QTest.keyClick(page, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: sorted(each.rating or 0 for each in services.store().attempts()) == [Rating.AGAIN, Rating.GOOD],
        timeout=5000,
    )


def test_at_the_end_it_says_what_was_right_and_why(
    page: AssessmentPage, assessment: Assessment, qtbot: QtBot
) -> None:
    for _ in assessment.plan.questions:
        QTest.keyClick(page, Qt.Key.Key_1)
        QTest.keyClick(page, Qt.Key.Key_Return)
    right = sum(outcome.is_right for outcome in assessment.outcomes())
    qtbot.waitUntil(lambda: f"{right} of 6 right" in texts(page), timeout=2000)
    assert texts(page).count("So it is.") == 6
    with qtbot.waitSignal(page.done, timeout=2000):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_when_the_time_is_up_it_ends_by_itself(page: AssessmentPage, assessment: Assessment, qtbot: QtBot) -> None:
    assessment.pass_time(20 * 60)
    qtbot.waitUntil(lambda: "0 of 6 right" in texts(page), timeout=2000)
    assert texts(page).count("○ Not answered") == 6


def test_escape_ends_it_early(page: AssessmentPage, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "0 of 6 right" in texts(page), timeout=2000)
