"""The quiet line of facts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolTip
from pytestqt.qtbot import QtBot

from greenroom.review.delivery import facts
from greenroom.ui.review.facts_line import FactsLine
from greenroom.ui.theme import Theme
from tests.ui.review.conftest import QUESTION, spoken


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> FactsLine:
    made = FactsLine(theme)
    qtbot.addWidget(made)
    made.resize(900, 30)
    return made


def sentences(line: FactsLine) -> list[str]:
    return [fact.sentence for fact in line.facts]


def test_a_spoken_answer_has_its_facts_in_one_line(line: FactsLine) -> None:
    line.show_facts(facts(spoken("one " * 30 + "|2.4 um two ~ three"), QUESTION))
    said = sentences(line)
    assert said[0] == "0:16 of 0:05 to 2:00"
    assert said[1].endswith("words a minute")
    assert said[2].endswith("hesitations a minute")
    assert said[3].endswith("fillers a minute")
    assert said[4] == "longest pause 2.4 s"
    assert said[5].startswith("measured on ")
    assert said[5].endswith("% of your speech")


def test_an_answer_too_short_for_a_rate_has_bare_numbers(line: FactsLine) -> None:
    line.show_facts(facts(spoken("one two ~ three"), QUESTION))
    assert "1 hesitation" in sentences(line)
    assert not any("a minute" in sentence for sentence in sentences(line))


def test_without_an_answer_there_is_no_line(line: FactsLine) -> None:
    line.show_facts(facts(spoken("one two"), QUESTION))
    line.show_facts(None)
    assert line.isHidden()


def test_each_fact_says_how_it_is_counted_to_pointer_and_screen_reader(line: FactsLine) -> None:
    line.show_facts(facts(spoken("one " * 30 + "um |2.5 two"), QUESTION))
    assert len(line.labels) == len(line.facts) == 6
    for label in line.labels:
        assert label.accessibleName() == label.fact.sentence
        assert label.toolTip() == label.accessibleDescription() == label.fact.counted
        assert label.fact.counted.endswith(".")


@pytest.mark.qt_log_ignore("does not support raise", extend=True)  # offscreen tool tips
def test_the_keyboard_shows_how_a_fact_is_counted(line: FactsLine, qtbot: QtBot) -> None:
    line.show_facts(facts(spoken("one two"), QUESTION))
    line.show()
    first, second = line.labels[:2]
    line.activateWindow()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert QToolTip.text() == second.fact.counted
    QToolTip.hideText()
