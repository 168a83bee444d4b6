"""The command line does everything but microphone and speakers, and says plainly what it cannot do."""

from __future__ import annotations

import subprocess
from pathlib import Path

import av
import numpy as np
import pytest

import greenroom as package
from tests.e2e.desk import greenroom_command
from tests.e2e.sound import Sound, write_wav
from tests.e2e.speech import JFK, samples_of, text_of, word_error_rate
from tests.e2e.terminal import greenroom

PACK, QUESTION = "iron-mountain-ml-engineer", "central-limit-theorem"
TRANSCRIPT_KEYS = {"text", "segments", "pauses", "hesitations", "duration", "engine", "model"}
ATTEMPT_KEYS = {"id", "pack", "question", "prompt", "started_at", "duration", "rating", "state"}
CODECS = {"wav": "pcm_s16le", "flac": "flac", "mp3": "libmp3lame", "m4a": "aac"}


def recorded_as(kind: str, folder: Path) -> Path:
    """A sentence of eleven seconds as a file of this kind, stereo at 44.1 kHz as phones make them."""
    samples, rate_hz = samples_of(JFK)
    recording = folder / f"answer.{kind}"
    with av.open(str(recording), "w") as container:
        stream = container.add_stream(CODECS[kind], rate=44_100, layout="stereo")
        assert isinstance(stream, av.AudioStream)
        frame = av.AudioFrame.from_ndarray((samples * 32767).astype(np.int16)[None], format="s16", layout="mono")
        frame.sample_rate = rate_hz
        resampler = av.AudioResampler(format=stream.format, layout="stereo", rate=44_100)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return recording


