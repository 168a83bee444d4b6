"""Hears a take again: play and pause, the waveform, the clock, the rate; the facts are in a line beneath."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from greenroom.audio.player import Player
from greenroom.ui.background import Background
from greenroom.ui.theme import Theme, color, sans
from greenroom.ui.widgets.plain import button, label
from greenroom.ui.widgets.waveform import Peaks, Waveform, read_peaks
from greenroom.ui.words import clock

RATES = (0.75, 1.0, 1.25, 1.5, 2.0)
STEP_S = 5.0


class Playing(Enum):
    STOPPED = auto()
    STARTING = auto()  # asked for; no sound yet
    PLAYING = auto()
    PAUSED = auto()


class PlayerBar(QWidget):
    """Plays one recording at a time through the shared player, and lets go of it with `release`."""

    heard = Signal(object)
    """The second of the recording that is heard now; None when nothing plays or is paused any more."""
    failed = Signal(object)
    """A UserError from the player, for a recording played here."""

    def __init__(self, theme: Theme, player: Player, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._player = player
        self._background = background
        self._path: Path | None = None
        self._state = Playing.STOPPED
        self._rate = 1.0
        self.play_button = PlayButton(theme)
        self.play_button.clicked.connect(self.toggle)
        self.waveform = Waveform(theme)
        self.waveform.sought.connect(self.seek)
        self.clock = label(kind="small")
        self.clock.setFont(sans(13, tabular=True))
        self.rate_button = button("", "link")
        self.rate_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.rate_button.setToolTip(self.tr("How fast the recording plays"))
        self.rate_button.clicked.connect(self.next_rate)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.play_button)
        row.addWidget(self.waveform, 1)
        row.addWidget(self.clock)
        row.addWidget(self.rate_button)
        player.started.connect(self._on_started)
        player.position.connect(self._on_position)
        player.finished.connect(self._on_finished)
        player.failed.connect(self._on_failed)
        self._show_rate()
        self._show_state()

    @property
    def state(self) -> Playing:
        return self._state

    def load(self, path: Path | None, duration_s: float) -> None:
        """Show the recording in `path`, None for none; its waveform follows when it has been read."""
        self.release()
        self._path = path
        self.waveform.clear(duration_s)
        self._show_clock()
        if path is None:
            return

        def show(peaks: Peaks) -> None:
            if self._path == path:
                self.waveform.set_peaks(peaks)
                self._show_clock()

        def unreadable(_: Exception) -> None:
            """The wave stays flat; whether it can be played, the player will say."""

        self._background.run(lambda: read_peaks(path), show, unreadable)

    def release(self) -> None:
        """Stop, go back to the start, and leave the player as it was found."""
        if self._state is not Playing.STOPPED:
            self._player.stop()
            self._player.set_rate(1.0)
        self._stopped()

    def toggle(self) -> None:
        """Play, pause or go on."""
        match self._state:
            case Playing.STOPPED:
                self.play_from(self.waveform.position_s)
            case Playing.STARTING:
                self._player.stop()
                self._set_state(Playing.STOPPED)
            case Playing.PLAYING:
                self._player.pause()
                self._set_state(Playing.PAUSED)
            case Playing.PAUSED:
                self._player.resume()
                self._set_state(Playing.PLAYING)

    def pause(self) -> None:
        """Be silent where the recording is; what does not play stays as it is."""
        if self._state in (Playing.STARTING, Playing.PLAYING):
            self.toggle()

    def play_from(self, position_s: float) -> None:
        """Be heard from this second on, whatever was going on."""
        if self._path is None:
            return
        self._move_to(position_s)
        if self._state is Playing.PLAYING:
            self._player.seek(position_s)
        else:
            self._set_state(Playing.STARTING)
            self._player.set_rate(self._rate)
            self._player.play(self._path, from_s=position_s)

    def seek(self, position_s: float) -> None:
        """Go to this second; what is silent stays silent."""
        position_s = min(max(0.0, position_s), self.waveform.duration_s)
        self._move_to(position_s)
        match self._state:
            case Playing.STARTING:
                self.play_from(position_s)
            case Playing.PLAYING | Playing.PAUSED:
                self._player.seek(position_s)

    def seek_by(self, seconds: float) -> None:
        self.seek(self.waveform.position_s + seconds)

    def next_rate(self) -> None:
        self._rate = RATES[(RATES.index(self._rate) + 1) % len(RATES)]
        if self._state is not Playing.STOPPED:
            self._player.set_rate(self._rate)
        self._show_rate()

    # What the player reports. It plays for others too: only what was asked for here counts.

    def _on_started(self) -> None:
        if self._state is Playing.STARTING:
            self._set_state(Playing.PLAYING)

    def _on_position(self, position_s: float) -> None:
        if self._state is Playing.PLAYING:
            self._move_to(position_s)
            self.heard.emit(position_s)

    def _on_finished(self) -> None:
        if self._state is not Playing.STOPPED:
            self._player.set_rate(1.0)
            self._stopped()

    def _on_failed(self, error: object) -> None:
        if self._state is not Playing.STOPPED:
            self._player.set_rate(1.0)
            self._stopped()
            self.failed.emit(error)

    def _stopped(self) -> None:
        self._set_state(Playing.STOPPED)
        self._move_to(0.0)
        self.heard.emit(None)

    def _move_to(self, position_s: float) -> None:
        self.waveform.set_position(position_s)
        self._show_clock()

    def _set_state(self, state: Playing) -> None:
        self._state = state
        self._show_state()

    def _show_state(self) -> None:
        self.play_button.show_playing(self._state in (Playing.STARTING, Playing.PLAYING))

    def _show_clock(self) -> None:
        self.clock.setText(f"{clock(self.waveform.position_s)} / {clock(self.waveform.duration_s)}")

    def _show_rate(self) -> None:
        self.rate_button.setText(f"{self._rate:g}×")
        self.rate_button.setAccessibleName(self.tr("Rate {rate}").format(rate=f"{self._rate:g}"))


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
