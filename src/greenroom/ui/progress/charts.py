"""What the page of progress paints. Each chart says in words what it shows; the words stand below it, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.ui.theme import Theme, color, sans

HEIGHT_PX = 132
ROW_PX = 30
SCALE_PX = 44
"""The room at the left where the levels are written."""


class Chart(QWidget):
    """Reached with Tab; a screen reader then says its name and its words."""

    def __init__(self, theme: Theme, name: str, height_px: int = HEIGHT_PX) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(height_px)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def say(self, words: str) -> None:
        """What it shows, in words."""
        self.setAccessibleDescription(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint(painter)
        if self.hasFocus():
            painter.setPen(QPen(color(self._theme.tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def paint(self, painter: QPainter) -> None:
        """Paint what there is to show."""
        raise NotImplementedError

    def _write(self, painter: QPainter, place: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
        painter.setFont(sans(12, tabular=True))
        painter.setPen(color(self._theme.tokens.soft))
        painter.drawText(place, align | Qt.AlignmentFlag.AlignVCenter, text)


class DayBars(Chart):
    """A bar a day, the last one today's, with a word below the first and the last."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._values: Sequence[float] = ()
        self._ends = ("", "")

    def show_days(self, values: Sequence[float], first: str, last: str) -> None:
        self._values = values
        self._ends = first, last
        self.update()

    def paint(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        if not self._values:
            return
        area = QRectF(self.rect()).adjusted(6, 8, -6, -24)
        most = max(*self._values, 1.0)
        step = area.width() / len(self._values)
        wide = min(28.0, step * 0.7)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, value in enumerate(self._values):
            tall = max(3.0, value / most * area.height())
            painter.setBrush(color(tokens.accent if value else tokens.line))
            left = area.left() + number * step + (step - wide) / 2
            painter.drawRoundedRect(QRectF(left, area.bottom() - tall, wide, tall), 3, 3)
        below = QRectF(area.left(), area.bottom() + 4, area.width(), 18)
        self._write(painter, below, self._ends[0], Qt.AlignmentFlag.AlignLeft)
        self._write(painter, below, self._ends[1], Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True)
class Level:
    """A height in a chart that is written beside it."""

    value: float
    words: str


class Dots(Chart):
    """A dot an answer, from the oldest to the newest, with a dashed line where the person's usual is."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._values: Sequence[float | None] = ()
        self._levels: Sequence[Level] = ()
        self._usual: float | None = None
        self._band: tuple[float, float] | None = None

    def show_values(
        self,
        values: Sequence[float | None],
        levels: Sequence[Level],
        *,
        usual: float | None = None,
        band: tuple[float, float] | None = None,
    ) -> None:
        """None among the values leaves its place empty. band: heights between which the ground is tinted."""
        self._values = values
        self._levels = levels
        self._usual = usual
        self._band = band
        self.update()

    def paint(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        area = QRectF(self.rect()).adjusted(SCALE_PX, 12, -10, -12)
        heights = [each.value for each in self._levels] + [each for each in self._values if each is not None]
        if not heights or not self._values:
            return
        low, high = min(heights), max(heights)

        def y(value: float) -> float:
            return area.bottom() - (value - low) / ((high - low) or 1) * area.height()

        if self._band is not None:
            ground = QRectF(area.left(), y(self._band[1]), area.width(), y(self._band[0]) - y(self._band[1]))
            painter.fillRect(ground, color(tokens.accent_soft))
        for level in self._levels:
            painter.setPen(QPen(color(tokens.line), 1))
            painter.drawLine(int(area.left()), int(y(level.value)), int(area.right()), int(y(level.value)))
            place = QRectF(0, y(level.value) - 9, SCALE_PX - 8, 18)
            self._write(painter, place, level.words, Qt.AlignmentFlag.AlignRight)
        if self._usual is not None:
            painter.setPen(QPen(color(tokens.soft), 1.5, Qt.PenStyle.DashLine))
            painter.drawLine(int(area.left()), int(y(self._usual)), int(area.right()), int(y(self._usual)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.accent))
        step = area.width() / len(self._values)
        radius = min(4.0, max(2.0, step / 2))
        for number, value in enumerate(self._values):
            if value is not None:
                x = area.left() + (number + 0.5) * step
                painter.drawEllipse(QRectF(x - radius, y(value) - radius, 2 * radius, 2 * radius))


class Shares(Chart):
    """A row a name: the name, a bar for its share, and the numbers in words."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._rows: Sequence[tuple[str, float, str]] = ()

    def show_rows(self, rows: Sequence[tuple[str, float, str]]) -> None:
        """Name, share (0 to 1) and words of each."""
        self._rows = rows
        self.setFixedHeight(len(rows) * ROW_PX + 8)
        self.update()

    def paint(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        metrics = QFontMetricsF(sans(12, tabular=True))
        inner = self.width() - 12
        words_px = max((metrics.horizontalAdvance(words) for *_, words in self._rows), default=0) + 12
        name_px = min(
            inner * 0.42, max((metrics.horizontalAdvance(name) for name, *_ in self._rows), default=0) + 12
        )
        bar_px = max(20.0, inner - name_px - words_px)
        for number, (name, share, words) in enumerate(self._rows):
            top = 4 + number * ROW_PX
            cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, name_px - 12)
            self._write(painter, QRectF(6, top, name_px, ROW_PX), cut, Qt.AlignmentFlag.AlignLeft)
            bar = QRectF(6 + name_px, top + ROW_PX / 2 - 4, bar_px, 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.line))
            painter.drawRoundedRect(bar, 4, 4)
            painter.setBrush(color(tokens.accent))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * share, 8), 4, 4)
            place = QRectF(bar.right(), top, words_px, ROW_PX)
            self._write(painter, place, words, Qt.AlignmentFlag.AlignRight)
