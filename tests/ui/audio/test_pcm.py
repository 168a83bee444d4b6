"""Any device's bytes become 16 kHz mono 16-bit, whatever the format and however the stream is cut."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.audio.pcm import SILENCE_DBFS, Converter, Mono, SampleFormat, is_clipped, rms_dbfs

FORMATS: tuple[SampleFormat, ...] = get_args(SampleFormat)
RATES_HZ = [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 88_200, 96_000, 192_000]


def converted(converter: Converter, data: bytes, cuts: list[int]) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """The whole stream, given in pieces cut at these bytes."""
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [converter.resampled(converter.mono(data[a:b])) for a, b in pairwise(edges)]
    pieces.append(converter.resampled(np.zeros(0, np.float32), last=True))
    return np.frombuffer(b"".join(pieces), "<i2")


def sine(rate_hz: int, length_s: float = 0.5, hertz: float = 440.0, peak: float = 0.5) -> Mono:
    return (peak * np.sin(2 * np.pi * hertz * np.arange(int(length_s * rate_hz)) / rate_hz)).astype(np.float32)


def as_device_bytes(mono: Mono, sample_format: SampleFormat, channels: int) -> bytes:
    frames = np.repeat(mono[:, None], channels, axis=1).astype(np.float64)
    match sample_format:
        case "uint8":
            return np.rint(frames * 127 + 128).astype(np.uint8).tobytes()
        case "int16":
            return np.rint(frames * (2**15 - 1)).astype(np.int16).tobytes()
        case "int32":
            return np.rint(frames * (2**31 - 1)).astype(np.int32).tobytes()
        case "float32":
            return frames.astype(np.float32).tobytes()


@given(
    sample_format=st.sampled_from(FORMATS),
    channels=st.integers(1, 8),
    rate_hz=st.sampled_from(RATES_HZ),
    data=st.binary(max_size=4000),
    cuts=st.lists(st.integers(0, 4000), max_size=10),
)
def test_any_bytes_give_the_right_number_of_samples(
    sample_format: SampleFormat, channels: int, rate_hz: int, data: bytes, cuts: list[int]
) -> None:
    frames = len(data) // (np.dtype(sample_format).itemsize * channels)
    samples = converted(Converter(sample_format, channels, rate_hz), data, cuts)
    assert abs(len(samples) - frames * 16_000 / rate_hz) <= 1


@pytest.mark.parametrize("sample_format", FORMATS)
@pytest.mark.parametrize("channels", [1, 2, 6])
@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_tone_keeps_its_pitch_its_level_and_its_time(
    sample_format: SampleFormat, channels: int, rate_hz: int
) -> None:
    data = as_device_bytes(sine(rate_hz), sample_format, channels)
    samples = converted(Converter(sample_format, channels, rate_hz), data, list(range(0, len(data), 999)))
    expected = sine(16_000)
    inner = slice(400, len(expected) - 400)  # away from the edges, where every filter rings
    assert np.abs(samples[inner] / 32768 - expected[inner]).max() < 0.015


@given(cuts=st.lists(st.integers(0, 40_000), max_size=20))
def test_how_the_stream_is_cut_changes_nothing(cuts: list[int]) -> None:
    data = as_device_bytes(sine(44_100, 0.1), "int16", 2)
    whole = converted(Converter("int16", 2, 44_100), data, [])
    in_pieces = converted(Converter("int16", 2, 44_100), data, cuts)
    assert np.abs(whole.astype(int) - in_pieces).max() <= 1


def test_a_microphone_on_one_of_eight_inputs_keeps_its_level() -> None:
    frames = np.zeros((8000, 8), np.float32)
    frames[:, 3] = sine(16_000)
    samples = converted(Converter("float32", 8, 16_000), frames.tobytes(), [5000])
    assert np.abs(samples).max() / 32768 == pytest.approx(0.5, abs=0.01)


def test_a_driver_that_sends_nan_or_too_much_does_no_harm() -> None:
    frames = np.array([np.nan, np.inf, -np.inf, 7.0, -7.0, 0.5], np.float32)
    samples = converted(Converter("float32", 1, 16_000), frames.tobytes(), [])
    assert samples.tolist() == [0, 32767, -32768, 32767, -32768, 16384]


def test_loudness_is_in_decibels_below_full_scale() -> None:
    assert rms_dbfs(np.ones(100, np.float32)) == pytest.approx(0.0)
    assert rms_dbfs(sine(16_000, peak=1.0)) == pytest.approx(-3.01, abs=0.05)
    assert rms_dbfs(sine(16_000, peak=0.1)) == pytest.approx(-23.01, abs=0.05)
    assert rms_dbfs(np.zeros(100, np.float32)) == rms_dbfs(np.zeros(0, np.float32)) == SILENCE_DBFS


def test_a_wave_cut_off_is_clipped_and_a_loud_one_is_not() -> None:
    assert is_clipped(np.clip(sine(16_000, peak=2.0), -1, 1))
    assert not is_clipped(sine(16_000, peak=1.0, hertz=3000))
    assert not is_clipped(np.zeros(0, np.float32))
