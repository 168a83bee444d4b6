"""An answer that is typed, in place of the microphone."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from greenroom.ui.widgets.plain import label

WIDTH_PX, HEIGHT_PX, LEAST_HEIGHT_PX = 720, 260, 120
MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class TypedAnswer(QWidget):
    """A field for plain text with a count of its words; hidden until `open`. What is in it stays until `clear`."""

    changed = Signal()
    """There are other words in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = AnswerField()
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setPlaceholderText(self.tr("Type what you would say."))
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(LEAST_HEIGHT_PX)
        self.field.textChanged.connect(self._on_change)
        self._count = label(kind="small")
        self.setMaximumWidth(WIDTH_PX)
        self.setMaximumHeight(HEIGHT_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.field, 1)
        column.addWidget(self._count)
        self._on_change()
        self.hide()

    @property
    def text(self) -> str:
        return self.field.toPlainText()

    @property
    def has_words(self) -> bool:
        return bool(self.text.strip())

    def open(self) -> None:
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        self.field.clear()
        self.hide()

    def _on_change(self) -> None:
        words = len(self.text.split())
        self._count.setText(self.tr("1 word") if words == 1 else self.tr("{number} words").format(number=words))
        self.changed.emit()


class AnswerField(QPlainTextEdit):
    """Keeps the arrows, which mean something else on the stage."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in MOVES:
            event.accept()
            return True
        return super().event(event)
