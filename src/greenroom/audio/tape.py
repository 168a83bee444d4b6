"""What of the microphone's endless stream becomes a take: pre-roll, answer, tail. No Qt here."""

from __future__ import annotations

from pathlib import Path

from greenroom.speech.take import RATE_HZ, SAMPLE_BYTES, Take, TakeWriter

# People begin on the cue and press Stop on the last word; half a second on both sides loses neither.
PRE_ROLL_S = 0.5
TAIL_S = 0.5
# Where a take goes on after its microphone was lost, this much silence says so. Nothing else is made up.
GAP_S = 0.5

_PRE_ROLL_BYTES = int(PRE_ROLL_S * RATE_HZ) * SAMPLE_BYTES
_GAP = bytes(int(GAP_S * RATE_HZ) * SAMPLE_BYTES)
_TAIL_BYTES = int(TAIL_S * RATE_HZ) * SAMPLE_BYTES


class Tape:
    """Fed with every sample while the microphone is open; from `begin` to the end of the tail it writes a take."""

    def __init__(self) -> None:
        self._recent = b""
        self._writer: TakeWriter | None = None
        self._pre_roll_s = 0.0
        self._tail_bytes_left: int | None = None
        self._answer_s = 0.0

    @property
    def is_recording(self) -> bool:
        return self._writer is not None

    @property
    def is_stopping(self) -> bool:
        return self._tail_bytes_left is not None

    @property
    def answer_s(self) -> float:
        """How long the answer is or was: from the cue to the stop, what was recorded before a loss included."""
        return self._answer_s

    def begin(self, path: Path, *, goes_on: bool = False) -> None:
        """Start a take with the last half second; the cue is now. With `goes_on` add to the take in `path`.

        Raises OSError and is then as before; so is the file, but for some of the silence that marks the gap.
        """
        writer = TakeWriter(path, goes_on=goes_on)
        answered_s = max(0.0, writer.seconds - PRE_ROLL_S)
        try:
            writer.append((_GAP if goes_on else b"") + self._recent)
        except OSError:
            writer.close()
            if not goes_on:
                path.unlink(missing_ok=True)
            raise
        self._writer = writer
        self._pre_roll_s = writer.seconds - answered_s
        self._tail_bytes_left = None
        self._answer_s = answered_s

    def roll(self, samples: bytes) -> Take | None:
        """Take samples in; give back the take once its tail is full. Raises OSError: what fitted awaits `cut`."""
        self._recent = (self._recent + samples)[-_PRE_ROLL_BYTES:]
        if self._writer is None:
            return None
        if self._tail_bytes_left is None:
            self._writer.append(samples)
            self._answer_s = self._writer.seconds - self._pre_roll_s
            return None
        tail = samples[: self._tail_bytes_left]
        self._tail_bytes_left -= len(tail)
        self._writer.append(tail)
        return self.cut() if self._tail_bytes_left == 0 else None

    def stop(self) -> None:
        """The answer ends here; the tail follows."""
        if self._writer is not None and self._tail_bytes_left is None:
            self._tail_bytes_left = _TAIL_BYTES

    def cut(self) -> Take | None:
        """End the take at the last sample written; None when none was begun."""
        if self._writer is None:
            return None
        self._writer.close()
        take = Take(self._writer.path, self._writer.seconds)
        self._writer = self._tail_bytes_left = None
        return take
