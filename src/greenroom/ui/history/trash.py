"""The trash: answers that were deleted, to take out again or to delete for good."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenroom.history.attempt import Found
from greenroom.history.search import Wanted
from greenroom.history.trash import delete_for_good
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.history.listing import Listing
from greenroom.ui.theme import Theme, text_width
from greenroom.ui.widgets.confirm import confirmed
from greenroom.ui.widgets.plain import button, label
from greenroom.ui.words import count


class TrashPage(QWidget):
    """`left`: back to the history. `opened(str)`: the id of an answer to look at."""

    left = Signal()
    opened = Signal(str)

    def __init__(self, theme: Theme, services: Services, db: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._db = db
        self.listing = Listing(theme, services, db, self.tr("Delete for good…"), self)
        self.list = self.listing.view
        self.back = button(self.tr("Back"), key=self.tr("Esc"))
        self.restore = button(self.tr("Restore"), "primary", key=self.tr("R"))
        self.delete = button(self.tr("Delete for good…"), key=self.tr("Del"))
        self.explained = label(
            self.tr(
                "What you deleted stays here, whole, until you restore it or delete it for good. It is never "
                "emptied by itself. Until then it counts nowhere: not in what is due, and not in your progress."
            ),
            "soft",
            wrap=True,
        )
        self.empty = label(self.tr("The trash is empty."), "soft")
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read the list again."""
        self.listing.find(Wanted(in_trash=True))

    def restore_selected(self) -> None:
        """Put what is selected back into the history."""
        ids = self.list.selected_ids()
        if ids:
            self._db.run(lambda: self._services.store().restore(ids), lambda _: self.refresh())

    def delete_selected(self) -> None:
        """Ask once, then delete what is selected for good."""
        ids = self.list.selected_ids()
        if ids and self.confirm(len(ids)):
            self.delete_for_good(ids)

    def confirm(self, number: int) -> bool:
        """Whether the person means it."""
        return confirmed(
            self,
            self.tr("Delete for good"),
            self.tr("Delete {0} for good?").format(count(number, self.tr("answer"), self.tr("answers"))),
            consequence=self.tr(
                "The recording, the transcript, your rating and your note go, and nothing brings them back."
            ),
            do=self.tr("Delete for good"),
            keep=self.tr("Keep"),
        )

    def delete_for_good(self, ids: list[str]) -> None:
        """Delete these one by one; one that cannot be deleted is told, and those before it are gone."""

        def work() -> None:
            delete_for_good(self._services.store(), self._services.paths, ids)

        def failed(error: Exception) -> None:
            self.refresh()
            self._db.failed.emit(error)

        self._db.run(work, lambda _: self.refresh(), failed)

    def _show(self, found: Found) -> None:
        has_some = bool(found.ids)
        for each in (self.list, self.restore, self.delete, self.explained):
            each.setVisible(has_some)
        self.empty.setVisible(not has_some)
        self.setFocusProxy(self.list if has_some else self.back)
        if self.isVisible():
            self.setFocus()

    def _connect(self) -> None:
        self.listing.found.connect(self._show)
        self.listing.chosen.connect(self.opened)
        self.list.delete_wanted.connect(self.delete_selected)
        self.delete.clicked.connect(self.delete_selected)
        self.restore.clicked.connect(self.restore_selected)
        self.back.clicked.connect(self.left)
        for keys, do in (("Esc", self.left.emit), ("R", self.restore_selected)):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(do)

    def _lay_out(self) -> None:
        self.explained.setMaximumWidth(text_width(self.explained.font()))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label(self.tr("Trash"), "title"), 1)
        for each in (self.back, self.delete, self.restore):
            top.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(self.explained)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        self.empty.hide()
