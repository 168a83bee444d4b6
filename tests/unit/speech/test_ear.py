"""The real ear: a helper process with the model that ships, on real recordings."""

from __future__ import annotations

import json
import os
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import psutil
import pytest
from numpy.typing import NDArray

from greenroom.errors import UserError
from greenroom.paths import shipped
from greenroom.speech.ear import Ear
from greenroom.speech.errors import (
    Cancelled,
    EarDied,
    EarGarbled,
    EarHung,
    ModelDamaged,
    ModelMissing,
    RecordingMissing,
    RecordingTooShort,
    RecordingUnreadable,
)
from greenroom.speech.take import TakeWriter
from greenroom.speech.transcript import Transcript
from tests.unit.speech.conftest import (
    CLT,
    JFK,
    RATE_HZ,
    FakeHelper,
    reference,
    sound_of,
    word_error_rate,
    write_wav,
)
from tests.unit.speech.noises import KINDS, wordless

A_MOMENT_S = 0.02


@pytest.fixture(scope="session")
def clt(ear: Ear) -> Transcript:
    """A technical answer of 69 s with pauses."""
    return ear.transcribe(CLT)


@pytest.fixture
def own_ear() -> Iterator[Ear]:
    """An ear that a test may ruin."""
    ear = Ear(shipped().model)
    yield ear
    ear.close()


def wait_until(reached: Callable[[], bool], seconds: float = 30.0) -> None:
    never = threading.Event()
    for _ in range(round(seconds / A_MOMENT_S)):
        if reached():
            return
        never.wait(A_MOMENT_S)
    raise AssertionError("not reached in time")


