"""What stands where the questions would be when there are none: why, and the one thing to do."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from greenroom.questions.library import FailedPack
from greenroom.ui.widgets.offer import Action
from greenroom.ui.widgets.plain import button, label, scrolled


class Message(QFrame):
    """A sentence, what belongs to it, and buttons for what can be done about it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._sentence = label(wrap=True, selectable=True)
        self._more = label(kind="small", wrap=True, selectable=True)
        self._buttons = QWidget()
        self._row = QHBoxLayout(self._buttons)
        self._row.setContentsMargins(0, 4, 0, 0)
        self._row.setSpacing(12)
        self._row.addStretch(1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(22, 20, 22, 20)
        column.setSpacing(8)
        column.addWidget(self._sentence)
        column.addWidget(self._more)
        column.addWidget(self._buttons)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(scrolled(content))

    @property
    def text(self) -> str:
        """All that is said."""
        return "\n".join(part for part in (self._sentence.text(), self._more.text()) if part)

    def say(self, sentence: str, more: str = "", actions: Sequence[Action] = ()) -> None:
        self._sentence.setText(sentence)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        while self._row.count() > 1:
            taken = self._row.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.deleteLater()
        for text, do in reversed(actions):
            made = button(text)
            made.clicked.connect(lambda _checked=False, do=do: do())
            self._row.insertWidget(0, made)
        self._buttons.setVisible(bool(actions))

    def say_failed(self, failed: FailedPack, actions: Sequence[Action]) -> None:
        """Everything that is wrong with a pack's file, and where the file is."""
        error = failed.error
        problems = "\n".join(f"–  {problem}" for problem in error.problems)
        self.say(f"{error.what}\n\n{problems}\n\n{error.remedy}", str(failed.file), actions)
