"""Sound in: any recording as a stream of 16 kHz mono samples, and a take that is still growing."""

from __future__ import annotations

import contextlib
import os
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from greenroom.speech.errors import (
    CannotSaveRecording,
    RecordingEmpty,
    RecordingHasNoSound,
    RecordingMissing,
    RecordingTooShort,
    RecordingUnreadable,
)
from greenroom.speech.take import HEADER_BYTES, RATE_HZ, TakeWriter

if TYPE_CHECKING:
    from av import AudioFrame, AudioStream
    from av.container import InputContainer

Samples = NDArray[np.int16]

BLOCK_S = 1.0
# The shortest words take about 0.1 s; less than this holds nothing to transcribe.
SHORTEST_S = 0.2
# Some programs write a little after the end of a WAV; more than this is sound.
MOST_JUNK_BYTES = 16_384
# As `paths` names them.
TAKE_NAMES = ("take.wav", "take.flac")
FORMATS = "WAV, FLAC, OGG, MP3 or M4A"


def read_recording(recording: Path, on_fraction: Callable[[float], None]) -> Iterator[Samples]:
    """The sound of a file as blocks of about a second, 16 kHz mono; memory does not grow with its length.

    A truncated or partly damaged file gives what can be decoded. Raises RecordingMissing, RecordingEmpty,
    RecordingTooShort, RecordingHasNoSound, RecordingUnreadable. `on_fraction` is told how far it is, 0 to 1.
    """
    import av

    _check_file(recording)
    with _opened(recording) as container:
        if not container.streams.audio:
            raise RecordingHasNoSound(
                f"{_called(recording)} has no sound in it.", "", f"Choose a {FORMATS} file with a recorded answer."
            )
        stream = container.streams.audio[0]
        length_s = float(container.duration / av.time_base) if container.duration else 0.0
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
        pending: list[Samples] = []
        pending_samples = total = 0
        for frame in _frames(container, stream):
            for piece in resampler.resample(frame):
                samples: Samples = piece.to_ndarray().reshape(-1).astype(np.int16, copy=False)
                pending.append(samples)
                pending_samples += len(samples)
            if pending and (frame is None or pending_samples >= BLOCK_S * RATE_HZ):
                total += pending_samples
                yield np.concatenate(pending)
                pending, pending_samples = [], 0
                if length_s:
                    on_fraction(min(1.0, total / RATE_HZ / length_s))
    if total == 0:
        raise _unreadable(recording)
    if total < SHORTEST_S * RATE_HZ:
        raise RecordingTooShort(
            f"{_called(recording)} is only {total / RATE_HZ:.2f} s long.",
            "That is too short to hold a word.",
            "Record your answer again, or choose another file.",
        )


def import_recording(recording: Path, take: Path, on_fraction: Callable[[float], None]) -> float:
    """Write the sound of `recording` to `take` as a 16 kHz mono 16-bit WAV; returns its length in seconds.

    `take` appears whole or not at all. Raises what `read_recording` raises, and CannotSaveRecording.
    """
    partial = take.with_name(take.name + ".part")
    blocks = read_recording(recording, on_fraction)
    try:
        partial.unlink(missing_ok=True)
        with contextlib.closing(TakeWriter(partial)) as writer:
            for block in blocks:
                writer.append(block.astype("<i2").tobytes())
        partial.replace(take)
    except OSError as error:
        raise CannotSaveRecording(
            f"{recording.name} could not be copied to your attempts.",
            f"{error.strerror or error}.",
            "Make room on the disk or choose another data folder, then try again.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return writer.seconds


class GrowingTake:
    """A take.wav that a recorder is still writing: what its header vouches for is read, each sample once."""

    def __init__(self, take: Path) -> None:
        self._take = take
        self._samples_read = 0

    def read_new(self, at_most_s: float = BLOCK_S) -> Samples:
        """The samples that came since the last call, none if there are none yet or no file yet."""
        try:
            with self._take.open("rb") as file:
                header = file.read(HEADER_BYTES)
                if len(header) < HEADER_BYTES:
                    return np.zeros(0, np.int16)
                (data_bytes,) = struct.unpack_from("<I", header, 40)
                new = min(data_bytes // 2 - self._samples_read, int(at_most_s * RATE_HZ))
                file.seek(HEADER_BYTES + 2 * self._samples_read)
                data = file.read(2 * max(0, new))
        except FileNotFoundError:
            return np.zeros(0, np.int16)
        samples = np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.int16)
        self._samples_read += len(samples)
        return samples

    @property
    def seconds_read(self) -> float:
        return self._samples_read / RATE_HZ


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame | None]:
    """Every frame that can be decoded, damaged packets left out, then None to flush what is held back."""
    import av

    try:
        for packet in container.demux(stream):
            try:
                frames = packet.decode()
            except av.FFmpegError:
                continue
            for frame in frames:
                frame.pts = None  # gaps in a damaged file's time stamps must not stop the resampler
                yield frame
    except av.FFmpegError:
        pass  # cut short: what came before is what there is
    yield None


def _check_file(recording: Path) -> None:
    try:
        with recording.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise RecordingMissing(
            f"{_called(recording)} cannot be opened.",
            f"{error.strerror or error}.",
            "Check that the file is still there and that you may read it.",
        ) from error
    if empty:
        raise RecordingEmpty(
            f"{_called(recording)} is empty.", "The file has no bytes in it.", "Choose another recording."
        )


def _opened(recording: Path) -> InputContainer:
    import av

    to_the_end = {"ignore_length": "1"}  # of a WAV, whatever its header and what follows the sound may say
    try:
        options = to_the_end if _goes_on_after_its_end(recording) else {}
        return av.open(str(recording), metadata_errors="ignore", options=options)
    except (av.FFmpegError, ValueError) as error:
        with contextlib.suppress(av.FFmpegError, ValueError):
            return av.open(str(recording), format="wav", options=to_the_end)
        raise _unreadable(recording) from error


def _goes_on_after_its_end(recording: Path) -> bool:
    """Whether this is a WAV that is longer than its header says: whoever wrote it was cut off before the end."""
    with recording.open("rb") as file:
        header = file.read(12)
        size = file.seek(0, os.SEEK_END)
    is_wav = header[:4] == b"RIFF" and header[8:] == b"WAVE"
    return is_wav and 8 + int.from_bytes(header[4:8], "little") + MOST_JUNK_BYTES < size


def _called(recording: Path) -> str:
    """What the person knows the file as: their own takes have no name for them."""
    return "Your recording" if recording.name in TAKE_NAMES else recording.name


def _unreadable(recording: Path) -> RecordingUnreadable:
    return RecordingUnreadable(
        f"{_called(recording)} cannot be read as sound.",
        "It is damaged, or not a sound file.",
        f"Choose a {FORMATS} file.",
    )
