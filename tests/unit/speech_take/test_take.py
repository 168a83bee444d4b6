"""The take on disk is whole at every moment, whatever happens to the disk or the process."""

from __future__ import annotations

import errno
import os
import wave
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.speech.take import HEADER_BYTES, TakeWriter, take_seconds


def frames_of(path: Path) -> bytes:
    """What any reader of WAV files finds; fails unless it is 16 kHz mono 16-bit."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 16_000)
        frames = file.readframes(file.getnframes())
        assert len(frames) == 2 * file.getnframes()
        return frames


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attempt" / "take.wav"


def test_a_take_without_a_sample_is_a_valid_file(path: Path) -> None:
    TakeWriter(path).close()
    assert frames_of(path) == b""
    assert path.stat().st_size == HEADER_BYTES == 44


def test_the_header_is_the_one_that_the_standard_library_writes(path: Path, tmp_path: Path) -> None:
    writer = TakeWriter(path)
    writer.append(b"\1\0" * 1000)
    writer.close()
    with wave.open(str(tmp_path / "reference.wav"), "wb") as reference:
        reference.setnchannels(1)
        reference.setsampwidth(2)
        reference.setframerate(16_000)
        reference.writeframes(b"\1\0" * 1000)
    assert path.read_bytes() == (tmp_path / "reference.wav").read_bytes()


def test_the_file_is_valid_and_complete_after_every_append(path: Path) -> None:
    writer = TakeWriter(path)
    for count in range(1, 6):
        writer.append(b"\1\2" * 1600)
        assert frames_of(path) == b"\1\2" * 1600 * count
        assert writer.seconds == take_seconds(path) == pytest.approx(0.1 * count)
    writer.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(samples=st.binary(max_size=2000), cuts=st.lists(st.integers(0, 1000)))
def test_any_chunking_gives_the_same_file(tmp_path: Path, samples: bytes, cuts: list[int]) -> None:
    samples = samples[: len(samples) // 2 * 2]
    path = tmp_path / "take.wav"
    path.unlink(missing_ok=True)
    writer = TakeWriter(path)
    edges = [0, *sorted(2 * cut for cut in cuts if 2 * cut < len(samples)), len(samples)]
    for start, end in pairwise(edges):
        writer.append(samples[start:end])
    writer.close()
    assert frames_of(path) == samples
    assert writer.seconds == len(samples) / 32_000


def test_half_a_sample_is_refused(path: Path) -> None:
    writer = TakeWriter(path)
    with pytest.raises(ValueError, match="half a sample"):
        writer.append(b"\1\2\3")
    writer.close()
    assert frames_of(path) == b""


def test_an_earlier_recording_is_never_overwritten(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"an earlier answer")
    with pytest.raises(FileExistsError):
        TakeWriter(path)
    assert path.read_bytes() == b"an earlier answer"


def test_a_closed_take_goes_on_where_it_ended(path: Path) -> None:
    first = TakeWriter(path)
    first.append(b"\1\2" * 1600)
    first.close()
    second = TakeWriter(path, goes_on=True)
    assert second.seconds == pytest.approx(0.1)
    assert frames_of(path) == b"\1\2" * 1600
    second.append(b"\3\4" * 1600)
    assert frames_of(path) == b"\1\2" * 1600 + b"\3\4" * 1600
    second.close()
    assert second.seconds == take_seconds(path) == pytest.approx(0.2)


def test_what_the_header_did_not_count_is_kept_when_a_take_goes_on(path: Path) -> None:
    TakeWriter(path).close()
    with path.open("ab") as file:
        file.write(b"\1\2" * 5 + b"\1")
    writer = TakeWriter(path, goes_on=True)
    writer.append(b"\3\4")
    writer.close()
    assert frames_of(path) == b"\1\2" * 5 + b"\3\4"


@pytest.mark.parametrize("content", [b"", b"RIFF", b"a sound from elsewhere" * 100])
def test_what_is_no_take_does_not_go_on(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(ValueError, match="is not a take"):
        TakeWriter(path, goes_on=True)
    assert path.read_bytes() == content


def test_a_take_that_is_gone_does_not_go_on(path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TakeWriter(path, goes_on=True)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PermissionError):
        TakeWriter(tmp_path / "take.wav")


def test_closing_twice_is_harmless(path: Path) -> None:
    writer = TakeWriter(path)
    writer.append(b"\0\0")
    writer.close()
    writer.close()
    assert frames_of(path) == b"\0\0"


class SmallDisk:
    """A file on a disk with room for `room` bytes, which takes what fits and then says that it is full."""

    def __init__(self, file: Any, room: int) -> None:
        self._file = file
        self._room = room

    def write(self, data: Any) -> int:
        fits = min(len(data), self._room - self._file.tell())
        if fits <= 0 < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(self._file.write(bytes(data)[:fits]))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def fill_the_disk_at(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real_open = Path.open

    def open_on_small_disk(path: Path, *args: Any, **kwargs: Any) -> Any:
        file = real_open(path, *args, **kwargs)
        return SmallDisk(file, room) if path.name == "take.wav" and {"xb", "r+b"} & set(args) else file

    monkeypatch.setattr(Path, "open", open_on_small_disk)


@pytest.mark.parametrize("room", [HEADER_BYTES + 1000, HEADER_BYTES + 1001, HEADER_BYTES])
def test_a_full_disk_keeps_every_sample_that_fitted(path: Path, monkeypatch: pytest.MonkeyPatch, room: int) -> None:
    fill_the_disk_at(room, monkeypatch)
    writer = TakeWriter(path)
    with pytest.raises(OSError, match="No space left"):
        writer.append(b"\1\2" * 600)
    fitted = (room - HEADER_BYTES) // 2
    assert writer.seconds == fitted / 16_000
    writer.close()
    assert frames_of(path) == b"\1\2" * fitted
    assert take_seconds(path) == fitted / 16_000


def test_a_disk_that_is_full_when_a_take_goes_on_keeps_what_there_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = TakeWriter(path)
    first.append(b"\1\2" * 600)
    first.close()
    fill_the_disk_at(HEADER_BYTES + 1200 + 100, monkeypatch)
    second = TakeWriter(path, goes_on=True)
    with pytest.raises(OSError, match="No space left"):
        second.append(b"\3\4" * 600)
    second.close()
    assert frames_of(path) == b"\1\2" * 600 + b"\3\4" * 50


def test_a_disk_too_full_for_the_header_leaves_no_file_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill_the_disk_at(20, monkeypatch)
    with pytest.raises(OSError, match="No space left"):
        TakeWriter(path)
    assert not path.exists()


def test_the_length_counts_the_bytes_that_are_there_even_when_the_header_lags(path: Path) -> None:
    writer = TakeWriter(path)
    writer.append(b"\0\0" * 16_000)
    writer.close()
    with path.open("ab") as file:
        file.write(b"\0\0" * 8_000 + b"\0")
    assert take_seconds(path) == 1.5


def test_a_file_cut_inside_its_header_has_no_length(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"RIFF")
    assert take_seconds(path) == 0.0
