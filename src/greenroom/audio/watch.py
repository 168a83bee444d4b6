"""Listens along and notices what spoils a recording without ending it. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from greenroom.audio.pcm import Mono

# A live microphone always has some noise; a second of exact zeros is a mute switch.
MUTED_AFTER_S = 1.0
# Engines have heard nothing in speech near −44 dBFS; a little room is kept to that.
QUIET_BELOW_DBFS = -40.0
# Enough voice to judge by: a sentence. Of a voice that is loud enough, more than a tenth is loud.
QUIET_AFTER_VOICE_S = 3.0
LOUD_SHARE = 0.1
# A voice stands out of the room by more than this; hum, fans and hiss do not vary as much.
VOICE_ABOVE_ROOM_DB = 6.0
# Below this, what varies is a microphone's own noise.
VOICE_FROM_DBFS = -70.0
# The room is the quietest of late: it may become louder this fast, where a voice comes and goes much faster.
ROOM_RISES_DB_A_S = 1.0
# Clipping is said once in this time, not at every loud word.
CLIPPING_AGAIN_AFTER_S = 10.0


@dataclass(frozen=True)
class Notice:
    """Something the person can put right while the recording goes on."""

    kind: Literal["silent", "quiet", "clipping", "call quality", "another"]
    text: str


SILENT = Notice("silent", "The microphone gives silence: is it muted?")
CLIPPING = Notice("clipping", "The sound is cut off: move back a little, or turn the microphone down.")
QUIET = Notice(
    "quiet", "You can hardly be heard: come closer, or turn the microphone up in the system's sound settings."
)


class Watch:
    """Fed with every block of one open microphone."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._silent_s = 0.0
        self._room_dbfs = 0.0
        self._voice_s = 0.0
        self._loud_s = 0.0
        self._was_answering = self._has_said_quiet = False
        self._since_clipping_s = CLIPPING_AGAIN_AFTER_S

    def hear(self, mono: Mono, *, answering: bool) -> list[Notice]:
        """What is worth saying after this block: each silence once, too soft a voice once in an answer."""
        from greenroom.audio.pcm import is_clipped

        notices: list[Notice] = []
        block_s = len(mono) / self._rate_hz
        before_s = self._silent_s
        self._silent_s = 0.0 if mono.any() else before_s + block_s
        if before_s < MUTED_AFTER_S <= self._silent_s:
            notices.append(SILENT)
        if self._is_hardly_heard(mono, block_s, answering):
            notices.append(QUIET)
        self._since_clipping_s += block_s
        if self._since_clipping_s >= CLIPPING_AGAIN_AFTER_S and is_clipped(mono):
            self._since_clipping_s = 0.0
            notices.append(CLIPPING)
        return notices

    def _is_hardly_heard(self, mono: Mono, block_s: float, answering: bool) -> bool:
        """True once in an answer, after enough voice that was too soft. Before an answer nobody has to speak."""
        from greenroom.audio.pcm import rms_dbfs

        level_dbfs = rms_dbfs(mono)
        self._room_dbfs = min(level_dbfs, self._room_dbfs + ROOM_RISES_DB_A_S * block_s)
        if not answering or not self._was_answering:
            self._voice_s = self._loud_s = 0.0
            self._has_said_quiet = False
        self._was_answering = answering
        if not answering or level_dbfs < max(VOICE_FROM_DBFS, self._room_dbfs + VOICE_ABOVE_ROOM_DB):
            return False
        self._voice_s += block_s
        self._loud_s += block_s if level_dbfs >= QUIET_BELOW_DBFS else 0.0
        if self._voice_s < QUIET_AFTER_VOICE_S:
            return False
        is_soft = self._loud_s < LOUD_SHARE * self._voice_s
        self._voice_s = self._loud_s = 0.0
        is_news = is_soft and not self._has_said_quiet
        self._has_said_quiet |= is_soft
        return is_news
