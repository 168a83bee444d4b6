"""Bad recordings, packs, folders and files: what the person is told, and what is still there afterwards."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from pathlib import Path

import numpy as np
import psutil
import pytest
import soundfile

from greenroom.paths import Paths
from tests.e2e.confined import read_only
from tests.e2e.desk import Screen, greenroom_command, open_app
from tests.e2e.sound import Sound
from tests.e2e.speech import CLT, JFK, samples_of
from tests.e2e.terminal import greenroom

PACK, QUESTION = "iron-mountain-ml-engineer", "central-limit-theorem"
UNREADABLE = (
    "cannot be read as sound. It is damaged, or not a sound file. Choose a WAV, FLAC, OGG, MP3 or M4A file."
)
HELPER_BYTES = 500_000_000

GOOD_PACK = """\
format: 1
id: mine
title: My pack
rounds:
  - {id: technical, title: Technical interview, about: Engineers ask.}
questions:
  - id: p-values
    round: technical
    topic: Statistics
    difficulty: medium
    ask_chance: very high
    kind: concept
    prompt: What is a p-value?
    model_answer: How surprising the data would be, were there no effect.
    points:
      - {say: Under the null hypothesis, listen_for: [no effect]}
      - {say: At least as extreme}
      - {say: Not the chance of being wrong}
