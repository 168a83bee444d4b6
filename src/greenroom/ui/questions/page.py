"""The Questions page: looking through packs, editing one's own, bringing packs in and out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from greenroom.audio.player import Player
from greenroom.errors import UserError
from greenroom.questions.draft import PackDraft
from greenroom.questions.library import LoadedPack
from greenroom.questions.own_packs import Opened, OwnPacks
from greenroom.questions.pack import Pack
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.practice.interviewer import Interviewer
from greenroom.ui.questions.browse import Browse
from greenroom.ui.questions.editor.page import PackEditor
from greenroom.ui.questions.editor.speaking import Reader
from greenroom.ui.questions.exporting import ask_where, export_pack
from greenroom.ui.questions.import_page import ImportPage
from greenroom.ui.questions.library_watch import LibraryWatch
from greenroom.ui.questions.table import QuestionRow
from greenroom.ui.theme import Theme

NARROW_PX = 900
T = TypeVar("T")


class QuestionsPage(QWidget):
    """What can be asked. `practise_wanted` gives the ids of a pack and of the question to practise.

    player, speech: what reads a question aloud in the editor; without them it cannot be heard there.
    """

    practise_wanted = Signal(str, str)

    def __init__(
        self,
        theme: Theme,
        services: Services,
        background: Background,
        player: Player | None = None,
        speech: Background | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._background = background
        self._own = OwnPacks(services.paths.packs)
        reader = None
        if player is not None and speech is not None:
            reader = Reader(Interviewer(services, player, speech), self)
        self.browse = Browse(theme, services, background)
        self.editor = PackEditor(theme, self._own, background, reader)
        self.importing = ImportPage(background)
        self._watch = LibraryWatch(services.library.folders, self)
        self._pages = QStackedWidget()
        for page in (self.browse, self.editor, self.importing):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect()
        self._show(self.browse)

    @property
    def is_editing(self) -> bool:
        return self._pages.currentWidget() is self.editor

    def edit(self, file: Path, question_id: str = "") -> None:
        """Open one of the person's own packs in the editor."""

        def show(opened: Opened) -> None:
            self.editor.show_pack(opened, question_id or None)
            self._show(self.editor)

        self._run(lambda: self._own.open(file), show)

    def new_pack(self) -> None:
        """Make an empty pack, and open it."""
        about = (self.tr("Interview"), self.tr("The interview as a whole."))
        self._create(PackDraft.new(self.tr("My questions"), about, self._taken_ids()))

    def copy_pack(self, loaded: LoadedPack) -> None:
        """Make a pack of one's own from this one, and open it."""
        title = self.tr("{title} (my copy)").format(title=loaded.pack.title)
        self._create(PackDraft.copy_of(loaded.pack, title, self._taken_ids()))

    def copy_question(self, row: QuestionRow, target: LoadedPack | None) -> None:
        """Copy a question to one of the person's own packs, or to a new one."""
        if target is None:
            title = self.tr("My questions")
            draft = PackDraft.copy_of(row.pack.model_copy(update={"questions": ()}), title, self._taken_ids())
            draft.rounds = [one for one in draft.rounds if one.id == row.question.round]
            added = draft.take_in(row.pack, row.question)
            self._create(draft, added.id)
            return
        file, title = target.file, target.pack.title

        def take_in() -> str:
            opened = self._own.open(file)
            added = opened.draft.take_in(row.pack, row.question)
            self._own.save(file, opened.draft, opened.stamp)
            return added.id

        def tell(question_id: str) -> None:
            self.browse.refresh()
            words = self.tr("Copied to “{title}”.").format(title=title)
            self.browse.notice.offer(words, [(self.tr("Edit it there"), lambda: self.edit(file, question_id))])

        self._run(take_in, tell)

    def open_import(self) -> None:
        """Show where a guide is pasted or a file is chosen; what was pasted and not added is still there."""
        self._show(self.importing)

    def preview(self, file: Path) -> None:
        """Show what a file holds, to be added or not."""
        self.open_import()
        self.importing.read_file(file)

    def add_imported(self, pack: Pack) -> None:
        """Make a pack of one's own from what was imported, and show it."""

        def tell(file: Path) -> None:
            self.importing.start()
            self._show(self.browse)
            self.browse.show_next(file)
            self.browse.refresh()
            words = self.tr("“{title}” is in your packs.").format(title=pack.title)
            self.browse.notice.offer(words, [(self.tr("Edit it"), lambda: self.edit(file))])

        draft = PackDraft.copy_of(pack, pack.title, self._taken_ids())
        self._run(lambda: self._own.create(draft), tell)

    def export(self, loaded: LoadedPack) -> None:
        """Ask for a file, and write the pack to it."""
        if (where := ask_where(self, loaded.pack)) is not None:
            self.export_to(loaded.pack, *where)

    def export_to(self, pack: Pack, file: Path, kind: str) -> None:
        """Write the pack to a file, and say where it is."""
        words = self.tr("“{title}” was exported to {file}.").format(title=pack.title, file=file)
        self._run(lambda: export_pack(pack, file, kind), lambda _: self.browse.notice.say(words))

    def delete_pack(self, file: Path) -> None:
        """Move a pack out of the library; the notice offers to put it back."""
        title = self.editor.title.text()

        def tell(moved: Path) -> None:
            self._show(self.browse)
            self.browse.refresh()
            words = self.tr("The pack “{title}” was deleted.").format(title=title)
            self.browse.notice.offer(words, [(self.tr("Undo"), lambda: self._restore(moved, file))])

        self._run(lambda: self._own.delete(file), tell)

    def _restore(self, moved: Path, file: Path) -> None:
        def tell(_: object) -> None:
            self.browse.notice.hide()
            self.browse.refresh()

        self._run(lambda: self._own.restore(moved, file), tell)

    def _create(self, draft: PackDraft, question_id: str = "") -> None:
        self._run(lambda: self._own.create(draft), lambda file: self.edit(file, question_id))

    def _taken_ids(self) -> set[str]:
        contents = self.browse.contents
        return {loaded.pack.id for loaded in contents.packs} if contents is not None else set()

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._background.run(work, done, self._tell)

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._background.failed.emit(error)
        else:
            shown = self._pages.currentWidget()
            holder = shown if isinstance(shown, (PackEditor, ImportPage)) else self.browse
            holder.notice.say(error)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.setFocusProxy(page)
        if self.isVisible():
            page.setFocus()

    def _on_change_on_disk(self) -> None:
        if self.browse.isVisible():
            self.browse.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for page in (self.browse, self.editor):
            page.set_narrow(self.width() < NARROW_PX)
        self._pages.updateGeometry()  # a page that is hidden does not say itself that it needs less

    def _connect(self) -> None:
        browse, editor = self.browse, self.editor
        browse.practise_wanted.connect(self.practise_wanted)
        browse.edit_wanted.connect(lambda loaded, question_id: self.edit(loaded.file, question_id))
        browse.new_wanted.connect(self.new_pack)
        browse.copy_wanted.connect(self.copy_pack)
        browse.copy_question_wanted.connect(self.copy_question)
        browse.loaded.connect(self._watch.follow)
        browse.import_wanted.connect(self.open_import)
        browse.export_wanted.connect(self.export)
        self.importing.left.connect(lambda: self._show(self.browse))
        self.importing.accepted.connect(self.add_imported)
        editor.left.connect(lambda: self._show(self.browse))
        editor.delete_wanted.connect(self.delete_pack)
        editor.reopen_wanted.connect(self.edit)
        self._watch.changed.connect(self._on_change_on_disk)
