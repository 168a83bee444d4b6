"""What the stage paints: the sound as it comes, the time against its marks, the way through the session."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.ui.theme import Theme, color, sans
from greenroom.ui.words import clock

FLOOR_DBFS = -60.0


class SoundBars(QWidget):
    """The last few seconds of sound as bars; red while it is recorded, green while it is only heard."""

    BARS = 79
    BAR_PX = 4
    GAP_PX = 5

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._live = False
        self._heights: deque[float] = deque([0.0] * self.BARS, maxlen=self.BARS)
        self.setAccessibleName(self.tr("Sound level"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self.BARS * (self.BAR_PX + self.GAP_PX), 88)

    def clear(self, *, live: bool) -> None:
        """Forget the sound so far. live: what comes now is recorded."""
        self._live = live
        self._heights.extend([0.0] * self.BARS)
        self.update()

    def add_level(self, dbfs: float) -> None:
        """Add one bar for a level in dB relative to full scale; −60 and below is the smallest bar."""
        self._heights.append(min(1.0, max(0.0, 1.0 - dbfs / FLOOR_DBFS)) ** 1.5)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.live if self._live else tokens.accent))
        step = self.BAR_PX + self.GAP_PX
        left = (self.width() - self.BARS * step + self.GAP_PX) / 2
        for number, height in enumerate(self._heights):
            tall = max(self.BAR_PX, height * self.height())
            bar = QRectF(left + number * step, (self.height() - tall) / 2, self.BAR_PX, tall)
            painter.drawRoundedRect(bar, self.BAR_PX / 2, self.BAR_PX / 2)


class TargetLine(QWidget):
    """Elapsed time against the marks that an answer should aim for."""

    MARKS_S = (60, 90, 120)
    LINE_PX = 6

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._elapsed_s = 0.0
        self._whole_s = 180.0
        self.setFixedHeight(44)
        self.setMaximumWidth(560)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(560, 44)

    def set_elapsed(self, seconds: float) -> None:
        """Show `seconds` since the cue; beyond three minutes the scale grows with it."""
        self._elapsed_s = seconds
        self._whole_s = max(180.0, seconds)
        self.setAccessibleName(self.tr("{0} of about {1}").format(clock(seconds), clock(self.MARKS_S[1])))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        radius = self.LINE_PX / 2
        top = 8.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.line))
        painter.drawRoundedRect(QRectF(0, top, self.width(), self.LINE_PX), radius, radius)
        painter.setBrush(color(tokens.accent))
        done_px = self.width() * self._elapsed_s / self._whole_s
        painter.drawRoundedRect(QRectF(0, top, done_px, self.LINE_PX), radius, radius)
        painter.setFont(sans(12, tabular=True))
        for mark_s in self.MARKS_S:
            x = self.width() * mark_s / self._whole_s
            painter.setPen(QPen(color(tokens.soft), 2))
            painter.drawLine(int(x), 4, int(x), 18)
            painter.setPen(color(tokens.soft))
            painter.drawText(QRectF(x - 30, 22, 60, 20), Qt.AlignmentFlag.AlignHCenter, clock(mark_s))


class WayLine(QWidget):
    """How far through the session: a hairline that fills."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setFixedHeight(3)
        theme.changed.connect(self.update)

    def set_share(self, share: float) -> None:
        """Fill `share` (0 to 1) of the line."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        painter.fillRect(self.rect(), color(tokens.line))
        painter.fillRect(QRectF(0, 0, self.width() * self._share, self.height()), color(tokens.accent))


class WeekBars(QWidget):
    """Minutes spoken on each of the last seven days, oldest first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._minutes: tuple[float, ...] = (0.0,) * 7
        self.setFixedHeight(72)
        theme.changed.connect(self.update)

    def set_minutes(self, minutes: tuple[float, ...]) -> None:
        """Show seven values, the last one today's."""
        self._minutes = minutes
        self.setAccessibleName(self.tr("Minutes a day: {0}").format(", ".join(f"{each:.0f}" for each in minutes)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tokens = self._theme.tokens
        most = max(*self._minutes, 1.0)
        for number, minutes in enumerate(self._minutes):
            tall = max(4.0, minutes / most * self.height())
            painter.setBrush(color(tokens.accent if minutes else tokens.line))
            painter.drawRoundedRect(QRectF(number * 50, self.height() - tall, 34, tall), 3, 3)
