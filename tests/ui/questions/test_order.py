"""The order of rounds, questions and the parts of a question, by keyboard and mouse, with a way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.ui.questions.editor.outline import FIRST_QUESTION_ROW
from greenroom.ui.questions.editor.page import PackEditor
from greenroom.ui.questions.page import QuestionsPage
from tests.ui.questions.conftest import press, read, show_page

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def editor(whole_page: QuestionsPage, own_file: Path, qtbot: QtBot) -> PackEditor:
    """Open at the first question of the person's own pack."""
    show_page(whole_page, qtbot)
    whole_page.edit(own_file, "p-values")
    qtbot.waitUntil(lambda: whole_page.is_editing)
    whole_page.activateWindow()
    return whole_page.editor


def saved(editor: PackEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.status.text() == "Saved", timeout=5000)


def questions(file: Path) -> list[str]:
    return [one.id for one in read(file).questions]


def test_a_question_moves_by_alt_and_arrow_and_stays_chosen(
    editor: PackEditor, own_file: Path, qtbot: QtBot
) -> None:
    before = questions(own_file)
    for _ in range(2):
        QTest.keyClick(editor.outline, Qt.Key.Key_Down, ALT)
    assert editor.outline.question_index == 2
    assert editor.question_form.prompt.text == "What is a p-value?"
    assert editor.notice.text == "The question is number 3 now."
    assert not editor.down.isEnabled()
    saved(editor, qtbot)
    assert questions(own_file) == [before[1], before[2], before[0]]
    for expected in ([before[1], before[0], before[2]], before):
        QTest.keyClick(editor.outline, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        saved(editor, qtbot)
        assert questions(own_file) == expected
        assert editor.question_form.prompt.text == "What is a p-value?"


def test_a_question_moves_by_its_buttons(editor: PackEditor, own_file: Path, qtbot: QtBot) -> None:
    before = questions(own_file)
    assert not editor.up.isEnabled()
    QTest.mouseClick(editor.down, Qt.MouseButton.LeftButton)
    saved(editor, qtbot)
    assert questions(own_file) == [before[1], before[0], before[2]]


@pytest.mark.parametrize(
    ("onto", "share", "order"), [(2, 0.9, [1, 2, 0]), (2, 0.1, [1, 0, 2]), (0, 0.1, [0, 1, 2])]
)
def test_a_question_moves_to_where_it_is_dragged(
    editor: PackEditor, own_file: Path, qtbot: QtBot, onto: int, share: float, order: list[int]
) -> None:
    before = questions(own_file)
    outline = editor.outline
    area = outline.visualItemRect(outline.item(FIRST_QUESTION_ROW + onto))
    where = QPointF(area.x() + 20, area.y() + share * area.height())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    mime = QMimeData()
    outline.dropEvent(QDropEvent(where, Qt.DropAction.MoveAction, mime, buttons, keys))
    saved(editor, qtbot)
    assert questions(own_file) == [before[at] for at in order]
    assert outline.count() == FIRST_QUESTION_ROW + 3


def test_a_point_moves_and_its_follow_up_goes_with_it(editor: PackEditor, own_file: Path, qtbot: QtBot) -> None:
    points = editor.question_form.points
    points.says[2].setFocus()
    QTest.keyClick(points.says[2].block, Qt.Key.Key_Up, ALT)
    QApplication.processEvents()
    assert points.says[1].text == "Not the chance of being wrong"
    assert points.says[1].block.hasFocus()
    assert editor.notice.text == "Point 3 is number 2 now."
    assert editor.question_form.follow_ups.points[1].choice.currentText() == "2  Not the chance of being wrong"
    saved(editor, qtbot)
    assert read(own_file).questions[0].follow_ups[1].point == 1
    press(editor.notice, "Undo · Ctrl+Z")
    saved(editor, qtbot)
    assert [one.say for one in read(own_file).questions[0].points][2] == "Not the chance of being wrong"
    assert read(own_file).questions[0].follow_ups[1].point == 2


def test_a_choice_moves_and_the_right_one_stays_right(editor: PackEditor, own_file: Path, qtbot: QtBot) -> None:
    editor.outline.setCurrentRow(FIRST_QUESTION_ROW + 2)
    choices = editor.question_form.choices
    assert not choices.ups[0].isEnabled()
    QTest.mouseClick(choices.ups[1], Qt.MouseButton.LeftButton)
    saved(editor, qtbot)
    question = read(own_file).questions[2]
    assert (question.choices, question.answer) == (("No", "Yes", "1.50", "null"), 0)


def test_a_round_moves_and_comes_back(editor: PackEditor, own_file: Path, qtbot: QtBot) -> None:
    editor.outline.setCurrentRow(1)
    rounds = editor.rounds_form.rounds
    assert not rounds[0].up.isEnabled()
    rounds[0].title.setFocus()
    QTest.keyClick(rounds[0].title.line, Qt.Key.Key_Down, ALT)
    assert editor.notice.text == "The round “Technical interview” is number 2 now."
    saved(editor, qtbot)
    assert [one.id for one in read(own_file).rounds] == ["hr", "technical"]
    press(editor.notice, "Undo · Ctrl+Z")
    saved(editor, qtbot)
    assert [one.id for one in read(own_file).rounds] == ["technical", "hr"]
