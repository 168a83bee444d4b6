"""The person's note on an answer: one line that grows with what is written, saved when the writing pauses."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

SETTLE_MS = 600
MOST_LINES = 4
FRAME_PX = 20
"""Padding and border of the style sheet, above and below, and a pixel or two that Qt wants to be sure of a line."""


class NoteField(QPlainTextEdit):
    """Plain text. `settled` carries it once writing has paused, focus has left or `flush` was called."""

    settled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = ""
        self._pause = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._pause.timeout.connect(self.flush)
        self.setProperty("kind", "note")
        self.setPlaceholderText(self.tr("Your note · W"))
        self.setAccessibleName(self.tr("Your note"))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._on_change)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def show_note(self, text: str) -> None:
        """Show a note that is saved already."""
        self._saved = text
        self.setPlainText(text)
        self._pause.stop()

    def flush(self) -> None:
        """Say what has been written and not been saved yet."""
        self._pause.stop()
        if self.toPlainText() != self._saved:
            self._saved = self.toPlainText()
            self.settled.emit(self._saved)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def _on_change(self) -> None:
        self._pause.start()

    def _fit(self) -> None:
        written = max(1, int(self.document().size().height()))
        lines = min(MOST_LINES, written)
        text_px = lines * ceil(QFontMetricsF(self.font()).lineSpacing()) + 2 * self.document().documentMargin()
        fits = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if written <= lines else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(fits)
        self.setFixedHeight(round(text_px) + FRAME_PX)
