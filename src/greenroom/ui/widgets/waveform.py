"""The waveform of a recording: its peaks, read as a stream, and the widget that draws them and seeks."""

from __future__ import annotations

import wave
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLineF, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.ui.theme import Theme, color
from greenroom.ui.words import clock

SLICES = 2000
"""As many peaks as a wide screen can show; a narrower one shows the highest of several."""
QUIET = 0.05
"""The wave is scaled to its loudest peak, but never as if less than this were loud: silence stays flat."""
BAR_PX, PITCH_PX = 2, 4
PLAYHEAD_PX = 2


@dataclass(frozen=True)
class Peaks:
    """The loudest sample (0 to 1) of each of equally long slices of a recording of `duration_s` seconds."""

    levels: tuple[float, ...]
    duration_s: float

    def columns(self, count: int) -> list[float]:
        """The levels as `count` columns, each the highest of its share, scaled so that the loudest is 1."""
        if not self.levels or count <= 0:
            return []
        loudest = max(QUIET, *self.levels)
        size = len(self.levels)
        made = []
        for column in range(count):
            first = column * size // count
            last = max(first + 1, (column + 1) * size // count)
            made.append(max(self.levels[first:last]) / loudest)
        return made


def read_peaks(path: Path, slices: int = SLICES) -> Peaks:
    """The peaks of a WAV file of 16-bit samples, read in small blocks: about 0.1 s for ten minutes at 16 kHz.

    Raises OSError, or ValueError for what is no such file. Not for the GUI thread.
    """
    import numpy  # not needed before a recording is shown

    try:
        with wave.open(str(path), "rb") as file:
            if file.getsampwidth() != 2:
                raise ValueError(f"{path} has samples of {8 * file.getsampwidth()} bits, not 16")
            rate, channels = file.getframerate(), file.getnchannels()
            frames_a_slice = max(1, -(-file.getnframes() // slices))
            levels: list[float] = []
            frames = 0
            while block := file.readframes(frames_a_slice * 50):
                whole_frames = len(block) // (2 * channels)  # a file cut short may end inside one
                if not whole_frames:
                    break
                samples = numpy.frombuffer(block, dtype="<i2", count=whole_frames * channels).astype(numpy.int32)
                starts = numpy.arange(0, len(samples), frames_a_slice * channels)
                levels += (numpy.maximum.reduceat(numpy.abs(samples), starts) / 32768).tolist()
                frames += whole_frames
    except (wave.Error, EOFError) as error:
        raise ValueError(f"{path} is no WAV file that can be read: {error}") from error
    return Peaks(tuple(levels), frames / rate)


class Waveform(QWidget):
    """Draws peaks with a playhead; clicking or dragging asks to hear from there.

    Home and End seek too; the arrow keys are the page's.
    """

    sought = Signal(float)
    """The person wants to be at this second."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._peaks: Peaks | None = None
        self._columns: list[float] = []
        self._duration_s = 0.0
        self._position_s = 0.0
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Place in the recording"))
        theme.changed.connect(self.update)

    @property
    def duration_s(self) -> float:
        return self._duration_s

    @property
    def position_s(self) -> float:
        return self._position_s

    def sizeHint(self) -> QSize:
        return QSize(400, 44)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 44)

    def clear(self, duration_s: float) -> None:
        """Show a flat line of `duration_s` seconds until the peaks are there."""
        self._peaks = None
        self._columns = []
        self._duration_s = duration_s
        self.set_position(0.0)

    def set_peaks(self, peaks: Peaks) -> None:
        self._peaks = peaks
        self._columns = []
        self._duration_s = peaks.duration_s
        self.set_position(self._position_s)

    def set_position(self, position_s: float) -> None:
        """Move the playhead, without telling anyone. While the person drags it, it is theirs."""
        if not self._dragging:
            self._place(position_s)

    def _place(self, position_s: float) -> None:
        self._position_s = min(max(0.0, position_s), self._duration_s)
        self.setAccessibleDescription(
            self.tr("{position} of {length}").format(
                position=clock(self._position_s), length=clock(self._duration_s)
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        middle = self.height() / 2
        count = max(1, self.width() // PITCH_PX)
        if self._peaks is not None and len(self._columns) != count:
            self._columns = self._peaks.columns(count)
        columns = self._columns or [0.0] * count
        head = self._position_s / self._duration_s * (self.width() - PLAYHEAD_PX) if self._duration_s > 0 else 0.0
        heard: list[QLineF] = []
        ahead: list[QLineF] = []
        for index, level in enumerate(columns):
            x = index * PITCH_PX + BAR_PX / 2
            half = max(1.0, level * (middle - 4))
            (heard if x < head else ahead).append(QLineF(x, middle - half, x, middle + half))
        for bars, ink in ((heard, tokens.accent), (ahead, tokens.faint)):
            painter.setPen(QPen(color(ink), BAR_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLines(bars)
        painter.fillRect(int(head), 0, PLAYHEAD_PX, self.height(), color(tokens.accent))
        if self.hasFocus():
            painter.setPen(QPen(color(tokens.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            self._place(self._second_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._place(self._second_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self.sought.emit(self._position_s)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.sought.emit(0.0)
        elif event.key() == Qt.Key.Key_End:
            self.sought.emit(self._duration_s)
        else:
            super().keyPressEvent(event)

    def _second_at(self, place: QPointF) -> float:
        share = min(max(0.0, place.x() / max(1, self.width() - PLAYHEAD_PX)), 1.0)
        return share * self._duration_s
