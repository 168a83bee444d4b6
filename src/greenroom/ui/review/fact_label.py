"""One fact in the quiet line, with how it is counted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from greenroom.ui.theme import Theme, color, sans

GAP_PX = 22
"""Room to the next fact; part of the label, so that lines of facts can lie closer together than facts."""
PLAIN, STRONG = QFont.Weight.Normal, QFont.Weight.DemiBold


@dataclass(frozen=True)
class Fact:
    """A fact in three parts, the middle one set off: ("longest pause", "2.4 s", ""). counted: how.

    is_apart: it lies outside what is advised, as its words say; the middle part is in the colour for that.
    """

    before: str
    value: str
    after: str
    counted: str
    is_apart: bool = False

    @property
    def sentence(self) -> str:
        return " ".join(part for part in (self.before, self.value, self.after) if part)


class FactLabel(QWidget):
    """The pointer, or the keyboard's focus, shows how the fact is counted."""

    def __init__(self, theme: Theme, fact: Fact) -> None:
        super().__init__()
        self._theme = theme
        self.fact = fact
        parts = ((fact.before, PLAIN), (fact.value, STRONG), (fact.after, PLAIN))
        self._parts = [(text, weight) for text, weight in parts if text]
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(fact.counted)
        self.setAccessibleName(fact.sentence)
        self.setAccessibleDescription(fact.counted)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(sans(13))
        widths = [QFontMetrics(sans(13, weight)).horizontalAdvance(text) for text, weight in self._parts]
        spaces = metrics.horizontalAdvance(" ") * (len(widths) - 1)
        return QSize(sum(widths) + spaces + 4 + GAP_PX, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        metrics = QFontMetrics(sans(13))
        x = 2
        for text, weight in self._parts:
            font = sans(13, weight)
            painter.setFont(font)
            strong = tokens.amber if self.fact.is_apart else tokens.ink
            painter.setPen(color(strong if weight == STRONG else tokens.soft))
            painter.drawText(QPoint(x, 2 + metrics.ascent()), text)
            x += QFontMetrics(font).horizontalAdvance(text) + metrics.horizontalAdvance(" ")
        if self.hasFocus():
            painter.setPen(QPen(color(tokens.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -GAP_PX - 1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), self.fact.counted, self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QToolTip.hideText()
