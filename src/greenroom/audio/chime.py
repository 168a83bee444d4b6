"""The soft tone that says: the microphone hears you, speak."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtMultimedia import QSoundEffect

from greenroom.audio.devices import Devices, device_id
from greenroom.paths import shipped


class Chime(QObject):
    """`play()` sounds at once, the file being held in memory; without a speaker it does nothing."""

    def __init__(self, devices: Devices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = devices
        self._speaker_id = ""
        self._effect: QSoundEffect | None = None  # without a device it would complain
        devices.changed.connect(self._choose_speaker)
        self._choose_speaker()

    @Slot()
    def play(self) -> None:
        if self._effect is not None:
            self._effect.play()

    def set_speaker(self, speaker_id: str) -> None:
        """Sound here from now on; the system's default when the id is empty or gone."""
        self._speaker_id = speaker_id
        self._choose_speaker()

    @Slot()
    def _choose_speaker(self) -> None:
        speaker = self._devices.find_speaker(self._speaker_id)
        if speaker is None:
            return
        if self._effect is None:
            self._effect = QSoundEffect(speaker, self)
            self._effect.setSource(QUrl.fromLocalFile(str(shipped().resources / "sounds" / "cue.wav")))
        elif device_id(self._effect.audioDevice()) != device_id(speaker):
            self._effect.setAudioDevice(speaker)
