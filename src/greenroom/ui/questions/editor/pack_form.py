"""The forms of the pack itself and of its rounds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from greenroom.questions.draft import PackDraft, RoundDraft, Undo
from greenroom.ui.questions.editor.faults import Faults
from greenroom.ui.questions.editor.fields import BlockField, FaultLabel, LineField, NumberField, on_edit
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button, card, label

_NUMBERS = ("minutes", "draw", "takes", "think_seconds", "answer_seconds")
IN_A_ROW = 3


class PackForm(QWidget):
    """About the pack as a whole. `delete_wanted`: the person wants the pack gone."""

    edited = Signal()
    delete_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._pack: PackDraft | None = None
        self.title = LineField(theme, self.tr("Title"))
        self.company = LineField(theme, self.tr("Company"))
        self.role = LineField(theme, self.tr("Role"))
        self.language = LineField(theme, self.tr("Language"), self.tr("As a code: “en” for English."))
        self.about = BlockField(theme, self.tr("What they look for"), least_lines=4)
        self.delete = button(self.tr("Delete this pack"))
        self.delete.clicked.connect(self.delete_wanted)
        self.id_line = label(kind="small", wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 12, 18)
        column.setSpacing(14)
        for field in (self.title, self.company, self.role, self.language, self.about):
            on_edit(field, self._write)
            column.addWidget(field)
        column.addWidget(self.id_line)
        column.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_pack(self, pack: PackDraft) -> None:
        self._pack = pack
        for field, text in (
            (self.title, pack.title),
            (self.company, pack.company),
            (self.role, pack.role),
            (self.language, pack.language),
            (self.about, pack.about),
        ):
            field.show_text(text)
        self.id_line.setText(self.tr("Id {id}. It stays when the title changes.").format(id=pack.id))

    def show_faults(self, faults: Faults) -> None:
        self.title.say(faults.get(("title",), ""))
        self.language.say(faults.get(("language",), ""))

    def _write(self) -> None:
        if (pack := self._pack) is not None:
            pack.title, pack.company, pack.role = self.title.text, self.company.text, self.role.text
            pack.language, pack.about = self.language.text, self.about.text
            self.edited.emit()


class RoundsForm(QWidget):
    """The rounds in order, each with its timing.

    rearranged(str, undo): one was taken out or moved, in words, and how to undo it.
    """

    edited = Signal()
    rearranged = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pack: PackDraft | None = None
        self.rounds: list[RoundForm] = []
        self.fault = FaultLabel(theme)
        self.add = button(self.tr("Add a round"))
        self.add.clicked.connect(self._add)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 12, 18)
        column.setSpacing(12)
        column.addWidget(label(self.tr("The stages of the interview, in their order."), "small", wrap=True))
        column.addLayout(self._cards)
        column.addWidget(self.fault)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_pack(self, pack: PackDraft) -> None:
        """Build the rounds' cards anew."""
        self._pack = pack
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rounds = [self._make(index, one) for index, one in enumerate(pack.rounds)]
        for form in self.rounds:
            self._cards.addWidget(form)

    def show_faults(self, faults: Faults) -> None:
        self.fault.say(self.tr("A pack needs a round.") if () in faults else "")
        for index, form in enumerate(self.rounds):
            form.show_faults({place[1:]: words for place, words in faults.items() if place[:1] == (index,)})

    def _make(self, index: int, one: RoundDraft) -> RoundForm:
        of = len(self._pack.rounds) if self._pack is not None else 1
        form = RoundForm(self._theme, one, is_first=index == 0, is_last=index == of - 1)
        form.edited.connect(self.edited)
        form.move_wanted.connect(lambda by: self._move(index, index + by))
        form.remove.clicked.connect(lambda: self._remove(index))
        return form

    def _add(self) -> None:
        if (pack := self._pack) is not None:
            pack.add_round()
            self.show_pack(pack)
            self.edited.emit()
            self.rounds[-1].title.setFocus()

    def _move(self, index: int, to: int) -> None:
        if (pack := self._pack) is not None:
            title, undo = pack.rounds[index].title, pack.move_round(index, to)
            self.show_pack(pack)
            self.rounds[to].title.setFocus()
            self.edited.emit()
            words = self.tr("The round “{title}” is number {number} now.")
            self.rearranged.emit(words.format(title=title, number=to + 1), undo)

    def _remove(self, index: int) -> None:
        if (pack := self._pack) is None:
            return
        removed = pack.rounds[index]
        moved = sum(question.round == removed.id for question in pack.questions)
        undo: Undo = pack.remove_round(index)
        words = self.tr("The round “{title}” was removed.").format(title=removed.title)
        if moved:
            heir = pack.rounds[max(0, index - 1)].title
            words += self.tr(" Its questions are in “{heir}” now.").format(heir=heir)
        self.show_pack(pack)
        self.add.setFocus()
        self.edited.emit()
        self.rearranged.emit(words, undo)


