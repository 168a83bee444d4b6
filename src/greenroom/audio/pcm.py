"""From a device's own sample format to what a take holds: 16 kHz mono 16-bit. No Qt here."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
import numpy.typing as npt
import soxr

from greenroom.speech.take import RATE_HZ

SampleFormat = Literal["uint8", "int16", "int32", "float32"]
Mono = npt.NDArray[np.float32]

SILENCE_DBFS = -100.0
# From here on a sample counts as cut off: full scale but for 16-bit rounding.
_FULL_SCALE = 0.999

_ZERO: dict[SampleFormat, float] = {"uint8": 128.0, "int16": 0.0, "int32": 0.0, "float32": 0.0}
_SCALE: dict[SampleFormat, float] = {"uint8": 1 / 2**7, "int16": 1 / 2**15, "int32": 1 / 2**31, "float32": 1.0}


class Converter:
    """Turns a stream of a device's bytes into a take's bytes, however the stream is cut.

    Channels are averaged; those that have been digitally silent so far do not count, so that a microphone on one
    input of a many-channel interface keeps its level.
    """

    def __init__(self, sample_format: SampleFormat, channels: int, rate_hz: int) -> None:
        self._sample_format = sample_format
        self._channels = channels
        self._frame_bytes = np.dtype(sample_format).itemsize * channels
        self._partial_frame = b""
        self._live = np.zeros(channels, dtype=bool)
        self._resampler = None if rate_hz == RATE_HZ else soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32")

    def mono(self, data: bytes) -> Mono:
        """Down-mixed samples from -1 to 1, at the device's rate."""
        data = self._partial_frame + data
        whole = len(data) - len(data) % self._frame_bytes
        self._partial_frame = data[whole:]
        frames = np.frombuffer(data[:whole], dtype=self._sample_format).reshape(-1, self._channels)
        scaled = (frames.astype(np.float64) - _ZERO[self._sample_format]) * _SCALE[self._sample_format]
        scaled = np.nan_to_num(scaled, posinf=1.0, neginf=-1.0)  # drivers have been seen to send NaN at the start
        self._live |= scaled.any(axis=0)
        mono = scaled[:, self._live].mean(axis=1) if self._live.any() else np.zeros(len(scaled))
        return np.clip(mono, -1.0, 1.0).astype(np.float32)

    def resampled(self, mono: Mono, *, last: bool = False) -> bytes:
        """16 kHz samples as little-endian bytes; the resampler holds a few milliseconds back until `last`."""
        if self._resampler is not None:
            mono = self._resampler.resample_chunk(mono, last=last)
        samples: npt.NDArray[np.int16] = np.clip(np.rint(mono * 2.0**15), -(2**15), 2**15 - 1).astype("<i2")
        return samples.tobytes()


def rms_dbfs(mono: Mono) -> float:
    """Loudness of a block: 0 is a full-scale square wave, SILENCE_DBFS is the floor."""
    if not len(mono):
        return SILENCE_DBFS
    power = float(np.mean(np.square(mono, dtype=np.float64)))
    return max(SILENCE_DBFS, 10 * math.log10(power)) if power else SILENCE_DBFS


def is_clipped(mono: Mono, run: int = 4) -> bool:
    """Whether the wave is cut off: `run` samples in a row at full scale, which a natural peak does not have."""
    loud = np.abs(mono) >= _FULL_SCALE
    return len(mono) >= run and bool(np.convolve(loud, np.ones(run), "valid").max() >= run)
