"""A list of answers that follows what is wanted of the history: read in the background, page by page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from greenroom.history.attempt import AttemptSummary, Found
from greenroom.history.search import Wanted
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.history.list import PAGE, AttemptList
from greenroom.ui.history.view import AttemptView
from greenroom.ui.theme import Theme


class Listing(QObject):
    """The lines, and the view on them. What goes wrong while reading is told by `db.failed`; the list then stays.

    found(Found): it is in the list now. chosen(str): the id of the answer that the person wants to see.
    """

    found = Signal(object)
    chosen = Signal(str)

    def __init__(
        self, theme: Theme, services: Services, db: Background, delete_words: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._db = db
        self._wanted = Wanted()
        self._finds = 0  # what was asked for before the last one is dropped
        self.attempts = AttemptList(self._load_more, self)
        self.view = AttemptView(theme, self.attempts, delete_words)
        self.view.chosen.connect(lambda row: self.chosen.emit(self.attempts.summaries[row].id))

    @property
    def wanted(self) -> Wanted:
        """What the list shows, or is about to."""
        return self._wanted

    def find(self, wanted: Wanted) -> None:
        """List what is wanted. The same again keeps the place in it and what is selected."""
        self._finds += 1
        find = self._finds
        is_same = wanted == self._wanted
        self._wanted = wanted
        limit = max(PAGE, len(self.attempts.summaries)) if is_same else PAGE

        def work() -> Found | None:
            if find != self._finds:  # more was typed meanwhile
                return None
            return self._services.store().find(wanted, limit)

        def show(found: Found | None) -> None:
            if found is not None and find == self._finds:
                self._show(found, is_same)

        self._db.run(work, show)

    def _show(self, found: Found, is_same: bool) -> None:
        current, row = self.view.selected_id(), self.view.currentIndex().row()
        selected = self.view.selected_ids()
        place = self.view.verticalScrollBar().value()
        self.attempts.restart(found.ids, found.summaries)
        if is_same:
            self.view.select(current, row)
            self.view.select_these(selected)
            self.view.verticalScrollBar().setValue(place)
        else:
            self.view.select(None)
            self.view.scrollToTop()
        self.found.emit(found)

    def _load_more(self, offset: int, limit: int) -> None:
        find, ids, text = self._finds, self.attempts.ids[offset : offset + limit], self._wanted.text

        def show(more: list[AttemptSummary]) -> None:
            if find == self._finds:
                self.attempts.add(more, len(ids))

        def failed(error: Exception) -> None:
            self.attempts.give_up()
            self._db.failed.emit(error)

        self._db.run(lambda: self._services.store().summaries(ids, text), show, failed)
