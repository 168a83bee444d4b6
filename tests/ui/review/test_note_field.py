"""The note: grows, settles, and asks to be saved once."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greenroom.ui.review.note_field import NoteField
from greenroom.ui.theme import Theme


@pytest.fixture
def note(qtbot: QtBot, theme: Theme) -> NoteField:
    made = NoteField()
    qtbot.addWidget(made)
    made.resize(500, 44)
    made.show()
    return made


def test_it_is_saved_once_when_writing_pauses(note: NoteField, qtbot: QtBot) -> None:
    settled: list[str] = []
    note.settled.connect(settled.append)
    QTest.keyClicks(note, "slower")
    qtbot.waitUntil(lambda: settled == ["slower"])
    note.flush()
    assert settled == ["slower"]


def test_a_note_that_is_shown_is_not_saved_again(note: NoteField, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(note.settled, wait=0):
        note.show_note("from before")
        note.flush()


def test_an_emptied_note_is_saved_as_empty(note: NoteField, qtbot: QtBot) -> None:
    note.show_note("from before")
    with qtbot.waitSignal(note.settled) as settled:
        note.clear()
        note.flush()
    assert settled.args == [""]


def test_it_grows_to_four_lines_and_scrolls_from_there(note: NoteField) -> None:
    heights = []
    for lines in range(1, 7):
        note.setPlainText("\n".join(["line"] * lines))
        heights.append(note.height())
    assert heights[0] < heights[1] < heights[2] < heights[3] == heights[4] == heights[5]
    assert note.verticalScrollBar().maximum() > 0
    note.setPlainText("line\nline")
    assert note.verticalScrollBar().maximum() == 0


def test_markup_stays_text(note: NoteField) -> None:
    note.show_note("<b>not bold</b>")
    assert note.toPlainText() == "<b>not bold</b>"
