"""The button that plays and pauses."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QPushButton

from greenroom.ui.theme import Theme, color


class PlayButton(QPushButton):
    """A triangle while silent, two bars while playing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_playing = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(42, 42)

    def show_playing(self, is_playing: bool) -> None:
        self._is_playing = is_playing
        self.setAccessibleName(self.tr("Pause") if is_playing else self.tr("Play"))
        self.setToolTip(self.tr("Pause · Space") if is_playing else self.tr("Play · Space"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._theme.tokens.ink))
        middle = QRectF(self.rect()).center()
        if self._is_playing:
            for x in (-5.5, 1.5):
                painter.drawRect(QRectF(middle.x() + x, middle.y() - 6, 4, 12))
        else:
            corners = ((-5.0, -6.5), (6.5, 0.0), (-5.0, 6.5))
            painter.drawPolygon(QPolygonF([middle + type(middle)(x, y) for x, y in corners]))
