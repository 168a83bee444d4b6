"""The take on disk: a WAV file that is whole at every moment of its growth.

The standard library's `wave` patches headers too, but it writes through a buffer that it cannot let go of when the
disk is full; here every sample that fitted is kept and counted.
"""

from __future__ import annotations

import contextlib
import errno
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RATE_HZ = 16_000
SAMPLE_BYTES = 2
HEADER_BYTES = 44

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_PCM = 1
_MONO = 1
_BLOCK_BYTES = 4 * RATE_HZ * SAMPLE_BYTES


@dataclass(frozen=True)
class Take:
    """A recording that is closed and whole. `duration_s` counts the pre-roll and the tail too."""

    path: Path
    duration_s: float


class TakeWriter:
    """Appends 16 kHz mono 16-bit samples to a WAV file with the plain 44-byte header.

    Samples are on their way to the disk when `append` returns, and the header counts them: a process that is killed
    loses nothing that was appended, a reader at any moment finds a valid file.
    """

    def __init__(self, path: Path, *, goes_on: bool = False) -> None:
        """Create `path` and its folder; with `goes_on`, append to the closed take that is there.

        Raises OSError and leaves things as they were: an existing file is never written over. Raises ValueError
        when what should go on is no take.
        """
        self.path = path
        self._data_bytes = 0
        if goes_on:
            self._reopen()
        else:
            self._create()

    def _create(self) -> None:
        path = self.path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb", buffering=0)  # unbuffered: what fits on a full disk is kept, and known
        try:
            if self._file.write(_header(0)) < HEADER_BYTES:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        except OSError:
            self._file.close()
            path.unlink(missing_ok=True)
            raise

    def _reopen(self) -> None:
        self._file = self.path.open("r+b", buffering=0)
        try:
            if not _is_header(self._file.read(HEADER_BYTES)):
                raise ValueError(f"{self.path} is not a take")
            there = self._file.seek(0, os.SEEK_END) - HEADER_BYTES
            self._data_bytes = there - there % SAMPLE_BYTES
            self._file.seek(HEADER_BYTES + self._data_bytes)
        except (OSError, ValueError):
            self._file.close()
            raise

    @property
    def seconds(self) -> float:
        """The length of the sound that has been written, what was there before included."""
        return _seconds(self._data_bytes)

    def append(self, samples: bytes) -> None:
        """Write whole little-endian samples. Raises OSError (a full disk, say) after keeping what fitted."""
        if len(samples) % SAMPLE_BYTES:
            raise ValueError("half a sample")
        unwritten = memoryview(samples)
        try:
            while unwritten:
                written = self._file.write(unwritten)  # may be a part; the next call then says why
                self._data_bytes += written
                unwritten = unwritten[written:]
        finally:
            self._data_bytes -= self._data_bytes % SAMPLE_BYTES
            self._file.seek(0)
            self._file.write(_header(self._data_bytes))
            self._file.seek(HEADER_BYTES + self._data_bytes)

    def close(self) -> None:
        """Leave a valid file of all that was written; closing twice is harmless, nothing is raised."""
        if self._file.closed:
            return
        with contextlib.suppress(OSError):  # a half sample after the last counted one harms no reader
            self._file.truncate(HEADER_BYTES + self._data_bytes)
        self._file.close()


def take_seconds(path: Path) -> float:
    """The length of a take's sound, from the bytes that are there: its header may lag. Raises OSError."""
    return _seconds(max(0, path.stat().st_size - HEADER_BYTES))


def read_samples(path: Path) -> Iterator[bytes]:
    """The samples of a closed take in blocks of four seconds: all that are there, even when its header lags.

    Raises OSError, and ValueError for a file that `TakeWriter` did not write.
    """
    with path.open("rb") as file:
        if not _is_header(file.read(HEADER_BYTES)):
            raise ValueError(f"{path} is not a take")
        while block := file.read(_BLOCK_BYTES):
            yield block[: len(block) - len(block) % SAMPLE_BYTES]


def _is_header(data: bytes) -> bool:
    """Whether this is the header of a take, of whatever length."""
    return len(data) == HEADER_BYTES and data == _header(int.from_bytes(data[-4:], "little"))


def _seconds(data_bytes: int) -> float:
    return data_bytes // SAMPLE_BYTES / RATE_HZ


def _header(data_bytes: int) -> bytes:
    return _HEADER.pack(
        b"RIFF",
        HEADER_BYTES - 8 + data_bytes,
        b"WAVE",
        b"fmt ",
        16,
        _PCM,
        _MONO,
        RATE_HZ,
        RATE_HZ * SAMPLE_BYTES,
        SAMPLE_BYTES,
        8 * SAMPLE_BYTES,
        b"data",
        data_bytes,
    )
