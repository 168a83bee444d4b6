"""What a sitting does with what voice, microphone and ear report."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from greenroom.audio.errors import CannotWriteTake, MicrophoneLost, MicrophoneWillNotOpen, NoMicrophone
from greenroom.errors import UserError
from greenroom.history.attempt import AttemptState
from greenroom.history.errors import not_writable
from greenroom.interview.session import State
from greenroom.speech.errors import NoVoice
from greenroom.speech.take import Take, TakeWriter
from tests.fakes import FakeVoice
from tests.ui.practice.conftest import Practice


def test_a_question_is_asked_answered_transcribed_and_kept(practice: Practice) -> None:
    practice.answering()
    assert practice.state is State.ANSWERING
    practice.rehearsal.stop_answer()
    practice.until(State.REVIEWING)
    kept = practice.history()
    assert [(each.question_id, each.state, each.excerpt) for each in kept] == [
        ("q1", AttemptState.TRANSCRIBED, "Hello.")
    ]
    practice.archived(kept[0].id)
    assert practice.told == []


def test_the_next_question_is_rendered_while_this_one_is_asked(practice: Practice, voice: FakeVoice) -> None:
    practice.asked()
    practice.qtbot.waitUntil(lambda: len(voice.rendered) == 2, timeout=5000)
    assert [text for text, _, _ in voice.rendered] == ["Question number 1?", "Question number 2?"]


def test_the_question_is_silenced_when_the_person_starts_to_answer(practice: Practice) -> None:
    practice.rehearsal.start()
    practice.qtbot.waitUntil(lambda: practice.player.is_playing, timeout=5000)
    practice.rehearsal.begin_answer()
    assert not practice.player.is_playing
    practice.until(State.ANSWERING)


def test_without_a_voice_practice_goes_on_and_says_why(practice: Practice, voice: FakeVoice) -> None:
    voice.error = NoVoice("The question cannot be read aloud.", "espeak-ng is missing.", "Install it.")
    practice.rehearsal.start()
    practice.until(State.THINKING)
    assert practice.told == ["The question cannot be read aloud. espeak-ng is missing. Install it."]


def test_a_rendering_that_comes_after_the_person_went_on_is_not_played(practice: Practice) -> None:
    practice.rehearsal.start()
    practice.rehearsal.skip()
    practice.qtbot.waitUntil(lambda: practice.player.is_playing, timeout=5000)
    assert len(practice.player.played) == 1
    assert practice.rehearsal.session.question.question.id == "q2"


def test_without_a_microphone_nothing_is_left_behind(practice: Practice) -> None:
    practice.asked()
    practice.recorder.gives_cue = False
    practice.rehearsal.begin_answer()
    practice.until(State.ANSWERING)
    practice.recorder.fail(NoMicrophone())
    practice.until(State.THINKING)
    practice.qtbot.waitUntil(lambda: practice.history() == [], timeout=5000)
    assert practice.told == [str(NoMicrophone())]


def pull_out(practice: Practice, seconds: float = 2.0) -> Path:
    """The microphone is lost after so much of the first answer; the path of its take."""
    practice.answering()
    attempt_id = practice.rehearsal.session.take_id
    assert attempt_id is not None
    path = practice.services.paths.take(attempt_id)
    writer = TakeWriter(path)
    writer.append(bytes(round(32_000 * seconds)))
    writer.close()
    practice.recorder.fail(MicrophoneLost("USB Microphone", Take(path, writer.seconds)))
    return path


def kept(practice: Practice) -> list[tuple[float | None, AttemptState]]:
    return [(each.duration_s, each.state) for each in practice.history()]


def test_a_microphone_lost_in_mid_answer_keeps_what_was_said(practice: Practice) -> None:
    pull_out(practice, seconds=2.0)
    assert practice.state is State.ANSWERING
    assert practice.rehearsal.elapsed_s == 1.5, "the half second before the cue does not count"
    assert "What you said until then is kept." in practice.told[0]
    practice.rehearsal.stop_answer()
    practice.until(State.REVIEWING)
    assert kept(practice) == [(2.0, AttemptState.TRANSCRIBED)]
    assert len(practice.told) == 1


def test_an_answer_goes_on_in_the_same_take_with_another_microphone(practice: Practice, qtbot: QtBot) -> None:
    with qtbot.waitSignal(practice.rehearsal.interrupted) as interrupted:
        take = pull_out(practice, seconds=2.0)
    assert interrupted.args == ["Built-in Microphone"]
    with qtbot.waitSignal(practice.rehearsal.cued):
        practice.rehearsal.go_on()
    assert practice.recorder.is_recording
    practice.rehearsal.stop_answer()
    practice.until(State.REVIEWING)
    assert kept(practice) == [(3.0, AttemptState.TRANSCRIBED)]
    assert practice.rehearsal.session.take_id == take.parent.name


def test_going_on_waits_for_a_microphone(practice: Practice, qtbot: QtBot) -> None:
    practice.recorder.available = ""
    with qtbot.waitSignal(practice.rehearsal.interrupted) as interrupted:
        pull_out(practice)
    assert interrupted.args == [""]
    practice.recorder.available = "USB Microphone"
    with qtbot.waitSignal(practice.rehearsal.interrupted) as interrupted:
        practice.recorder.microphones_changed.emit()
    assert interrupted.args == ["USB Microphone"]


def test_what_was_said_is_kept_when_the_answer_cannot_go_on(practice: Practice, qtbot: QtBot) -> None:
    pull_out(practice, seconds=2.0)
    practice.recorder.gives_cue = False
    practice.rehearsal.go_on()
    with qtbot.waitSignal(practice.rehearsal.interrupted):
        practice.recorder.fail(MicrophoneWillNotOpen("Built-in Microphone"))
    assert practice.told[1].startswith("“Built-in Microphone” gives no sound.")
    assert practice.state is State.ANSWERING
    practice.rehearsal.go_on()
    practice.rehearsal.stop_answer()  # before the second cue
    practice.until(State.REVIEWING)
    assert kept(practice) == [(2.0, AttemptState.TRANSCRIBED)]


def test_a_microphone_lost_twice_can_be_replaced_twice(practice: Practice, qtbot: QtBot) -> None:
    take = pull_out(practice, seconds=2.0)
    practice.rehearsal.go_on()
    with qtbot.waitSignal(practice.rehearsal.interrupted):
        practice.recorder.fail(MicrophoneLost("Built-in Microphone", Take(take, 2.0)))
    practice.rehearsal.go_on()
    practice.rehearsal.stop_answer()
    practice.until(State.REVIEWING)
    assert kept(practice) == [(3.0, AttemptState.TRANSCRIBED)]


def fill_database(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database takes no recording in any more."""
    full = not_writable(practice.services.paths.database, "The disk is full.", "Free some space, then try again.")

    def refuse(*_: object) -> None:
        raise full

    monkeypatch.setattr(practice.services.store(), "finish_recording", refuse)


