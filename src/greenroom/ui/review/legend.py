"""The legend beneath a transcript: what each mark means, how many there are, and whether it shows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from greenroom.speech.transcript import Transcript
from greenroom.ui.review.marks import paint_mark_of
from greenroom.ui.review.reading import ALL_MARKS, MarkKind, count_marks
from greenroom.ui.theme import Theme, color, sans
from greenroom.ui.widgets.flow import FlowLayout
from greenroom.ui.widgets.plain import button

SMALL_PX, SAMPLE_PX, GAP_PX, HEIGHT_PX = 13, 26, 8, 28


class Legend(QWidget):
    """A toggle for each kind of mark, and the way back from a correction where there is one."""

    changed = Signal(object)
    """The MarkKinds that are to show, as a frozenset."""
    undo_wanted = Signal()
    """Take the newest correction back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = FlowLayout(4)
        self.setLayout(self._row)
        self.toggles = {kind: MarkToggle(theme, kind) for kind in MarkKind}
        for toggle in self.toggles.values():
            toggle.toggled.connect(lambda _: self.changed.emit(self.shown))
            self._row.addWidget(toggle)
        self.undo = button(self.tr("Undo"), "link", "Ctrl+Z")
        self.undo.setAccessibleName(self.tr("Undo the newest correction"))
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.undo.clicked.connect(self.undo_wanted)
        self._row.addWidget(self.undo)
        self.hide()

    @property
    def shown(self) -> frozenset[MarkKind]:
        return ALL_MARKS - {kind for kind, toggle in self.toggles.items() if not toggle.isChecked()}

    def show_counts(self, transcript: Transcript | None, corrections: int) -> None:
        """The marks of `transcript`; one that it does not have needs no legend."""
        counted = count_marks(transcript) if transcript is not None else {}
        for kind, toggle in self.toggles.items():
            toggle.setVisible(counted.get(kind, 0) > 0)
            toggle.show_count(counted.get(kind, 0))
        self.undo.setVisible(corrections > 0)
        self.setVisible(any(counted.values()) or corrections > 0)


class MarkToggle(QAbstractButton):
    """A sample of a mark and its name; struck through while the mark is hidden."""

    def __init__(self, theme: Theme, kind: MarkKind) -> None:
        super().__init__()
        self._theme = theme
        self._kind = kind
        self._count = 0
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def words(self) -> str:
        one, many = {
            MarkKind.FILLER: (self.tr("filler"), self.tr("fillers")),
            MarkKind.HESITATION: (self.tr("hesitation"), self.tr("hesitations")),
            MarkKind.PAUSE: (self.tr("pause from 2 s"), self.tr("pauses from 2 s")),
        }[self._kind]
        return f"{self._count} {one if self._count == 1 else many}"

    def show_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(self.tr("Mark {what}").format(what=self.words()))
        self.setToolTip(
            {
                MarkKind.FILLER: self.tr("Fillers that were written down, such as “you know”."),
                MarkKind.HESITATION: self.tr("A voice with no word over it, probably “um” or “uh”."),
                MarkKind.PAUSE: self.tr("Silence of 2 seconds or more."),
            }[self._kind]
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            SAMPLE_PX + GAP_PX + QFontMetrics(sans(SMALL_PX)).horizontalAdvance(self.words()) + 6, HEIGHT_PX
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        box = QRectF(3, middle - 7, SAMPLE_PX - 4, 13)
        if self._kind is MarkKind.FILLER:
            box.moveTop(middle - 11)
        if self.isChecked():
            paint_mark_of(self._kind, painter, box, tokens)
        else:
            painter.setPen(QPen(color(tokens.faint), 1))
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.right(), middle))
        font = sans(SMALL_PX)
        font.setStrikeOut(not self.isChecked())
        painter.setFont(font)
        painter.setPen(color(tokens.soft if self.isChecked() else tokens.faint))
        words = QRectF(SAMPLE_PX + GAP_PX, 0, self.width(), self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.words())
        if self.hasFocus():
            painter.setPen(QPen(color(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
