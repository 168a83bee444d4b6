"""One point of a strong answer: a mark that the person can set, the idea, and where it was heard."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from greenroom.review.status import Status
from greenroom.ui.review.point_mark import Mark, paint_mark
from greenroom.ui.theme import Theme, color, sans

TEXT_PX, SMALL_PX = 15, 13
LINE_PX = 22.0
MARK_X, TEXT_X, RIGHT_PX, PADDING_PX = 12, 36, 12, 7
NO_BREAK = "\N{NO-BREAK SPACE}"
TICK_KEYS: dict[Qt.Key, Status | None] = {
    Qt.Key.Key_C: Status.COVERED,
    Qt.Key.Key_P: Status.PARTLY,
    Qt.Key.Key_M: Status.MISSED,
    Qt.Key.Key_Backspace: None,
    Qt.Key.Key_Delete: None,
}


@dataclass(frozen=True)
class PointView:
    """What a row shows. `where` is said when the row is selected: the seconds and the words that earned it.

    mark: the person's own tick where `is_own`, else what was heard. heard: what the ear makes of it.
    """

    say: str
    mark: Mark = Mark.UNKNOWN
    where: str = ""
    is_own: bool = False
    heard: Mark = Mark.UNKNOWN
    is_typed: bool = False


class PointRow(QAbstractButton):
    """A row that can be selected by mouse, Tab and Space; its mark has a shape and a word, not a colour alone.

    A click on the mark, a letter or the context menu sets it. The text is painted, not set: a button's own text
    would read an “&” as a key.
    """

    ticked = Signal(object)
    """The person's own Status for this point; None goes back to what was heard."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = PointView("")
        self._heights: dict[int, int] = {}
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
            Mark.MISSED: self._missed(),
        }[self._view.mark]

    def _missed(self) -> str:
        if self._view.is_own:
            return self.tr("missed")
        return self.tr("not found") if self._view.is_typed else self.tr("not heard")

    def detail(self) -> str:
        """The small words after the idea: where it was heard when it is selected, and whose tick it is."""
        is_short = self._view.mark in (Mark.PARTLY, Mark.MISSED)
        said = self._view.where if self.isChecked() else ""
        words = [said or (self.word() if is_short else ""), self.tr("your tick") if self._view.is_own else ""]
        return " · ".join(part if part == said else part.replace(" ", NO_BREAK) for part in words if part)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, int(LINE_PX) + 2 * PADDING_PX)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # layouts ask for the same few again and again
            self._heights[width] = int(self._laid_out(width).boundingRect().height()) + 2 * PADDING_PX
        return self._heights[width]

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
        middle = QPointF(MARK_X + 6, PADDING_PX + LINE_PX / 2)
        paint_mark(painter, self._view.mark, middle, tokens, is_own=self._view.is_own)
        painter.setPen(color(tokens.ink))
        self._laid_out(self.width()).draw(painter, QPointF(TEXT_X, PADDING_PX))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() < TEXT_X - 2:
            self.ticked.emit(self._next_tick())
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() or event.isAutoRepeat() or key not in TICK_KEYS:
            super().keyPressEvent(event)
        else:
            self.ticked.emit(TICK_KEYS[key])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self._menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        names = {
            Status.COVERED: self.tr("Covered") + "\tC",
            Status.PARTLY: self.tr("Partly") + "\tP",
            Status.MISSED: self.tr("Missed") + "\tM",
            None: (self.tr("As heard") if self._view.heard is not Mark.UNKNOWN else self.tr("No tick")) + "\t⌫",
        }
        for status, name in names.items():
            menu.addAction(name).triggered.connect(lambda _=False, status=status: self.ticked.emit(status))
        return menu

    def _next_tick(self) -> Status | None:
        """What a click on the mark makes of it: round the three, where what was heard is no tick of one's own."""
        order = [Mark.COVERED, Mark.PARTLY, Mark.MISSED]
        if self._view.heard is Mark.UNKNOWN:
            order.append(Mark.UNKNOWN)
        now = order.index(self._view.mark) if self._view.mark in order else -1
        following = order[(now + 1) % len(order)]
        return None if following is self._view.heard else Status(following.value)

    def _retell(self) -> None:
        self._heights.clear()
        own = self.tr("your tick") if self._view.is_own else ""
        mark = ", ".join(part for part in (self.word().capitalize(), own) if part)
        self.setAccessibleName(": ".join(part for part in (mark, self._view.say) if part))
        keys = self.tr("C covered, P partly, M missed, Backspace as heard.")
        self.setAccessibleDescription(" ".join(part for part in (self._view.where, keys) if part))
        self.setToolTip(self._view.where)
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
