"""A list inside a question: its rows, one more, one less, and their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from greenroom.questions.draft import QuestionDraft, Undo
from greenroom.ui.questions.editor.faults import Faults
from greenroom.ui.questions.editor.fields import FaultLabel, Field
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button, label
from greenroom.ui.words import capital


@dataclass(frozen=True)
class Part:
    """What a row shows. name: in a sentence, as “point 2”. move: to this place."""

    name: str
    move: Callable[[int], Undo]
    remove: Callable[[], Undo]


class RowList(QFrame):
    """A heading, a row for each part of a list, and a button for one more. Rows write into the draft themselves.

    edited: a row's text changed. rearranged(str, undo): a row was taken out or moved, in words, and how to undo it.
    """

    edited = Signal()
    rearranged = Signal(str, object)

    def __init__(self, theme: Theme, heading: str, help_text: str, add_text: str) -> None:
        super().__init__()
        self._theme = theme
        self._question: QuestionDraft | None = None
        self.fields: list[Field] = []
        self.firsts: list[Field] = []
        self.removes: list[QPushButton] = []
        self.ups: list[QPushButton] = []
        self.downs: list[QPushButton] = []
        self.fault = FaultLabel(theme)
        self.add = button(add_text)
        self.add.clicked.connect(self._add_one)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(heading, "heading"))
        column.addWidget(label(help_text, "small", wrap=True))
        column.addLayout(self._rows)
        column.addWidget(self.fault)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_question(self, question: QuestionDraft) -> None:
        """Build the rows anew."""
        self._question = question
        self.fields, self.firsts, self.removes, self.ups, self.downs = [], [], [], [], []
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in self._make_rows(question):
            self._rows.addWidget(row)

    def show_faults(self, faults: Faults) -> None:
        raise NotImplementedError

    def _make_rows(self, question: QuestionDraft) -> Iterator[QWidget]:
        raise NotImplementedError

    def _append(self, question: QuestionDraft) -> None:
        raise NotImplementedError

    def _add_one(self) -> None:
        if self._question is None:
            return
        self._append(self._question)
        self.show_question(self._question)
        self.edited.emit()
        self.fields[-1].setFocus()

    def _move(self, to: int, words: str, move: Callable[[], Undo]) -> None:
        """Put a row at another place, and go on in it there."""
        undo = move()
        if self._question is not None:
            self.show_question(self._question)
        self.firsts[to].setFocus()
        self.edited.emit()
        self.rearranged.emit(words, undo)

    def _remove(self, words: str, take_out: Callable[[], Undo]) -> None:
        """Take a part out of the draft and show what is left."""
        undo = take_out()
        if self._question is not None:
            self.show_question(self._question)
        self.add.setFocus()
        self.edited.emit()
        self.rearranged.emit(words, undo)

    def _row(self, first: Field, second: QWidget, index: int, of: int, part: Part) -> QWidget:
        """A row of two widgets with what can be done with it: up, down (Alt+↑, Alt+↓) and out."""
        row = QWidget()
        up, down, remove = button("↑", "link"), button("↓", "link"), button(self.tr("Remove"), "link")
        up.setAccessibleName(self.tr("Move {part} up").format(part=part.name))
        down.setAccessibleName(self.tr("Move {part} down").format(part=part.name))
        up.setToolTip(self.tr("Up · Alt+↑"))
        down.setToolTip(self.tr("Down · Alt+↓"))
        remove.setAccessibleName(self.tr("Remove {part}").format(part=part.name))
        taken_out = self.tr("{part} was removed.").format(part=capital(part.name))
        remove.clicked.connect(lambda: self._remove(taken_out, part.remove))
        for step, press, keys in ((-1, up, "Alt+Up"), (1, down, "Alt+Down")):
            press.setEnabled(0 <= index + step < of)
            moved = self.tr("{part} is number {number} now.").format(
                part=capital(part.name), number=index + step + 1
            )

            def go(_: bool = False, *, to: int = index + step, moved: str = moved) -> None:
                self._move(to, moved, lambda: part.move(to))

            press.clicked.connect(go)
            shortcut = QShortcut(QKeySequence(keys), row)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(press.click)
        self.firsts.append(first)
        self.removes.append(remove)
        self.ups.append(up)
        self.downs.append(down)
        _lay_out(row, first, second, (up, down), remove)
        return row

    def _field(self, field: Field, write: Callable[[], object]) -> None:
        self.fields.append(field)

        def on_edit() -> None:
            write()
            self.edited.emit()

        field.edited.connect(on_edit)


def _lay_out(
    row: QWidget, first: QWidget, second: QWidget, moves: tuple[QWidget, QWidget], remove: QWidget
) -> None:
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(12)
    across.addWidget(first, 3)
    across.addWidget(second, 0 if isinstance(second, QRadioButton) else 2)
    up_and_down = QHBoxLayout()
    up_and_down.setSpacing(4)
    for move in moves:
        up_and_down.addWidget(move)
    actions = QVBoxLayout()
    actions.setSpacing(0)
    actions.addStretch(1)
    actions.addLayout(up_and_down)
    actions.addWidget(remove)
    actions.addStretch(1)
    across.addLayout(actions)
    for widget in (first, second):
        across.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
