"""A button that says a sentence in the chosen voice, and stops it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from greenroom.audio.player import Player
from greenroom.errors import UserError
from greenroom.services import Services
from greenroom.speech.errors import Cancelled
from greenroom.ui.background import Background


class SpokenSample(QPushButton):
    """`begun`: it will want the player. `failed` gives the UserError that says why nothing is heard."""

    begun = Signal()
    failed = Signal(object)

    def __init__(
        self, text: str, services: Services, player: Player, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._services = services
        self._player = player
        self._background = background
        self._playing = False
        self._number = 0
        self.clicked.connect(self._press)
        player.finished.connect(self._on_finished)
        player.failed.connect(self._on_failed)
        self._show(text)

    def quieten(self) -> None:
        """Stop, also what is still being prepared."""
        self._number += 1
        if self._playing:
            self._playing = False
            self._player.stop()
        self._show(self._text)

    def _press(self) -> None:
        if self._playing:
            self.quieten()
            return
        self.begun.emit()
        self._number += 1
        number = self._number
        settings = self._services.settings.current
        voice = self._services.voice
        sentence = self.tr("Tell me about a project you are proud of, and what you would do differently today.")
        self._show(self.tr("Preparing…"), enabled=False)
        self._background.run(
            lambda: voice.render(sentence, settings.voice, settings.voice_rate_wpm),
            lambda wav: self._play(wav, number, settings.voice_volume),
            self._on_no_voice,
        )

    def _play(self, wav: Path, number: int, volume: float) -> None:
        if number == self._number:
            self._playing = True
            self._show(self.tr("Stop"))
            self._player.play(wav, volume=volume)

    def _on_no_voice(self, error: Exception) -> None:
        self.quieten()
        if isinstance(error, UserError):
            self.failed.emit(error)
        elif not isinstance(error, Cancelled):
            self._background.failed.emit(error)

    def _on_finished(self) -> None:
        if self._playing:
            self._playing = False
            self._show(self._text)

    def _on_failed(self, error: UserError) -> None:
        if self._playing:
            self._on_finished()
            self.failed.emit(error)

    def _show(self, text: str, *, enabled: bool = True) -> None:
        self.setText(text)
        self.setAccessibleName(text)
        self.setEnabled(enabled)
