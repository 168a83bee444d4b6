"""A small level meter: how loud the microphone is now, and its latest peak."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.ui.theme import Theme, color

QUIETEST_DBFS = -60.0
PEAK_HOLD_S = 1.2
BAR_PX = 4.0


def filled(dbfs: float) -> float:
    """The share of the bar that `dbfs` fills: −60 dBFS and below (NaN too) none of it, 0 dBFS and above all."""
    if not dbfs > QUIETEST_DBFS:
        return 0.0
    return min(1.0, 1.0 - dbfs / QUIETEST_DBFS)


class LevelMeter(QWidget):
    """A bar in the accent colour; red only while `set_live(True)`, which means that an answer is being recorded."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._live = False
        self._level = 0.0
        self._peak = 0.0
        self._peak_at = 0.0
        self.setAccessibleName(self.tr("Microphone level"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def level(self) -> float:
        """The share of the bar that is filled, 0 to 1."""
        return self._level

    @property
    def peak(self) -> float:
        """The highest level of the last PEAK_HOLD_S, 0 to 1."""
        return self._peak

    @property
    def live(self) -> bool:
        return self._live

    def set_level(self, dbfs: float) -> None:
        """Show `dbfs`; the peak mark stays for PEAK_HOLD_S, then falls to the level of the moment."""
        self._level = filled(dbfs)
        now = self._clock()
        if self._level >= self._peak or now - self._peak_at > PEAK_HOLD_S:
            self._peak, self._peak_at = self._level, now
        self.update()

    def set_live(self, live: bool) -> None:
        """Say whether an answer is being recorded."""
        self._live = live
        self.setAccessibleDescription(self.tr("Recording") if live else "")
        self.update()

    def clear(self) -> None:
        """Show nothing: the microphone is closed."""
        self._level = self._peak = 0.0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, 12)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        groove = QRectF(0, (self.height() - BAR_PX) / 2, self.width(), BAR_PX)
        round_px = BAR_PX / 2
        painter.setBrush(color(tokens.line))
        painter.drawRoundedRect(groove, round_px, round_px)
        painter.setBrush(color(tokens.live if self._live else tokens.accent))
        if self._level > 0:
            painter.drawRoundedRect(
                QRectF(0, groove.top(), max(BAR_PX, self._level * groove.width()), BAR_PX), round_px, round_px
            )
        if self._peak > self._level:
            painter.drawRect(QRectF(self._peak * (groove.width() - 2), groove.top() - 2, 2, BAR_PX + 4))
        painter.end()
