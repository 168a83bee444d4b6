"""A take is the half second before the cue, the answer, and the half second after the stop: all of it, once."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.audio.tape import PRE_ROLL_S, TAIL_S, Tape
from greenroom.speech.take import Take


def numbered(start: int, count: int) -> bytes:
    """Samples that can be told apart: their own number."""
    return np.arange(start, start + count).astype("<u2").tobytes()


def samples_of(path: Path) -> list[int]:
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<u2").tolist()  # type: ignore[no-any-return]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    before=st.integers(0, 20_000),
    answer=st.integers(0, 20_000),
    after=st.integers(8_000, 12_000),
    block=st.integers(50, 5_000),
)
def test_nothing_is_missing_and_nothing_is_twice(
    tmp_path: Path, before: int, answer: int, after: int, block: int
) -> None:
    path = tmp_path / "take.wav"
    path.unlink(missing_ok=True)
    tape = Tape()

    def roll(start: int, end: int) -> list[Take]:
        blocks = [numbered(at, min(block, end - at)) for at in range(start, end, block)]
        return [take for take in map(tape.roll, blocks) if take is not None]

    assert roll(0, before) == []
    tape.begin(path)
    assert roll(before, before + answer) == []
    assert tape.answer_s == pytest.approx(answer / 16_000)
    tape.stop()
    takes = roll(before + answer, before + answer + after)
    expected = range(max(0, before - 8_000), before + answer + 8_000)
    assert takes == [Take(path, len(expected) / 16_000)]
    assert samples_of(path) == list(expected)
    assert not tape.is_recording


def test_pre_roll_and_tail_are_half_a_second() -> None:
    assert (PRE_ROLL_S, TAIL_S) == (0.5, 0.5)


def test_the_next_take_has_its_own_pre_roll(tmp_path: Path) -> None:
    tape = Tape()
    tape.roll(numbered(0, 9_000))
    tape.begin(tmp_path / "one.wav")
    tape.roll(numbered(9_000, 100))
    assert tape.cut() == Take(tmp_path / "one.wav", 8_100 / 16_000)
    tape.begin(tmp_path / "two.wav")
    tape.cut()
    assert samples_of(tmp_path / "two.wav") == list(range(1_100, 9_100))


def test_stopping_or_cutting_what_was_never_begun_does_nothing() -> None:
    tape = Tape()
    tape.stop()
    assert tape.cut() is None
    assert tape.roll(numbered(0, 100)) is None


def test_a_take_that_cannot_begin_leaves_the_tape_rolling(tmp_path: Path) -> None:
    (tmp_path / "taken.wav").write_bytes(b"an earlier answer")
    tape = Tape()
    with pytest.raises(FileExistsError):
        tape.begin(tmp_path / "taken.wav")
    assert not tape.is_recording
    assert (tmp_path / "taken.wav").read_bytes() == b"an earlier answer"
    tape.begin(tmp_path / "free.wav")
    assert tape.is_recording
    tape.cut()


def test_a_take_goes_on_after_half_a_second_of_silence(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    first = Tape()
    first.roll(numbered(0, 8_000))
    first.begin(path)
    first.roll(numbered(8_000, 16_000))
    assert first.cut() == Take(path, 1.5)
    second = Tape()  # of another microphone
    second.roll(numbered(30_000, 9_000))
    second.begin(path, goes_on=True)
    assert second.answer_s == pytest.approx(1.0)
    second.roll(numbered(39_000, 8_000))
    assert second.answer_s == pytest.approx(1.5)
    second.stop()
    take = second.roll(numbered(47_000, 8_000))
    expected = [*range(24_000), *[0] * 8_000, *range(31_000, 55_000)]
    assert take == Take(path, len(expected) / 16_000)
    assert samples_of(path) == expected


def test_a_take_that_cannot_go_on_stays(tmp_path: Path) -> None:
    tape = Tape()
    with pytest.raises(FileNotFoundError):
        tape.begin(tmp_path / "take.wav", goes_on=True)
    assert not tape.is_recording
