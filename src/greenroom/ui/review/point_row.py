"""One point of a strong answer: a mark, the idea, and where it was heard."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from greenroom.ui.theme import Theme, Tokens, color, sans

TEXT_PX, SMALL_PX = 15, 13
LINE_PX = 22.0
MARK_X, TEXT_X, RIGHT_PX, PADDING_PX = 12, 36, 12, 7
NO_BREAK = "\N{NO-BREAK SPACE}"


class Mark(Enum):
    """What is known of a point. UNKNOWN: it was not judged (yet)."""

    UNKNOWN = "unknown"
    COVERED = "covered"
    PARTLY = "partly"
    MISSED = "missed"


@dataclass(frozen=True)
class PointView:
    """What a row shows. `where` is said when the row is selected: the seconds and the words that earned it."""

    say: str
    mark: Mark = Mark.UNKNOWN
    where: str = ""


class PointRow(QAbstractButton):
    """A row that can be selected by mouse, Tab and Space; its mark has a shape and a word, not a colour alone.

    The text is painted, not set: a button's own text would read an “&” as a key.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = PointView("")
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._retell)
        theme.changed.connect(self.update)

    @property
    def view(self) -> PointView:
        return self._view

    def show_point(self, view: PointView) -> None:
        self._view = view
        self._retell()

    def word(self) -> str:
        """The mark as a word, as a screen reader says it and as is written beside what was not fully heard."""
        return {
            Mark.UNKNOWN: "",
            Mark.COVERED: self.tr("covered"),
            Mark.PARTLY: self.tr("partly"),
            Mark.MISSED: self.tr("not heard"),
        }[self._view.mark]

    def detail(self) -> str:
        """The small words after the idea."""
        if self.isChecked() and self._view.where:
            return self._view.where
        return self.word().replace(" ", NO_BREAK) if self._view.mark in (Mark.PARTLY, Mark.MISSED) else ""

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, int(LINE_PX) + 2 * PADDING_PX)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return int(self._laid_out(width).boundingRect().height()) + 2 * PADDING_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setPen(QPen(color(tokens.accent), 1) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.accent_soft) if self.isChecked() else Qt.BrushStyle.NoBrush)
            if self.underMouse() and not self.isChecked():
                painter.setBrush(color(tokens.paper))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        _paint_mark(painter, self._view.mark, QPointF(MARK_X + 6, PADDING_PX + LINE_PX / 2), tokens)
        painter.setPen(color(tokens.ink))
        self._laid_out(self.width()).draw(painter, QPointF(TEXT_X, PADDING_PX))

    def _retell(self) -> None:
        said = [part for part in (self.word().capitalize(), self._view.say) if part]
        self.setAccessibleName(": ".join(said))
        self.setAccessibleDescription(self._view.where)
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> QTextLayout:
        """The idea and the small words after it, broken into lines."""
        tokens = self._theme.tokens
        say, detail = self._view.say, self.detail()
        layout = QTextLayout(f"{say}  {detail}" if detail else say, sans(TEXT_PX))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        idea = QTextCharFormat()
        idea.setForeground(color(tokens.soft if self._view.mark is Mark.MISSED else tokens.ink))
        small = QTextCharFormat()
        small.setFont(sans(SMALL_PX))
        small.setForeground(color(tokens.faint))
        layout.setFormats([_range(0, len(say), idea), _range(len(say), len(detail) + 2, small)])
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, width - TEXT_X - RIGHT_PX))
            line.setPosition(QPointF(0, y + (LINE_PX - line.height()) / 2))
            y += LINE_PX
        layout.endLayout()
        return layout


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made


def _paint_mark(painter: QPainter, mark: Mark, middle: QPointF, tokens: Tokens) -> None:
    """A tick, a half-filled ring, an empty ring, or a dot for what was not judged."""
    painter.save()
    painter.translate(middle)
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
