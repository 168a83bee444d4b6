"""The history: every answer, newest first, searched as one types; one opens in the review."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from greenroom.history.attempt import Found
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.history.exporting import Export
from greenroom.ui.history.filters import Filters
from greenroom.ui.history.listing import Listing
from greenroom.ui.history.trash import TrashPage
from greenroom.ui.theme import Theme, text_width
from greenroom.ui.widgets.offer import Offer
from greenroom.ui.widgets.plain import button, label
from greenroom.ui.words import capital, count


class HistoryPage(QWidget):
    """Lists answers, and puts them into the trash. What goes wrong is told by `db.failed`; the list then stays."""

    opened = Signal(str)
    """The id of the attempt that the person wants to see."""
    practise_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        services: Services,
        db: Background,
        work: Background,
        parent: QWidget | None = None,
    ) -> None:
        """work: where exports are made, which may take long."""
        super().__init__(parent)
        self.setObjectName("page")
        self._services = services
        self._db = db
        self.notice = Offer()
        self.filters = Filters()
        self.listing = Listing(theme, services, db, self.tr("Move to the trash"), self)
        self.attempts, self.list = self.listing.attempts, self.listing.view
        self.practise = button(self.tr("Start practising"), "primary")
        self.delete = button(self.tr("Delete"), key=self.tr("Del"))
        self.export = Export(services, work, self._ids_to_export)
        self.show_trash = button("", "link")
        self.counted = label(kind="small")
        self.said = label(wrap=True)
        self.show_all = button(self.tr("Show all answers"))
        self.trash = TrashPage(theme, services, db)
        self._contents = QStackedWidget()
        self._unread = QWidget()
        self._empty = self._make_empty()
        self._nothing = _said(self.said, self.show_all)
        for each in (self._unread, self._empty, self._nothing, self.list):
            self._contents.addWidget(each)
        self._kept = QWidget()
        self._pages = QStackedWidget()
        for page in (self._kept, self.trash):
            self._pages.addWidget(page)
        self._lay_out()
        self._connect()

    @property
    def is_empty(self) -> bool:
        """True once it is known that there is nothing to list."""
        return self._contents.currentWidget() is self._empty

    def refresh(self) -> None:
        """Read the list again, as far as it was loaded; the selection and the place in it stay."""
        if self._pages.currentWidget() is self.trash:
            self.trash.refresh()
        else:
            self.listing.find(self.filters.wanted)

    def delete_selected(self) -> None:
        """Put what is selected into the trash; the notice offers to take it out again."""
        ids = self.list.selected_ids()
        if not ids:
            return

        def tell(_: None) -> None:
            self.refresh()
            moved = count(len(ids), self.tr("answer is"), self.tr("answers are"))
            words = self.tr("{0} in the trash.").format(capital(moved))
            self.notice.offer(words, [(self.tr("Undo · Ctrl+Z"), lambda: self.undo(ids))])

        self._db.run(lambda: self._services.store().trash(ids), tell)

    def undo(self, ids: list[str]) -> None:
        """Take these out of the trash again."""

        def show(_: None) -> None:
            self.notice.hide()
            self.refresh()

        self._db.run(lambda: self._services.store().restore(ids), show)

    def _show(self, found: Found) -> None:
        wanted = self.listing.wanted
        self.filters.offer(found)
        of = count(found.total, self.tr("answer"), self.tr("answers"))
        number = f"{len(found.ids)} " + self.tr("of {0}").format(f"{found.total} {of.split()[-1]}")
        self.counted.setText(number if wanted.is_narrowed else capital(of))
        self.show_trash.setText(self.tr("Trash · {0}").format(found.in_trash))
        self.show_trash.setVisible(bool(found.in_trash))
        self.filters.setVisible(bool(found.total))
        self.counted.setVisible(bool(found.total))
        self.delete.setVisible(bool(found.ids))
        self.export.button.setVisible(bool(found.ids))
        shown: QWidget = self.list
        focus: QWidget = self.list
        if not found.total:
            shown, focus = self._empty, self.practise
        elif not found.ids:
            self._say_nothing_found()
            shown, focus = self._nothing, self.filters.search
        self._contents.setCurrentWidget(shown)
        self._kept.setFocusProxy(focus)
        if self._is_waiting_for_focus():
            focus.setFocus()

    def _is_waiting_for_focus(self) -> bool:
        """Whether the person is on this page, and at nothing on it that still shows."""
        focused = QApplication.focusWidget()
        is_at_something = focused is not None and self._kept.isAncestorOf(focused) and focused.isVisible()
        return self._kept.isVisible() and not is_at_something

    def _say_nothing_found(self) -> None:
        text = self.listing.wanted.text
        if text:
            words = self.tr("No answer has “{0}”, neither in its question nor in what you said or noted.")
            self.said.setText(words.format(text))
        else:
            self.said.setText(self.tr("No answer is of this kind."))

    def _ids_to_export(self) -> list[str]:
        """What is selected, when that is several; else all that is listed."""
        selected = self.list.selected_ids()
        return selected if len(selected) > 1 else list(self.attempts.ids)

    def _undo_last(self) -> None:
        if self.notice.isVisible():
            self.notice.first()

    def _open_trash(self) -> None:
        self._show_page(self.trash)

    def _leave_trash(self) -> None:
        self._show_page(self._kept)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.setFocusProxy(page)
        self.refresh()
        page.setFocus()

    def _connect(self) -> None:
        self.listing.found.connect(self._show)
        self.listing.chosen.connect(self.opened)
        self.list.delete_wanted.connect(self.delete_selected)
        self.delete.clicked.connect(self.delete_selected)
        self.practise.clicked.connect(self.practise_wanted)
        self.show_all.clicked.connect(self.filters.clear)
        self.filters.changed.connect(self.refresh)
        self.filters.search.left.connect(self.list.setFocus)
        self.export.told.connect(self.notice.say)
        self.show_trash.clicked.connect(self._open_trash)
        self.trash.left.connect(self._leave_trash)
        self.trash.opened.connect(self.opened)
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.filters.search.setFocus),
            (QKeySequence(QKeySequence.StandardKey.Undo), self._undo_last),
        ):
            made = QShortcut(keys, self._kept)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(do)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label(self.tr("History"), "title"), 1)
        for shown in (self.show_trash, self.delete, self.export.button):
            top.addWidget(shown)
        column = QVBoxLayout(self._kept)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(16)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self.filters)
        column.addWidget(self.counted)
        column.addWidget(self._contents, 1)
        buttons = (self.show_trash, self.delete, self.export.button)
        for each in (self.filters, self.counted, *buttons):  # until it is known what there is
            each.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _make_empty(self) -> QWidget:
        words = self.tr(
            "Your answers will be here. Each keeps its recording, its transcript, your rating and your note, "
            "so that you can hear how the last one went before you try again."
        )
        return _said(label(words, "soft", wrap=True), self.practise)


def _said(words: QLabel, action: QPushButton) -> QWidget:
    """A sentence in place of the list, and what to do about it."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    words.setMaximumWidth(text_width(words.font()))
    column.addWidget(words)
    column.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)
    column.addStretch(1)
    return page
