"""How loud a spoken question is, moment by moment: what the stage shows while it is asked."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

STEP_S = 0.05
SILENT_DBFS = -60.0


def loudness(wav: Path) -> list[float]:
    """The RMS of each STEP_S of a 16-bit WAV in dBFS, SILENT_DBFS at least; nothing for any other file."""
    levels = []
    try:
        with wave.open(str(wav), "rb") as sound:
            if sound.getsampwidth() != 2:
                return []
            step = int(sound.getframerate() * STEP_S)
            while block := array("h", sound.readframes(step)):
                mean_square = sum(sample * sample for sample in block) / len(block)
                levels.append(max(SILENT_DBFS, 10 * math.log10(mean_square / 32768**2 + 1e-9)))
    except (OSError, EOFError, wave.Error):
        return []
    return levels
