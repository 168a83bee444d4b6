"""What a pack consists of, as a list to go through: the pack, its rounds, and every question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from greenroom.questions.draft import PackDraft
from greenroom.questions.faults import Fault
from greenroom.ui.words import count

PACK_ROW, ROUNDS_ROW, FIRST_QUESTION_ROW = 0, 1, 2
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(frozen=True)
class _Entry:
    words: str
    faults: int


class Outline(QListWidget):
    """`chosen`: the person moved to another row. `delete_wanted`: they pressed Delete on a question.

    move_wanted(int, int): the question at the first index should stand at the second.
    """

    chosen = Signal(int)
    delete_wanted = Signal()
    move_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Parts of the pack"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setStyleSheet("QListView::item { padding: 9px 10px; }")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.currentRowChanged.connect(self.chosen)
        self._shown: list[_Entry] = []

    @property
    def question_index(self) -> int | None:
        """Which question is chosen, None for the pack or its rounds."""
        row = self.currentRow()
        return row - FIRST_QUESTION_ROW if row >= FIRST_QUESTION_ROW else None

    def show_pack(self, pack: PackDraft, faults: Sequence[Fault]) -> None:
        """Show the parts as they are now, with what is left to finish in each; the choice stays on its row."""
        entries = [
            _Entry(
                self.tr("About the pack"),
                sum(fault.place[:1] not in (("rounds",), ("questions",)) for fault in faults),
            ),
            _Entry(self.tr("Rounds"), sum(fault.place[:1] == ("rounds",) for fault in faults)),
        ]
        open_in: dict[object, int] = {}
        for fault in faults:
            if fault.place[:1] == ("questions",) and len(fault.place) > 1:
                open_in[fault.place[1]] = open_in.get(fault.place[1], 0) + 1
        for index, question in enumerate(pack.questions):
            prompt = " ".join(question.prompt.split()) or self.tr("New question")
            entries.append(_Entry(prompt, open_in.get(index, 0)))
        with QSignalBlocker(self):
            row = self.currentRow()
            while self.count() > len(entries):
                self.takeItem(self.count() - 1)
            for at, entry in enumerate(entries):
                if at >= len(self._shown) or at >= self.count() or self._shown[at] != entry:
                    self._put(at, entry)
            self._shown = entries
            self.setCurrentRow(max(0, min(row, self.count() - 1)))

    def choose(self, row: int) -> None:
        """Go to this row, and say so even if it is the current one."""
        with QSignalBlocker(self):
            self.setCurrentRow(row)
        self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.question_index is not None:
            self.delete_wanted.emit()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in _STEPS:
            self.ask_to_move(_STEPS[event.key()])
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say where a question was dragged to. The list follows the pack; Qt itself moves nothing."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        at, over = self.question_index, self.itemAt(event.position().toPoint())
        if at is None:
            return
        row = self.row(over) if over is not None else self.count()
        if over is not None and event.position().y() > self.visualItemRect(over).center().y():
            row += 1
        before = max(0, row - FIRST_QUESTION_ROW)
        self._move(at, before - 1 if before > at else before)

    def ask_to_move(self, by: int) -> None:
        """Ask for the chosen question to go up (-1) or down (1)."""
        if (at := self.question_index) is not None:
            self._move(at, at + by)

    def _move(self, at: int, to: int) -> None:
        if to != at and 0 <= to < self.count() - FIRST_QUESTION_ROW:
            self.move_wanted.emit(at, to)

    def _put(self, at: int, entry: _Entry) -> None:
        item = self.item(at) if at < self.count() else None
        if item is None:
            item = QListWidgetItem()
            if at < FIRST_QUESTION_ROW:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDragEnabled)
            self.addItem(item)
        left = self.tr("{things} to finish").format(things=count(entry.faults, self.tr("thing"), self.tr("things")))
        item.setText(f"•  {entry.words}" if entry.faults else entry.words)
        item.setToolTip(f"{entry.words}\n{left}" if entry.faults else entry.words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.words}, {left}" if entry.faults else entry.words)
