"""The widget that draws a recording's wave: it seeks, selects a stretch, shows a part alone, and carries marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.ui.theme import Theme, color
from greenroom.ui.widgets.peaks import Peaks
from greenroom.ui.words import clock

BAR_PX, PITCH_PX = 2, 4
PLAYHEAD_PX = 2
SHORTEST_S = 0.2
"""A selection that is shorter is a click with an unsteady hand."""
KEY_STEP_S = 1.0


class WaveMarkKind(Enum):
    """POINT: a bar along the foot. HESITATION: a small triangle at the top."""

    POINT = auto()
    HESITATION = auto()


@dataclass(frozen=True)
class WaveMark:
    kind: WaveMarkKind
    start_s: float
    end_s: float


class Waveform(QWidget):
    """Draws peaks with a playhead; clicking or dragging asks to hear from there, with Shift it selects.

    Home and End seek, Shift and an arrow stretch the selection, Esc lets go of it; plain arrows are the page's.
    """

    sought = Signal(float)
    """The person wants to be at this second."""
    selected = Signal()
    """The person has selected another stretch, or none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._peaks: Peaks | None = None
        self._columns: list[float] = []
        self._duration_s = 0.0
        self._position_s = 0.0
        self._view: tuple[float, float] | None = None
        self._selection: tuple[float, float] | None = None
        self._anchor_s: float | None = None
        self._dragging = False
        self._marks: Sequence[WaveMark] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Place in the recording"))
        self.setToolTip(self.tr("Drag with Shift to select a stretch."))
        theme.changed.connect(self.update)

    @property
    def duration_s(self) -> float:
        return self._duration_s

    @property
    def position_s(self) -> float:
        return self._position_s

    @property
    def selection_s(self) -> tuple[float, float] | None:
        """From which second to which."""
        return self._selection

    @property
    def view_s(self) -> tuple[float, float]:
        """From which second to which the wave is drawn."""
        return self._view or (0.0, self._duration_s)

    @property
    def is_zoomed(self) -> bool:
        return self._view is not None

    def sizeHint(self) -> QSize:
        return QSize(400, 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 44)

    def clear(self, duration_s: float) -> None:
        """Show a flat line of `duration_s` seconds, without marks or selection, until the peaks are there."""
        self._peaks = None
        self._duration_s = duration_s
        self._marks = ()
        self._selection = None
        self.show_part(None)
        self.set_position(0.0)

    def set_peaks(self, peaks: Peaks) -> None:
        self._peaks = peaks
        self._columns = []
        self._duration_s = peaks.duration_s
        self.set_position(self._position_s)

    def set_marks(self, marks: Sequence[WaveMark]) -> None:
        self._marks = marks
        self.update()

    def set_position(self, position_s: float, *, follow: bool = True) -> None:
        """Move the playhead, without telling anyone. While the person drags it, it is theirs.

        follow: where a part is shown alone, and this second is not in it, show the next part.
        """
        if not self._dragging:
            self._place(position_s)
            if follow:
                self._turn_page()

    def select(self, stretch_s: tuple[float, float] | None) -> None:
        """Select from one second to another, in either order, without telling anyone."""
        if stretch_s is not None:
            low, high = sorted(min(max(0.0, second), self._duration_s) for second in stretch_s)
            stretch_s = (low, high) if high - low >= SHORTEST_S else None
        self._selection = stretch_s
        self._tell_place()
        self.update()

    def show_part(self, part_s: tuple[float, float] | None) -> None:
        """Draw this part alone, as wide as there is room; None: all of the recording."""
        self._view = part_s
        self._columns = []
        self.update()

    def _place(self, position_s: float) -> None:
        self._position_s = min(max(0.0, position_s), self._duration_s)
        self._tell_place()
        self.update()

    def _turn_page(self) -> None:
        if self._view is None or self._view[0] <= self._position_s <= self._view[1]:
            return
        length_s = self._view[1] - self._view[0]
        first_s = min(self._position_s, max(0.0, self._duration_s - length_s))
        self.show_part((first_s, first_s + length_s))

    def _tell_place(self) -> None:
        said = self.tr("{position} of {length}").format(
            position=clock(self._position_s), length=clock(self._duration_s)
        )
        if self._selection is not None:
            first, last = self._selection
            words = self.tr("selected {first} to {last}").format(first=clock(first), last=clock(last))
            said = f"{said}, {words}"
        self.setAccessibleDescription(said)

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        if self._selection is not None:
            left, right = (self._x(second) for second in self._selection)
            painter.fillRect(QRectF(left, 0, right - left, self.height()), color(tokens.accent_soft))
            painter.setPen(QPen(color(tokens.accent), 1))
            painter.drawLines([QLineF(x, 0, x, self.height()) for x in (left, right)])
        self._paint_bars(painter)
        self._paint_marks(painter)
        head = self._x(self._position_s)
        painter.fillRect(int(head), 0, PLAYHEAD_PX, self.height(), color(tokens.accent))
        if self.hasFocus():
            painter.setPen(QPen(color(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_bars(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        middle = self.height() / 2
        count = max(1, self.width() // PITCH_PX)
        if self._peaks is not None and len(self._columns) != count:
            self._columns = self._peaks.columns(count, *self.view_s)
        columns = self._columns or [0.0] * count
        head = self._x(self._position_s)
        heard: list[QLineF] = []
        ahead: list[QLineF] = []
        for index, level in enumerate(columns):
            x = index * PITCH_PX + BAR_PX / 2
            half = max(1.0, level * (middle - 6))
            (heard if x < head else ahead).append(QLineF(x, middle - half, x, middle + half))
        for bars, ink in ((heard, tokens.accent), (ahead, tokens.faint)):
            painter.setPen(QPen(color(ink), BAR_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLines(bars)

    def _paint_marks(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for mark in self._marks:
            left, right = self._x(mark.start_s), self._x(mark.end_s)
            if mark.kind is WaveMarkKind.POINT:
                painter.setBrush(color(tokens.accent))
                painter.drawRect(QRectF(left, self.height() - 3, max(3.0, right - left), 3))
            else:
                x = (left + right) / 2
                painter.setBrush(color(tokens.hesitation))
                painter.drawPolygon(QPolygonF([QPointF(x - 4, 0), QPointF(x + 4, 0), QPointF(x, 5.5)]))
        painter.restore()

    # The person's hands.

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        second = self._second_at(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor_s = second
            self.select(None)
        else:
            self._dragging = True
            self._place(second)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        second = self._second_at(event.position())
        if self._anchor_s is not None:
            self.select((self._anchor_s, second))
        elif self._dragging:
            self._place(second)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._anchor_s is not None:
            self._anchor_s = None
            self.selected.emit()
        elif self._dragging:
            self._dragging = False
            self.sought.emit(self._position_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        arrows = {Qt.Key.Key_Left: -KEY_STEP_S, Qt.Key.Key_Right: KEY_STEP_S}
        if key == Qt.Key.Key_Home:
            self.sought.emit(0.0)
        elif key == Qt.Key.Key_End:
            self.sought.emit(self._duration_s)
        elif key in arrows and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            first, last = self._selection or (self._position_s, self._position_s)
            self.select((first, last + arrows[Qt.Key(key)]))
            self.selected.emit()
        elif key == Qt.Key.Key_Escape and self._selection is not None:
            self.select(None)
            self.selected.emit()
        else:
            super().keyPressEvent(event)

    def _x(self, second: float) -> float:
        first, last = self.view_s
        return (second - first) / (last - first) * (self.width() - PLAYHEAD_PX) if last > first else 0.0

    def _second_at(self, place: QPointF) -> float:
        first, last = self.view_s
        share = min(max(0.0, place.x() / max(1, self.width() - PLAYHEAD_PX)), 1.0)
        return first + share * (last - first)