"""


def answers(data_dir: Path) -> list[dict[str, object]]:
    attempts: list[dict[str, object]] = greenroom(data_dir, "history", "list", "--json").document["attempts"]
    return attempts


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.wav", b"", "empty.wav is empty. The file has no bytes in it. Choose another recording."),
        ("noise.mp3", np.random.default_rng(1).bytes(50_000), f"noise.mp3 {UNREADABLE}"),
        ("letter.m4a", b"Dear Sir or Madam,\n" * 100, f"letter.m4a {UNREADABLE}"),
        ("header.wav", b"RIFF\x24\x00\x00\x00WAVEfmt ", f"header.wav {UNREADABLE}"),
    ],
)
def test_a_recording_that_cannot_be_read_is_named_and_leaves_nothing(
    name: str, content: bytes, words: str, data_dir: Path, tmp_path: Path
) -> None:
    recording = tmp_path / name
    recording.write_bytes(content)
    printed = greenroom(data_dir, "practice", PACK, QUESTION, "--answer", recording, "--json")
    assert printed.complaint == words
    assert recording.read_bytes() == content
    assert answers(data_dir) == []
    assert list(Paths(data_dir).attempt_dir("x").parent.glob("*")) == []


def test_of_a_truncated_recording_what_is_there_counts(data_dir: Path, tmp_path: Path) -> None:
    recording = tmp_path / "cut.flac"
    whole = CLT.read_bytes()
    recording.write_bytes(whole[: len(whole) // 3])
    document = greenroom(data_dir, "practice", PACK, QUESTION, "--answer", recording, "--json").document
    assert "The central limit theorem says" in document["transcript"]["text"]
    assert 15 < document["attempt"]["duration"] < 35
    assert len(answers(data_dir)) == 1


def test_an_hour_is_transcribed_in_bounded_memory(data_dir: Path, tmp_path: Path) -> None:
    speech, rate_hz = samples_of(JFK)
    hour = np.zeros(3600 * rate_hz, np.float32)
    for minute in (0, 30, 59):
        hour[minute * 60 * rate_hz :][: len(speech)] = speech
    recording = tmp_path / "hour.flac"
    soundfile.write(recording, hour, rate_hz)

    command = greenroom_command("--data-dir", data_dir, "transcribe", recording, "--json")
    with (tmp_path / "out").open("wb") as out:
        process = psutil.Popen(command, stdout=out)
        most_bytes = most_memory_of_helpers(process)
    assert process.returncode == 0
    document = json.loads((tmp_path / "out").read_text("utf-8"))
    assert document["duration"] == pytest.approx(3600, abs=0.1)
    assert document["text"].lower().count("fellow americans") == 3
    assert document["segments"][-1]["end"] > 59 * 60
    assert most_bytes < HELPER_BYTES


def most_memory_of_helpers(process: psutil.Popen, timeout_s: float = 120) -> int:
    """The most that the children of `process` hold in memory together until it ends."""
    most, pause = 0, threading.Event()
    for _ in range(int(timeout_s / 0.05)):
        if process.poll() is not None:
            return most
        try:
            most = max(most, sum(child.memory_info().rss for child in process.children(recursive=True)))
        except psutil.NoSuchProcess:
            continue
        pause.wait(0.05)
    process.kill()
    raise AssertionError(f"not done within {timeout_s} s")


def test_packs_with_mistakes_are_told_by_file_and_line_and_the_others_load(data_dir: Path) -> None:
    folder = Paths(data_dir).packs
    folder.mkdir(parents=True)
    packs = {
        "good.yaml": GOOD_PACK,
        "broken.yaml": GOOD_PACK.replace("id: mine", "id: [broken"),
        "unknown-key.yaml": GOOD_PACK.replace("prompt:", "promt:"),
        "same-id.yaml": GOOD_PACK,
        "from-the-future.yaml": GOOD_PACK.replace("format: 1", "format: 2"),
    }
    for name, text in packs.items():
        (folder / name).write_text(text, "utf-8")

    listed = greenroom(data_dir, "packs", "list", "--json").document
    assert {PACK, "mine"} <= {pack["id"] for pack in listed["packs"]}
    failed = {Path(pack["file"]).name: pack["problems"] for pack in listed["failed"]}
    assert failed.keys() == packs.keys() - {"good.yaml"}
    assert failed["unknown-key.yaml"][0]["line"] == 13
    assert "Did you mean “prompt”?" in failed["unknown-key.yaml"][0]["message"]
    assert "has the id “mine” already" in failed["same-id.yaml"][0]["message"]
    assert "newer" in failed["from-the-future.yaml"][0]["message"]

    printed = greenroom(data_dir, "packs", "list")
    assert printed.code == 0
    assert "mine\tMy pack\t1 questions" in printed.out
    for name in failed:
        assert f"{folder / name} cannot be read" in printed.err

    checked = greenroom(data_dir, "packs", "check", folder / "unknown-key.yaml", "--json")
    assert checked.code == 1
    (report,) = json.loads(checked.out)["packs"]
    assert report["findings"][0].startswith("Line 13, question p-values, promt:")
    assert {name: (folder / name).read_text("utf-8") for name in packs} == packs


def test_in_a_read_only_folder_history_is_readable_and_saving_says_why_not(data_dir: Path, tmp_path: Path) -> None:
    answer = tmp_path / "answer.txt"
    answer.write_text("The mean of many samples is normal.", "utf-8")
    greenroom(data_dir, "practice", PACK, QUESTION, "--answer", answer)
    before = answers(data_dir)
    assert len(before) == 1

    locked = read_only(data_dir)
    practised = greenroom(data_dir, "practice", PACK, QUESTION, "--answer", answer, "--json", inside=locked)
    assert f"Greenroom cannot save to {Paths(data_dir).database}." in practised.complaint
    assert "choose another folder with --data-dir" in practised.complaint
    assert greenroom(data_dir, "packs", "list", inside=locked).code == 0
    assert answers(data_dir) == before


def test_a_read_only_folder_is_said_in_the_window(screen: Screen, sound: Sound, data_dir: Path) -> None:
    data_dir.mkdir()
    with open_app(screen, data_dir, sound.env, inside=read_only(data_dir)) as app:
        assert "cannot save to" in app.wait_for("home.failed")["problem"]
    assert list(data_dir.iterdir()) == []


def database_from_the_future(data_dir: Path) -> str:
    """Make the history there look as if a later Greenroom had written it; its checksum."""
    greenroom(data_dir, "history", "list")
    with sqlite3.connect(Paths(data_dir).database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    return checksum(Paths(data_dir).database)


def checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_history_of_a_newer_version_is_refused_and_left_alone(
    screen: Screen, sound: Sound, data_dir: Path
) -> None:
    before = database_from_the_future(data_dir)
    complaint = greenroom(data_dir, "history", "list").complaint
    assert complaint.startswith("Your history was written by a newer Greenroom.")
    assert complaint.endswith("Install the newest Greenroom to open it. Nothing in it was changed.")

    with open_app(screen, data_dir, sound.env) as app:
        assert app.wait_for("home.failed")["problem"] == complaint
    assert checksum(Paths(data_dir).database) == before


def test_a_settings_file_full_of_rubbish_is_set_aside_and_the_window_starts(
    screen: Screen, sound: Sound, data_dir: Path
) -> None:
    rubbish = b"\x00\xff{{{ appearance: dark"
    data_dir.mkdir()
    Paths(data_dir).settings.write_bytes(rubbish)
    with open_app(screen, data_dir, sound.env) as app:
        notice = app.wait_for_notice("Your settings could not be read, so the defaults are in use.")
        app.keys("space")
        app.wait_for("question.spoken")
    aside = data_dir / "settings.damaged.json"
    assert str(aside) in notice
    assert aside.read_bytes() == rubbish