def test_on_a_full_disk_what_is_said_last_is_that_the_answer_is_kept(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.answering()
    fill_database(practice, monkeypatch)
    assert practice.rehearsal.session.take_id is not None
    take = Take(practice.services.paths.take(practice.rehearsal.session.take_id), 2.0)
    practice.recorder.fail(CannotWriteTake("No space left on device", take))
    practice.until(State.THINKING)
    (told,) = practice.told
    assert told == (
        "The recording could not be written to disk. No space left on device. What you said until then is kept. "
        "Make room on the disk, then record again."
    )


def test_a_history_that_cannot_be_written_says_what_became_of_the_answer(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.answering()
    fill_database(practice, monkeypatch)
    practice.rehearsal.stop_answer()
    practice.until(State.THINKING)
    (told,) = practice.told
    assert told == (
        "Your answer is recorded, but your history could not take it in. The disk is full. Free some space, then "
        "try again. The next start of Greenroom offers you the recording."
    )


@pytest.mark.parametrize("leave", ["pause", "start_over", "close"])
def test_leaving_an_answer_whose_microphone_was_lost_keeps_it(practice: Practice, leave: str) -> None:
    pull_out(practice, seconds=2.0)
    getattr(practice.rehearsal, leave)()
    practice.qtbot.waitUntil(lambda: kept(practice) == [(2.0, AttemptState.TRANSCRIBED)], timeout=5000)


def test_a_microphone_lost_after_done_ends_the_answer(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practice.recorder, "stop", lambda: None)  # its half second is still running
    practice.answering()
    practice.rehearsal.stop_answer()
    assert practice.rehearsal.session.take_id is not None
    path = practice.services.paths.take(practice.rehearsal.session.take_id)
    practice.recorder.fail(MicrophoneLost("USB Microphone", Take(path, 2.0)))
    practice.until(State.REVIEWING)
    assert kept(practice) == [(2.0, AttemptState.TRANSCRIBED)]


def test_going_on_with_nothing_to_go_on_with_does_nothing(practice: Practice) -> None:
    practice.asked()
    practice.rehearsal.go_on()
    assert practice.history() == []
    assert not practice.recorder.is_recording


def test_a_failed_transcript_leaves_the_take_with_the_reason(practice: Practice) -> None:
    practice.ear.error = UserError("Transcribing stopped.", "Its process ended.", "Your recording is kept.")
    practice.answering()
    practice.rehearsal.stop_answer()
    practice.until(State.REVIEWING)
    attempt = practice.services.store().attempt(practice.history()[0].id)
    assert attempt.state is AttemptState.FAILED
    assert attempt.problem == "Transcribing stopped. Its process ended. Your recording is kept."
    assert practice.services.paths.recording(attempt.id) == practice.services.paths.take(attempt.id)


def test_starting_over_keeps_the_first_take(practice: Practice) -> None:
    practice.answering()
    practice.rehearsal.start_over()
    assert practice.state is State.THINKING
    practice.qtbot.waitUntil(lambda: [each.state for each in practice.history()] == ["transcribed"], timeout=5000)
    practice.rehearsal.begin_answer()
    practice.until(State.ANSWERING)
    practice.rehearsal.stop_answer()
    practice.until(State.REVIEWING)
    assert sorted(each.take_number for each in practice.history()) == [1, 2]


def test_a_pause_ends_the_answer_and_keeps_it(practice: Practice) -> None:
    practice.answering()
    practice.rehearsal.pause()
    practice.until(State.PAUSED)
    assert not practice.recorder.is_open
    practice.qtbot.waitUntil(lambda: [each.state for each in practice.history()] == ["transcribed"], timeout=5000)
    practice.rehearsal.resume()
    assert practice.state is State.ASKING


def test_leaving_in_mid_answer_keeps_and_transcribes_it(practice: Practice) -> None:
    practice.answering()
    practice.rehearsal.close()
    assert not practice.recorder.is_open
    practice.qtbot.waitUntil(lambda: [each.state for each in practice.history()] == ["transcribed"], timeout=5000)


def test_a_recording_can_be_used_instead_of_speaking(practice: Practice, tmp_path: Path) -> None:
    practice.asked()
    practice.rehearsal.begin_answer(tmp_path / "answer.mp3")
    practice.until(State.REVIEWING)
    assert [(each.duration_s, each.excerpt) for each in practice.history()] == [(1.0, "Hello.")]


def test_a_recording_that_cannot_be_read_leaves_nothing_and_says_why(practice: Practice, tmp_path: Path) -> None:
    practice.asked()
    practice.ear.error = UserError("answer.mp3 could not be read.", "It is empty.")
    practice.rehearsal.begin_answer(tmp_path / "answer.mp3")
    practice.qtbot.waitUntil(lambda: practice.told == ["answer.mp3 could not be read. It is empty."], timeout=5000)
    assert practice.state is State.THINKING
    practice.qtbot.waitUntil(lambda: practice.history() == [], timeout=5000)


def test_reading_a_recording_can_be_cancelled(practice: Practice, tmp_path: Path) -> None:
    practice.asked()
    practice.ear.may_answer.clear()
    practice.ear.error = UserError("Cancelled.")
    practice.rehearsal.begin_answer(tmp_path / "answer.mp3")
    practice.until(State.ANSWERING)
    assert practice.rehearsal.is_importing
    practice.rehearsal.cancel_import()
    practice.ear.may_answer.set()
    practice.until(State.THINKING)
    assert practice.told == []


def test_a_database_that_cannot_be_written_stops_the_answer_before_it_begins(practice: Practice) -> None:
    practice.services.store()
    database = practice.services.paths.database
    practice.asked()
    for file in database.parent.glob("greenroom.db*"):
        file.write_bytes(b"not a database any more" * 400)
    practice.rehearsal.begin_answer()
    practice.qtbot.waitUntil(lambda: bool(practice.told), timeout=8000)
    assert practice.state is State.THINKING
    assert not practice.recorder.is_recording


def test_a_transcript_that_comes_after_the_person_went_on_goes_to_history(practice: Practice) -> None:
    practice.answering()
    practice.ear.may_answer.clear()
    practice.rehearsal.stop_answer()
    practice.until(State.TRANSCRIBING)
    practice.rehearsal.next()
    practice.ear.may_answer.set()
    practice.qtbot.waitUntil(lambda: [each.excerpt for each in practice.history()] == ["Hello."], timeout=5000)
    assert practice.state is State.ASKING


def test_keys_pressed_twice_do_nothing_the_second_time(practice: Practice) -> None:
    practice.asked()
    practice.rehearsal.begin_answer()
    practice.rehearsal.begin_answer()
    practice.until(State.ANSWERING)
    practice.rehearsal.stop_answer()
    practice.rehearsal.stop_answer()
    practice.until(State.REVIEWING)
    assert len(practice.history()) == 1
