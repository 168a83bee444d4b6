"""Lists inside a question: points with their phrases, follow-ups, and the choices of a choice question."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QRadioButton, QVBoxLayout, QWidget

from greenroom.questions.draft import FollowUpDraft, PointDraft, QuestionDraft, Undo
from greenroom.ui.questions.editor.faults import Faults
from greenroom.ui.questions.editor.fields import BlockField, ChoiceField, FaultLabel, Field, LineField
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button, label


class RowList(QFrame):
    """A heading, a row for each part of a list, and a button for one more. Rows write into the draft themselves.

    edited: a row's text changed. removed(str, undo): a row was taken out, in words, and how to put it back.
    """

    edited = Signal()
    removed = Signal(str, object)

    def __init__(self, theme: Theme, heading: str, help_text: str, add_text: str) -> None:
        super().__init__()
        self._theme = theme
        self._question: QuestionDraft | None = None
        self.fields: list[Field] = []
        self.removes: list[QPushButton] = []
        self.fault = FaultLabel(theme)
        self.add = button(add_text)
        self.add.clicked.connect(self._add_one)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(heading, "heading"))
        column.addWidget(label(help_text, "small", wrap=True))
        column.addLayout(self._rows)
        column.addWidget(self.fault)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_question(self, question: QuestionDraft) -> None:
        """Build the rows anew."""
        self._question = question
        self.fields, self.removes = [], []
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in self._make_rows(question):
            self._rows.addWidget(row)

    def show_faults(self, faults: Faults) -> None:
        raise NotImplementedError

    def _make_rows(self, question: QuestionDraft) -> Iterator[QWidget]:
        raise NotImplementedError

    def _append(self, question: QuestionDraft) -> None:
        raise NotImplementedError

    def _add_one(self) -> None:
        if self._question is None:
            return
        self._append(self._question)
        self.show_question(self._question)
        self.edited.emit()
        self.fields[-1].setFocus()

    def _remove(self, words: str, take_out: Callable[[], Undo]) -> None:
        """Take a part out of the draft and show what is left."""
        undo = take_out()
        if self._question is not None:
            self.show_question(self._question)
        self.add.setFocus()
        self.edited.emit()
        self.removed.emit(words, undo)

    def _make_remove(self, name: str, words: str, take_out: Callable[[], Undo]) -> QPushButton:
        """A button that takes a part out. words: what was done, once it is."""
        made = button(self.tr("Remove"), "link")
        made.setAccessibleName(name)
        made.clicked.connect(lambda: self._remove(words, take_out))
        self.removes.append(made)
        return made

    def _field(self, field: Field, write: Callable[[], object]) -> None:
        self.fields.append(field)

        def on_edit() -> None:
            write()
            self.edited.emit()

        field.edited.connect(on_edit)


class PointRows(RowList):
    """The points of the model answer, each with ways of saying it, one a line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            self.tr("Points"),
            self.tr(
                "Three to seven ideas that the model answer makes. Phrases are what the transcript is searched for."
            ),
            self.tr("Add a point"),
        )
        self.says: list[BlockField] = []
        self.phrases: list[BlockField] = []

    def show_faults(self, faults: Faults) -> None:
        self.fault.say(faults.get(("points",), ""))
        for index, say in enumerate(self.says):
            proposed = self._question is not None and self._question.points[index].proposed
            look = self.tr("Proposed from the model answer: put it in your words.") if proposed else ""
            say.say(faults.get(("points", index, "say"), look))

    def _append(self, question: QuestionDraft) -> None:
        question.points.append(PointDraft())

    def _make_rows(self, question: QuestionDraft) -> Iterator[QWidget]:
        self.says, self.phrases = [], []
        for index, point in enumerate(question.points):
            yield self._make_row(index, question, point)

    def _make_row(self, index: int, question: QuestionDraft, point: PointDraft) -> QWidget:
        number = index + 1
        phrases = BlockField(
            self._theme, self.tr("Phrases {number}, one a line").format(number=number), least_lines=2
        )
        phrases.show_text("\n".join(point.listen_for))

        def write_phrases() -> None:
            point.proposed = False
            point.listen_for = [line.strip() for line in phrases.text.splitlines() if line.strip()]

        say = BlockField(self._theme, self.tr("Point {number}").format(number=number))
        say.show_text(point.say)
        self._field(phrases, write_phrases)

        def write_say() -> None:
            point.proposed = False
            point.say = say.text

        self._field(say, write_say)
        self.says.append(say)
        self.phrases.append(phrases)
        remove = self._make_remove(
            self.tr("Remove point {number}").format(number=number),
            self.tr("Point {number} was removed.").format(number=number),
            lambda: question.remove_point(index),
        )
        return _row(say, phrases, remove=remove)


