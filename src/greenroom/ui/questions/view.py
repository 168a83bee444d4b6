"""The table of questions as a widget."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from greenroom.ui.questions.table import Column, QuestionFilter, QuestionKey, QuestionRow, QuestionTableModel
from greenroom.ui.theme import Theme

ROW_PX = 56
"""Two lines of a prompt."""
PROMPT_FROM_PX = 230
"""What the prompt needs to be told from others at a glance."""
_WIDTHS_PX = {
    Column.PACK: 120,
    Column.TOPIC: 106,
    Column.ROUND: 104,
    Column.DIFFICULTY: 78,
    Column.CHANCE: 76,
    Column.LAST: 90,
    Column.DUE: 78,
}
_LEFT_OUT_FIRST = (Column.ROUND, Column.CHANCE, Column.DUE, Column.TOPIC, Column.DIFFICULTY, Column.LAST)


Takes = Callable[[QuestionRow], bool]


class QuestionTable(QTableView):
    """One pack's questions or what a search found. `chosen` gives the QuestionRow that the person moved to."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.questions = QuestionTableModel(theme, self)
        self._filter = QuestionFilter(self)
        self._filter.setSourceModel(self.questions)
        self._searching = False
        self.setModel(self._filter)
        self.setAccessibleName(self.tr("Questions"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self._set_up_header()
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self.entered)
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> QuestionRow | None:
        """The question that is chosen."""
        index = self.currentIndex()
        return self._filter.question_at(index.row()) if index.isValid() else None

    @property
    def shown(self) -> list[QuestionRow]:
        """What the table shows, from the top down."""
        return [self._filter.question_at(row) for row in range(self._filter.rowCount())]

    def show_pack(self, pack_id: str | None, takes: Takes) -> None:
        """Show those questions of a pack that `takes` says."""
        self._show(pack_id, "", takes)

    def show_found(self, wanted: str, takes: Takes) -> None:
        """Show the questions of all packs that have every word of `wanted` in them and that `takes` says."""
        self._show(None, wanted, takes)

    def choose(self, wanted: QuestionKey | None) -> None:
        """Choose this question, or the first when it is not shown."""
        shown = self.shown
        if shown:
            found = next((row for row, question in enumerate(shown) if question.key == wanted), 0)
            how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            index = self._filter.index(found, 0)
            self.selectionModel().setCurrentIndex(index, how)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _show(self, pack_id: str | None, wanted: str, takes: Takes) -> None:
        self._searching = bool(wanted)
        self._filter.show(pack_id, wanted, takes)
        self._fit_columns()

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._filter.question_at(index.row()))

    def _fit_columns(self) -> None:
        """Keep the prompt readable: what is left out for want of room, or since all rows say it, is in the card."""
        shown = self.shown
        useless = {Column.ROUND} if self._searching else {Column.PACK}
        if len({row.round_title for row in shown}) < 2:
            useless.add(Column.ROUND)
        if len({row.question.topic for row in shown}) < 2:
            useless.add(Column.TOPIC)
        if not any(row.due is not None for row in shown):
            useless.add(Column.DUE)
        kept = [column for column in _WIDTHS_PX if column not in useless]
        for column in _LEFT_OUT_FIRST:
            room_px = self.viewport().width() - sum(_WIDTHS_PX[one] for one in kept)
            if room_px < PROMPT_FROM_PX and column in kept:
                kept.remove(column)
        for column in _WIDTHS_PX:
            self.setColumnHidden(column, column not in kept)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        for column, width_px in _WIDTHS_PX.items():
            self.setColumnWidth(column, width_px)
        header.setSectionResizeMode(Column.PROMPT, QHeaderView.ResizeMode.Stretch)
