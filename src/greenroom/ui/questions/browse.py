"""All packs to look through: on the left, their questions on the right, and about the chosen one below."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from greenroom.errors import UserError
from greenroom.eventlog import event as log_event
from greenroom.questions.library import FailedPack, LibraryContents, LoadedPack
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.folders import open_folder
from greenroom.ui.questions.detail import QuestionDetail
from greenroom.ui.questions.filters import Filters
from greenroom.ui.questions.message import Message
from greenroom.ui.questions.pack_actions import PackActions
from greenroom.ui.questions.packs import Entry, PackList
from greenroom.ui.questions.past import Past, read_past, rows_of
from greenroom.ui.questions.table import QuestionKey
from greenroom.ui.questions.view import QuestionTable
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.offer import Offer
from greenroom.ui.widgets.plain import button, label
from greenroom.ui.widgets.search_field import SearchField
from greenroom.ui.words import capital, count


class Browse(QWidget):
    """What can be asked.

    practise_wanted: the ids of a pack and of the question to practise. The others say what the person wants to do
    with a `LoadedPack` or, where it says so, with its question (a `QuestionRow`).
    """

    practise_wanted = Signal(str, str)
    new_wanted = Signal()
    import_wanted = Signal()
    edit_wanted = Signal(object, str)
    """A pack of the person's own, and the id of a question in it, or ""."""
    copy_wanted = Signal(object)
    copy_question_wanted = Signal(object, object)
    """A QuestionRow, and the LoadedPack that it should go to, or None for a new one."""
    export_wanted = Signal(object)
    loaded = Signal(object)
    """LibraryContents that were read."""

    def __init__(
        self, theme: Theme, services: Services, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._services = services
        self._background = background
        self.contents: LibraryContents | None = None
        self._choose_next: Path | None = None
        self._past: Past = ({}, {})
        self.notice = Offer()
        self.summary = label(kind="soft")
        self.search = SearchField(self.tr("Search all packs"))
        self.packs = PackList(theme)
        self.filters = Filters()
        self.pack_actions = PackActions()
        self.heading = self.pack_actions.heading
        self.table = QuestionTable(theme)
        self.detail = QuestionDetail()
        self.message = Message()
        self._body = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self._update()

    def show_next(self, file: Path) -> None:
        """Choose this file's pack when the packs are read next."""
        self._choose_next = file

    def refresh(self) -> None:
        """Read packs and last ratings again, in the background; choices stay where they were."""
        self._background.run(self._services.library.load, self._show_library)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # What arrived from the background.

    def _show_library(self, contents: LibraryContents) -> None:
        self.contents = contents
        self.loaded.emit(contents)
        packs = len(contents.packs)
        questions = sum(len(loaded.pack.questions) for loaded in contents.packs)
        self.summary.setText(
            self.tr("{questions} in {packs}").format(
                questions=capital(count(questions, self.tr("question"), self.tr("questions"))),
                packs=count(packs, self.tr("pack"), self.tr("packs")),
            )
        )
        self.packs.show_packs(contents, self._choose_next)
        self._choose_next = None
        self._show_rows(contents)
        ids = [loaded.pack.id for loaded in contents.packs]
        self._background.run(lambda: read_past(self._services.store(), ids), self._show_past, self._say_no_history)

    def _show_past(self, past: Past) -> None:
        if past != self._past and self.contents is not None:
            self._past = past
            self._show_rows(self.contents)
        log_event("questions.shown", questions=len(self.table.questions.rows))

    def _say_no_history(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.say(error)
        else:
            self._background.failed.emit(error)

    # What is shown.

    def _show_rows(self, contents: LibraryContents) -> None:
        current = self.table.current
        self.table.questions.show_rows(rows_of(contents, self._past))
        self._update(current.key if current else None)

    def _choose_pack(self) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._update()

    def _update(self, stay_on: QuestionKey | None = None) -> None:
        """Show the questions of the search or of the chosen pack, with the row `stay_on` or the first chosen."""
        wanted = self.search.text().strip()
        entry = self.packs.entry
        in_pack = entry.pack.id if isinstance(entry, LoadedPack) and not wanted else None
        rows = self.table.questions.rows
        self.filters.offer(rows if wanted else [row for row in rows if row.pack.id == in_pack])
        takes = self.filters.wanted.takes
        if wanted:
            self.table.show_found(wanted, takes)
            found = capital(count(len(self.table.shown), self.tr("question"), self.tr("questions")))
            self.heading.setText(self.tr("All packs · {questions}").format(questions=found))
        else:
            self.table.show_pack(in_pack, takes)
            self.heading.setText(self.tr("Questions") if entry is None else self.packs.title)
        self.table.choose(stay_on)
        self._show_actions()
        if self.table.shown:
            self._body.setCurrentIndex(0)
        else:
            self._body.setCurrentWidget(self.message)
            self._say_why_empty(wanted, entry)

    def _say_why_empty(self, wanted: str, entry: Entry | None) -> None:
        folder = self._services.paths.packs
        open_it = (self.tr("Open the folder"), self._open_folder)
        again = (self.tr("Read again"), self.refresh)
        if self.contents is None:
            self.message.say(self.tr("Reading the packs…"))
        elif self.filters.wanted:
            said = self.tr("No question fits the filters.")
            self.message.say(said, actions=[(self.tr("Clear the filters"), self.filters.clear)])
        elif wanted:
            said = self.tr("No question has “{words}” in it.").format(words=wanted)
            self.message.say(said, actions=[(self.tr("Clear the search"), self.search.clear)])
        elif isinstance(entry, FailedPack):
            self.message.say_failed(entry, [again] if entry.shipped else [open_it, again])
        elif isinstance(entry, LoadedPack):
            write_one = (self.tr("Write one"), self._edit)
            actions = [open_it, again] if entry.shipped else [write_one, open_it, again]
            self.message.say(self.tr("This pack has no questions yet."), str(entry.file), actions)
        else:
            said = self.tr("There are no packs yet. A pack is a file of questions; put one into this folder.")
            new = (self.tr("New pack"), self.new_wanted.emit)
            self.message.say(said, str(folder), [new, open_it, again])

    # What can be done with what is chosen.

    @property
    def chosen(self) -> LoadedPack | None:
        """The pack of the question that is chosen, else the pack that is."""
        row, entry = self.table.current, self.packs.entry
        if row is not None and self.contents is not None:
            return next((loaded for loaded in self.contents.packs if loaded.pack.id == row.pack.id), None)
        return entry if isinstance(entry, LoadedPack) else None

    def _show_actions(self) -> None:
        own = [loaded for loaded in self.contents.packs if not loaded.shipped] if self.contents else []
        self.pack_actions.show_pack(self.chosen, self.table.current, own)

    def _edit(self) -> None:
        row, pack = self.table.current, self.chosen
        if pack is not None and not pack.shipped:
            self.edit_wanted.emit(pack, row.question.id if row is not None else "")

    def _copy_question(self, target: LoadedPack | None) -> None:
        if self.table.current is not None:
            self.copy_question_wanted.emit(self.table.current, target)

    def _open_folder(self) -> None:
        try:
            open_folder(self._services.paths.packs)
        except UserError as error:
            self.notice.say(error)

    # Building.

    def _connect(self) -> None:
        self.packs.chosen.connect(self._choose_pack)
        self.search.textChanged.connect(lambda: self._update())
        self.search.left.connect(self.table.setFocus)
        self.filters.changed.connect(lambda: self._update())
        self.pack_actions.edit_wanted.connect(self._edit)
        self.pack_actions.copy_wanted.connect(lambda: self.copy_wanted.emit(self.chosen))
        self.pack_actions.copy_question_wanted.connect(self._copy_question)
        self.pack_actions.export_wanted.connect(lambda: self.export_wanted.emit(self.chosen))
        self.new.clicked.connect(self.new_wanted)
        self.import_.clicked.connect(self.import_wanted)
        self.table.chosen.connect(self.detail.show_question)
        self.table.chosen.connect(lambda _: self._show_actions())
        self.table.entered.connect(self.detail.ask_to_practise)
        self.detail.practise_wanted.connect(self.practise_wanted)
        for keys, do in (
            (QKeySequence(QKeySequence.StandardKey.Find), self.search.setFocus),
            (QKeySequence("Ctrl+E"), self._edit),
            (QKeySequence("Ctrl+N"), self.new_wanted.emit),
            (QKeySequence("Ctrl+I"), self.import_wanted.emit),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _lay_out(self) -> None:
        self.folder = folder = button(self.tr("Open the packs folder"), "link")
        folder.setToolTip(self.tr("Your own packs live in {folder}").format(folder=self._services.paths.packs))
        folder.clicked.connect(self._open_folder)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(label(self.tr("Questions"), "title"))
        titles.addWidget(self.summary)
        top = QHBoxLayout()
        top.addLayout(titles, 1)
        top.setSpacing(8)
        self.import_ = button(self.tr("Import…"), key=self.tr("Ctrl+I"))
        self.new = button(self.tr("New pack"), key=self.tr("Ctrl+N"))
        for each in (self.import_, self.new):
            top.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        finding = QHBoxLayout()
        finding.setSpacing(8)
        finding.addWidget(self.search, 1)
        finding.addWidget(self.filters)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        self.table.setMinimumHeight(120)
        self.detail.setMinimumHeight(170)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setSizes([300, 300])
        self._body.addWidget(split)
        self._body.addWidget(self.message)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.pack_actions)
        right.addWidget(self._body, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        packs = label(self.tr("Packs"), "small")
        packs.setMinimumHeight(self.pack_actions.sizeHint().height())
        left.addWidget(packs)
        left.addWidget(self.packs, 1)
        left.addWidget(folder, 0, Qt.AlignmentFlag.AlignLeft)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addLayout(left)
        below.addLayout(right, 1)
        self._page = page = QVBoxLayout(self)
        page.setSpacing(16)
        page.addLayout(top)
        page.addWidget(self.notice)
        page.addLayout(finding)
        page.addLayout(below, 1)
        filters, actions = self.filters, self.pack_actions
        in_turn = (
            *(self.search, filters.topic, filters.difficulty, filters.round, self.packs),
            *(actions.edit, actions.copy, actions.export, self.table, self.detail.practise, self.detail.reveal),
            *(self.import_, self.new, folder),
        )
        for earlier, later in pairwise(in_turn):
            self.setTabOrder(earlier, later)

    def set_narrow(self, narrow: bool) -> None:
        """Make do with little width. The page says so, since what is hidden is told of no resize."""
        self._page.setContentsMargins(*((24, 20, 24, 16) if narrow else (40, 32, 40, 24)))
        self.packs.setFixedWidth(164 if narrow else 196)
