"""The peaks of a recording, read as a stream: what a waveform is drawn from."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PEAKS_A_SECOND = 50
"""Enough for a few seconds to fill the width when they are looked at alone."""
MOST_PEAKS = 30_000
QUIET = 0.05
"""The wave is scaled to its loudest peak, but never as if less than this were loud: silence stays flat."""


@dataclass(frozen=True)
class Peaks:
    """The loudest sample (0 to 1) of each of equally long slices of a recording of `duration_s` seconds."""

    levels: tuple[float, ...]
    duration_s: float

    @cached_property
    def _loudest(self) -> float:
        return max(QUIET, max(self.levels, default=0.0))

    def columns(self, count: int, first_s: float = 0.0, last_s: float | None = None) -> list[float]:
        """The levels from `first_s` to `last_s` as `count` columns, each the highest of its share of the time.

        They are scaled so that the loudest of the whole recording is 1.
        """
        if not self.levels or count <= 0:
            return []
        last_s = self.duration_s if last_s is None else last_s
        a_second = len(self.levels) / self.duration_s if self.duration_s > 0 else 0.0
        begin = first_s * a_second
        step = ((last_s - first_s) * a_second if a_second else len(self.levels)) / count
        made = []
        for column in range(count):
            first = min(int(begin + column * step), len(self.levels) - 1)
            last = max(first + 1, int(begin + (column + 1) * step))
            made.append(max(self.levels[first:last]) / self._loudest)
        return made


def read_peaks(path: Path, slices: int | None = None) -> Peaks:
    """The peaks of a WAV file of 16-bit samples, read in small blocks: about 0.1 s for ten minutes at 16 kHz.

    slices: at most so many; without it as many as its length makes worth while. Raises OSError, or ValueError for
    what is no such file. Not for the GUI thread.
    """
    import numpy  # not needed before a recording is shown

    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                raise ValueError(f"{path} has samples of {8 * file.getsampwidth()} bits, not 16")
            rate, channels = file.getframerate(), file.getnchannels()
            wanted = slices or min(MOST_PEAKS, max(1, round(file.getnframes() / rate * PEAKS_A_SECOND)))
            frames_a_slice = max(1, -(-file.getnframes() // wanted))
            slices_a_block = max(1, 16_000 // frames_a_slice)
            levels: list[float] = []
            frames = 0
            while block := file.readframes(frames_a_slice * slices_a_block):
                whole_frames = len(block) // (2 * channels)  # a file cut short may end inside one
                if not whole_frames:
                    break
                samples = numpy.frombuffer(block, dtype="<i2", count=whole_frames * channels).astype(numpy.int32)
                starts = numpy.arange(0, len(samples), frames_a_slice * channels)
                levels += (numpy.maximum.reduceat(numpy.abs(samples), starts) / 32768).tolist()
                frames += whole_frames
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path} is no WAV file that can be read: {error}") from error
    return Peaks(tuple(levels), frames / rate)
