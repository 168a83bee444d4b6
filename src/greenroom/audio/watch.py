"""Listens along and notices what spoils a recording without ending it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from greenroom.audio.pcm import Mono

# A live microphone always has some noise; a second of exact zeros is a mute switch.
MUTED_AFTER_S = 1.0
# Clipping is said once in this time, not at every loud word.
CLIPPING_AGAIN_AFTER_S = 10.0


@dataclass(frozen=True)
class Notice:
    """Something the person can put right while the recording goes on."""

    kind: Literal["silent", "clipping"]
    text: str


SILENT = Notice("silent", "The microphone gives silence: is it muted?")
CLIPPING = Notice("clipping", "The sound is cut off: move back a little, or turn the microphone down.")


class Watch:
    """Fed with every block of one open microphone."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._silent_s = 0.0
        self._since_clipping_s = CLIPPING_AGAIN_AFTER_S

    def hear(self, mono: Mono) -> list[Notice]:
        """What is worth saying after this block: each silence once, when it has lasted long enough."""
        from greenroom.audio.pcm import is_clipped

        notices = []
        block_s = len(mono) / self._rate_hz
        before_s = self._silent_s
        self._silent_s = 0.0 if mono.any() else before_s + block_s
        if before_s < MUTED_AFTER_S <= self._silent_s:
            notices.append(SILENT)
        self._since_clipping_s += block_s
        if self._since_clipping_s >= CLIPPING_AGAIN_AFTER_S and is_clipped(mono):
            self._since_clipping_s = 0.0
            notices.append(CLIPPING)
        return notices
