"""Putting a misheard word right, where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.history.attempt import Attempt, Rating
from greenroom.review.corrections import Correction
from greenroom.ui.review.page import ReviewPage
from greenroom.ui.review.point_mark import Mark
from tests.ui.review.conftest import ANSWER, QUESTION, Show, TakePlayer, attempt_at
from tests.ui.review.test_transcript_view import place_of

CURVE = next(index for index, word in enumerate(ANSWER.words) if word.text == "curve")


@pytest.fixture
def shown(page: ReviewPage, show: Show) -> Attempt:
    attempt = attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD)
    show(attempt)
    return attempt


def put_cursor_on(page: ReviewPage, text: str) -> None:
    view = page.said.transcript
    found = view.document().find(text)
    found.setPosition(found.selectionStart() + 1)
    view.setTextCursor(found)
    view.setFocus()


def test_f2_opens_the_word_and_enter_keeps_what_was_said(page: ReviewPage, shown: Attempt, qtbot: QtBot) -> None:
    put_cursor_on(page, "curve")
    QTest.keyClick(page.said.transcript, Qt.Key.Key_F2)
    editor = page.said.transcript.editor
    assert editor.isVisible()
    assert editor.text() == "curve"
    QTest.keyClicks(editor, "curve n1")  # letters and digits are no keys of the page here
    with qtbot.waitSignal(page.corrected) as corrected, qtbot.assertNotEmitted(page.rated):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert corrected.args == ["attempt-1", CURVE, "curve n1"]
    assert not editor.isVisible()
    assert page.said.transcript.hasFocus()


def test_escape_leaves_the_word_as_it_is(page: ReviewPage, shown: Attempt, qtbot: QtBot) -> None:
    put_cursor_on(page, "curve")
    QTest.keyClick(page.said.transcript, Qt.Key.Key_F2)
    QTest.keyClicks(page.said.transcript.editor, "other")
    with qtbot.assertNotEmitted(page.corrected), qtbot.assertNotEmitted(page.back_wanted):
        QTest.keyClick(page.said.transcript.editor, Qt.Key.Key_Escape)
    assert not page.said.transcript.editor.isVisible()


def test_a_double_click_opens_the_word_and_the_sound_stops(
    page: ReviewPage, shown: Attempt, player: TakePlayer, qtbot: QtBot
) -> None:
    view = page.said.transcript
    place = place_of(view, "curve")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.editor.isVisible()
    assert not player.is_playing or player.is_paused


def test_a_pause_or_a_hesitation_is_no_word(page: ReviewPage, shown: Attempt) -> None:
    put_cursor_on(page, "hesitation")
    QTest.keyClick(page.said.transcript, Qt.Key.Key_F2)
    assert not page.said.transcript.editor.isVisible()


def test_points_and_numbers_follow_and_the_place_stays(page: ReviewPage, shown: Attempt, qtbot: QtBot) -> None:
    put_cursor_on(page, "whatever")
    at = page.said.transcript.textCursor().position()
    page.answer.rows[0].setChecked(True)
    corrected = replace(shown, corrections=(Correction(CURVE, "curve", "finite variance curve"),))
    page.show_attempt(corrected, in_session=True, predict_first=True)
    assert "a bell finite variance curve" in page.said.transcript.toPlainText()
    qtbot.waitUntil(lambda: page.answer.rows[1].view.mark is Mark.COVERED)
    assert page.said.transcript.textCursor().position() == at
    assert page.answer.rows[0].isChecked()


def test_what_was_put_right_is_corrected_as_one_and_still_says_what_was_heard(
    page: ReviewPage, show: Show, shown: Attempt, qtbot: QtBot
) -> None:
    show(replace(shown, corrections=(Correction(CURVE, "curve", "shaped curve"),)))
    put_cursor_on(page, "shaped")
    QTest.keyClick(page.said.transcript, Qt.Key.Key_F2)
    editor = page.said.transcript.editor
    assert editor.text() == "shaped curve"
    QTest.keyClicks(editor, "form")
    with qtbot.waitSignal(page.corrected) as corrected:
        QTest.keyClick(editor, Qt.Key.Key_Enter)
    assert corrected.args == ["attempt-1", CURVE, "form"]
    view = page.said.transcript
    piece = view._text.piece_at(view.textCursor().position())
    assert view._explanation(piece) == "You put this right. The engine heard “curve”."


@pytest.mark.parametrize("place", ["transcript", "page"])
def test_ctrl_z_takes_the_newest_correction_back(
    page: ReviewPage, show: Show, shown: Attempt, qtbot: QtBot, place: str
) -> None:
    assert not page.said.legend.undo.isVisible()
    show(replace(shown, corrections=(Correction(CURVE, "curve", "curves"),)))
    assert page.said.legend.undo.isVisible()
    focused = page.said.transcript if place == "transcript" else page
    focused.setFocus()
    with qtbot.waitSignal(page.undo_wanted) as undone:
        QTest.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone.args == ["attempt-1"]


def test_ctrl_z_in_the_note_is_the_notes_own(page: ReviewPage, show: Show, shown: Attempt, qtbot: QtBot) -> None:
    show(replace(shown, corrections=(Correction(CURVE, "curve", "curves"),)))
    page.note.setFocus()
    QTest.keyClicks(page.note, "abc")
    with qtbot.assertNotEmitted(page.undo_wanted):
        QTest.keyClick(page.note, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert page.note.toPlainText() == ""
