"""The rail: the places to go, and the microphone in use."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from greenroom.audio.devices import Devices
from greenroom.settings import SettingsFile
from greenroom.ui.widgets.plain import button, label

PLACES = ("practice", "history", "progress", "questions", "settings")


class Rail(QWidget):
    """chosen(str): one of PLACES."""

    chosen = Signal(str)

    def __init__(self, devices: Devices, settings: SettingsFile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(208)
        self._devices = devices
        self._settings = settings
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 24, 16, 24)
        column.setSpacing(4)
        column.addLayout(self._make_name())
        column.addSpacing(16)
        words = {
            "practice": self.tr("Practice"),
            "history": self.tr("History"),
            "progress": self.tr("Progress"),
            "questions": self.tr("Questions"),
            "settings": self.tr("Settings"),
        }
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        for number, place in enumerate(PLACES, start=1):
            made = button(words[place], "place")
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setShortcut(f"Ctrl+{number}")
            made.setToolTip(f"Ctrl+{number}")
            made.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            self._group.addButton(made)
            self._buttons[place] = made
            column.addWidget(made)
        column.addStretch(1)
        column.addWidget(self._make_microphone())
        devices.changed.connect(self.show_microphone)
        self.select("practice")

    def select(self, place: str) -> None:
        """Mark where the person is."""
        self._buttons[place].setChecked(True)

    def show_due(self, due: int) -> None:
        """Write how many questions are due beside Practice; nothing for none."""
        words = self.tr("Practice")
        self._buttons["practice"].setText(f"{words} · {due}" if due else words)
        self._buttons["practice"].setAccessibleName(self.tr("{0}, {1} due").format(words, due) if due else words)

    def show_microphone(self) -> None:
        """Name the microphone that will record: the chosen one, or the system's."""
        settings = self._settings.current
        found = self._devices.find_microphone(settings.microphone, settings.microphone_name)
        self._microphone.setText(found.description() if found is not None else self.tr("No microphone"))

    def _make_name(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(9)
        dot = label("●", "dot")
        name = label("Greenroom", "name")
        row.addWidget(dot)
        row.addWidget(name, 1)
        return row

    def _make_microphone(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(2)
        self._microphone = label("", "small", wrap=True)
        check = button(self.tr("Check the microphone"), "link")
        check.clicked.connect(lambda: self.chosen.emit("settings"))
        column.addWidget(self._microphone)
        column.addWidget(check)
        return frame