def append(writer: TakeWriter, samples: NDArray[np.int16]) -> None:
    for start in range(0, len(samples), RATE_HZ // 4):
        writer.append(samples[start : start + RATE_HZ // 4].astype("<i2").tobytes())


# What is heard


def test_a_speech_is_heard_as_it_was_said(ear: Ear) -> None:
    assert word_error_rate(reference(JFK), ear.transcribe(JFK).text) <= 0.05


def test_a_technical_answer_is_mostly_right(clt: Transcript) -> None:
    assert word_error_rate(reference(CLT), clt.text) <= 0.10


def test_a_transcript_says_how_long_the_recording_is_and_who_heard_it(clt: Transcript) -> None:
    assert clt.duration == pytest.approx(len(sound_of(CLT)) / RATE_HZ, abs=0.01)
    assert clt.engine.startswith("faster-whisper 1.")
    assert clt.model == "tiny.en"


def test_the_silences_of_a_speech_are_its_pauses(ear: Ear) -> None:
    # By ear: "fellow Americans" — "ask not" — "what your country can do for you" — "ask".
    heard = ear.transcribe(JFK)
    text = [word.text.strip(".,").lower() for word in heard.words]
    for before in (text.index("americans"), text.index("not"), text.index("you")):
        first, second = heard.words[before : before + 2]
        assert any(first.end <= pause.start and pause.end <= second.start for pause in heard.pauses)


def test_words_come_in_order_within_the_recording(clt: Transcript) -> None:
    assert len(clt.words) > 150
    for word in clt.words:
        assert 0 <= word.start <= word.end <= clt.duration
        assert 0 <= word.probability <= 1
        assert word.text == word.text.strip() != ""
    for before, after in pairwise(clt.words):
        assert before.end <= after.start + 1e-6


def test_the_text_of_a_segment_is_its_words(clt: Transcript) -> None:
    for segment in clt.segments:
        assert segment.text == " ".join(word.text for word in segment.words)


def test_voice_and_pauses_fill_an_answer_without_overlap(clt: Transcript) -> None:
    assert len(clt.pauses) >= 5
    for pause in clt.pauses:
        assert pause.length_s >= 0.25
        assert not any(v.start < pause.end - 1e-6 and pause.start + 1e-6 < v.end for v in clt.voiced)


def test_a_very_quiet_recording_is_still_heard(ear: Ear, tmp_path: Path) -> None:
    quiet = (sound_of(JFK) * 10 ** (-30 / 20)).astype(np.int16)
    heard = ear.transcribe(write_wav(tmp_path / "quiet.wav", quiet))
    assert word_error_rate(reference(JFK), heard.text) <= 0.05


def test_a_recording_that_ends_with_its_last_word_has_it(ear: Ear, tmp_path: Path, clt: Transcript) -> None:
    ends = [word for word in clt.words if word.text.endswith(".") and word.probability > 0.8]
    assert len(ends) >= 4
    for last in ends:
        until = sound_of(CLT)[: int((last.end + 0.1) * RATE_HZ)][-20 * RATE_HZ :]
        heard = ear.transcribe(write_wav(tmp_path / "take.wav", until))
        assert heard.words[-1].text.strip(".").lower() == last.text.strip(".").lower()


def test_no_sentence_ends_where_speech_without_a_pause_was_cut(clt: Transcript) -> None:
    assert "the standard error, is the population standard deviation" in clt.text


@pytest.mark.parametrize("kind", KINDS)
def test_no_speech_gives_no_words(ear: Ear, tmp_path: Path, kind: str) -> None:
    sound = write_wav(tmp_path / "noise.wav", wordless(kind, 12))
    heard = ear.transcribe(sound, terms=["SMOTE", "ROC-AUC", "gradient boosting"])
    assert (heard.text, heard.segments, heard.hesitations, heard.pauses) == ("", (), (), ())
    assert heard.duration == pytest.approx(12)


def test_progress_rises_towards_the_end(ear: Ear) -> None:
    seen: list[float] = []
    ear.transcribe(JFK, on_progress=seen.append)
    assert seen
    assert seen == sorted(seen)
    assert 0 <= seen[0] <= seen[-1] <= 1


# A take that is still growing


def test_a_growing_take_gives_the_words_of_the_whole_file(ear: Ear, tmp_path: Path, clt: Transcript) -> None:
    take, said = tmp_path / "take.wav", sound_of(CLT)
    listening = ear.listen(take)
    writer = TakeWriter(take)
    for part in np.array_split(said, 3):
        append(writer, part)
        wait_until(lambda: listening.heard_s >= writer.seconds - 0.01)
    writer.close()
    heard = listening.finish()
    assert heard.duration == pytest.approx(clt.duration, abs=0.001)
    assert word_error_rate(clt.text, heard.text) <= 0.01


def test_a_take_finished_at_once_loses_nothing(ear: Ear, tmp_path: Path) -> None:
    take = write_wav(tmp_path / "take.wav", sound_of(JFK))
    heard = ear.listen(take).finish()
    assert word_error_rate(reference(JFK), heard.text) <= 0.05
    assert heard.duration == pytest.approx(len(sound_of(JFK)) / RATE_HZ, abs=0.001)


def test_a_take_that_never_came_is_said_to_hold_nothing(ear: Ear, tmp_path: Path) -> None:
    with pytest.raises(RecordingMissing, match="No sound was recorded"):
        ear.listen(tmp_path / "take.wav").finish()


def test_giving_up_a_take_ends_its_listening(ear: Ear, tmp_path: Path) -> None:
    listening = ear.listen(write_wav(tmp_path / "take.wav", sound_of(CLT)))
    listening.cancel()
    with pytest.raises(Cancelled):
        listening.finish()


def test_a_helper_lost_while_the_person_speaks_costs_nothing(own_ear: Ear, tmp_path: Path) -> None:
    take = tmp_path / "take.wav"
    writer = TakeWriter(take)
    listening = own_ear.listen(take)
    append(writer, sound_of(JFK)[: 4 * RATE_HZ])
    wait_until(lambda: listening.heard_s > 3)
    assert own_ear.pid is not None
    lost = psutil.Process(own_ear.pid)
    lost.kill()
    wait_until(lambda: own_ear.pid is None)
    append(writer, sound_of(JFK)[4 * RATE_HZ :])
    writer.close()
    assert word_error_rate(reference(JFK), listening.finish().text) <= 0.05


def test_two_takes_are_heard_side_by_side(ear: Ear, tmp_path: Path) -> None:
    listening = ear.listen(write_wav(tmp_path / "take.wav", sound_of(JFK)))
    other = ear.transcribe(JFK)
    assert listening.finish().text == other.text


# What goes wrong


def test_a_killed_helper_is_named_and_the_next_call_works(own_ear: Ear) -> None:
    def kill(fraction: float) -> None:
        assert own_ear.pid is not None
        os.kill(own_ear.pid, signal.SIGKILL)

    with pytest.raises(EarDied) as problem:
        own_ear.transcribe(CLT, on_progress=kill)
    assert "Your recording is kept. Choose Retry." in str(problem.value)
    assert word_error_rate(reference(JFK), own_ear.transcribe(JFK).text) <= 0.05


def test_a_hanging_helper_is_named_and_ended(fake_helper: FakeHelper) -> None:
    ear = Ear(shipped().model, fake_helper("hello()\ntime.sleep(600)\n"), silence_timeout_s=0.4)
    with pytest.raises(EarHung, match="Your recording is kept"):
        ear.transcribe(JFK)
    assert ear.pid is None
    ear.close()


@pytest.mark.parametrize("answer", [{}, {"segments": "none"}, {"text": "only text"}])
def test_an_answer_that_is_no_transcript_is_named_and_its_helper_replaced(
    fake_helper: FakeHelper, answer: dict[str, object]
) -> None:
    program = f"hello()\nfor r in requests(): send(id=r['id'], result=json.loads({json.dumps(answer)!r}))\n"
    ear = Ear(shipped().model, fake_helper(program))
    with pytest.raises(EarGarbled, match="Your recording is kept"):
        ear.transcribe(JFK)
    assert ear.pid is None
    ear.close()


def test_a_transcription_can_be_given_up(ear: Ear) -> None:
    cancelled = threading.Event()
    with pytest.raises(Cancelled):
        ear.transcribe(CLT, on_progress=lambda fraction: cancelled.set(), cancelled=cancelled)
    assert ear.transcribe(JFK).text


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    ear = Ear(tmp_path / "nowhere")
    with pytest.raises(ModelMissing, match="nowhere"):
        ear.warm_up()
    ear.close()


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json"])
def test_a_model_without_one_of_its_files_is_named(tmp_path: Path, name: str) -> None:
    for file in shipped().model.iterdir():
        if file.name != name:
            (tmp_path / file.name).symlink_to(file)
    ear = Ear(tmp_path)
    with pytest.raises(ModelMissing, match=name):
        ear.transcribe(JFK)
    ear.close()


def test_a_damaged_copy_of_the_shipped_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "model"
    shutil.copytree(shipped().model, model)
    with (model / "model.bin").open("r+b") as file:
        file.seek(40_000_000)
        file.write(b"\xff\x00\xff")
    monkeypatch.setattr("greenroom.speech.ear.shipped", lambda: replace(shipped(), model=model))
    ear = Ear(model)
    with pytest.raises(ModelDamaged, match="Install Greenroom again"):
        ear.transcribe(JFK)
    ear.close()


def test_a_model_of_ones_own_that_cannot_be_loaded_is_named(tmp_path: Path) -> None:
    for file in shipped().model.iterdir():
        (tmp_path / file.name).symlink_to(file)
    (tmp_path / "model.bin").unlink()
    (tmp_path / "model.bin").write_bytes(b"not a model")
    ear = Ear(tmp_path)
    with pytest.raises(ModelDamaged):
        ear.transcribe(JFK)
    ear.close()


def test_what_cannot_be_read_is_named_across_the_pipe(ear: Ear, tmp_path: Path) -> None:
    (tmp_path / "letter.mp3").write_text("Dear reader", encoding="utf-8")
    cases: dict[Path, type[UserError]] = {
        tmp_path / "gone.wav": RecordingMissing,
        tmp_path / "letter.mp3": RecordingUnreadable,
        write_wav(tmp_path / "click.wav", np.ones(800, np.int16)): RecordingTooShort,
    }
    for recording, problem in cases.items():
        with pytest.raises(problem, match=recording.name):
            ear.transcribe(recording)


# Importing


def test_an_imported_recording_is_heard_like_the_original(ear: Ear, tmp_path: Path) -> None:
    seen: list[float] = []
    seconds = ear.import_recording(JFK, tmp_path / "take.wav", on_progress=seen.append)
    assert seconds == pytest.approx(len(sound_of(JFK)) / RATE_HZ, abs=0.001)
    assert seen
    assert ear.transcribe(tmp_path / "take.wav").text == ear.transcribe(JFK).text


def test_an_import_that_is_given_up_leaves_no_file(ear: Ear, tmp_path: Path) -> None:
    cancelled = threading.Event()
    cancelled.set()
    long = write_wav(tmp_path / "long.wav", np.tile(sound_of(CLT), 20))
    with pytest.raises(Cancelled):
        ear.import_recording(long, tmp_path / "take" / "take.wav", cancelled=cancelled)
    assert list((tmp_path / "take").iterdir()) == []
