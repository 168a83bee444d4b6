"""What goes wrong on people's machines: each time they are told in plain words, and nothing they said is lost."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from greenroom.history.attempt import Attempt, AttemptState, Source
from greenroom.speech.take import take_seconds
from tests.e2e.confined import kept, on_small_disk, seen_by, without_voice
from tests.e2e.desk import Screen, history_of, open_app
from tests.e2e.sound import Sound, read_recording, read_wav, wait_until
from tests.e2e.speech import CLT, JFK, as_wav, length_s, text_of, word_error_rate

WORD_ERRORS = 0.10
BEGINNING = "The central limit theorem says"
# From the page: scroll area, the interview's date, pack, Dismiss, then “Keep and transcribe”.
KEEP_WHAT_WAS_CUT_OFF = ("Tab", "Tab", "Tab", "Tab", "Tab", "space")


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """Eleven seconds of speech for the microphone."""
    return as_wav(JFK, tmp_path)


@pytest.fixture
def long_answer(tmp_path: Path) -> Path:
    """A minute of speech, for what happens in its midst."""
    return as_wav(CLT, tmp_path)


def heard(attempt: Attempt) -> str:
    assert attempt.transcript is not None
    return attempt.transcript.text


def wait_until_recorded(take: Path) -> None:
    """Until the first words, those of BEGINNING, are on disk."""
    wait_until(lambda: take_seconds(take) > 4, 20, "four seconds of recording")


def only_attempt(data_dir: Path) -> Attempt:
    with history_of(data_dir) as history:
        (summary,) = history.attempts()
        return history.attempt(summary.id)


def test_without_a_microphone_a_recording_answers(screen: Screen, data_dir: Path, tmp_path: Path) -> None:
    with Sound(with_microphone=False) as sound, open_app(screen, data_dir, sound.env) as app:
        app.keys("space")
        app.wait_for("question.ended")
        notice = app.wait_for_notice("No microphone was found.")
        assert "use a recording instead" in notice

        before = len(app.windows)
        app.keys("u")
        wait_until(lambda: len(app.windows) > before, 10, "the dialog that asks for a recording")
        app.type(str(JFK))
        app.keys("Return")
        app.wait_for("attempt.saved", state="transcribed", timeout_s=30)
    attempt = only_attempt(data_dir)
    assert attempt.source is Source.FILE
    assert word_error_rate(text_of(JFK), heard(attempt)) <= WORD_ERRORS
    assert attempt.duration_s == pytest.approx(length_s(JFK), abs=0.01)


def test_without_a_voice_the_question_is_shown_and_answered(
    screen: Screen, sound: Sound, data_dir: Path, answer: Path
) -> None:
    with open_app(screen, data_dir, sound.env, inside=without_voice()) as app:
        app.keys("space")
        notice = app.wait_for_notice("The question cannot be read aloud.")
        assert notice.startswith(
            "The question cannot be read aloud. No voice is installed: espeak-ng was not found. "
            "Install one with: sudo apt install espeak-ng."
        )
        app.wait_for("session.moved", state="thinking")
        app.keys("space")
        app.wait_for("answer.cue")
        sound.speak(answer).wait()
        app.keys("space")
        app.wait_for("attempt.saved", state="transcribed")
    assert word_error_rate(text_of(JFK), heard(only_attempt(data_dir))) <= WORD_ERRORS


def test_a_microphone_pulled_out_in_mid_answer_loses_nothing_said_until_then(
    screen: Screen, sound: Sound, data_dir: Path, long_answer: Path
) -> None:
    with open_app(screen, data_dir, sound.env) as app:
        attempt_id = app.begin_answer()
        speaking = sound.speak(long_answer)
        wait_until_recorded(app.paths.take(attempt_id))
        sound.unplug_microphone()
        notice = app.wait_for_notice("“Built-in Microphone” stopped giving sound.")
        speaking.stop()
        assert "What you said until then is kept. Plug it in again" in notice
        app.keys("space")
        app.wait_for("attempt.saved", state="transcribed")
    attempt = only_attempt(data_dir)
    assert BEGINNING in heard(attempt)
    assert attempt.duration_s == len(read_recording(app.paths, attempt.id)) / 16_000


def test_an_answer_goes_on_with_another_microphone_in_the_same_attempt(
    screen: Screen, sound: Sound, data_dir: Path, long_answer: Path, answer: Path
) -> None:
    with open_app(screen, data_dir, sound.env) as app:
        attempt_id = app.begin_answer()
        speaking = sound.speak(long_answer)
        app.wait_for("segment.done")
        sound.plug_another("usb", "USB Microphone")
        sound.unplug_microphone()
        app.wait_for_notice("“Built-in Microphone” stopped giving sound.")
        speaking.stop()
        app.keys("g")
        app.wait_for("answer.resumed", attempt=attempt_id)
        sound.speak(answer).wait()
        app.keys("space")
        app.wait_for("attempt.saved", state="transcribed", timeout_s=40)
    attempt = only_attempt(data_dir)
    assert attempt.duration_s == len(read_recording(app.paths, attempt.id)) / 16_000
    assert BEGINNING in heard(attempt)
    said_after = text_of(JFK)
    heard_after = " ".join(heard(attempt).split()[-len(said_after.split()) :])
    assert word_error_rate(said_after, heard_after) <= WORD_ERRORS


def test_a_full_disk_ends_the_answer_and_keeps_what_fitted(
    screen: Screen, sound: Sound, data_dir: Path, long_answer: Path
) -> None:
    disk = on_small_disk(data_dir, megabytes=4)
    with open_app(screen, data_dir, sound.env, inside=disk, may_complain_of="No space left") as app:
        attempt_id = app.begin_answer()
        speaking = sound.speak(long_answer)
        wait_until_recorded(seen_by(app.process.pid, app.paths.take(attempt_id)))
        fill_disk(seen_by(app.process.pid, data_dir))
        notice = app.wait_for_notice("The recording could not be written to disk.")
        speaking.stop()
        assert "No space left on device. What you said until then is kept. Make room on the disk" in notice
        app.wait_for("session.moved", command="drop_answer")
        assert app.all("notice")[-1]["text"] == notice, "what is kept stays on the screen"
    (kept(data_dir) / "filler").unlink()

    with open_app(screen, kept(data_dir), sound.env) as app:
        app.keys(*KEEP_WHAT_WAS_CUT_OFF)
        app.wait_for("attempt.saved", attempt=attempt_id, state="transcribed", timeout_s=40)
    attempt = only_attempt(kept(data_dir))
    assert BEGINNING in heard(attempt)
    assert attempt.duration_s == len(read_recording(app.paths, attempt.id)) / 16_000


def fill_disk(folder: Path) -> None:
    """Write a file into `folder` until nothing more fits."""
    with (folder / "filler").open("wb", buffering=0) as filler:
        try:
            while filler.write(bytes(4096)):
                pass
        except OSError:
            return


def test_an_ear_that_dies_while_listening_is_replaced_unnoticed(
    screen: Screen, sound: Sound, data_dir: Path, answer: Path
) -> None:
    with open_app(screen, data_dir, sound.env, may_complain_of="ended by itself") as app:
        attempt_id = app.begin_answer()
        speaking = sound.speak(answer)
        wait_until_recorded(app.paths.take(attempt_id))
        app.helper("ear").kill()
        app.wait_for("ear.died")
        speaking.wait()
        app.keys("space")
        app.wait_for("attempt.saved", state="transcribed", timeout_s=40)
        assert not any("ranscri" in event["text"] for event in app.all("notice"))
    assert word_error_rate(text_of(JFK), heard(only_attempt(data_dir))) <= WORD_ERRORS


def test_an_ear_killed_while_it_transcribes_leaves_the_answer_and_trying_again_works(
    screen: Screen, sound: Sound, data_dir: Path, answer: Path
) -> None:
    with open_app(screen, data_dir, sound.env, may_complain_of="ended by itself") as app:
        app.begin_answer()
        sound.speak(answer).wait()
        ear = app.helper("ear")
        ear.send_signal(signal.SIGSTOP)
        app.keys("space")
        app.wait_for("session.moved", state="transcribing")
        ear.kill()
        failed = app.wait_for("transcript.failed")
        assert failed["problem"].startswith("Transcribing stopped. Its process ended by signal 9.")
        app.wait_for("attempt.saved", state="failed")
        assert only_attempt(data_dir).state is AttemptState.FAILED

        app.keys("Tab", "Tab", "space")  # Try again
        app.wait_for("attempt.saved", state="transcribed", timeout_s=40)
    attempt = only_attempt(data_dir)
    assert attempt.problem is None
    assert word_error_rate(text_of(JFK), heard(attempt)) <= WORD_ERRORS


def test_a_window_killed_in_mid_answer_offers_the_answer_at_the_next_start(
    screen: Screen, sound: Sound, data_dir: Path, long_answer: Path
) -> None:
    with open_app(screen, data_dir, sound.env) as app:
        attempt_id = app.begin_answer()
        cue_at = app.wait_for("answer.cue")["t"]
        speaking = sound.speak(long_answer)
        wait_until_recorded(app.paths.take(attempt_id))
        killed_at = time.monotonic()
        app.kill()  # and its helpers end by themselves
        speaking.stop()
    take = read_wav(app.paths.take(attempt_id))
    assert len(take) / 16_000 > killed_at - cue_at - 1.0

    with open_app(screen, data_dir, sound.env) as app:
        app.keys(*KEEP_WHAT_WAS_CUT_OFF)
        app.wait_for("attempt.saved", attempt=attempt_id, state="transcribed", timeout_s=40)
    attempt = only_attempt(data_dir)
    assert BEGINNING in heard(attempt)
    assert attempt.duration_s == len(take) / 16_000
