"""The rail: the places to go, and the microphone in use."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from greenroom.audio.devices import Devices
from greenroom.settings import SettingsFile
from greenroom.ui.place_button import PlaceButton, bars, cards, clock, microphone, sliders, speech
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button, label

PLACES = ("practice", "history", "progress", "questions", "settings")

WIDE_PX, NARROW_PX = 208, 64


class Rail(QWidget):
    """chosen(str): one of PLACES."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, devices: Devices, settings: SettingsFile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._devices = devices
        self._settings = settings
        self._column = column = QVBoxLayout(self)
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
        self._buttons: dict[str, PlaceButton] = {}
        pictures = (speech, clock, bars, cards, sliders)
        for number, (place, picture) in enumerate(zip(PLACES, pictures, strict=True), start=1):
            made = PlaceButton(theme, words[place], picture)
            made.setCheckable(True)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            made.setShortcut(f"Ctrl+{number}")
            made.setToolTip(f"{words[place]} · Ctrl+{number}")
            made.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            self._group.addButton(made)
            self._buttons[place] = made
            column.addWidget(made)
        column.addStretch(1)
        self._card = self._make_microphone()
        self._small_check = PlaceButton(theme, self.tr("Check the microphone"), microphone)
        self._small_check.set_narrow(True)
        self._small_check.clicked.connect(lambda: self.chosen.emit("settings"))
        column.addWidget(self._card)
        column.addWidget(self._small_check)
        self.set_narrow(False)
        devices.changed.connect(self.show_microphone)
        self.select("practice")

    def select(self, place: str) -> None:
        """Mark where the person is."""
        self._buttons[place].setChecked(True)

    def set_narrow(self, is_narrow: bool) -> None:
        """Pictures alone, with their names on hover; or the names."""
        self.setFixedWidth(NARROW_PX if is_narrow else WIDE_PX)
        self._column.setContentsMargins(*((10, 24, 10, 24) if is_narrow else (16, 24, 16, 24)))
        for each in self._buttons.values():
            each.set_narrow(is_narrow)
        self._name.setVisible(not is_narrow)
        self._card.setVisible(not is_narrow)
        self._small_check.setVisible(is_narrow)

    def show_due(self, due: int) -> None:
        """Write how many questions are due beside Practice; nothing for none."""
        words = self.tr("Practice")
        self._buttons["practice"].set_count(due, self.tr("{0}, {1} due").format(words, due) if due else words)

    def show_microphone(self) -> None:
        """Name the microphone that will record: the chosen one, or the system's."""
        settings = self._settings.current
        found = self._devices.find_microphone(settings.microphone, settings.microphone_name)
        name = found.description() if found is not None else self.tr("No microphone")
        self._microphone.setText(name)
        self._small_check.setToolTip(self.tr("{0} · check it").format(name))

    def _make_name(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 0, 0)
        row.setSpacing(9)
        dot = label("●", "dot")
        self._name = label("Greenroom", "name")
        row.addWidget(dot)
        row.addWidget(self._name, 1)
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
