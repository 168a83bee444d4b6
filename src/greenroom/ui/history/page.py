"""The history: every answer, newest first; one opens in the review."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QStackedWidget, QVBoxLayout, QWidget

from greenroom.history.attempt import AttemptSummary
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.history.list import PAGE, ROW_PX, AttemptDelegate, AttemptList
from greenroom.ui.theme import Theme, text_width
from greenroom.ui.widgets.plain import button, label

FRAME_PX = 1


class HistoryPage(QWidget):
    """Lists attempts. What goes wrong while reading is told by `db.failed`; the list then stays as it was."""

    opened = Signal(str)
    """The id of the attempt that the person wants to see."""
    practise_wanted = Signal()

    def __init__(self, theme: Theme, services: Services, db: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._services = services
        self._db = db
        self._refreshes = 0  # what was asked for before the last refresh is dropped
        self.attempts = AttemptList(self._load_more, self)
        self.attempts.modelReset.connect(self._fit)
        self.attempts.rowsInserted.connect(self._fit)
        self.list = _List(theme, self.attempts)
        self.list.chosen.connect(self._open)
        self.practise = button(self.tr("Start practising"), "primary")
        self.practise.clicked.connect(self.practise_wanted)
        self._pages = QStackedWidget()
        self._unread = QWidget()
        self._empty = self._make_empty()
        for page in (self._unread, self._empty, self.list):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(16)
        column.addWidget(label(self.tr("History"), "title"))
        column.addWidget(self._pages, 1)

    @property
    def is_empty(self) -> bool:
        """True once it is known that there is nothing to list."""
        return self._pages.currentWidget() is self._empty

    def refresh(self) -> None:
        """Read the list again, as far as it was loaded; the selection and the place in it stay."""
        self._refreshes += 1
        refresh = self._refreshes
        limit = max(PAGE, len(self.attempts.summaries))

        def show(summaries: list[AttemptSummary]) -> None:
            if refresh == self._refreshes:
                self._show(summaries, has_more=len(summaries) == limit)

        self._db.run(lambda: self._services.store().attempts(limit=limit), show)

    def _show(self, summaries: list[AttemptSummary], *, has_more: bool) -> None:
        selected = self.list.selected_id()
        place = self.list.verticalScrollBar().value()
        self.attempts.restart(summaries, has_more=has_more)
        self._pages.setCurrentWidget(self.list if summaries else self._empty)
        self.list.select(selected)
        self.list.verticalScrollBar().setValue(place)
        if self.isVisible():
            (self.list if summaries else self.practise).setFocus()

    def _fit(self) -> None:
        """The card is no higher than its lines."""
        self.list.setMaximumHeight(len(self.attempts.summaries) * ROW_PX + 2 * FRAME_PX)

    def _load_more(self, offset: int, limit: int) -> None:
        refresh = self._refreshes

        def show(more: list[AttemptSummary]) -> None:
            if refresh == self._refreshes:
                self.attempts.add(more)

        def failed(error: Exception) -> None:
            self.attempts.give_up()
            self._db.failed.emit(error)

        self._db.run(lambda: self._services.store().attempts(limit=limit, offset=offset), show, failed)

    def _open(self, row: int) -> None:
        self.opened.emit(self.attempts.summaries[row].id)

    def _make_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        words = label(
            self.tr(
                "Your answers will be here. Each keeps its recording, its transcript, your rating and your note, "
                "so that you can hear how the last one went before you try again."
            ),
            "soft",
            wrap=True,
        )
        words.setMaximumWidth(text_width(words.font()))
        column.addWidget(words)
        column.addWidget(self.practise, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page


class _List(QListView):
    """A click or Enter chooses a line, on every platform."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, attempts: AttemptList) -> None:
        super().__init__()
        self._attempts = attempts
        self.setProperty("kind", "lines")
        self.setModel(attempts)
        self.setItemDelegate(AttemptDelegate(theme, attempts, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Your answers"))
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        theme.changed.connect(self.viewport().update)

    def selected_id(self) -> str | None:
        row = self.currentIndex().row()
        return self._attempts.summaries[row].id if row >= 0 else None

    def select(self, attempt_id: str | None) -> None:
        """Make this attempt the current one, else the first."""
        ids = [summary.id for summary in self._attempts.summaries]
        if ids:
            self.setCurrentIndex(self.model().index(ids.index(attempt_id) if attempt_id in ids else 0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0:
            self.chosen.emit(row)
        else:
            super().keyPressEvent(event)
