"""The field in which a misheard word is put right, where the word stands."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from greenroom.ui.theme import sans

TEXT_PX = 15
LEAST_WIDTH_PX = 120
ELSEWHERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class WordEditor(QLineEdit):
    """Hidden until `edit`. Enter keeps what is written; Esc, and going elsewhere in the window, leaves it."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text_area = parent
        self.setFont(sans(TEXT_PX))
        self.setStyleSheet("min-height: 24px; padding: 0 6px; border-radius: 6px;")
        self.setAccessibleName(self.tr("What you really said"))
        self.setToolTip(self.tr("Enter keeps it, Esc leaves it as it was."))
        self.hide()

    def edit(self, text: str, box: QRectF) -> None:
        """Ask what was said in place of `text`, which stands in `box` of the parent."""
        self.setText(text)
        wanted = max(LEAST_WIDTH_PX, int(QFontMetricsF(self.font()).horizontalAdvance(text)) + 48)
        room = self._text_area.rect()
        width = min(wanted, room.width())
        height = self.sizeHint().height()
        left = min(max(0, int(box.left()) - 8), room.width() - width)
        top = min(max(0, int(box.center().y()) - height // 2), max(0, room.height() - height))
        self.setGeometry(left, top, width, height)
        self.show()
        self.selectAll()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit(self.text())
            self._close()
        elif event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)
            event.accept()  # what the field has no use for is still no key of the page

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in ELSEWHERE:
            self._close()

    def _close(self) -> None:
        if self.isVisible():
            self.hide()
            self.left.emit()
