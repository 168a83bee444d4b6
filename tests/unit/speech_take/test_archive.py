"""A take becomes FLAC only once the FLAC is proved to hold the same samples; whatever fails leaves the WAV."""

from __future__ import annotations

import logging
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.speech.archive import archive, clear_all
from greenroom.speech.take import RATE_HZ, TakeWriter


def write_take(path: Path, samples: bytes) -> Path:
    writer = TakeWriter(path)
    writer.append(samples)
    writer.close()
    return path


def noise(seconds: float) -> bytes:
    count = round(seconds * RATE_HZ)
    return np.random.default_rng(1).integers(-(2**15), 2**15, count).astype("<i2").tobytes()


def samples_of(flac: Path) -> bytes:
    samples, rate_hz = soundfile.read(flac, dtype="int16")
    assert rate_hz == RATE_HZ
    return bytes(samples.astype("<i2").tobytes())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def take(tmp_path: Path) -> Path:
    return write_take(tmp_path / "attempt" / "take.wav", noise(9.3))


def test_the_flac_holds_every_sample_and_the_wav_is_gone(take: Path) -> None:
    assert archive(take)
    assert names(take.parent) == ["take.flac"]
    assert samples_of(take.with_suffix(".flac")) == noise(9.3)
    about = soundfile.info(take.with_suffix(".flac"))
    assert (about.format, about.subtype, about.samplerate, about.channels) == ("FLAC", "PCM_16", 16_000, 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.lists(st.integers(-(2**15), 2**15 - 1), min_size=1, max_size=5000))
def test_any_samples_come_back_as_they_were(tmp_path: Path, samples: list[int]) -> None:
    pcm = np.array(samples, "<i2").tobytes()
    (tmp_path / "take.wav").unlink(missing_ok=True)
    assert archive(write_take(tmp_path / "take.wav", pcm))
    assert samples_of(tmp_path / "take.flac") == pcm


def test_speech_takes_less_room(tmp_path: Path) -> None:
    recording = next(Path("tests/data/speech").glob("*.flac"))
    pcm, _ = soundfile.read(recording, dtype="int16")
    take = write_take(tmp_path / "take.wav", pcm.astype("<i2").tobytes())
    wav_bytes = take.stat().st_size
    assert archive(take)
    assert take.with_suffix(".flac").stat().st_size < 0.75 * wav_bytes


def test_samples_that_the_header_does_not_count_yet_are_kept_too(take: Path) -> None:
    """After a kill -9 the header may lag behind the samples."""
    with take.open("ab") as file:
        file.write(noise(0.25) + b"\1")
    assert archive(take)
    assert samples_of(take.with_suffix(".flac")) == noise(9.3) + noise(0.25)


def test_a_leftover_of_an_earlier_try_is_replaced(take: Path) -> None:
    take.with_name("take.flac.part").write_bytes(b"half of it")
    take.with_suffix(".flac").write_bytes(b"whole, but the power failed before the WAV went")
    assert archive(take)
    assert names(take.parent) == ["take.flac"]
    assert samples_of(take.with_suffix(".flac")) == noise(9.3)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"a sound from elsewhere" * 100])
def test_what_is_no_take_stays_as_it_is(tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "take.wav").write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert not archive(tmp_path / "take.wav")
    assert (tmp_path / "take.wav").read_bytes() == content
    assert names(tmp_path) == ["take.wav"]
    assert "is not a take" in caplog.text


def test_a_wav_of_another_kind_stays_as_it_is(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "take.wav", np.zeros((1000, 2)), 44_100, subtype="PCM_16")
    assert not archive(tmp_path / "take.wav")
    assert names(tmp_path) == ["take.wav"]


def test_a_missing_take_is_no_failure_of_the_program(tmp_path: Path) -> None:
    assert not archive(tmp_path / "take.wav")


@contextmanager
def files_no_larger_than(size_bytes: int) -> Iterator[None]:
    """What the system then says to a writer is what it says on a full disk: no more."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("room", [0, 100, 10_000, 200_000])
def test_a_disk_that_fills_while_encoding_leaves_the_wav(
    take: Path, room: int, caplog: pytest.LogCaptureFixture
) -> None:
    before = take.read_bytes()
    with caplog.at_level(logging.WARNING), files_no_larger_than(room):
        assert not archive(take)
    assert take.read_bytes() == before
    assert names(take.parent) == ["take.wav"]
    assert "stays a WAV" in caplog.text
    assert archive(take), "with room again it works"


def test_a_wav_that_a_player_has_open_goes_once_it_is_let_go(take: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real_unlink = Path.unlink

    def unlink_on_windows(path: Path, missing_ok: bool = False) -> None:
        if path == take:
            raise PermissionError(13, "The process cannot access the file because it is being used", str(path))
        real_unlink(path, missing_ok)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", unlink_on_windows)
        assert archive(take)
        assert names(take.parent) == ["take.flac", "take.wav"]
    clear_all(take.parent.parent)
    assert names(take.parent) == ["take.flac"]


@pytest.mark.parametrize("write", ["fsync", "replace"])
def test_every_other_step_that_fails_leaves_the_recording(
    take: Path, write: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        if write == "fsync":
            broken.setattr("greenroom.speech.archive.os.fsync", fail)
        else:
            broken.setattr(Path, "replace", fail)
        assert not archive(take)
    assert names(take.parent) == ["take.wav"]


def test_a_flac_that_holds_something_else_never_takes_the_place_of_the_wav(
    take: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real_write = soundfile.SoundFile.write

    def write_one_sample_wrong(file: Any, data: Any) -> None:
        data = data.copy()
        data[len(data) // 2] ^= 1
        real_write(file, data)

    monkeypatch.setattr(soundfile.SoundFile, "write", write_one_sample_wrong)
    with caplog.at_level(logging.WARNING):
        assert not archive(take)
    assert names(take.parent) == ["take.wav"]
    assert "it came back different before second 4" in caplog.text


def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    def peak_bytes(seconds: float) -> int:
        take = write_take(tmp_path / f"{seconds}" / "take.wav", noise(1) * round(seconds))
        tracemalloc.start()
        try:
            assert archive(take)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak_bytes(8)
    assert peak_bytes(600) < 1.2 * peak_bytes(20)
