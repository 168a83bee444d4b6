"""What Qt gets wrong on PulseAudio: it asks for too little room, and does not tell of a pulled-out microphone.

Seen in Qt 6.11 and 6.12: PulseAudio moves the stream to another source, at worst to what the speakers play; Qt goes
on delivering samples as if nothing had happened, and keeps the device in its list until some other device changes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pulsectl


# Qt has the server keep 1024 frames of a stream, 23 ms. What a microphone gives in larger blocks, or while this
# process waits for a processor, is thrown away: up to a seventh of all that is said. With this set, libpulse
# asks for as much room as the server has, and for blocks of so many milliseconds. With longer ones Qt cuts the last
# of them off what it plays.
_LATENCY_VARIABLE = "PULSE_LATENCY_MSEC"
_LATENCY_MS = 20


def ask_for_room() -> None:
    """Have the streams of this process lose nothing. Call it before the first is opened; what is set stays."""
    os.environ.setdefault(_LATENCY_VARIABLE, str(_LATENCY_MS))


def pulled_out(device_ids: Iterable[str]) -> set[str]:
    """Those of Qt's device ids that the server no longer knows; none where the ids are not the server's names.

    Give it microphones and speakers together: the ones still there tell whose names they are. Takes about 2 ms.
    """
    pulse = _connect()
    if pulse is None:
        return set()
    import pulsectl

    with pulse:
        try:
            there = {device.name for device in [*pulse.source_list(), *pulse.sink_list()]}
        except pulsectl.PulseError:
            return set()
    ids = set(device_ids)
    return ids - there if ids & there else set()


class PulseSource:
    """One microphone as PulseAudio, or PipeWire in its place, knows it. For one thread; a look takes about 1 ms."""

    def __init__(self, device_id: str) -> None:
        """`device_id` is Qt's, which on PulseAudio is the source's name. Where it is not, nothing is ever gone."""
        self._name = device_id
        self._pulse = _connect()
        if self._is_missing():
            self.close()

    def is_gone(self) -> bool:
        """True once the server, which knew this microphone, does not know it any more."""
        return self._is_missing()

    def close(self) -> None:
        if self._pulse is not None:
            self._pulse.close()
            self._pulse = None

    def _is_missing(self) -> bool:
        if self._pulse is None:
            return False
        import pulsectl

        try:
            self._pulse.get_source_by_name(self._name)
        except pulsectl.PulseIndexError:
            return True
        except pulsectl.PulseError:  # the server itself went away, which Qt does notice
            self.close()
        return False


def _connect() -> pulsectl.Pulse | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        import pulsectl
    except (ImportError, OSError):  # no libpulse
        return None
    try:
        return pulsectl.Pulse("Greenroom")
    except pulsectl.PulseError:
        return None
