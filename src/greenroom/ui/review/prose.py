"""A text to read at leisure: as high as it needs, with room between its lines. Selectable, never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from greenroom.ui.review.reading_text import ReadingText
from greenroom.ui.theme import Theme, color, sans, text_width

TEXT_PX, LINE_PX = 15, 24
SCROLLS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class Prose(ReadingText):
    """Plain text in paragraphs, in the soft ink. It does not scroll: what it lies in does, by its keys too."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(sans(TEXT_PX))
        theme.changed.connect(self._color)

    def set_text(self, text: str) -> None:
        self.setPlainText(text.strip())
        lines = QTextBlockFormat()
        lines.setLineHeight(LINE_PX, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._everything().mergeBlockFormat(lines)
        self._color()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in SCROLLS and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _everything(self) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        return cursor

    def _color(self) -> None:
        everything = self._everything()
        ink = everything.charFormat()
        ink.setForeground(color(self._theme.tokens.soft))
        everything.mergeCharFormat(ink)

    def _fit(self) -> None:
        self.setLineWrapColumnOrWidth(max(80, min(self.width(), text_width(sans(TEXT_PX)))))
        self.setFixedHeight(int(self.document().size().height()) + 4)
