"""Labels, buttons and cards in the house style: the look is in the style sheet, by the `kind` property."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from greenroom.errors import UserError
from greenroom.ui.theme import serif


def label(text: str = "", kind: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label of plain text, never markup: what people wrote is shown as they wrote it."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return made


def question_label(size_px: int) -> QLabel:
    """A label for a question: the serif, wrapped."""
    made = label(wrap=True, selectable=False)
    made.setFont(serif(size_px))
    made.setStyleSheet(f"font-family: '{serif(size_px).families()[0]}'; font-size: {size_px}px;")
    return made


def as_written(text: str) -> str:
    """`text` for a button: an ampersand stays one, and does not underline what follows."""
    return text.replace("&", "&&")


def button(text: str, kind: str = "", key: str = "") -> QPushButton:
    """A push button; `key` is written on it after a dot, as in "Done · Space". It is not a shortcut by itself."""
    made = QPushButton(as_written(f"{text} · {key}" if key else text))
    made.setProperty("kind", kind)
    made.setAccessibleName(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def card(spacing_px: int = 12) -> tuple[QFrame, QVBoxLayout]:
    """A card and the column inside it."""
    frame = QFrame()
    frame.setProperty("kind", "card")
    column = QVBoxLayout(frame)
    column.setContentsMargins(22, 20, 22, 20)
    column.setSpacing(spacing_px)
    return frame, column


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setProperty("kind", "rule")
    return line


def scrolled(content: QWidget) -> QScrollArea:
    """`content` in a frame that scrolls down when it must, never sideways."""
    content.setObjectName("scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    return area


class Notice(QFrame):
    """A quiet strip that says what happened, why and what to do; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        self._text = label(wrap=True, selectable=True)
        self._dismiss = button(self.tr("Dismiss"), "link")
        self._dismiss.clicked.connect(self.hide)
        row.addWidget(self._text, 1)
        self.remedies = QHBoxLayout()
        row.addLayout(self.remedies)
        row.addWidget(self._dismiss)
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def say(self, message: str | UserError) -> None:
        """Show `message` until it is dismissed or replaced."""
        self._text.setText(str(message))
        self.setAccessibleName(str(message))
        self.show()
