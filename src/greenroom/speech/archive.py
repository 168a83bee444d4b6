"""A finished take kept small: FLAC in place of WAV, once it is proved to hold the same samples."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from greenroom.speech.take import RATE_HZ, read_samples

log = logging.getLogger(__name__)


# Players can begin at whole FLAC blocks only. The levels below 3 make blocks of 1152 samples, 72 ms, not of 256 ms;
# speech gets hardly smaller with the higher ones.
_LEVEL = 0.0


class _Unlike(Exception):
    """The FLAC does not hold what the WAV holds."""


def archive(take: Path) -> bool:
    """Turn a closed take.wav into take.flac beside it; True when the FLAC is there in its place.

    The FLAC appears whole, read back and compared sample for sample, before the WAV goes. Whatever goes wrong (a
    full disk, a file that is no take) is logged and leaves the WAV as it was. Memory does not grow with the length;
    a minute takes about 20 ms.
    """
    import soundfile

    flac = take.with_suffix(".flac")
    partial = flac.with_name(flac.name + ".part")
    try:
        try:
            _encode(take, partial)
            _compare(take, partial)
            _settle(partial)
            partial.replace(flac)
        finally:
            partial.unlink(missing_ok=True)
    # An AssertionError is how soundfile says that the disk took less than it was given.
    except (OSError, ValueError, AssertionError, soundfile.SoundFileError, _Unlike) as error:
        log.warning("%s stays a WAV: %s", take, error or "not all of it could be written")
        return False
    clear(take)
    return True


def clear(take: Path) -> None:
    """Delete a WAV that was archived. On Windows that is refused while a player has it open."""
    try:
        take.unlink(missing_ok=True)
    except OSError as error:
        log.info("%s stays beside its FLAC for now: %s", take, error)


def clear_all(attempts: Path) -> None:
    """Delete the WAVs that could not go when they were archived, in all folders of `attempts`."""
    for flac in attempts.glob("*/take.flac"):
        clear(flac.with_suffix(".wav"))


def _encode(take: Path, flac: Path) -> None:
    import numpy as np
    import soundfile

    kind = {"format": "FLAC", "subtype": "PCM_16", "compression_level": _LEVEL}
    with soundfile.SoundFile(flac, "w", RATE_HZ, channels=1, **kind) as file:
        for block in read_samples(take):
            file.write(np.frombuffer(block, "<i2"))


def _compare(take: Path, flac: Path) -> None:
    import soundfile

    with soundfile.SoundFile(flac) as file:
        if (file.samplerate, file.channels, file.subtype) != (RATE_HZ, 1, "PCM_16"):
            raise _Unlike(f"it came back as {file.extra_info}")
        for block in read_samples(take):
            if file.read(len(block) // 2, dtype="int16").astype("<i2").tobytes() != block:
                raise _Unlike(f"it came back different before second {file.tell() / RATE_HZ:.0f}")
        if len(file.read(1)):
            raise _Unlike("it came back longer")


def _settle(path: Path) -> None:
    """See it on the disk itself: the WAV must not be gone first when the power fails."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
