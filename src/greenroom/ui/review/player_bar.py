"""Hears a take again: play and pause, the waveform with its marks, the clock, the rate, a stretch over and over."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from greenroom.audio.player import Player
from greenroom.ui.background import Background
from greenroom.ui.review.play_button import PlayButton
from greenroom.ui.theme import Theme, sans
from greenroom.ui.widgets.peaks import Peaks, read_peaks
from greenroom.ui.widgets.plain import button, label
from greenroom.ui.widgets.waveform import Waveform
from greenroom.ui.words import clock

RATES = (0.75, 1.0, 1.25, 1.5, 2.0)
STEP_S = 5.0
"""How far the arrows go; also what is heard over and over where nothing is selected."""
CLOSE_UP_S = 20.0


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
        self.loop_button = self._toggle(self.tr("Loop"), "L", self.loop)
        self.loop_button.setToolTip(self.tr("Hear the selected stretch, or the last 5 seconds, over and over"))
        self.zoom_button = self._toggle(self.tr("Zoom"), "Z", self.zoom)
        self.zoom_button.setToolTip(self.tr("Show the selected stretch, or 20 seconds, as wide as there is room"))
        self.waveform.selected.connect(self._on_selected)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.play_button)
        row.addWidget(self.waveform, 1)
        row.addWidget(self.clock)
        for each in (self.rate_button, self.loop_button, self.zoom_button):
            row.addWidget(each)
        player.started.connect(self._on_started)
        player.position.connect(self._on_position)
        player.finished.connect(self._on_finished)
        player.failed.connect(self._on_failed)
        self._show_rate()
        self._show_state()

    def _toggle(self, name: str, key: str, act: Callable[[bool], None]) -> QPushButton:
        made = button(name, "pill", key)
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.toggled.connect(act)
        return made

    @property
    def state(self) -> Playing:
        return self._state

    def load(self, path: Path | None, duration_s: float) -> None:
        """Show the recording in `path`, None for none; its waveform follows when it has been read."""
        self.release()
        self._path = path
        self.zoom_button.setChecked(False)
        self.waveform.clear(duration_s)
        self._show_clock()
        if path is not None:
            self._read_peaks(path)

    def follow(self, path: Path) -> None:
        """The recording shown is at this path now; what plays goes on."""
        self._path = path
        self._read_peaks(path)

    def _read_peaks(self, path: Path) -> None:
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
        self.loop_button.setChecked(False)
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

    def loop(self, is_on: bool) -> None:
        """Hear the selection over and over, or no longer; without one the last seconds are selected."""
        if not is_on or self._path is None:
            return
        if self.waveform.selection_s is None:
            end_s = max(self.waveform.position_s, min(STEP_S, self.waveform.duration_s))
            self.waveform.select((end_s - STEP_S, end_s))
        if (selection := self.waveform.selection_s) is not None:
            self.play_from(selection[0])

    def zoom(self, is_on: bool) -> None:
        """Show the selection alone, or what is around the place; or all of the recording again."""
        whole_s, here_s = self.waveform.duration_s, self.waveform.position_s
        if is_on and whole_s > 0:
            first_s = min(max(0.0, here_s - CLOSE_UP_S / 2), max(0.0, whole_s - CLOSE_UP_S))
            around = (first_s, min(whole_s, first_s + CLOSE_UP_S))
            self.waveform.show_part(self.waveform.selection_s or around)
        else:
            self.waveform.show_part(None)

    @property
    def _looped_s(self) -> tuple[float, float] | None:
        return self.waveform.selection_s if self.loop_button.isChecked() else None

    def _on_selected(self) -> None:
        if self.waveform.selection_s is None:
            self.loop_button.setChecked(False)
        elif self.loop_button.isChecked():
            self.loop(True)

    # What the player reports. It plays for others too: only what was asked for here counts.

    def _on_started(self) -> None:
        if self._state is Playing.STARTING:
            self._set_state(Playing.PLAYING)

    def _on_position(self, position_s: float) -> None:
        if self._state is not Playing.PLAYING:
            return
        looped = self._looped_s
        if looped is not None and position_s >= looped[1]:
            position_s = looped[0]
            self._player.seek(position_s)
        self._move_to(position_s)
        self.heard.emit(position_s)

    def _on_finished(self) -> None:
        if self._state is Playing.STOPPED:
            return
        if (looped := self._looped_s) is not None:
            self._set_state(Playing.STOPPED)
            self.play_from(looped[0])
        else:
            self._player.set_rate(1.0)
            self._stopped()

    def _on_failed(self, error: object) -> None:
        if self._state is not Playing.STOPPED:
            self._player.set_rate(1.0)
            self._stopped()
            self.failed.emit(error)

    def _stopped(self) -> None:
        self._set_state(Playing.STOPPED)
        self._move_to(0.0, follow=False)
        self.heard.emit(None)

    def _move_to(self, position_s: float, *, follow: bool = True) -> None:
        self.waveform.set_position(position_s, follow=follow)
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
