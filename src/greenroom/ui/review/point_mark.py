"""The mark of a point: covered, partly, missed or not judged, as a shape and not a colour alone."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from greenroom.ui.theme import Tokens, color


class Mark(Enum):
    """What is known of a point. UNKNOWN: it was not judged (yet)."""

    UNKNOWN = "unknown"
    COVERED = "covered"
    PARTLY = "partly"
    MISSED = "missed"


def paint_mark(painter: QPainter, mark: Mark, middle: QPointF, tokens: Tokens, *, is_own: bool = False) -> None:
    """A tick, a half-filled ring, an empty ring, or a dot for what was not judged; the person's own is boxed."""
    painter.save()
    painter.translate(middle)
    if is_own:
        painter.setPen(QPen(color(tokens.soft), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(-9, -9, 18, 18), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark is Mark.COVERED:
        round_ends = (Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.setPen(QPen(color(tokens.accent), 2.2, *round_ends))
        painter.drawPolyline(QPolygonF([QPointF(-4.5, 0.2), QPointF(-1.5, 3.2), QPointF(4.5, -3.4)]))
    elif mark is Mark.PARTLY:
        painter.setPen(QPen(color(tokens.amber), 1.6))
        painter.drawEllipse(QPointF(0, 0), 5.2, 5.2)
        painter.setBrush(color(tokens.amber))
        painter.drawPie(QRectF(-5.2, -5.2, 10.4, 10.4), 90 * 16, 180 * 16)
    elif mark is Mark.MISSED:
        painter.setPen(QPen(color(tokens.faint), 1.6))
        painter.drawEllipse(QPointF(0, 0), 5.2, 5.2)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.faint))
        painter.drawEllipse(QPointF(0, 0), 2.2, 2.2)
    painter.restore()
