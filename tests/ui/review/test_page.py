"""The review as a person goes through it: predict, compare, hear, rate, note, go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from greenroom.errors import UserError
from greenroom.history.attempt import AttemptState, Rating, Source
from greenroom.questions.pack import FollowUp
from greenroom.review.typed import transcript_of_typed
from greenroom.speech.archive import archive
from greenroom.speech.transcript import Interval, Transcript
from greenroom.ui.review.page import ReviewPage
from greenroom.ui.review.point_mark import Mark
from tests.ui.review.conftest import ANSWER, QUESTION, Show, TakePlayer, attempt_at, spoken

SILENCE = Transcript(segments=(), duration=14.2, engine="test", model="test")
PROBLEM = "The transcript could not be made. The listening helper ended. Try again."


def press(page: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(page, key)


def buttons_seen(page: ReviewPage) -> list[str]:
    """The accessible names of the buttons that a person can reach, from top left to bottom right."""
    seen = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    return [button.accessibleName() for button in seen]


def is_answer_shown(page: ReviewPage) -> bool:
    return page.answer.model_answer.isVisible()


# Before the reveal.


def test_the_model_answer_is_hidden_until_the_person_has_said_how_it_went(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER))
    assert page.prediction.isVisible()
    assert not is_answer_shown(page)
    assert page.said.transcript.underlined == []
    assert not page.ratings.isVisible()


@pytest.mark.parametrize("rating", list(Rating))
def test_a_number_key_predicts_and_reveals(page: ReviewPage, show: Show, qtbot: QtBot, rating: Rating) -> None:
    show(attempt_at(QUESTION, ANSWER))
    with qtbot.waitSignal(page.predicted) as predicted, qtbot.assertNotEmitted(page.rated):
        press(page, Qt.Key(Qt.Key.Key_0 + int(rating)))
    assert predicted.args == ["attempt-1", rating]
    assert is_answer_shown(page)
    assert page.header.text.endswith(f"you thought: {rating.name.capitalize()}")


def test_s_shows_the_answer_without_a_prediction(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, ANSWER))
    with qtbot.assertNotEmitted(page.predicted):
        press(page, Qt.Key.Key_S)
    assert is_answer_shown(page)
    assert "you thought" not in page.header.text


def test_who_does_not_want_to_predict_sees_the_answer_at_once(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER), predict_first=False)
    assert is_answer_shown(page)


def test_predicting_is_possible_while_the_transcript_is_on_its_way(
    page: ReviewPage, show: Show, qtbot: QtBot
) -> None:
    show(attempt_at(QUESTION, None))
    page.set_progress(0.4)
    assert page.said.progress.isVisible()
    assert page.said.progress.value() == 40
    with qtbot.waitSignal(page.predicted):
        press(page, Qt.Key.Key_2)
    assert is_answer_shown(page)
    assert [row.view.mark for row in page.answer.rows] == [Mark.UNKNOWN] * 3

    show(attempt_at(QUESTION, ANSWER))  # as it comes back before the prediction is saved
    assert is_answer_shown(page)
    assert page.header.text.endswith("you thought: Hard")
    assert "averages" in page.said.transcript.toPlainText()


# Beside each other.


def test_points_show_what_was_heard_and_its_words_are_underlined(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    assert [row.view.mark for row in page.answer.rows] == [Mark.COVERED, Mark.MISSED, Mark.COVERED]
    assert "bell curve" in " ".join(page.said.transcript.underlined)
    assert page.header.text == "Statistics · Technical interview · take 1 · you thought: Good"


def test_selecting_a_point_shows_its_seconds_and_its_words(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    covered = page.answer.rows[0]
    covered.setFocus()
    press(covered, Qt.Key.Key_Space)
    assert covered.detail().startswith("0:0")
    assert covered.detail().endswith("bell curve”")
    assert "bell curve" in " ".join(page.said.transcript.selected)
    press(covered, Qt.Key.Key_Space)
    assert page.said.transcript.selected == []


def test_an_experience_question_shows_the_exemplar_without_judged_points(page: ReviewPage, show: Show) -> None:
    question = QUESTION.model_copy(update={"kind": "experience"})
    show(attempt_at(question, ANSWER, prediction=Rating.GOOD))
    assert [row.view.say.partition(":")[0] for row in page.answer.rows] == ["Situation", "Task", "Action", "Result"]
    assert {row.view.mark for row in page.answer.rows} == {Mark.UNKNOWN}
    assert page.answer.model_answer.toPlainText() == QUESTION.model_answer
    assert page.said.transcript.underlined == []


def test_the_columns_are_equally_wide(page: ReviewPage, show: Show) -> None:
    long = QUESTION.model_copy(update={"model_answer": "An answer that goes on and on. " * 200})
    for width in (720, 1072, 1700):
        page.resize(width, 800)
        show(attempt_at(long, spoken("yes"), id=f"attempt-{width}", prediction=Rating.GOOD))
        QApplication.processEvents()
        left, right = page.columns
        assert abs(left.width() - right.width()) <= 1


def test_markup_from_a_pack_is_shown_as_it_is_written(page: ReviewPage, show: Show) -> None:
    question = QUESTION.model_copy(
        update={"prompt": "<b>Why?</b>", "model_answer": "<i>So</i> &amp; so", "why": "<u>"}
    )
    show(attempt_at(question, ANSWER, prediction=Rating.GOOD))
    assert page.header.question.text() == "<b>Why?</b>"
    assert page.header.question.textFormat() is Qt.TextFormat.PlainText
    assert page.answer.model_answer.toPlainText() == "<i>So</i> &amp; so"


def test_advice_is_folded_until_it_is_wanted(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    advice = page.answer.how_to_answer
    assert not advice.prose.isVisible()
    advice.link.click()
    assert advice.prose.isVisible()
    assert advice.prose.toPlainText() == QUESTION.how_to_answer
    assert not page.answer.why_they_ask.prose.isVisible()


def test_a_late_judgement_of_an_earlier_attempt_is_dropped(page: ReviewPage, qtbot: QtBot) -> None:
    page.show_attempt(attempt_at(QUESTION, spoken("a bell curve " * 20)), in_session=True, predict_first=False)
    second = attempt_at(QUESTION, spoken("a square root"), id="attempt-2")
    page.show_attempt(second, in_session=True, predict_first=False)
    qtbot.waitUntil(lambda: page.answer.rows[2].view.mark is Mark.COVERED)
    assert page.answer.rows[0].view.mark is Mark.MISSED


# Rating and leaving.


def test_after_the_reveal_number_keys_rate_and_the_rating_can_be_changed(
    page: ReviewPage, show: Show, qtbot: QtBot
) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD, rating=Rating.HARD))
    assert page.ratings.rating is Rating.HARD
    with qtbot.waitSignal(page.rated) as rated:
        press(page, Qt.Key.Key_4)
    assert rated.args == ["attempt-1", Rating.EASY]
    with qtbot.waitSignal(page.rated) as rated:
        page.ratings.buttons[Rating.AGAIN].click()
    assert rated.args == ["attempt-1", Rating.AGAIN]
    checked = [button.accessibleName() for button in page.ratings.buttons.values() if button.isChecked()]
    assert checked == ["Again"]


def test_in_a_session_n_goes_on_and_t_takes_it_again(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, ANSWER))
    assert buttons_seen(page)[-2:] == ["Take it again", "Next question"]
    with qtbot.waitSignal(page.next_wanted):
        press(page, Qt.Key.Key_N)
    with qtbot.waitSignal(page.retake_wanted):
        press(page, Qt.Key.Key_T)
    with qtbot.assertNotEmitted(page.back_wanted):
        press(page, Qt.Key.Key_Escape)


def test_f_asks_a_follow_up_into_what_was_missed(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION.model_copy(update={"follow_ups": (FollowUp(ask="Why?"),)}), ANSWER))
    assert not page.actions_row.follow_up.isVisible()  # the model answer comes first
    press(page, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: page.answer.rows[1].view.mark is Mark.MISSED)
    with qtbot.waitSignal(page.follow_up_wanted) as wanted:
        press(page, Qt.Key.Key_F)
    marks = [row.view.mark for row in page.answer.rows]
    missed = [at for at, mark in enumerate(marks) if mark is Mark.MISSED]
    assert wanted.args == [missed + [at for at, mark in enumerate(marks) if mark is Mark.PARTLY]]


def test_without_a_follow_up_or_a_session_none_is_offered(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, ANSWER))
    press(page, Qt.Key.Key_S)
    with qtbot.assertNotEmitted(page.follow_up_wanted):
        press(page, Qt.Key.Key_F)
    assert not page.actions_row.follow_up.isVisible()


def test_from_history_escape_goes_back_and_t_takes_the_question_again(
    page: ReviewPage, show: Show, qtbot: QtBot
) -> None:
    show(attempt_at(QUESTION, ANSWER), in_session=False)
    assert is_answer_shown(page)
    assert buttons_seen(page)[-1] == "Back to history"
    with qtbot.assertNotEmitted(page.next_wanted):
        press(page, Qt.Key.Key_N)
    with qtbot.waitSignal(page.again_wanted) as again, qtbot.assertNotEmitted(page.retake_wanted):
        press(page, Qt.Key.Key_T)
    assert again.args == ["pack", "central-limit-theorem"]
    with qtbot.waitSignal(page.back_wanted):
        press(page, Qt.Key.Key_Escape)


# The note.


def test_what_is_typed_into_the_note_rates_nothing_and_is_kept_when_typing_pauses(
    page: ReviewPage, show: Show, qtbot: QtBot
) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    page.note.setFocus()
    with qtbot.waitSignal(page.noted) as noted, qtbot.assertNotEmitted(page.rated):
        QTest.keyClicks(page.note, "4 samples, n t s")
    assert noted.args == ["attempt-1", "4 samples, n t s"]
    assert page.ratings.rating is None


def test_leaving_keeps_the_note_at_once(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, ANSWER, note="Old"))
    page.note.setPlainText("New")
    noted: list[tuple[str, str]] = []
    page.noted.connect(lambda attempt_id, text: noted.append((attempt_id, text)))
    show(attempt_at(QUESTION, ANSWER, id="attempt-2"))
    assert noted == [("attempt-1", "New")]
    assert page.note.toPlainText() == ""
    page.note.setPlainText("Other")
    page.hide()
    assert noted[1:] == [("attempt-2", "Other")]


def test_w_goes_to_the_note_from_anywhere(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    page.said.transcript.setFocus()
    press(page.said.transcript, Qt.Key.Key_W)
    assert page.note.hasFocus()
    press(page.note, Qt.Key.Key_W)
    assert page.note.toPlainText() == "w"


def test_escape_in_the_note_leaves_the_note_first(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, ANSWER), in_session=False)
    page.note.setFocus()
    with qtbot.assertNotEmitted(page.back_wanted):
        press(page.note, Qt.Key.Key_Escape)
    assert not page.note.hasFocus()
    with qtbot.waitSignal(page.back_wanted):
        press(page, Qt.Key.Key_Escape)


def test_a_transcript_that_arrives_later_leaves_note_and_rating_alone(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, None), predict_first=False)
    page.note.setPlainText("Written meanwhile")
    press(page, Qt.Key.Key_3)
    show(attempt_at(QUESTION, ANSWER), predict_first=False)
    assert page.note.toPlainText() == "Written meanwhile"
    assert page.ratings.rating is Rating.GOOD


# Hearing it.


def test_space_plays_and_pauses_and_arrows_seek(page: ReviewPage, show: Show, player: TakePlayer) -> None:
    show(attempt_at(QUESTION, ANSWER))
    press(page, Qt.Key.Key_Space)
    player.reach(6.0)
    assert player.is_playing
    assert page.player_bar.clock.text() == "0:06 / 0:20"
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Left)
    assert player.sought == [11.0, 6.0]
    press(page, Qt.Key.Key_Space)
    assert player.is_paused


def test_a_click_on_a_word_plays_from_there_and_the_word_is_highlighted(
    page: ReviewPage, show: Show, player: TakePlayer
) -> None:
    show(attempt_at(QUESTION, ANSWER))
    found = page.said.transcript.document().find("curve")
    found.setPosition(found.selectionStart() + 2)
    place = page.said.transcript.cursorRect(found).center()
    QTest.mouseClick(page.said.transcript.viewport(), Qt.MouseButton.LeftButton, pos=place)
    start_s = next(word.start for word in ANSWER.words if word.text == "curve")
    assert player.from_s == [start_s]
    player.reach(start_s + 0.1)
    assert page.said.transcript.playing_word == "curve"
    player.end()
    assert page.said.transcript.playing_word is None


def test_a_transcript_that_arrives_does_not_interrupt_what_is_playing(
    page: ReviewPage, show: Show, player: TakePlayer
) -> None:
    show(attempt_at(QUESTION, None))
    press(page, Qt.Key.Key_Space)
    player.reach(1.0)
    show(attempt_at(QUESTION, ANSWER))
    assert player.is_playing
    player.reach(ANSWER.words[2].start + 0.1)
    assert page.said.transcript.playing_word == "averages"


def test_points_and_hesitations_are_marked_on_the_wave_after_the_reveal(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, ANSWER))
    before = page.player_bar.waveform.grab().toImage()
    press(page, Qt.Key.Key_S)
    assert page.player_bar.waveform.grab().toImage() != before


def test_l_loops_and_z_looks_closer(page: ReviewPage, show: Show, player: TakePlayer) -> None:
    show(attempt_at(QUESTION, ANSWER))
    press(page, Qt.Key.Key_Z)
    assert page.player_bar.waveform.is_zoomed
    press(page, Qt.Key.Key_L)
    assert player.from_s == [0.0]
    assert page.player_bar.loop_button.isChecked()


def test_leaving_stops_the_player(page: ReviewPage, show: Show, player: TakePlayer) -> None:
    show(attempt_at(QUESTION, ANSWER))
    press(page, Qt.Key.Key_Space)
    page.hide()
    assert not player.is_playing


def test_a_recording_that_is_archived_while_it_shows_is_played_from_its_new_place(
    page: ReviewPage, show: Show, player: TakePlayer, take: Path
) -> None:
    show(attempt_at(QUESTION, ANSWER))
    assert archive(take)
    page.follow_recording("another attempt")
    page.follow_recording("attempt-1")
    press(page, Qt.Key.Key_Space)
    assert player.playing == take.with_suffix(".flac")


def test_an_archived_recording_is_played(page: ReviewPage, show: Show, player: TakePlayer, take: Path) -> None:
    assert archive(take)
    show(attempt_at(QUESTION, ANSWER))
    press(page, Qt.Key.Key_Space)
    assert player.playing == take.with_suffix(".flac")


def test_a_player_that_fails_says_so(page: ReviewPage, show: Show, player: TakePlayer) -> None:
    show(attempt_at(QUESTION, ANSWER))
    player.error = UserError("No speaker was found.", "", "Plug one in.")
    press(page, Qt.Key.Key_Space)
    assert page.notice.isVisible()
    assert page.notice.text == "No speaker was found. Plug one in."


def test_without_its_recording_an_attempt_says_so_and_has_no_player(
    page: ReviewPage, show: Show, take: Path
) -> None:
    take.unlink()
    show(attempt_at(QUESTION, ANSWER))
    assert page.sound.gone.isVisible()
    assert not page.player_bar.isVisible()
    press(page, Qt.Key.Key_Space)  # plays nothing, breaks nothing


def test_a_typed_answer_has_no_player_and_misses_none(page: ReviewPage, show: Show, take: Path) -> None:
    take.unlink()
    typed = transcript_of_typed("It is the bell curve.\n\nAnd the square root.")
    show(attempt_at(QUESTION, typed, source=Source.TYPED, duration_s=None, prediction=Rating.GOOD))
    assert not page.player_bar.isVisible()
    assert not page.sound.gone.isVisible()
    assert [fact.sentence for fact in page.sound.facts.facts] == ["9 words"]
    assert page.answer.rows[1].word() == "not found"
    assert "bell curve" in " ".join(page.said.transcript.underlined)


# When there is no transcript.


def test_silence_is_said_with_what_to_try_and_keeps_the_answer_hidden(
    page: ReviewPage, show: Show, qtbot: QtBot
) -> None:
    show(attempt_at(QUESTION, SILENCE))
    assert page.said.message == "No speech heard. The microphone gave silence for 14 s: is it muted?"
    assert not is_answer_shown(page)
    with qtbot.assertNotEmitted(page.predicted):
        press(page, Qt.Key.Key_2)
    with qtbot.waitSignal(page.retake_wanted):
        page.said.retake.click()
    press(page, Qt.Key.Key_S)
    assert is_answer_shown(page)


def test_a_voice_without_words_is_not_called_silence(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, SILENCE.model_copy(update={"voiced": (Interval(start=1.0, end=4.0),)})))
    assert page.said.message == "No words made out. There was a voice for 3 s."


def test_a_failed_transcription_says_why_and_tries_again(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, None, state=AttemptState.FAILED, problem=PROBLEM), in_session=False)
    assert page.said.message == PROBLEM
    assert page.player_bar.isVisible()
    with qtbot.waitSignal(page.retry_wanted) as retry:
        page.said.retry.click()
    assert retry.args == ["attempt-1"]
    assert page.said.progress.isVisible()


def test_what_was_never_transcribed_can_be_transcribed_from_history(
    page: ReviewPage, show: Show, qtbot: QtBot
) -> None:
    show(attempt_at(QUESTION, None), in_session=False)
    assert page.said.message == "Your answer is saved. It has no transcript yet."
    with qtbot.waitSignal(page.retry_wanted):
        page.said.retry.click()


def test_without_a_recording_there_is_nothing_to_try_again(page: ReviewPage, show: Show, take: Path) -> None:
    take.unlink()
    show(attempt_at(QUESTION, None, state=AttemptState.FAILED, problem=PROBLEM), in_session=False)
    assert not page.said.retry.isVisible()


# Room and focus.


@pytest.mark.parametrize("size", [(1072, 660), (828, 660), (720, 500)])
def test_everything_can_be_reached_in_a_small_window(page: ReviewPage, show: Show, size: tuple[int, int]) -> None:
    page.resize(*size)
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    QApplication.processEvents()
    content = page.actions_row.parentWidget()
    assert content is not None
    for control in [
        *page.ratings.buttons.values(),
        page.actions_row.retake,
        page.actions_row.onward,
        page.note,
        page.player_bar,
    ]:
        corner = control.mapTo(content, QPoint(control.width(), control.height()))
        assert corner.x() <= content.width()
        assert corner.y() <= content.height()
        assert control.width() >= control.minimumSizeHint().width()
    assert content.width() <= size[0]


@pytest.mark.qt_log_ignore("does not support raise", extend=True)  # offscreen tool tips
def test_tab_reaches_every_control_in_the_order_of_reading(page: ReviewPage, show: Show) -> None:
    show(attempt_at(QUESTION, spoken("Um, the averages |2.4 end up as a bell ~ curve."), prediction=Rating.GOOD))
    QApplication.processEvents()
    reached: list[QWidget] = []
    while (now := QApplication.focusWidget()) is not None and now not in reached:
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    wanted: list[QWidget] = [
        page.header.share,
        page.said.transcript,
        *page.said.legend.toggles.values(),
        *page.answer.rows,
        page.answer.model_answer,
        page.answer.how_to_answer.link,
        page.player_bar.play_button,
        page.player_bar.waveform,
        page.player_bar.rate_button,
        page.player_bar.loop_button,
        page.player_bar.zoom_button,
        *page.sound.facts.labels,
        page.note,
        *page.ratings.buttons.values(),
        page.actions_row.retake,
        page.actions_row.onward,
    ]
    assert [widget for widget in reached if widget in wanted] == wanted
    assert all(widget.accessibleName() for widget in wanted)


def test_the_wheel_scrolls_the_answer_over_its_text_too(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    long = QUESTION.model_copy(update={"model_answer": "An answer that goes on and on. " * 100})
    show(attempt_at(long, ANSWER, prediction=Rating.GOOD))
    QApplication.processEvents()
    bar = page.answer_area.verticalScrollBar()
    assert bar.maximum() > 0
    text = page.answer.model_answer
    QTest.wheelEvent(page.windowHandle(), QPointF(text.mapTo(page, QPoint(20, 10))), QPoint(0, -120))
    qtbot.waitUntil(lambda: bar.value() > 0)


@pytest.mark.parametrize("place", ["transcript", "point", "model answer", "waveform", "rating"])
def test_keys_work_wherever_the_focus_is(page: ReviewPage, show: Show, qtbot: QtBot, place: str) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    focused: QWidget = {
        "transcript": page.said.transcript,
        "point": page.answer.rows[1],
        "model answer": page.answer.model_answer,
        "waveform": page.player_bar.waveform,
        "rating": page.ratings.buttons[Rating.GOOD],
    }[place]
    focused.setFocus()
    with qtbot.waitSignal(page.rated) as rated:
        press(focused, Qt.Key.Key_1)
    assert rated.args == ["attempt-1", Rating.AGAIN]
    with qtbot.waitSignal(page.next_wanted):
        press(focused, Qt.Key.Key_N)


def test_the_arrows_move_the_cursor_in_the_transcript_and_seek_everywhere_else(
    page: ReviewPage, show: Show
) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    transcript, rating = page.said.transcript, page.ratings.buttons[Rating.GOOD]
    transcript.setFocus()
    press(transcript, Qt.Key.Key_Right)
    assert transcript.textCursor().position() == 1
    assert page.player_bar.waveform.position_s == 0.0
    rating.setFocus()
    press(rating, Qt.Key.Key_Right)
    assert page.player_bar.waveform.position_s == 5.0
    assert rating.hasFocus()


def test_a_key_that_is_held_down_counts_once(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n", True)
    with qtbot.assertNotEmitted(page.next_wanted):
        QApplication.sendEvent(page, held)


def test_shortcuts_of_the_system_are_left_alone(page: ReviewPage, show: Show, qtbot: QtBot) -> None:
    show(attempt_at(QUESTION, ANSWER, prediction=Rating.GOOD))
    with qtbot.assertNotEmitted(page.next_wanted), qtbot.assertNotEmitted(page.rated):
        QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(page, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
