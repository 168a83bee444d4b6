"""The microphone check: what it says of five seconds of sound."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.speech.take import RATE_HZ, TakeWriter
from greenroom.ui.settings.sound_check import Verdict, listen_to

SECONDS = 5
Sound = npt.NDArray[np.float64]


def speech(peak_dbfs: float, *, share: float = 0.7) -> Sound:
    """Bursts of a voice-like tone with pauses between; `share` of the time is filled."""
    times = np.arange(SECONDS * RATE_HZ) / RATE_HZ
    tone = np.sin(2 * np.pi * 150 * times) * 0.6 + np.sin(2 * np.pi * 450 * times) * 0.4
    talking = (times % 1.0) < share
    sound = tone / np.abs(tone).max() * talking
    scaled: Sound = sound * 10 ** (peak_dbfs / 20)
    return scaled


def noise(rms_dbfs: float) -> Sound:
    made: Sound = np.random.default_rng(1).normal(0, 10 ** (rms_dbfs / 20), SECONDS * RATE_HZ)
    return made


def take(folder: Path, sound: Sound) -> Path:
    path = folder / "take.wav"
    path.unlink(missing_ok=True)
    writer = TakeWriter(path)
    writer.append(np.clip(np.rint(sound * 2**15), -(2**15), 2**15 - 1).astype("<i2").tobytes())
    writer.close()
    return path


@pytest.mark.parametrize(
    ("sound", "verdict"),
    [
        (np.zeros(SECONDS * RATE_HZ), Verdict.SILENT),
        (noise(-75), Verdict.SILENT),
        (noise(-55), Verdict.QUIET),
        (speech(-45) + noise(-70), Verdict.QUIET),
        (speech(-20) + noise(-60), Verdict.FINE),
        (speech(-20, share=0.2) + noise(-60), Verdict.FINE),
        (speech(-3), Verdict.FINE),
        (speech(+9), Verdict.CLIPPING),
        (np.zeros(0), Verdict.SILENT),
        (np.zeros(10), Verdict.SILENT),
    ],
    ids=["zeros", "hiss", "room", "whisper", "normal", "few words", "loud", "cut off", "empty", "a moment"],
)
def test_the_verdict_is_what_a_person_would_say(tmp_path: Path, sound: Sound, verdict: Verdict) -> None:
    assert listen_to(take(tmp_path, sound)).verdict is verdict


def test_one_knock_is_not_a_level_that_is_too_high(tmp_path: Path) -> None:
    sound = speech(-20) + noise(-60)
    sound[8000:8040] = 1.5
    assert listen_to(take(tmp_path, sound)).verdict is Verdict.FINE


@given(samples=st.lists(st.floats(-2, 2), max_size=40), repeats=st.integers(1, 500))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_sound_has_a_verdict(tmp_path: Path, samples: list[float], repeats: int) -> None:
    heard = listen_to(take(tmp_path, np.array(samples * repeats, dtype=np.float64)))
    assert -100 <= heard.loud_dbfs <= 0.1


def test_what_is_no_recording_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.write_bytes(b"not a recording at all, only some text that is long enough for a header")
    with pytest.raises(wave.Error):
        listen_to(path)
