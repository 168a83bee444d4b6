"""Plays questions and takes: starts, stops and replays at once, at any rate and from any moment."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

from greenroom.audio.devices import Devices, device_id
from greenroom.audio.errors import CannotPlay, NoSpeaker
from greenroom.errors import UserError
from greenroom.speech.take import HEADER_BYTES

_Status = QMediaPlayer.MediaStatus

# Bluetooth speakers need a second or two to wake up; a speaker that has not begun by then never will.
_FIRST_SOUND_WITHIN_MS = 5000


class Player(QObject):
    """One sound at a time: `play` ends what is playing. Times are seconds of the file, whatever the rate.

    Every `play` is answered by `started`, then `finished`; by `failed`; or by nothing more once `stop` is called.
    """

    started = Signal()
    """The first sound is out."""
    position = Signal(float)
    """Where the playing is, several times a second."""
    finished = Signal()
    """The file is played to its end."""
    failed = Signal(object)
    """A `UserError`: no speaker, or a file that cannot be read."""

    def __init__(self, devices: Devices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = devices
        self._speaker_id = ""
        self._output = QAudioOutput(self)
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(self._output)
        self._player.setPitchCompensation(True)  # whether it is on by default differs by system
        self._path: Path | None = None
        self._from_ms = 0
        self._is_waiting_to_load = False
        self._is_waiting_for_sound = False
        self._patience = QTimer(self, singleShot=True, interval=_FIRST_SOUND_WITHIN_MS)
        self._patience.timeout.connect(self._on_no_sound)
        self._player.positionChanged.connect(self._on_position)
        self._player.mediaStatusChanged.connect(self._on_status)
        self._player.errorOccurred.connect(self._on_error)
        devices.changed.connect(self._choose_speaker)

    @property
    def is_playing(self) -> bool:
        return self._player.isPlaying()

    @property
    def position_s(self) -> float:
        return self._player.position() / 1000

    @property
    def duration_s(self) -> float:
        """Length of the file; 0 until it is loaded."""
        return self._player.duration() / 1000

    def preload(self, path: Path) -> None:
        """Open a file ahead, so that the next `play` of it starts at once. Does nothing while something plays."""
        if not self.is_playing and not self._is_waiting_to_load and path.is_file():
            self._load(path)

    def play(self, path: Path, *, from_s: float = 0.0, volume: float = 1.0) -> None:
        """Play a file from `from_s`; volume from 0 to 1, as loudness is heard."""
        self.stop()
        if self._devices.find_speaker(self._speaker_id) is None:
            self._fail(NoSpeaker())
            return
        if not path.is_file():
            self._fail(CannotPlay(path.name, "The file is not there."))
            return
        if path.stat().st_size <= HEADER_BYTES:  # Qt would load it and then say nothing more
            self._fail(CannotPlay(path.name, "There is no sound in it."))
            return
        self._output.setVolume(volume)
        self._from_ms = round(from_s * 1000)
        self._is_waiting_to_load = self._is_waiting_for_sound = True
        self._patience.start()
        if path != self._path:
            self._load(path)
        self._play_if_loaded()

    def pause(self) -> None:
        self._patience.stop()
        self._player.pause()

    def resume(self) -> None:
        """Go on after `pause`."""
        if self._player.playbackState() == QMediaPlayer.PlaybackState.PausedState:
            self._player.play()

    def stop(self) -> None:
        """Silence at once; the file stays loaded."""
        self._is_waiting_to_load = self._is_waiting_for_sound = False
        self._patience.stop()
        self._player.stop()

    def seek(self, to_s: float) -> None:
        """Go on from this moment of the file."""
        self._player.setPosition(round(to_s * 1000))

    def set_rate(self, rate: float) -> None:
        """Play slower or faster than recorded, at the same pitch; holds for later files too.

        At other rates than 1 Qt drops the last 0.15 s, which in a take is tail.
        """
        self._player.setPlaybackRate(rate)

    def set_speaker(self, speaker_id: str) -> None:
        """Play here from now on; the system's default when the id is empty or gone."""
        self._speaker_id = speaker_id
        self._choose_speaker()

    def _load(self, path: Path) -> None:
        self._path = path
        self._player.setSource(QUrl.fromLocalFile(str(path)))

    def _play_if_loaded(self) -> None:
        loaded = (_Status.LoadedMedia, _Status.BufferedMedia, _Status.EndOfMedia)
        if self._is_waiting_to_load and self._player.mediaStatus() in loaded:
            self._is_waiting_to_load = False
            self._player.setPosition(self._from_ms)
            self._player.play()

    def _fail(self, error: UserError) -> None:
        self.stop()
        self._path = None
        QTimer.singleShot(0, self, lambda: self.failed.emit(error))

    @Slot()
    def _choose_speaker(self) -> None:
        speaker = self._devices.find_speaker(self._speaker_id)
        if speaker is not None and device_id(speaker) != device_id(self._output.device()):
            self._output.setDevice(speaker)

    @Slot("qint64")
    def _on_position(self, position_ms: int) -> None:
        if self._is_waiting_for_sound and self.is_playing and position_ms > self._from_ms:
            self._is_waiting_for_sound = False
            self._patience.stop()
            self.started.emit()
        self.position.emit(position_ms / 1000)

    @Slot(_Status)
    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status == _Status.EndOfMedia and not self._is_waiting_to_load:
            self._is_waiting_for_sound = False
            self._patience.stop()
            self.finished.emit()
        else:
            self._play_if_loaded()

    @Slot()
    def _on_no_sound(self) -> None:
        name = self._path.name if self._path is not None else "The sound"
        self._fail(CannotPlay(name, "The speaker does not take it.", "Choose another speaker in Settings."))

    @Slot(QMediaPlayer.Error, str)
    def _on_error(self, _: QMediaPlayer.Error, reason: str) -> None:
        name = self._path.name if self._path is not None else "The sound"
        was_wanted = self._is_waiting_to_load or self._is_waiting_for_sound or self.is_playing
        self._path = None
        if was_wanted:
            self._fail(CannotPlay(name, f"It cannot be read as sound ({reason})."))
