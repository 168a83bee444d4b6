"""Typing an answer in place of speaking it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from greenroom.history.attempt import Attempt, AttemptState, Source
from greenroom.interview.session import State
from greenroom.ui.practice.stage import Stage
from greenroom.ui.practice.typed_answer import TypedAnswer
from tests.ui.practice.conftest import Practice
from tests.ui.practice.test_stage import buttons, press, stage, texts

__all__ = ["stage"]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def typed(stage: Stage, practice: Practice) -> TypedAnswer:
    """The field, opened while thinking."""
    practice.rehearsal.start()
    practice.rehearsal.hush()
    practice.qtbot.waitUntil(stage.hasFocus)
    press(stage, Qt.Key.Key_T)
    found = stage.findChild(TypedAnswer)
    assert isinstance(found, TypedAnswer)
    return found


def newest(practice: Practice) -> Attempt:
    store = practice.services.store()
    return store.attempt(store.attempts()[0].id)


def test_t_puts_a_field_in_place_of_the_microphone(stage: Stage, practice: Practice, typed: TypedAnswer) -> None:
    assert typed.field.isVisible()
    assert typed.field.hasFocus()
    assert not practice.recorder.is_open
    assert "The microphone is off." in texts(stage)
    assert buttons(stage) == [
        "Pause · Esc",
        "Done · Ctrl+Enter",
        "Hear it again · R",
        "Speak instead",
        "Skip · →",
    ]


def test_what_is_typed_is_kept_and_reviewed_like_a_spoken_answer(
    stage: Stage, practice: Practice, typed: TypedAnswer
) -> None:
    QTest.keyClicks(typed.field, "Rust, so to say. <b>1</b>")  # letters and spaces are no keys of the stage
    assert typed.text == "Rust, so to say. <b>1</b>"
    assert "5 words" in texts(stage)
    QTest.keyClick(typed.field, Qt.Key.Key_Return, CTRL)
    practice.until(State.REVIEWING)
    attempt = newest(practice)
    assert (attempt.source, attempt.state) == (Source.TYPED, AttemptState.TRANSCRIBED)
    assert attempt.transcript is not None
    assert attempt.transcript.text == "Rust, so to say. <b>1</b>"
    assert practice.rehearsal.session.take_id == attempt.id
    assert typed.text == ""


def test_nothing_typed_is_no_answer(stage: Stage, practice: Practice, typed: TypedAnswer) -> None:
    QTest.keyClicks(typed.field, "   ")
    QTest.keyClick(typed.field, Qt.Key.Key_Return, CTRL)
    assert practice.rehearsal.session.state is State.THINKING
    assert practice.services.store().attempts() == []


def test_the_person_can_speak_instead_and_finds_the_words_again(
    stage: Stage, practice: Practice, typed: TypedAnswer
) -> None:
    QTest.keyClicks(typed.field, "half a")
    speak = next(each for each in stage._actions.children() if getattr(each, "text", str)() == "Speak instead")
    speak.click()  # type: ignore[attr-defined]
    assert not typed.isVisible()
    assert practice.recorder.is_open
    press(stage, Qt.Key.Key_T)
    assert typed.text == "half a"


def test_a_pause_keeps_the_words_and_the_microphone_stays_off(
    stage: Stage, practice: Practice, typed: TypedAnswer
) -> None:
    QTest.keyClicks(typed.field, "half a")
    QTest.keyClick(typed.field, Qt.Key.Key_Escape)
    assert practice.rehearsal.session.state is State.PAUSED
    assert not typed.isVisible()
    practice.rehearsal.resume()
    practice.rehearsal.hush()
    assert typed.isVisible()
    assert typed.text == "half a"
    assert not practice.recorder.is_open


def test_the_arrows_move_in_the_text_and_skip_nothing(stage: Stage, practice: Practice, typed: TypedAnswer) -> None:
    QTest.keyClicks(typed.field, "ab")
    QTest.keyClick(typed.field, Qt.Key.Key_Left)
    QTest.keyClick(typed.field, Qt.Key.Key_Right)
    assert practice.rehearsal.session.index == 0


def test_the_next_question_begins_with_an_empty_field_that_is_shut(
    stage: Stage, practice: Practice, typed: TypedAnswer
) -> None:
    QTest.keyClicks(typed.field, "half a")
    practice.rehearsal.skip()
    practice.rehearsal.hush()
    assert not typed.isVisible()
    assert typed.text == ""
