"""Notices when the window's event loop stood still, for the event log: a person feels what is longer than 50 ms."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

from greenroom.eventlog import event

BEAT_MS = 10
NOTABLE_GAP_MS = 50


class LoopWatch(QObject):
    """Logs "loop.gap" with the milliseconds that the loop did not answer beyond its beat."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = time.monotonic()
        gap_ms = (now - self._last) * 1000 - BEAT_MS
        self._last = now
        if gap_ms > NOTABLE_GAP_MS:
            event("loop.gap", ms=round(gap_ms))
