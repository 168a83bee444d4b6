"""A choice of microphone or speaker that follows plugging and keeps a choice that is unplugged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from greenroom.audio.devices import Device, Devices
from greenroom.ui.widgets.choice import Choice


class DeviceChoice(Choice):
    """`chosen` gives id and name of what the person chose, both empty for "what the system prefers"."""

    chosen = Signal(str, str)

    def __init__(
        self,
        devices: Devices,
        list_devices: Callable[[], list[Device]],
        chosen_id: str,
        chosen_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._list_devices = list_devices
        self._chosen_id = chosen_id
        self._chosen_name = chosen_name
        devices.changed.connect(self.refresh)
        self.activated.connect(self._choose)
        self.refresh()

    def refresh(self) -> None:
        """Offer what is plugged in now."""
        plugged = self._list_devices()
        names = {device.id: device.name for device in plugged}
        if self._chosen_id and self._chosen_id not in names:  # it may have come back under another id
            same = [device.id for device in plugged if device.name == self._chosen_name]
            self._chosen_id = same[0] if same else self._chosen_id
        self._chosen_name = names.get(self._chosen_id, self._chosen_name if self._chosen_id else "")
        default = next((device.name for device in plugged if device.is_default), None)
        system = self.tr("System") if plugged else self.tr("None connected")
        choices = [("", f"{system}: {default}" if default else system)]
        choices += [(device.id, device.name) for device in plugged]
        if self._chosen_id and self._chosen_id not in names:
            name = self._chosen_name or self.tr("Your choice")
            choices.append((self._chosen_id, self.tr("{name} (not connected)").format(name=name)))
        self.offer(choices, self._chosen_id)

    def _choose(self) -> None:
        self._chosen_id = self.value
        self.refresh()
        self.chosen.emit(self._chosen_id, self._chosen_name)