class FollowUpRows(RowList):
    """What is asked next, and the point that it digs into."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme,
            self.tr("Asked next"),
            self.tr(
                "What an interviewer asks after the answer; tied to a point, it is asked when that was missed."
            ),
            self.tr("Add a follow-up"),
        )
        self.asks: list[LineField] = []
        self.points: list[ChoiceField] = []

    def show_faults(self, faults: Faults) -> None:
        for index, ask in enumerate(self.asks):
            ask.say(faults.get(("follow_ups", index, "ask"), ""))

    def refresh_points(self) -> None:
        """Offer the question's points as they are now."""
        if self._question is not None:
            for follow_up, choice in zip(self._question.follow_ups, self.points, strict=True):
                self._offer(choice, self._question, follow_up)

    def _append(self, question: QuestionDraft) -> None:
        question.follow_ups.append(FollowUpDraft())

    def _make_rows(self, question: QuestionDraft) -> Iterator[QWidget]:
        self.asks, self.points = [], []
        for index, follow_up in enumerate(question.follow_ups):
            yield self._make_row(index, question, follow_up)

    def _make_row(self, index: int, question: QuestionDraft, follow_up: FollowUpDraft) -> QWidget:
        number = index + 1
        ask = LineField(self._theme, self.tr("Follow-up {number}").format(number=number))
        ask.show_text(follow_up.ask)
        point = ChoiceField(self._theme, self.tr("Tied to"))
        point.choice.setAccessibleName(self.tr("Follow-up {number} is tied to").format(number=number))
        self._offer(point, question, follow_up)

        def write_point() -> None:
            follow_up.point = int(point.value) if point.value else None

        self._field(point, write_point)
        self._field(ask, lambda: setattr(follow_up, "ask", ask.text))
        self.asks.append(ask)
        self.points.append(point)
        if question.kind == "choice":
            point.hide()
        remove = self._make_remove(
            self.tr("Remove follow-up {number}").format(number=number),
            self.tr("Follow-up {number} was removed.").format(number=number),
            lambda: question.remove_follow_up(index),
        )
        return _row(ask, point, remove=remove)

    def _offer(self, field: ChoiceField, question: QuestionDraft, follow_up: FollowUpDraft) -> None:
        choices = [("", self.tr("No point"))]
        for index, point in enumerate(question.points):
            choices.append((str(index), f"{index + 1}  {' '.join(point.say.split())}"))
        field.offer(choices, "" if follow_up.point is None else str(follow_up.point))


class ChoiceRows(RowList):
    """The choices of a choice question, one of them marked as right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(
            theme, self.tr("Choices"), self.tr("Two or more; mark the one that is right."), self.tr("Add a choice")
        )
        self.texts: list[LineField] = []
        self.marks: list[QRadioButton] = []

    def show_faults(self, faults: Faults) -> None:
        self.fault.say(faults.get(("choices",), faults.get(("answer",), "")))
        for index, text in enumerate(self.texts):
            text.say(faults.get(("choices", index), ""))

    def _append(self, question: QuestionDraft) -> None:
        question.choices.append("")

    def _make_rows(self, question: QuestionDraft) -> Iterator[QWidget]:
        self.texts, self.marks = [], []
        for index in range(len(question.choices)):
            yield self._make_row(index, question)

    def _make_row(self, index: int, question: QuestionDraft) -> QWidget:
        letter = chr(ord("A") + index) if index < 26 else str(index + 1)
        text = LineField(self._theme, self.tr("Choice {letter}").format(letter=letter))
        text.show_text(question.choices[index])
        self._field(text, lambda: question.choices.__setitem__(index, text.text))
        self.texts.append(text)
        mark = QRadioButton(self.tr("Right"))
        mark.setAccessibleName(self.tr("Choice {letter} is right").format(letter=letter))
        mark.setChecked(question.answer == index)
        mark.setAutoExclusive(False)
        mark.clicked.connect(lambda: self._mark(index))
        self.marks.append(mark)
        remove = self._make_remove(
            self.tr("Remove choice {letter}").format(letter=letter),
            self.tr("Choice {letter} was removed.").format(letter=letter),
            lambda: question.remove_choice(index),
        )
        return _row(text, mark, remove=remove)

    def _mark(self, index: int) -> None:
        if self._question is not None:
            self._question.answer = index
            for other, mark in enumerate(self.marks):
                with QSignalBlocker(mark):
                    mark.setChecked(other == index)
            self.edited.emit()


def _row(first: QWidget, second: QWidget, *, remove: QWidget) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(12)
    across.addWidget(first, 3)
    across.addWidget(second, 0 if isinstance(second, QRadioButton) else 2)
    across.addWidget(remove)
    for widget in (first, second):
        across.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
    return row
