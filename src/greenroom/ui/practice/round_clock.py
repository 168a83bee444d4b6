"""The time that is left of a round: “24:10 left”."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget

from greenroom.ui.theme import sans
from greenroom.ui.words import clock

TICK_MS = 500


class RoundClock(QLabel):
    """Counts down while it runs; says nothing in a sitting without a time. It only tells: nothing is cut off."""

    def __init__(self, minutes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "soft")
        self.setFont(sans(15, tabular=True))
        self._left_s = minutes * 60.0
        self._counted_until_s = 0.0
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._count)
        if not minutes:
            self.hide()
        self._show()

    def run(self, runs: bool) -> None:
        """Let time pass, or stand still."""
        if runs == self._tick.isActive():
            return
        if runs:
            self._counted_until_s = time.monotonic()
            self._tick.start()
        else:
            self._count()
            self._tick.stop()

    def _count(self) -> None:
        now_s = time.monotonic()
        self._left_s -= now_s - self._counted_until_s
        self._counted_until_s = now_s
        self._show()

    def _show(self) -> None:
        words = self.tr("{0} left") if self._left_s >= 0 else self.tr("{0} over time")
        self.setText(words.format(clock(abs(self._left_s))))