class RoundForm(QWidget):
    """One round. Writes what is typed into it. move_wanted: it should go up (-1) or down (1)."""

    edited = Signal()
    move_wanted = Signal(int)

    def __init__(self, theme: Theme, one: RoundDraft, *, is_first: bool, is_last: bool) -> None:
        super().__init__()
        self._round = one
        self.title = LineField(theme, self.tr("Title"))
        self.about = BlockField(theme, self.tr("What it is for"), least_lines=2)
        self.minutes = NumberField(theme, self.tr("Length"), self.tr("min"), self.tr("Not set"))
        self.draw = NumberField(theme, self.tr("Questions a sitting"), "", self.tr("All"))
        self.takes = NumberField(theme, self.tr("Takes"), "", self.tr("Any number"))
        self.think_seconds = NumberField(theme, self.tr("Time to think"), self.tr("s"), self.tr("None"))
        self.answer_seconds = NumberField(theme, self.tr("Time to answer"), self.tr("s"), least=10, most=3600)
        self.remove = button(self.tr("Remove this round"), "link")
        is_only = is_first and is_last
        self.remove.setEnabled(not is_only)
        self.up = button(self.tr("Up"), "link", key=self.tr("Alt+↑"))
        self.down = button(self.tr("Down"), "link", key=self.tr("Alt+↓"))
        self.up.setAccessibleName(self.tr("Move the round {title} up").format(title=one.title))
        self.down.setAccessibleName(self.tr("Move the round {title} down").format(title=one.title))
        for move, by, keys, can in (
            (self.up, -1, "Alt+Up", not is_first),
            (self.down, 1, "Alt+Down", not is_last),
        ):
            move.setEnabled(can)
            if is_only:
                move.hide()
            move.clicked.connect(lambda _=False, by=by: self.move_wanted.emit(by))
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(move.click)
        self.remove.setAccessibleName(self.tr("Remove the round {title}").format(title=one.title))
        if is_only:
            self.remove.setToolTip(self.tr("A pack needs a round."))
        self.title.show_text(one.title)
        self.about.show_text(one.about)
        for key in _NUMBERS:
            field: NumberField = getattr(self, key)
            field.show_value(getattr(one, key))
            on_edit(field, self._write)
        on_edit(self.title, self._write)
        on_edit(self.about, self._write)
        self._lay_out()

    def show_faults(self, faults: Faults) -> None:
        self.title.say(faults.get(("title",), ""))
        self.about.say(faults.get(("about",), ""))

    def _write(self) -> None:
        one = self._round
        one.title, one.about = self.title.text, self.about.text
        for key in _NUMBERS:
            field: NumberField = getattr(self, key)
            setattr(one, key, field.number.value())
        self.edited.emit()

    def _lay_out(self) -> None:
        frame, column = card()
        numbers = QGridLayout()
        numbers.setSpacing(12)
        timing = (self.minutes, self.think_seconds, self.answer_seconds, self.draw, self.takes)
        for at, field in enumerate(timing):
            numbers.addWidget(field, *divmod(at, IN_A_ROW))
            numbers.setColumnStretch(at % IN_A_ROW, 1)
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addLayout(numbers)
        actions = QHBoxLayout()
        actions.setSpacing(16)
        for each in (self.up, self.down, self.remove):
            actions.addWidget(each)
        actions.addStretch(1)
        column.addLayout(actions)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
