"""A place of the rail: its name with a count at the right edge, or where the rail is narrow a small picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from greenroom.ui.theme import Theme, color, sans

PICTURE_PX = 20.0


class PlaceButton(QPushButton):
    """Looks as the style sheet says; the count and the picture are painted on top."""

    def __init__(self, theme: Theme, name: str, picture: Callable[[], QPainterPath]) -> None:
        super().__init__(name)
        self._theme = theme
        self._name = name
        self._picture = picture()
        self._count = 0
        self._is_narrow = False
        self.setProperty("kind", "place")
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    @property
    def count(self) -> int:
        """What stands at the right edge; 0 for nothing."""
        return self._count

    def set_count(self, number: int, spoken: str) -> None:
        """Show a number; `spoken` is what a screen reader says for name and number."""
        self._count = number
        self.setAccessibleName(spoken)
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Show the picture in place of the name, which is then said on hover."""
        self._is_narrow = is_narrow
        self.setText("" if is_narrow else self._name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = self._theme.tokens
        ink = color(tokens.accent if self.isChecked() or self.underMouse() else tokens.soft)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._is_narrow:
            middle = QRectF(self.rect()).center()
            painter.translate(middle.x() - PICTURE_PX / 2, middle.y() - PICTURE_PX / 2)
            painter.setPen(
                QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            painter.drawPath(self._picture)
            if self._count:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color(tokens.accent))
                painter.drawEllipse(QPointF(PICTURE_PX + 1, 1), 3.5, 3.5)
        elif self._count:
            painter.setFont(sans(15, self.font().weight(), tabular=True))
            painter.setPen(ink)
            place = QRectF(self.rect()).adjusted(0, 0, -13, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(self._count))


def speech() -> QPainterPath:
    """Practice: somebody speaks."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(2, 3, 16, 11), 3, 3)
    path.moveTo(6, 14)
    path.lineTo(6, 18)
    path.lineTo(10, 14)
    return path


def clock() -> QPainterPath:
    """History."""
    path = QPainterPath()
    path.addEllipse(QRectF(2, 2, 16, 16))
    path.moveTo(10, 5.5)
    path.lineTo(10, 10)
    path.lineTo(13, 12)
    return path


def bars() -> QPainterPath:
    """Progress."""
    path = QPainterPath()
    for x, top in ((4, 11), (10, 7), (16, 3)):
        path.moveTo(x, 17)
        path.lineTo(x, top)
    return path


def cards() -> QPainterPath:
    """Questions: two cards."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(2, 6, 12, 12), 2, 2)
    path.moveTo(7, 2.5)
    path.lineTo(16, 2.5)
    path.quadTo(17.5, 2.5, 17.5, 4)
    path.lineTo(17.5, 13)
    return path


def sliders() -> QPainterPath:
    """Settings."""
    path = QPainterPath()
    for y, x in ((5, 13), (15, 7)):
        path.moveTo(2, y)
        path.lineTo(x - 2.5, y)
        path.addEllipse(QPointF(x, y), 2.5, 2.5)
        path.moveTo(x + 2.5, y)
        path.lineTo(18, y)
    return path


def microphone() -> QPainterPath:
    """The microphone in use."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(7, 2, 6, 10), 3, 3)
    path.moveTo(4, 9)
    path.cubicTo(4, 17, 16, 17, 16, 9)
    path.moveTo(10, 15)
    path.lineTo(10, 18)
    return path
