"""The editor's page: a pack's parts on the left, the form of the chosen one on the right, saved as it is typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut

from greenroom.errors import UserError
from greenroom.questions.draft import QuestionDraft, Undo
from greenroom.questions.faults import Fault
from greenroom.questions.own_packs import ChangedOnDisk, Opened, OwnPacks
from greenroom.ui.background import Background
from greenroom.ui.questions.editor.autosave import Autosave, Kept
from greenroom.ui.questions.editor.faults import below, of_question
from greenroom.ui.questions.editor.frame import EditorFrame
from greenroom.ui.questions.editor.outline import FIRST_QUESTION_ROW, PACK_ROW
from greenroom.ui.questions.editor.speaking import Reader
from greenroom.ui.theme import Theme
from greenroom.ui.words import count


class PackEditor(EditorFrame):
    """Edits one of the person's own packs.

    left: everything is kept and the person wants to go back. delete_wanted(Path): this pack should go.
    reopen_wanted(Path): the file is to be read again in place of what is shown.
    """

    left = Signal()
    delete_wanted = Signal(object)
    reopen_wanted = Signal(object)

    def __init__(self, theme: Theme, own: OwnPacks, background: Background, reader: Reader | None) -> None:
        super().__init__(theme, reader)
        self._own = own
        self._background = background
        self._reader = reader
        self._opened: Opened | None = None
        self._autosave: Autosave | None = None
        self._faults: list[Fault] = []
        self._new: list[QuestionDraft] = []
        self._undos: list[Undo] = []
        self._is_leaving = False
        self._connect()

    @property
    def file(self) -> Path | None:
        """The pack that is open."""
        return self._opened.file if self._opened is not None else None

    def show_pack(self, opened: Opened, question_id: str | None = None) -> None:
        """Open a pack, at one of its questions or at the pack itself."""
        self._opened = opened
        self._is_leaving = False
        self._undos = []
        self._new = []
        if self._autosave is not None:
            self._autosave.deleteLater()
        self._autosave = autosave = Autosave(self._own, self._background, opened, self)
        autosave.state_changed.connect(self._show_state)
        autosave.failed.connect(self._say_failed)
        autosave.settled.connect(self._on_settled)
        self.notice.hide()
        self._check()
        ids = opened.draft.question_ids()
        self.outline.choose(FIRST_QUESTION_ROW + ids.index(question_id) if question_id in ids else PACK_ROW)
        self._show_state()
        if opened.is_draft:
            self._say_draft(opened)

    def new_question(self) -> None:
        """Add an empty question and go to it."""
        if self._opened is None:
            return
        draft, at = self._opened.draft, self.outline.question_index
        self._new.append(draft.add_question(draft.questions[at] if at is not None else None))
        self._show_last_added(len(draft.questions) - 1)

    def duplicate_question(self) -> None:
        """Copy the question that is chosen, and go to the copy."""
        if self._opened is not None and (at := self.outline.question_index) is not None:
            self._new.append(self._opened.draft.duplicate(at))
            self._show_last_added(at + 1)

    def delete_question(self) -> None:
        """Take the question that is chosen out; Undo puts it back."""
        if self._opened is not None and (at := self.outline.question_index) is not None:
            prompt = self._opened.draft.questions[at].prompt
            undo = self._opened.draft.remove_question(at)
            self._on_edit()
            self.outline.choose(self.outline.currentRow())
            self.outline.setFocus()
            words = (
                self.tr("The question “{prompt}” was deleted.") if prompt else self.tr("The question was deleted.")
            )
            self._offer_undo(words.format(prompt=prompt), undo)

    def move_question(self, at: int, to: int) -> None:
        """Put a question at another place, and stay on it; Undo puts it back."""
        if self._opened is not None:
            undo = self._opened.draft.move_question(at, to)
            self._on_edit()
            self.outline.choose(FIRST_QUESTION_ROW + to)
            words = self.tr("The question is number {number} now.").format(number=to + 1)

            def put_back() -> None:
                undo()
                self.outline.choose(FIRST_QUESTION_ROW + at)

            self._offer_undo(words, put_back)

    def leave(self) -> None:
        """Save what is not saved, then `left`. If it cannot be saved the editor stays and says why."""
        self._is_leaving = True
        if self._reader is not None:
            self._reader.stop()
        if self._autosave is None or self._autosave.is_settled:
            self._on_settled()
        else:
            self._autosave.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._autosave is not None:
            self._autosave.flush()
        if self._reader is not None:
            self._reader.stop()

    # What the person does.

    def _on_edit(self) -> None:
        if self._opened is None or self._autosave is None:
            return
        for question in self._new:
            self._opened.draft.name_by_prompt(question)
        self.question_form.show_id()
        self._check()
        self._autosave.touch()

    def _show_last_added(self, index: int) -> None:
        self._on_edit()
        self.outline.choose(FIRST_QUESTION_ROW + index)
        self.question_form.prompt.setFocus()

    def _on_chosen(self, row: int) -> None:
        if self._opened is None:
            return
        draft, at = self._opened.draft, self.outline.question_index
        if at is None:
            self._new = []
            form = self.pack_form if row == PACK_ROW else self.rounds_form
            form.show_pack(draft)
        else:
            question = draft.questions[at]
            # The id of a question is final once the person has moved on from writing it.
            self._new = [one for one in self._new if one is question]
            self.question_form.show_question(draft, question)
        area = self._areas[2 if at is not None else row]
        self._forms.setCurrentWidget(area)
        area.verticalScrollBar().setValue(0)
        self.duplicate.setEnabled(at is not None)
        self.delete.setEnabled(at is not None)
        self.up.setEnabled(at is not None and at > 0)
        self.down.setEnabled(at is not None and at < len(draft.questions) - 1)
        self._show_faults()

    def _offer_undo(self, words: str, undo: object) -> None:
        def put_back() -> None:
            self.undo()

        self._undos.append(undo)  # type: ignore[arg-type]  # a signal carries it as an object
        self.notice.offer(words, [(self.tr("Undo · Ctrl+Z"), put_back)])

    def undo(self) -> None:
        """Put back what was deleted or moved last, then what was before that."""
        if self._undos:
            self._undos.pop()()
            self.notice.hide()
            self._on_edit()
            self.outline.choose(self.outline.currentRow())

    # What is shown.

    def _check(self) -> None:
        assert self._opened is not None  # noqa: S101 - only called while a pack is open
        checked = self._opened.draft.checked()
        self._faults = checked if isinstance(checked, list) else []
        self.outline.show_pack(self._opened.draft, self._faults)
        self.title.setText(self._opened.draft.title or self.tr("Pack without a title"))
        self._show_faults()

    def _show_faults(self) -> None:
        if self._opened is None:
            return
        self.pack_form.show_faults(below(self._faults, ()))
        self.rounds_form.show_faults(below(self._faults, ("rounds",)))
        at = self.outline.question_index
        if at is not None and at < len(self._opened.draft.questions):
            self.question_form.show_faults(of_question(self._faults, at, self._opened.draft.questions[at]))
        self._show_state()

    def _show_state(self) -> None:
        state = self._autosave.state if self._autosave is not None else Kept.SAVED
        things = count(len(self._faults), self.tr("thing"), self.tr("things"))
        self.status.setText(
            {
                Kept.SAVED: self.tr("Saved"),
                Kept.SAVING: self.tr("Saving…"),
                Kept.DRAFT: self.tr(
                    "Kept as a draft: {things} to finish. Until then practice uses the pack as it was."
                ).format(things=things),
                Kept.NOT_SAVED: self.tr("Not saved"),
            }[state]
        )

    def _say_draft(self, opened: Opened) -> None:
        words = self.tr("This is your draft; the pack itself is as it was when it was last complete.")
        if opened.is_behind:
            words = self.tr("This is your draft. The pack's file was changed since you wrote it.")
        self.notice.offer(words, [(self.tr("Discard the draft"), self._discard)])

    def _discard(self) -> None:
        if (opened := self._opened) is not None:
            self._background.run(
                lambda: self._own.discard_draft(opened.file),
                lambda _: self.reopen_wanted.emit(opened.file),
                self._say_failed,
            )

    def _say_failed(self, error: Exception) -> None:
        self._show_state()
        if not isinstance(error, UserError):
            self._background.failed.emit(error)
            return
        if isinstance(error, ChangedOnDisk):
            self.notice.offer(
                str(error), [(self.tr("Keep mine"), self._keep_mine), (self.tr("Take the file"), self._discard)]
            )
        else:
            actions = [(self.tr("Try again"), self._try_again)]
            if self._is_leaving:
                actions.append((self.tr("Leave without saving"), self._give_up))
            self.notice.offer(self.tr("{error} What you typed is still here.").format(error=error), actions)
        self._is_leaving = False

    def _keep_mine(self) -> None:
        self.notice.hide()
        if self._autosave is not None:
            self._autosave.keep_mine()

    def _try_again(self) -> None:
        self.notice.hide()
        if self._autosave is not None:
            self._autosave.flush()

    def _give_up(self) -> None:
        self._autosave = self._opened = None
        self.left.emit()

    def _on_settled(self) -> None:
        if self._is_leaving:
            self._is_leaving = False
            self.left.emit()

    # Building.

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.new.clicked.connect(self.new_question)
        self.duplicate.clicked.connect(self.duplicate_question)
        self.delete.clicked.connect(self.delete_question)
        self.outline.chosen.connect(self._on_chosen)
        self.outline.delete_wanted.connect(self.delete_question)
        self.outline.move_wanted.connect(self.move_question)
        self.up.clicked.connect(lambda: self.outline.ask_to_move(-1))
        self.down.clicked.connect(lambda: self.outline.ask_to_move(1))
        for form in (self.pack_form, self.rounds_form, self.question_form):
            form.edited.connect(self._on_edit)
        for form in (self.rounds_form, self.question_form):
            form.rearranged.connect(self._offer_undo)
        self.pack_form.delete_wanted.connect(lambda: self.delete_wanted.emit(self.file))
        if self._reader is not None:
            self._reader.failed.connect(self.notice.say)
        for keys, do in (
            ("Ctrl+N", self.new_question),
            ("Ctrl+D", self.duplicate_question),
            ("Ctrl+Z", self.undo),
            ("Ctrl+H", self.question_form.hear_it),
            ("Esc", self.leave),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
