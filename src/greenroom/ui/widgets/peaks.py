"""The peaks of a recording, read as a stream: what a waveform is drawn from."""

from __future__ import annotations

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
    """The peaks of a take, WAV or FLAC, read in small blocks: about 0.1 s for ten minutes at 16 kHz.

    slices: at most so many; without it as many as its length makes worth while. Raises OSError, or ValueError for
    what is no sound file. Not for the GUI thread.
    """
    import numpy  # neither is needed before a recording is shown
    import soundfile

    path.stat()  # soundfile does not tell a missing file from a broken one
    levels: list[float] = []
    frames = 0
    try:
        with soundfile.SoundFile(path) as file:
            rate = file.samplerate
            wanted = slices or min(MOST_PEAKS, max(1, round(file.frames / rate * PEAKS_A_SECOND)))
            frames_a_slice = max(1, -(-file.frames // wanted))
            frames_a_block = frames_a_slice * max(1, 16_000 // frames_a_slice)
            while len(block := file.read(frames_a_block, dtype="float32", always_2d=True)):
                loudest = numpy.abs(block).max(axis=1)
                starts = numpy.arange(0, len(block), frames_a_slice)
                levels += numpy.maximum.reduceat(loudest, starts).tolist()
                frames += len(block)
    except soundfile.SoundFileError as error:
        raise ValueError(f"{path} is no sound that can be read: {error}") from error
    return Peaks(tuple(levels), frames / rate)
