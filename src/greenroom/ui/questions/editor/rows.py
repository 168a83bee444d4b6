"""Lists inside a question: points with their phrases, follow-ups, and the choices of a choice question."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QRadioButton, QWidget

from greenroom.questions.draft import FollowUpDraft, PointDraft, QuestionDraft
from greenroom.ui.questions.editor.faults import Faults
from greenroom.ui.questions.editor.fields import BlockField, ChoiceField, LineField
from greenroom.ui.questions.editor.row_list import Part, RowList
from greenroom.ui.theme import Theme


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
        part = Part(
            self.tr("point {number}").format(number=number),
            lambda to: question.move_point(index, to),
            lambda: question.remove_point(index),
        )
        return self._row(say, phrases, index, len(question.points), part)


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
        part = Part(
            self.tr("follow-up {number}").format(number=number),
            lambda to: question.move_follow_up(index, to),
            lambda: question.remove_follow_up(index),
        )
        return self._row(ask, point, index, len(question.follow_ups), part)

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
        part = Part(
            self.tr("choice {letter}").format(letter=letter),
            lambda to: question.move_choice(index, to),
            lambda: question.remove_choice(index),
        )
        return self._row(text, mark, index, len(question.choices), part)

    def _mark(self, index: int) -> None:
        if self._question is not None:
            self._question.answer = index
            for other, mark in enumerate(self.marks):
                with QSignalBlocker(mark):
                    mark.setChecked(other == index)
            self.edited.emit()
