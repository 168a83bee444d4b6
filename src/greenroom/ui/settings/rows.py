"""The building blocks of the Settings page: a card of rows; sliders that no scroll wheel changes."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from greenroom.settings import Settings
from greenroom.ui.widgets.plain import card, label

CONTROL_PX = 288


class Save(Protocol):
    """Changes settings by name, at once; failures are shown by the page."""

    def __call__(self, **values: object) -> None: ...


def help_of(setting: str) -> str:
    """The setting's help text, as it is declared in `greenroom.settings`."""
    return QCoreApplication.translate("Settings", Settings.model_fields[setting].description or "")


def bounds_of(setting: str) -> tuple[float, float]:
    """The least and the greatest value that the setting takes."""
    rules = Settings.model_fields[setting].metadata
    least = next(rule.ge for rule in rules if hasattr(rule, "ge"))
    greatest = next(rule.le for rule in rules if hasattr(rule, "le"))
    return least, greatest


class Section(QFrame):
    """A card with a heading. `column` takes what is neither a row nor a switch."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, self.column = card(14)
        self.column.addWidget(label(title, "heading"))
        outer.addWidget(frame)

    def add_row(self, title: str, help_text: str, control: QWidget) -> None:
        """Title and help on the left, the control on the right."""
        self.column.addLayout(self._row(title, help_text, control))
        control.setAccessibleName(title)
        control.setAccessibleDescription(help_text)

    def add_switch(self, switch: QCheckBox, help_text: str) -> None:
        """A check box, which has its own title, and the help below it."""
        switch.setAccessibleDescription(help_text)
        box = QVBoxLayout()
        box.setSpacing(0)
        box.addWidget(switch)
        below = label(help_text, "small", wrap=True)
        below.setContentsMargins(30, 0, 0, 0)
        box.addWidget(below)
        self.column.addLayout(box)

    def _row(self, title: str, help_text: str, control: QWidget) -> QHBoxLayout:
        named = label(title)
        named.setBuddy(control)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(named)
        words.addWidget(label(help_text, "small", wrap=True))
        control.setFixedWidth(CONTROL_PX)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        return row


class Slider(QWidget):
    """A slider with its value in words beside it. `slider.valueChanged` tells each key and the end of each drag."""

    def __init__(self, words: str, least: int, greatest: int, step: int, parent: QWidget | None = None) -> None:
        """words: what the value is said as, with {value} in it."""
        super().__init__(parent)
        self._words = words
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setRange(least, greatest)
        self.slider.setSingleStep(step)
        self.slider.setPageStep(4 * step)
        self.slider.setTracking(False)
        self.said = label(kind="small")
        self.said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.slider, 1)
        row.addWidget(self.said)
        self.said.setMinimumWidth(self.said.fontMetrics().horizontalAdvance(words.format(value=greatest)))
        self.setFocusProxy(self.slider)
        self.slider.sliderMoved.connect(self._say)
        self.slider.valueChanged.connect(self._say)

    def set_value(self, value: int) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(value)
        self.slider.blockSignals(False)
        self._say(value)

    def setAccessibleName(self, name: str) -> None:
        self.slider.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        self.slider.setAccessibleDescription(description)

    def _say(self, value: int) -> None:
        self.said.setText(self._words.format(value=value))


class _Slider(QSlider):
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
