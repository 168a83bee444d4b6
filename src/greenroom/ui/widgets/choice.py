"""A combo box that no scroll wheel changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget


class Choice(QComboBox):
    """A combo box of (value, words), where a value may also be one that is not on offer now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(14)

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Replace the choices; `chosen` is one of their values."""
        self.blockSignals(True)
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
            self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(self.findData(chosen))
        self.blockSignals(False)

    @property
    def value(self) -> str:
        return str(self.currentData() or "")

    @property
    def offered(self) -> list[str]:
        """The words of the choices, from the top down."""
        return [self.itemText(index) for index in range(self.count())]

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As ever, but a long name ends in an ellipsis, which a styled combo box leaves out."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, words.width() - 4
        )
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
