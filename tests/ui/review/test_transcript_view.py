"""What a person sees, hears and copies of their own words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greenroom.review.points import Evidence
from greenroom.speech.transcript import Transcript
from greenroom.ui.review.transcript_view import TranscriptView
from greenroom.ui.theme import Theme
from tests.ui.review.conftest import ANSWER, spoken

LONG = spoken(" ".join(f"word{number}" for number in range(1500)))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> TranscriptView:
    made = TranscriptView(theme)
    qtbot.addWidget(made)
    made.resize(460, 300)
    made.show()
    return made


def place_of(view: TranscriptView, text: str) -> QPoint:
    """The middle of `text` on the viewport."""
    found = view.document().find(text)
    end = view.cursorRect(found)
    found.setPosition(found.selectionStart())
    start = view.cursorRect(found)
    return QPoint((start.left() + end.left()) // 2, start.center().y())


def evidence(transcript: Transcript, first: int, last: int) -> Evidence:
    words = transcript.words[first : last + 1]
    return Evidence(words[0].start, words[-1].end, " ".join(word.text for word in words))


def test_pauses_and_hesitations_are_marked_in_place(view: TranscriptView) -> None:
    view.show_transcript(ANSWER)
    text = view.toPlainText().replace("\N{NO-BREAK SPACE}", " ")
    assert "end up  2.4 s  looking like a bell curve  hesitation  whatever" in text


def test_a_click_on_a_word_asks_to_hear_it(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_transcript(ANSWER, is_audible=True)
    with qtbot.waitSignal(view.wanted_from) as wanted:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, "curve"))
    assert wanted.args == [next(word.start for word in ANSWER.words if word.text == "curve")]


def test_a_click_on_a_mark_begins_a_little_before_it(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_transcript(ANSWER, is_audible=True)
    with qtbot.waitSignal(view.wanted_from) as wanted:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, "hesitation"))
    assert wanted.args == [pytest.approx(ANSWER.hesitations[0].start - 0.5)]


def test_a_click_beside_the_text_asks_for_nothing(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_transcript(ANSWER, is_audible=True)
    with qtbot.assertNotEmitted(view.wanted_from):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 290))


def test_enter_asks_to_hear_the_word_at_the_cursor(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_transcript(ANSWER, is_audible=True)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(view.wanted_from) as wanted:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert wanted.args == [ANSWER.words[1].start]


def test_without_a_recording_a_click_asks_for_nothing(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_transcript(ANSWER)
    with qtbot.assertNotEmitted(view.wanted_from):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, "curve"))


def test_the_word_being_played_is_highlighted(view: TranscriptView) -> None:
    view.show_transcript(ANSWER)
    view.set_position(ANSWER.words[2].start + 0.1)
    assert view.playing_word == "averages"
    view.set_position(None)
    assert view.playing_word is None


def test_playing_keeps_its_word_in_view(view: TranscriptView) -> None:
    view.show_transcript(LONG)
    for word in LONG.words[::20]:
        view.set_position(word.start)
        assert view.viewport().rect().contains(place_of(view, word.text))


def test_playing_does_not_pull_the_view_back_from_where_the_person_scrolled(view: TranscriptView) -> None:
    view.show_transcript(LONG)
    view.set_position(LONG.words[0].start)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.set_position(LONG.words[1].start)
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()


def test_words_that_earned_a_point_are_underlined_and_those_of_the_selected_one_highlighted(
    view: TranscriptView,
) -> None:
    view.show_transcript(LONG)
    view.set_earned([evidence(LONG, 3, 5), evidence(LONG, 1400, 1401)])
    view.select([evidence(LONG, 1400, 1401)])
    assert view.underlined == ["word3", "word4", "word5", "word1400", "word1401"]
    assert view.selected == ["word1400", "word1401"]
    assert view.viewport().rect().contains(place_of(view, "word1400"))
    view.select([])
    assert view.selected == []


def test_underlines_highlights_and_chips_are_painted(view: TranscriptView, theme: Theme) -> None:
    view.show_transcript(ANSWER)
    plain = view.grab().toImage()
    view.set_earned([evidence(ANSWER, 2, 4)])
    underlined = view.grab().toImage()
    view.select([evidence(ANSWER, 2, 4)])
    highlighted = view.grab().toImage()
    assert plain != underlined != highlighted
    chip = place_of(view, "2.4")
    colours = {plain.pixelColor(chip.x() + dx, chip.y()).name() for dx in range(-16, 16)}
    assert theme.tokens.amber_soft.lower() in colours


def test_what_earned_a_part_of_a_point_is_underlined_in_another_way(view: TranscriptView) -> None:
    view.show_transcript(ANSWER)
    made = evidence(ANSWER, 2, 4)
    view.set_earned([made])
    whole = view.grab().toImage()
    view.set_earned([], [made])
    assert view.underlined == ["averages", "end", "up"]
    assert view.grab().toImage() != whole


def test_what_is_copied_is_plain_text_with_its_marks_in_brackets(view: TranscriptView) -> None:
    view.show_transcript(spoken("one two. |2.5 three ~ four"))
    view.selectAll()
    view.copy()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == "one two. [2.5 s]\nthree [hesitation] four"
    assert not mime.hasHtml()


def test_a_part_of_the_text_can_be_copied(view: TranscriptView) -> None:
    view.show_transcript(spoken("one two |2.5 three"))
    cursor = view.document().find("two")
    cursor.setPosition(cursor.selectionStart())
    cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.copy()
    assert QGuiApplication.clipboard().text() == "two [2.5 s] three"


def test_words_beyond_the_basic_plane_do_not_shift_the_others(view: TranscriptView, qtbot: QtBot) -> None:
    transcript = spoken("🙂🙂🙂 one two")
    view.show_transcript(transcript, is_audible=True)
    with qtbot.waitSignal(view.wanted_from) as wanted:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, "two"))
    assert wanted.args == [transcript.words[2].start]


def test_markup_in_words_is_shown_as_it_was_said(view: TranscriptView) -> None:
    view.show_transcript(spoken("<b>bold</b> &amp; <img/src=x>"))
    assert view.toPlainText() == "<b>bold</b> &amp; <img/src=x>"


def test_another_theme_keeps_text_and_place(view: TranscriptView, theme: Theme) -> None:
    view.show_transcript(LONG)
    view.set_position(LONG.words[700].start)
    text, place = view.toPlainText(), view.verticalScrollBar().value()
    theme.set_appearance("dark")
    assert (view.toPlainText(), view.verticalScrollBar().value()) == (text, place)
    assert view.playing_word == "word700"


def test_space_is_left_to_the_page(view: TranscriptView) -> None:
    view.show_transcript(LONG)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.verticalScrollBar().value() == 0
