"""Asks: a question is rendered to speech, played, and shown as loud as it sounds; the next is rendered ahead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from greenroom.audio.player import Player
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.practice.loudness import STEP_S, loudness


@dataclass(frozen=True)
class Spoken:
    """A question as sound. loudness: dBFS of each `STEP_S`."""

    path: Path
    loudness: list[float]


class Interviewer(QObject):
    """Every `ask` is answered by `sounded` and then `ended`, by `failed`, or, after `hush`, by nothing more.

    sounded(): the first sound is out. ended(): the question has been read. failed(Exception): it cannot be read.
    level(float): how loud the voice is now, dBFS.
    """

    sounded = Signal()
    ended = Signal()
    failed = Signal(object)
    level = Signal(float)

    def __init__(
        self, services: Services, player: Player, speech: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._speech = speech
        self._asked = 0  # a rendering that arrives after the next question was asked is dropped by this count
        self._loudness: list[float] = []
        self._player = player
        player.setParent(self)
        self._player.set_speaker(services.settings.current.speaker)
        self._player.started.connect(self._on_sound)
        self._player.finished.connect(self.ended)
        self._player.failed.connect(self.failed)
        self._beat = QTimer(self)
        self._beat.setInterval(int(STEP_S * 1000))
        self._beat.timeout.connect(self._show_loudness)

    def ask(self, prompt: str) -> None:
        """Read `prompt` aloud; what was being read stops."""
        self.hush()
        asked = self._asked
        volume = self._services.settings.current.voice_volume

        def rendered(spoken: Spoken) -> None:
            if asked == self._asked:
                self._loudness = spoken.loudness
                self._player.play(spoken.path, volume=volume)

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self.failed.emit(error)

        self._render(prompt, rendered, failed)

    def prepare(self, prompt: str) -> None:
        """Render `prompt` ahead. A failure shows when it is asked."""
        self._render(prompt, lambda _: None, lambda _: None)

    def hush(self) -> None:
        """Silence at once."""
        self._asked += 1
        self._beat.stop()
        self._player.stop()

    def _render(self, prompt: str, done: Callable[[Spoken], None], failed: Callable[[Exception], None]) -> None:
        settings, voice = self._services.settings.current, self._services.voice

        def work() -> Spoken:
            path = voice.render(prompt, settings.voice, settings.voice_rate_wpm)
            return Spoken(path, loudness(path))

        self._speech.run(work, done, failed)

    def _on_sound(self) -> None:
        self._beat.start()
        self.sounded.emit()

    def _show_loudness(self) -> None:
        moment = int(self._player.position_s / STEP_S)
        if moment < len(self._loudness):
            self.level.emit(self._loudness[moment])
        else:
            self._beat.stop()
