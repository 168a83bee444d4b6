"""Which microphones and speakers there are, as the system names them, and when that changes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices

from greenroom.audio.pulse import ask_for_room, pulled_out


@dataclass(frozen=True)
class Device:
    """A microphone or speaker. `id` stays the same over restarts and plugging; `name` is for people."""

    id: str
    name: str
    is_default: bool


class Devices(QObject):
    """The list follows plugging and unplugging."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        ask_for_room()
        self._media = QMediaDevices(self)
        self._media.audioInputsChanged.connect(self.changed)
        self._media.audioOutputsChanged.connect(self.changed)

    def microphones(self) -> list[Device]:
        return [_described(device) for device in _present(QMediaDevices.audioInputs())]

    def speakers(self) -> list[Device]:
        return [_described(device) for device in _present(QMediaDevices.audioOutputs())]

    def find_microphone(self, wanted_id: str, wanted_name: str = "") -> QAudioDevice | None:
        """The microphone with this id, or else with this name, which stays when a device comes back as another.

        The system's default when both are empty or gone; None when there is none.
        """
        return _find(wanted_id, wanted_name, _present(QMediaDevices.audioInputs()))

    def find_speaker(self, wanted_id: str) -> QAudioDevice | None:
        """The speaker with this id; the system's default when it is empty or gone; None when there is none."""
        return _find(wanted_id, "", _present(QMediaDevices.audioOutputs()))


def device_id(device: QAudioDevice) -> str:
    """The id that settings remember."""
    return device.id().toStdString()


def _described(device: QAudioDevice) -> Device:
    return Device(device_id(device), device.description(), device.isDefault())


def _present(devices: list[QAudioDevice]) -> list[QAudioDevice]:
    """Without those that Qt has not noticed to be gone."""
    every = [*QMediaDevices.audioInputs(), *QMediaDevices.audioOutputs()]
    gone = pulled_out(device_id(device) for device in every)
    return [device for device in devices if device_id(device) not in gone]


def _find(wanted_id: str, wanted_name: str, devices: list[QAudioDevice]) -> QAudioDevice | None:
    def distance(device: QAudioDevice) -> tuple[bool, bool, bool]:
        return device_id(device) != wanted_id, device.description() != wanted_name, not device.isDefault()

    return min(devices, key=distance, default=None)
