"""The lines of the history on the screen: what is chosen, and what is selected."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QListView

from greenroom.ui.history.list import ROW_PX, AttemptDelegate, AttemptList
from greenroom.ui.theme import Theme

FRAME_PX = 1


class AttemptView(QListView):
    """A click or Enter chooses a line, on every platform; Ctrl, Shift and the arrows select several.

    delete_wanted: the selected ones are to be deleted.
    """

    chosen = Signal(int)
    delete_wanted = Signal()

    def __init__(self, theme: Theme, attempts: AttemptList, delete_words: str) -> None:
        super().__init__()
        self._attempts = attempts
        self.setProperty("kind", "lines")
        self.setModel(attempts)
        self.setItemDelegate(AttemptDelegate(theme, attempts, self))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Your answers"))
        self.clicked.connect(self._on_click)
        attempts.modelReset.connect(self._fit)
        attempts.rowsInserted.connect(self._fit)
        theme.changed.connect(self.viewport().update)
        delete = QAction(delete_words, self)
        delete.setShortcuts([QKeySequence(QKeySequence.StandardKey.Delete), QKeySequence("Backspace")])
        delete.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        delete.triggered.connect(self.delete_wanted)
        self.addAction(delete)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def selected_id(self) -> str | None:
        """The answer with the focus."""
        row = self.currentIndex().row()
        return self._attempts.summaries[row].id if row >= 0 else None

    def selected_ids(self) -> list[str]:
        """All that are selected, newest first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self._attempts.summaries[row].id for row in rows]

    def select(self, attempt_id: str | None, otherwise: int = 0) -> None:
        """Make this attempt the current one and the only one selected, else that in the row `otherwise`."""
        ids = [summary.id for summary in self._attempts.summaries]
        if ids:
            row = ids.index(attempt_id) if attempt_id in ids else min(max(otherwise, 0), len(ids) - 1)
            self.setCurrentIndex(self.model().index(row, 0))

    def select_these(self, ids: list[str]) -> None:
        """Select those of them that are loaded, whatever is current."""
        wanted = set(ids)
        for row, summary in enumerate(self._attempts.summaries):
            if summary.id in wanted:
                self.selectionModel().select(self.model().index(row, 0), QItemSelectionModel.SelectionFlag.Select)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.chosen.emit(row)
        else:
            super().keyPressEvent(event)

    def _on_click(self, index: QModelIndex) -> None:
        if QApplication.keyboardModifiers() == Qt.KeyboardModifier.NoModifier:
            self.chosen.emit(index.row())

    def _fit(self) -> None:
        """The card is no higher than its lines."""
        self.setMaximumHeight(len(self._attempts.summaries) * ROW_PX + 2 * FRAME_PX)