def test_the_version_is_printed() -> None:
    done = subprocess.run(greenroom_command("--version"), capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Greenroom {package.__version__}\n", "")


def test_the_health_check_is_well_where_everything_is_there(sound: Sound, data_dir: Path) -> None:
    document = greenroom(data_dir, "healthcheck", "--json", env=sound.env).document
    assert document["ok"] is True
    status = {check["name"]: check["status"] for check in document["checks"]}
    assert status == dict.fromkeys(("devices", "voice", "model", "database", "packs"), "ok")
    details = " ".join(check["detail"] for check in document["checks"])
    assert "Built-in Microphone" in details
    assert "Built-in Speakers" in details


@pytest.mark.parametrize("kind", CODECS)
def test_a_recording_answers_a_question(kind: str, data_dir: Path, tmp_path: Path) -> None:
    recording = recorded_as(kind, tmp_path)
    document = greenroom(data_dir, "practice", PACK, QUESTION, "--answer", recording, "--json").document
    assert document.keys() >= {"attempt", "question", "transcript", "points", "facts"}
    assert document["attempt"].keys() >= ATTEMPT_KEYS
    assert document["transcript"].keys() >= TRANSCRIPT_KEYS
    assert document["question"]["id"] == QUESTION
    assert word_error_rate(text_of(JFK), document["transcript"]["text"]) <= 0.10
    assert document["attempt"]["duration"] == pytest.approx(11.76, abs=0.15)
    assert {point["status"] for point in document["points"]} == {"missed"}

    (listed,) = greenroom(data_dir, "history", "list", "--json").document["attempts"]
    assert listed.items() <= document["attempt"].items()
    shown = greenroom(data_dir, "history", "show", document["attempt"]["id"][:8], "--json").document
    assert shown["transcript"] == document["transcript"]


def test_a_typed_answer_is_judged_like_a_spoken_one(data_dir: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.txt"
    answer.write_text("The distribution of the sample mean becomes normal as the sample size grows.", "utf-8")
    document = greenroom(data_dir, "practice", PACK, QUESTION, "--answer", answer, "--json").document
    assert document["transcript"]["text"] == answer.read_text("utf-8")
    assert "covered" in {point["status"] for point in document["points"]}
    assert document["attempt"]["duration"] is None


def test_a_transcript_has_its_words_with_their_times(data_dir: Path) -> None:
    document = greenroom(data_dir, "transcribe", JFK, "--json").document
    assert document.keys() >= TRANSCRIPT_KEYS
    words = [word for segment in document["segments"] for word in segment["words"]]
    assert words[0].keys() >= {"text", "start", "end", "probability"}
    assert [word["start"] for word in words] == sorted(word["start"] for word in words)
    assert words[-1]["end"] <= document["duration"] == pytest.approx(11.76, abs=0.01)
    assert greenroom(data_dir, "transcribe", JFK).out.strip() == document["text"]


def test_packs_are_listed_and_shown(data_dir: Path) -> None:
    listed = greenroom(data_dir, "packs", "list", "--json").document
    assert listed["failed"] == []
    ids = [pack["id"] for pack in listed["packs"]]
    assert PACK in ids
    assert [line.split("\t")[0] for line in greenroom(data_dir, "packs", "list").out.splitlines()] == ids

    shown = greenroom(data_dir, "packs", "show", PACK, "--json").document
    assert QUESTION in [question["id"] for question in shown["questions"]]
    assert shown["format"] == 1


def test_a_pack_that_is_shown_can_be_read_again(data_dir: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.yaml"
    again.write_text(greenroom(data_dir, "packs", "show", PACK).out, "utf-8")
    checked = greenroom(data_dir, "packs", "check", again, "--json")
    assert "line" not in checked.out  # findings of style may remain, problems may not


@pytest.mark.parametrize(
    "arguments",
    [
        ("packs",),
        ("history",),
        ("practise",),
        ("transcribe",),
        ("transcribe", "a.wav", "b.wav"),
        ("practice", PACK, QUESTION),
        ("--data-dir",),
        ("history", "list", "--xml"),
    ],
)
def test_wrong_usage_ends_with_2_and_shows_the_right_one(arguments: tuple[str, ...], data_dir: Path) -> None:
    printed = greenroom(data_dir, *arguments)
    assert (printed.code, printed.out) == (2, "")
    assert printed.err.startswith("usage: greenroom")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("packs", "show", "iron-mountain"), "There is no pack “iron-mountain”. Did you mean"),
        (("history", "show", "abc"), "There is no answer “abc”."),
        (("transcribe", "nowhere.wav"), "nowhere.wav cannot be opened. No such file or directory. Check that"),
        (("practice", PACK, "central-limit", "--answer", "a.wav"), f"Did you mean “{QUESTION}”?"),
        (("practice", PACK, QUESTION, "--answer", "nowhere.wav"), "There is no file nowhere.wav."),
    ],
)
def test_what_can_be_put_right_ends_with_1_and_says_how(
    arguments: tuple[str, ...], words: str, data_dir: Path
) -> None:
    assert words in greenroom(data_dir, *arguments).complaint


def test_an_event_log_that_cannot_be_written_is_said_before_anything_is_done(data_dir: Path) -> None:
    printed = greenroom(data_dir, "--log-json", "/nowhere/events", "history", "list")
    assert printed.complaint == "The event log /nowhere/events cannot be written: No such file or directory."


def test_without_a_screen_a_sample_question_runs_in_the_terminal(data_dir: Path) -> None:
    printed = greenroom(data_dir)
    assert (printed.code, printed.err) == (0, "")
    first, *rest = printed.out.splitlines()
    assert first == "There is no screen here, so Greenroom runs one question in the terminal, with a sample answer."
    text = "\n".join(rest)
    for part in ("What does the Central Limit Theorem say", "YOU SAID", "A STRONG ANSWER", "POINTS", "✓", "Saved."):
        assert part in text
    assert len(greenroom(data_dir, "history", "list", "--json").document["attempts"]) == 1


def test_silence_is_said_to_be_silence(data_dir: Path, tmp_path: Path) -> None:
    silence = write_wav(tmp_path / "silence.wav", np.zeros(16_000 * 5, np.float32), 16_000)
    printed = greenroom(data_dir, "transcribe", silence)
    assert (printed.code, printed.out, printed.err) == (0, "No speech heard.\n", "")
