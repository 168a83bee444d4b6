"""Fields of the editor: a name above, what is typed, and below it at once what is wrong with that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCompleter,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from greenroom.ui.theme import Theme
from greenroom.ui.widgets.choice import Choice
from greenroom.ui.widgets.plain import label

FRAME_PX = 20
"""Padding and border that the style sheet puts around text, above and below."""
MOST_LINES = 18


class FaultLabel(QLabel):
    """What is wrong with the field above it; hidden while nothing is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()
        theme.changed.connect(self._color)
        self._color()

    def say(self, fault: str) -> None:
        self.setText(fault)
        self.setVisible(bool(fault))

    def _color(self) -> None:
        self.setStyleSheet(f"color: {self._theme.tokens.amber}; font-size: 13px; font-weight: 500;")


class Field(QWidget):
    """`edited`: the person changed it. Setting a value from the program says nothing."""

    edited = Signal()

    def __init__(self, theme: Theme, name: str, control: QWidget, help_text: str = "") -> None:
        super().__init__()
        self.name = name
        self.control = control
        self.fault = FaultLabel(theme)
        control.setAccessibleName(name)
        named = label(name, "heading", wrap=True)
        named.setBuddy(control)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)
        self.column.addWidget(named)
        if help_text:
            self.column.addWidget(label(help_text, "small", wrap=True))
            control.setAccessibleDescription(help_text)
        self._help = help_text
        self.column.addWidget(control)
        self.column.addWidget(self.fault)
        self.setFocusProxy(control)

    def say(self, fault: str) -> None:
        """Show what is wrong, or with "" that nothing is; a screen reader finds it with the field."""
        if fault != self.fault.text():
            self.fault.say(fault)
            described = " ".join(part for part in (fault, self._help) if part)
            self.control.setAccessibleDescription(described)


class LineField(Field):
    """One line of text. suggest: what was written in such fields before."""

    def __init__(self, theme: Theme, name: str, help_text: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(theme, name, self.line, help_text)
        self.line.textEdited.connect(self.edited)

    @property
    def text(self) -> str:
        return typed(self.line.text())

    def show_text(self, text: str) -> None:
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def suggest(self, words: Sequence[str]) -> None:
        """Offer these while the person types."""
        completer = QCompleter(QStringListModel(list(words), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda _: self.edited.emit())
        self.line.setCompleter(completer)


class BlockField(Field):
    """Text of several lines; the field is as high as what is in it."""

    def __init__(self, theme: Theme, name: str, help_text: str = "", *, least_lines: int = 1) -> None:
        self.block = Block(least_lines)
        super().__init__(theme, name, self.block, help_text)
        self.block.textChanged.connect(self.edited)

    @property
    def text(self) -> str:
        return typed(self.block.toPlainText())

    def show_text(self, text: str) -> None:
        if text != self.block.toPlainText():
            self.block.blockSignals(True)
            self.block.setPlainText(text)
            self.block.blockSignals(False)


class Block(QPlainTextEdit):
    """Plain text as high as its lines; Tab goes on to the next field."""

    def __init__(self, least_lines: int = 1) -> None:
        super().__init__()
        self._least_lines = least_lines
        self.setProperty("kind", "note")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._fit)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def setPlainText(self, text: str) -> None:
        super().setPlainText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        written = max(self._least_lines, self._lines())
        lines = min(MOST_LINES, written)
        text_px = lines * ceil(QFontMetricsF(self.font()).lineSpacing()) + 2 * self.document().documentMargin()
        fits = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if written <= lines else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(fits)
        self.setFixedHeight(round(text_px) + FRAME_PX)

    def _lines(self) -> int:
        """How many lines the text takes at this width; asking for a block's place has Qt lay it out."""
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid():
            layout.blockBoundingRect(block)
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines


class ChoiceField(Field):
    """One of a few values, each with its words."""

    def __init__(self, theme: Theme, name: str, help_text: str = "") -> None:
        self.choice = Choice()
        self.choice.setMinimumContentsLength(6)
        super().__init__(theme, name, self.choice, help_text)
        self.choice.activated.connect(lambda _: self.edited.emit())

    @property
    def value(self) -> str:
        return self.choice.value

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        self.choice.offer(choices, chosen)


class NumberField(Field):
    """A whole number; `none_words` is what 0 stands for."""

    def __init__(
        self, theme: Theme, name: str, unit: str = "", none_words: str = "", *, least: int = 0, most: int = 999
    ) -> None:
        self.number = _Number()
        self.number.setRange(least, most)
        if unit:
            self.number.setSuffix(f" {unit}")
        if none_words:
            self.number.setSpecialValueText(none_words)
        super().__init__(theme, name, self.number)
        self.number.valueChanged.connect(lambda _: self.edited.emit())

    def show_value(self, value: int) -> None:
        self.number.blockSignals(True)
        self.number.setMaximum(max(self.number.maximum(), value))
        self.number.setValue(value)
        self.number.blockSignals(False)


class _Number(QSpinBox):
    """A spin box that no scroll wheel changes: the form below it is what scrolls."""

    def __init__(self) -> None:
        super().__init__()
        # The style sheet pads the spin box and the line inside it: once is enough, twice leaves no room for text.
        self.setStyleSheet(
            "QSpinBox, QSpinBox:focus { padding: 0; }"
            "QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }"
        )
        self.lineEdit().setStyleSheet("border: none; padding: 0 10px; min-height: 0; background: transparent;")

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def on_edit(field: Field, do: Callable[[], object]) -> None:
    """Do this at each edit of the field."""
    field.edited.connect(lambda: do())


def typed(text: str) -> str:
    """What Qt gives, with halves of character pairs replaced: no file can hold them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
