"""What a short recording says about the microphone. No Qt here."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import numpy as np

from greenroom.audio.pcm import SILENCE_DBFS, is_clipped, rms_dbfs

FRAME_S = 0.05
# A muted or dead microphone; the quietest open one, in a quiet room, has more noise than this.
SILENT_BELOW_DBFS = -65.0
# Speech near −44 dBFS has made engines hear nothing; a little room is kept to that.
QUIET_BELOW_DBFS = -40.0
# One overshoot is a knock on the table; more of them are a level that is too high.
CLIPPED_FRAMES = 3
# Words fill at least a tenth of five seconds, however slowly the person begins.
LOUD_SHARE = 0.1


class Verdict(Enum):
    SILENT = "silent"
    QUIET = "quiet"
    CLIPPING = "clipping"
    FINE = "fine"


@dataclass(frozen=True)
class Heard:
    """A verdict on a recording; `loud_dbfs` is how loud its loudest tenth at least was."""

    verdict: Verdict
    loud_dbfs: float


def listen_to(path: Path) -> Heard:
    """Judge a take (16-bit mono WAV). Raises OSError or wave.Error for what is none."""
    with wave.open(str(path), "rb") as file:
        rate_hz = file.getframerate()
        pcm = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
    sound = (pcm / np.float32(2**15)).astype(np.float32)
    length = max(1, int(rate_hz * FRAME_S))
    frames = [sound[start : start + length] for start in range(0, len(sound) - length + 1, length)]
    if not frames:
        return Heard(Verdict.SILENT, SILENCE_DBFS)
    loud_dbfs = float(np.quantile([rms_dbfs(frame) for frame in frames], 1 - LOUD_SHARE))
    if loud_dbfs < SILENT_BELOW_DBFS:
        return Heard(Verdict.SILENT, loud_dbfs)
    if sum(is_clipped(frame) for frame in frames) >= CLIPPED_FRAMES:
        return Heard(Verdict.CLIPPING, loud_dbfs)
    if loud_dbfs < QUIET_BELOW_DBFS:
        return Heard(Verdict.QUIET, loud_dbfs)
    return Heard(Verdict.FINE, loud_dbfs)
