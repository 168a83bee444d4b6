"""The soft tone that says: the microphone hears you, speak."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl
from PySide6.QtMultimedia import QSoundEffect

from greenroom.audio.devices import Devices
from greenroom.paths import bundled


class Chime(QSoundEffect):
    """`play()` sounds at once, the file being held in memory; without a speaker it does nothing."""

    def __init__(self, devices: Devices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = devices
        self.setSource(QUrl.fromLocalFile(str(bundled("resources", "sounds", "cue.wav"))))

    def set_speaker(self, device_id: str) -> None:
        """Sound here from now on; the system's default when the id is empty or gone."""
        speaker = self._devices.find_speaker(device_id)
        if speaker is not None:
            self.setAudioDevice(speaker)
