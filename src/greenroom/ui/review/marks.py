"""How the three marks look: a filled chip for a pause, a dashed one for a hesitation, dots under a filler."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from greenroom.ui.review.reading import MarkKind
from greenroom.ui.theme import Tokens, color

ROUND_PX = 4
DOT_PX = 2


def paint_mark_of(kind: MarkKind, painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    """Paint the mark whose text lies in `box`, beneath that text."""
    chip = box.adjusted(0.5, -0.5, -0.5, 1.5)
    if kind is MarkKind.PAUSE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.amber_soft))
        painter.drawRoundedRect(chip, ROUND_PX, ROUND_PX)
    elif kind is MarkKind.HESITATION:
        painter.setPen(QPen(color(tokens.hesitation), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip, ROUND_PX, ROUND_PX)
    else:
        paint_dots(painter, box, tokens.hesitation)


def paint_dots(painter: QPainter, box: QRectF, ink: str) -> None:
    """Dots beneath the text in `box`."""
    pen = QPen(color(ink), DOT_PX, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.0])
    painter.setPen(pen)
    y = box.bottom() + 2
    painter.drawLine(QPointF(box.left() + 1, y), QPointF(box.right(), y))
