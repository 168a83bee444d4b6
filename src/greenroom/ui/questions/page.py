"""The Questions page: packs on the left, their questions on the right, and about the chosen one below."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from greenroom.errors import UserError
from greenroom.eventlog import event
from greenroom.questions.library import FailedPack, LibraryContents, LoadedPack
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.folders import open_folder
from greenroom.ui.questions.detail import QuestionDetail
from greenroom.ui.questions.message import Message
from greenroom.ui.questions.packs import Entry, PackList
from greenroom.ui.questions.table import LastAnswer, QuestionKey, QuestionRow
from greenroom.ui.questions.view import QuestionTable, SearchField
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import Notice, button, label
from greenroom.ui.words import count

NARROW_PX = 900


class QuestionsPage(QWidget):
    """What can be asked. `practise_wanted` gives the ids of a pack and of the question to practise."""

    practise_wanted = Signal(str, str)

    def __init__(
        self, theme: Theme, services: Services, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._services = services
        self._background = background
        self._contents: LibraryContents | None = None
        self._last: dict[QuestionKey, LastAnswer] = {}
        self.notice = Notice()
        self.summary = label(kind="soft")
        self.search = SearchField(self.tr("Search all packs"))
        self.packs = PackList(theme)
        self.heading = label(kind="small")
        self.table = QuestionTable(theme)
        self.detail = QuestionDetail()
        self.message = Message()
        self._body = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self._update()

    def refresh(self) -> None:
        """Read packs and last ratings again, in the background; choices stay where they were."""
        self._background.run(self._services.library.load, self._show_library)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    # What arrived from the background.

    def _show_library(self, contents: LibraryContents) -> None:
        self._contents = contents
        packs = len(contents.packs)
        questions = sum(len(loaded.pack.questions) for loaded in contents.packs)
        self.summary.setText(
            self.tr("{questions} in {packs}").format(
                questions=_capital(count(questions, self.tr("question"), self.tr("questions"))),
                packs=count(packs, self.tr("pack"), self.tr("packs")),
            )
        )
        self.packs.show_packs(contents)
        self._show_rows(contents)
        ids = [loaded.pack.id for loaded in contents.packs]
        self._background.run(lambda: self._read_last(ids), self._show_last, self._say_no_history)

    def _read_last(self, pack_ids: list[str]) -> dict[QuestionKey, LastAnswer]:
        store = self._services.store()
        return {
            (pack_id, question_id): last
            for pack_id in pack_ids
            for question_id, last in store.last_ratings(pack_id).items()
        }

    def _show_last(self, last: dict[QuestionKey, LastAnswer]) -> None:
        if last != self._last and self._contents is not None:
            self._last = last
            self._show_rows(self._contents)
        event("questions.shown", questions=len(self.table.questions.rows))

    def _say_no_history(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.notice.say(error)
        else:
            self._background.failed.emit(error)

    # What is shown.

    def _show_rows(self, contents: LibraryContents) -> None:
        current = self.table.current
        self.table.questions.show_rows(
            [
                QuestionRow(loaded.pack, question, self._last.get((loaded.pack.id, question.id)))
                for loaded in contents.packs
                for question in loaded.pack.questions
            ]
        )
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
        if wanted:
            self.table.show_found(wanted)
            found = _capital(count(len(self.table.shown), self.tr("question"), self.tr("questions")))
            self.heading.setText(self.tr("All packs · {questions}").format(questions=found))
        else:
            self.table.show_pack(entry.pack.id if isinstance(entry, LoadedPack) else None)
            self.heading.setText(self.tr("Questions") if entry is None else self.packs.title)
        self.table.choose(stay_on)
        if self.table.shown:
            self._body.setCurrentIndex(0)
        else:
            self._body.setCurrentWidget(self.message)
            self._say_why_empty(wanted, entry)

    def _say_why_empty(self, wanted: str, entry: Entry | None) -> None:
        folder = self._services.paths.packs
        open_it = (self.tr("Open the folder"), self._open_folder)
        again = (self.tr("Read again"), self.refresh)
        if self._contents is None:
            self.message.say(self.tr("Reading the packs…"))
        elif wanted:
            said = self.tr("No question has “{words}” in it.").format(words=wanted)
            self.message.say(said, actions=[(self.tr("Clear the search"), self.search.clear)])
        elif isinstance(entry, FailedPack):
            self.message.say_failed(entry, [again] if entry.shipped else [open_it, again])
        elif isinstance(entry, LoadedPack):
            self.message.say(self.tr("This pack has no questions yet."), str(entry.file), [open_it, again])
        else:
            said = self.tr("There are no packs yet. A pack is a file of questions; put one into this folder.")
            self.message.say(said, str(folder), [open_it, again])

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
        self.table.chosen.connect(self.detail.show_question)
        self.table.entered.connect(self.detail.ask_to_practise)
        self.detail.practise_wanted.connect(self.practise_wanted)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    def _lay_out(self) -> None:
        self.folder = folder = button(self.tr("Open the packs folder"))
        folder.setToolTip(self.tr("Your own packs live in {folder}").format(folder=self._services.paths.packs))
        folder.clicked.connect(self._open_folder)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(label(self.tr("Questions"), "title"))
        titles.addWidget(self.summary)
        top = QHBoxLayout()
        top.addLayout(titles, 1)
        top.addWidget(folder, 0, Qt.AlignmentFlag.AlignTop)
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
        right.addWidget(self.heading)
        right.addWidget(self._body, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(label(self.tr("Packs"), "small"))
        left.addWidget(self.packs, 1)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addLayout(left)
        below.addLayout(right, 1)
        self._page = page = QVBoxLayout(self)
        page.setSpacing(16)
        page.addLayout(top)
        page.addWidget(self.notice)
        page.addWidget(self.search)
        page.addLayout(below, 1)
        in_turn = (self.search, self.packs, self.table, self.detail.practise, self.detail.reveal, folder)
        for earlier, later in pairwise(in_turn):
            self.setTabOrder(earlier, later)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW_PX
        self._page.setContentsMargins(*((24, 20, 24, 16) if narrow else (40, 32, 40, 24)))
        self.packs.setFixedWidth(164 if narrow else 224)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
