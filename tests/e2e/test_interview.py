"""The whole loop with real sound: asked aloud, answered into the microphone, transcribed, judged and kept."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from greenroom.history.attempt import AttemptState, Rating, Source
from tests.e2e.desk import Screen, greenroom_command, history_of, open_app
from tests.e2e.sound import Sound, read_recording
from tests.e2e.speech import OPENING_S, opening_of_clt, transcribe, word_error_rate

PROMPT = "What does the Central Limit Theorem say, and why does it matter in practice?"
# The recording runs from 0.5 s before the cue to 0.5 s after Stop.
AROUND_THE_ANSWER_S = 1.0
# A synthetic voice heard by the smallest model: a word or two of the question's fourteen may be off.
QUESTION_WORD_ERRORS = 0.15
ANSWER_WORD_ERRORS = 0.10


def test_a_question_is_asked_aloud_answered_transcribed_judged_and_kept(
    screen: Screen, sound: Sound, data_dir: Path, tmp_path: Path
) -> None:
    answer, words = opening_of_clt(tmp_path)
    speakers = sound.hear()
    with open_app(screen, data_dir, sound.env) as app:
        app.keys("ctrl+4")
        app.wait_for("questions.shown")
        app.keys("ctrl+f")
        app.type("central limit theorem say")
        app.keys("Return", "Return")
        asked = app.wait_for("question.asked", question="central-limit-theorem")
        speakers.wait_for_sound(since=asked["t"])
        app.wait_for("question.ended")
        speakers.stop(tmp_path / "question.wav")

        app.keys("space")
        app.wait_for("answer.cue")
        sound.speak(answer).wait()
        app.keys("space")
        app.wait_for("answer.stopped")
        app.wait_for("attempt.saved", timeout_s=60, state="transcribed")
        app.wait_for("attempt.archived")

        app.keys("3", "2")  # predicted: good; rated beside the model answer: hard
        app.keys("n")
        app.wait_for("session.moved", state="finished")

        app.keys("space")  # another sitting: what is due today
        app.wait_for("question.asked", 2)
        app.keys("Right")
        app.wait_for("question.asked", 3)
        app.keys("Escape")
        app.wait_for("session.moved", state="paused")

    assert word_error_rate(PROMPT, transcribe(tmp_path / "question.wav").text) <= QUESTION_WORD_ERRORS
    with history_of(data_dir) as history:
        (summary,) = history.attempts()
        attempt = history.attempt(summary.id)
    assert attempt.prompt == PROMPT
    assert attempt.state is AttemptState.TRANSCRIBED
    assert attempt.source is Source.MICROPHONE
    assert (attempt.prediction, attempt.rating) == (Rating.GOOD, Rating.HARD)
    assert attempt.transcript is not None
    assert word_error_rate(words, attempt.transcript.text) <= ANSWER_WORD_ERRORS
    assert [path.name for path in app.paths.attempt_dir(attempt.id).iterdir()] == ["take.flac"]
    take = read_recording(app.paths, attempt.id)
    assert attempt.duration_s == len(take) / 16_000
    assert attempt.duration_s == pytest.approx(OPENING_S + AROUND_THE_ANSWER_S, abs=0.2)

    shown = subprocess.run(
        greenroom_command("--data-dir", data_dir, "history", "show", attempt.id, "--json"),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    document = json.loads(shown.stdout)
    assert document["attempt"]["rating"] == "hard"
    assert document["question"]["prompt"] == PROMPT
    assert document["transcript"]["text"] == attempt.transcript.text
    assert "covered" in {point["status"] for point in document["points"]}
