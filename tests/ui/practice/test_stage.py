"""What the stage shows in each state, and what its keys do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from greenroom.audio.errors import NoMicrophone
from greenroom.interview.session import State
from greenroom.ui.practice.round_clock import RoundClock
from greenroom.ui.practice.stage import Stage
from greenroom.ui.theme import Theme, balanced_width, serif, text_width
from tests.ui.practice.conftest import Practice
from tests.ui.practice.test_rehearsal import pull_out


@pytest.fixture
def stage(practice: Practice, theme: Theme) -> Stage:
    made = Stage(theme, practice.rehearsal)
    practice.qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    made.setFocus()
    return made


def texts(widget: QWidget) -> list[str]:
    """Everything written on the stage now, buttons apart."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def buttons(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QAbstractButton) if each.isVisible()]


def press(stage: Stage, key: Qt.Key) -> None:
    QTest.keyClick(stage, key)


def test_the_clock_of_a_round_never_shows_as_a_window_of_its_own(
    practice: Practice, windows_shown: list[str]
) -> None:
    clock = RoundClock(minutes=20)
    practice.qtbot.addWidget(clock)
    assert windows_shown == []


def test_while_it_is_asked_the_question_stands_there_with_what_can_be_done(
    stage: Stage, practice: Practice
) -> None:
    practice.rehearsal.start()
    assert "Question number 1?" in texts(stage)
    assert "Technical interview · question 1 of 2" in texts(stage)
    assert buttons(stage) == [
        "Pause · Esc",
        "Answer now · Space",
        "Stop the voice · S",
        "Hear it again · R",
        "Skip · →",
    ]


def test_a_follow_up_is_asked_before_the_next_question(stage: Stage, practice: Practice) -> None:
    practice.answering()
    practice.rehearsal.stop_answer()
    practice.until(State.REVIEWING)
    practice.rehearsal.follow_up([])
    assert {"What would you do otherwise?", "Technical interview · question 1 of 2, a follow-up"} <= set(
        texts(stage)
    )
    press(stage, Qt.Key.Key_Right)
    assert "Technical interview · question 2 of 2" in texts(stage)


def test_the_time_of_the_round_passes_while_one_is_asked_and_answers_and_stands_in_the_pause(
    stage: Stage, practice: Practice
) -> None:
    assert "45:00 left" in texts(stage)
    practice.asked()
    practice.qtbot.waitUntil(lambda: "44:59 left" in texts(stage), timeout=5000)
    press(stage, Qt.Key.Key_Escape)
    assert not any(timer.isActive() for timer in stage.findChildren(QTimer))


def test_no_word_of_a_long_question_stands_alone_on_its_last_line(theme: Theme) -> None:
    font = serif(36)
    prompt = "What does the Central Limit Theorem say, and why does it matter in practice?"
    assert text_width(font, 24) < balanced_width(font, prompt) < text_width(font, 48)


def test_space_answers_and_space_again_is_done(stage: Stage, practice: Practice) -> None:
    practice.asked()
    press(stage, Qt.Key.Key_Space)
    practice.qtbot.waitUntil(lambda: "● Recording" in texts(stage), timeout=5000)
    assert "0:00" in texts(stage)
    assert buttons(stage) == ["Pause · Esc", "Done · Space", "Start over"]
    press(stage, Qt.Key.Key_Space)
    practice.until(State.REVIEWING)


def test_the_red_dot_does_not_come_before_the_cue(stage: Stage, practice: Practice) -> None:
    practice.recorder.gives_cue = False
    practice.asked()
    press(stage, Qt.Key.Key_Space)
    practice.until(State.ANSWERING)
    assert "Wait for the cue…" in texts(stage)
    assert "● Recording" not in texts(stage)


def test_space_before_the_cue_takes_the_answer_back(stage: Stage, practice: Practice) -> None:
    practice.recorder.gives_cue = False
    practice.asked()
    press(stage, Qt.Key.Key_Space)
    practice.until(State.ANSWERING)
    press(stage, Qt.Key.Key_Space)
    practice.until(State.THINKING)
    practice.qtbot.waitUntil(lambda: practice.history() == [], timeout=5000)


def test_s_stops_the_voice_and_r_reads_again(stage: Stage, practice: Practice) -> None:
    practice.rehearsal.start()
    practice.qtbot.waitUntil(lambda: practice.player.is_playing, timeout=5000)
    press(stage, Qt.Key.Key_S)
    assert practice.state is State.THINKING
    assert not practice.player.is_playing
    press(stage, Qt.Key.Key_R)
    practice.qtbot.waitUntil(lambda: practice.player.is_playing, timeout=5000)
    assert len(practice.player.played) == 2


def test_the_arrow_skips_and_escape_pauses(stage: Stage, practice: Practice) -> None:
    practice.rehearsal.start()
    press(stage, Qt.Key.Key_Right)
    assert "Question number 2?" in texts(stage)
    press(stage, Qt.Key.Key_Escape)
    assert "Paused. Nothing is being recorded." in texts(stage)
    assert buttons(stage) == ["Go on · Space", "End the session"]
    press(stage, Qt.Key.Key_Space)
    assert practice.state is State.ASKING


def test_space_presses_the_button_that_has_the_focus(stage: Stage, practice: Practice) -> None:
    practice.asked()
    skip = next(each for each in stage.findChildren(QAbstractButton) if each.text() == "Skip · →")
    skip.setFocus()
    practice.qtbot.waitUntil(skip.hasFocus, timeout=2000)
    QTest.keyClick(skip, Qt.Key.Key_Space)
    assert "Question number 2?" in texts(stage)


def test_every_button_tells_a_screen_reader_what_it_does(stage: Stage, practice: Practice) -> None:
    practice.asked()
    assert all(each.accessibleName() for each in stage.findChildren(QAbstractButton) if each.isVisible())


def test_without_a_microphone_a_recording_can_still_be_used(stage: Stage, practice: Practice) -> None:
    practice.asked()
    practice.recorder.fail(NoMicrophone())
    assert "Use a recording… · U" in buttons(stage)
    assert practice.told == [str(NoMicrophone())]


def test_an_answer_that_lost_its_microphone_offers_another_one(stage: Stage, practice: Practice) -> None:
    take = pull_out(practice, seconds=42.5)
    assert "Not recording: the microphone is gone. What you said is kept." in texts(stage)
    assert buttons(stage) == ["Pause · Esc", "Done · Space", "Go on with Built-in Microphone · G", "Start over"]
    press(stage, Qt.Key.Key_G)
    assert "● Recording" in texts(stage)
    assert buttons(stage) == ["Pause · Esc", "Done · Space", "Start over"]
    press(stage, Qt.Key.Key_Space)
    practice.until(State.REVIEWING)
    assert take.parent.name == practice.history()[0].id


def test_without_another_microphone_the_answer_can_only_be_done(stage: Stage, practice: Practice) -> None:
    practice.recorder.available = ""
    pull_out(practice, seconds=42.5)
    practice.qtbot.waitUntil(lambda: "0:42" in texts(stage), timeout=2000)
    assert buttons(stage) == ["Pause · Esc", "Done · Space", "Start over"]
    press(stage, Qt.Key.Key_G)  # goes nowhere
    assert practice.state is State.ANSWERING
