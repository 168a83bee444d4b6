"""The form of one question: every field of it, with what is wrong beside each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from greenroom.questions.draft import PackDraft, QuestionDraft
from greenroom.ui.questions.editor.faults import Faults
from greenroom.ui.questions.editor.fields import BlockField, ChoiceField, Field, LineField, on_edit
from greenroom.ui.questions.editor.rows import ChoiceRows, FollowUpRows, PointRows
from greenroom.ui.questions.editor.speaking import Reader, answer_length, prompt_length
from greenroom.ui.theme import Theme, serif
from greenroom.ui.widgets.plain import button, label


class QuestionForm(QWidget):
    """Writes what is typed into the draft it shows.

    edited: something changed. rearranged(str, undo): a part was taken out or moved, in words, and how to undo it.
    """

    edited = Signal()
    rearranged = Signal(str, object)

    def __init__(self, theme: Theme, reader: Reader | None) -> None:
        super().__init__()
        self._reader = reader
        self._question: QuestionDraft | None = None
        self.prompt = BlockField(theme, self.tr("Question"), least_lines=2)
        self.prompt.block.setFont(serif(21))
        self.prompt.block.setStyleSheet(f"font-family: '{serif(21).families()[0]}'; font-size: 21px;")
        self.prompt_length = label(kind="small")
        self.hear = button(self.tr("Hear it"), key=self.tr("Ctrl+H"))
        if reader is None:
            self.hear.hide()
        self.kind = ChoiceField(theme, self.tr("Kind"))
        self.round = ChoiceField(theme, self.tr("Round"))
        self.topic = LineField(theme, self.tr("Topic"))
        self.difficulty = ChoiceField(theme, self.tr("Difficulty"))
        self.chance = ChoiceField(theme, self.tr("How likely"))
        self.why = BlockField(theme, self.tr("Why they ask"), least_lines=2)
        self.how = BlockField(theme, self.tr("How to answer"), least_lines=2)
        self.model_answer = BlockField(theme, self.tr("Model answer"), least_lines=5)
        self.answer_length = label(kind="small", wrap=True)
        self.points = PointRows(theme)
        self.choices = ChoiceRows(theme)
        self.explanation = BlockField(theme, self.tr("Why that choice is right"), least_lines=2)
        self.follow_ups = FollowUpRows(theme)
        self.put_aside = label(kind="small", wrap=True)
        self.id_line = label(kind="small", wrap=True, selectable=True)
        self._by_key: dict[str, Field] = {
            "prompt": self.prompt,
            "round": self.round,
            "topic": self.topic,
            "why": self.why,
            "how_to_answer": self.how,
            "model_answer": self.model_answer,
            "explanation": self.explanation,
        }
        self._lay_out()
        self._connect()

    def show_question(self, pack: PackDraft, question: QuestionDraft) -> None:
        self._question = question
        if self._reader is not None:
            self._reader.stop()
        self.kind.offer(kinds(), question.kind)
        self.difficulty.offer(difficulties(), question.difficulty)
        self.chance.offer(chances(), question.ask_chance)
        self.topic.suggest(sorted({one.topic for one in pack.questions if one.topic}))
        self.topic.show_text(question.topic)
        self.refresh_rounds(pack)
        for field, text in (
            (self.prompt, question.prompt),
            (self.why, question.why),
            (self.how, question.how_to_answer),
            (self.model_answer, question.model_answer),
            (self.explanation, question.explanation),
        ):
            field.show_text(text)
        self.points.show_question(question)
        self.choices.show_question(question)
        self.follow_ups.show_question(question)
        self._show_kind()
        self._show_lengths()

    def refresh_rounds(self, pack: PackDraft) -> None:
        """Offer the pack's rounds as they are now."""
        if self._question is not None:
            rounds = [(one.id, one.title or self.tr("Round without a title")) for one in pack.rounds]
            self.round.offer(rounds, self._question.round)

    def show_faults(self, faults: Faults) -> None:
        for key, field in self._by_key.items():
            field.say(faults.get((key,), ""))
        self.points.show_faults(faults)
        self.choices.show_faults(faults)
        self.follow_ups.show_faults(faults)

    def show_id(self) -> None:
        if self._question is not None:
            said = self.tr("Id {id}. It stays when the wording changes, so your answers stay with the question.")
            self.id_line.setText(said.format(id=self._question.id))

    def _write(self) -> None:
        question = self._question
        if question is None:
            return
        was_kind = question.kind
        question.prompt = self.prompt.text
        question.kind = self.kind.value
        question.round = self.round.value
        question.topic = self.topic.text
        question.difficulty = self.difficulty.value
        question.ask_chance = self.chance.value
        question.why = self.why.text
        question.how_to_answer = self.how.text
        question.model_answer = self.model_answer.text
        question.explanation = self.explanation.text
        if question.kind == "choice" and not question.choices:
            question.choices = ["", ""]
        if question.kind != was_kind:
            self.choices.show_question(question)
            self.follow_ups.show_question(question)
            self._show_kind()
        self._show_lengths()
        self.edited.emit()

    def _on_row(self) -> None:
        self.follow_ups.refresh_points()
        self.edited.emit()

    def _on_rearranged(self, words: str, undo: object) -> None:
        if self._question is not None:
            self.follow_ups.show_question(self._question)
        self.rearranged.emit(words, undo)

    def _show_kind(self) -> None:
        question = self._question
        is_choice = question is not None and question.kind == "choice"
        of_choice: tuple[QWidget, ...] = (self.choices, self.explanation)
        of_spoken: tuple[QWidget, ...] = (self.model_answer, self.answer_length, self.points)
        for part in of_choice:
            part.setVisible(is_choice)
        for part in of_spoken:
            part.setVisible(not is_choice)
        aside = (
            question is not None
            and is_choice
            and bool(question.model_answer or any(p.say for p in question.points))
        )
        self.put_aside.setVisible(aside)

    def _show_lengths(self) -> None:
        self.prompt_length.setText(prompt_length(self.prompt.text))
        self.answer_length.setText(answer_length(self.model_answer.text))
        self._show_reading()
        self.show_id()

    def _show_reading(self) -> None:
        is_reading = self._reader is not None and self._reader.is_reading
        words = self.tr("Stop") if is_reading else self.tr("Hear it")
        self.hear.setText(f"{words} · {self.tr('Ctrl+H')}")
        self.hear.setAccessibleName(words)
        self.hear.setEnabled(is_reading or any(map(str.isalnum, self.prompt.text)))

    def hear_it(self) -> None:
        """As if the button were pressed."""
        if self._reader is not None and self.hear.isEnabled():
            self._reader.read_or_stop(self.prompt.text)

    def _connect(self) -> None:
        for field in (*self._by_key.values(), self.kind, self.difficulty, self.chance):
            on_edit(field, self._write)
        for rows in (self.points, self.choices, self.follow_ups):
            rows.edited.connect(self._on_row)
            rows.rearranged.connect(self._on_rearranged)
        self.hear.clicked.connect(self.hear_it)
        if self._reader is not None:
            self._reader.changed.connect(self._show_reading)

    def _lay_out(self) -> None:
        self.put_aside.setText(
            self.tr("The model answer and its points are put aside. They stay while this pack is open here.")
        )
        aloud = QHBoxLayout()
        aloud.setSpacing(12)
        aloud.addWidget(self.hear)
        aloud.addWidget(self.prompt_length, 1)
        facts = QGridLayout()
        facts.setHorizontalSpacing(12)
        facts.setVerticalSpacing(12)
        facts.addWidget(self.kind, 0, 0, 1, 2)
        facts.addWidget(self.round, 0, 2, 1, 2)
        facts.addWidget(self.topic, 1, 0, 1, 2)
        facts.addWidget(self.difficulty, 1, 2)
        facts.addWidget(self.chance, 1, 3)
        for quarter in range(4):
            facts.setColumnStretch(quarter, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 12, 18)
        column.setSpacing(14)
        column.addWidget(self.prompt)
        column.addLayout(aloud)
        column.addLayout(facts)
        column.addWidget(self.put_aside)
        parts: tuple[QWidget, ...] = (
            *(self.choices, self.explanation, self.why, self.how),
            *(self.model_answer, self.answer_length, self.points, self.follow_ups, self.id_line),
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)


def kinds() -> list[tuple[str, str]]:
    return [
        ("concept", _tr("Explain something")),
        ("experience", _tr("Tell of an experience")),
        ("choice", _tr("Choose an answer")),
    ]


def difficulties() -> list[tuple[str, str]]:
    return [("easy", _tr("Easy")), ("medium", _tr("Medium")), ("hard", _tr("Hard"))]


def chances() -> list[tuple[str, str]]:
    return [
        ("very high", _tr("Very likely")),
        ("high", _tr("Likely")),
        ("medium", _tr("Sometimes")),
        ("low", _tr("Rarely")),
    ]


def _tr(text: str) -> str:
    return QCoreApplication.translate("questions", text)
