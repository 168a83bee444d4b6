"""One question to read about: why they ask, how to answer and, when the person wants it, the model answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenroom.questions.pack import Question
from greenroom.ui.questions.table import QuestionRow, chance_in_words, difficulty_in_words
from greenroom.ui.theme import sans, text_width
from greenroom.ui.widgets.plain import button, label, question_label, scrolled


class QuestionDetail(QFrame):
    """The card of one question. `practise_wanted` gives the ids of pack and question."""

    practise_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._row: QuestionRow | None = None
        self.facts = label(kind="small", wrap=True)
        self.prompt = question_label(21)
        self.prompt.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.choices = label(wrap=True, selectable=True)
        self.why = _Passage(self.tr("Why they ask"))
        self.how = _Passage(self.tr("How to answer"))
        self.model_answer = _Passage(self.tr("Model answer"))
        self.points = _Passage(self.tr("Its points"))
        self.follow_ups = _Passage(self.tr("Asked next"))
        self.practise = button(self.tr("Practise this question"), "primary", self.tr("Enter"))
        self.practise.clicked.connect(self.ask_to_practise)
        self.reveal = button("", "link")
        self.reveal.setCheckable(True)
        self.reveal.toggled.connect(self._show_model_answer)
        self.reveal.clicked.connect(self._bring_to_view)
        self._lay_out()
        self._show_model_answer(False)

    def show_question(self, row: QuestionRow) -> None:
        """Show this question; another question than before hides the model answer again."""
        if self._row is None or self._row.key != row.key:
            self.reveal.setChecked(False)
            self._area.verticalScrollBar().setValue(0)
        self._row = row
        question = row.question
        facts = (
            question.topic,
            row.round_title,
            difficulty_in_words(question.difficulty),
            self.tr("{chance} asked").format(chance=chance_in_words(question)),
        )
        self.facts.setText(" · ".join(facts))
        self.prompt.setText(question.prompt)
        self.choices.setText("\n".join(f"{letter}  {text}" for letter, text in _lettered(question)))
        self.choices.setVisible(bool(question.choices))
        self.why.say(question.why)
        self.how.say(question.how_to_answer)
        self._show_model_answer(self.reveal.isChecked())

    def ask_to_practise(self) -> None:
        """As if the button were pressed."""
        if self._row is not None:
            self.practise_wanted.emit(*self._row.key)

    def _show_model_answer(self, wanted: bool) -> None:
        text = self.tr("Hide the model answer") if wanted else self.tr("Show the model answer")
        self.reveal.setText(text)
        self.reveal.setAccessibleName(text)
        question = self._row.question if self._row is not None and wanted else None
        self.model_answer.say(_answer(question) if question else "")
        self.points.say("\n".join(f"–  {point.say}" for point in question.points) if question else "")
        self.follow_ups.say("\n".join(f"–  {next_.ask}" for next_ in question.follow_ups) if question else "")

    def _bring_to_view(self, revealed: bool) -> None:
        layout = self._content.layout()
        if revealed and layout is not None:
            layout.activate()
            self._content.adjustSize()
            self._area.verticalScrollBar().setValue(self.model_answer.y())

    def _lay_out(self) -> None:
        self._content = content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(22, 18, 22, 8)
        column.setSpacing(10)
        for widget in (self.facts, self.prompt, self.choices):
            column.addWidget(widget)
        for passage in (self.why, self.how, self.model_answer, self.points, self.follow_ups):
            passage.setMaximumWidth(text_width(sans(15)))
            column.addWidget(passage)
        column.addStretch(1)
        actions = QHBoxLayout()
        actions.setContentsMargins(22, 0, 22, 0)
        actions.setSpacing(12)
        actions.addWidget(self.practise)
        actions.addWidget(self.reveal)
        actions.addStretch(1)
        self._area = area = scrolled(content)
        area.setAccessibleName(self.tr("About the question"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 16)
        outer.setSpacing(8)
        outer.addWidget(area, 1)
        outer.addLayout(actions)


class _Passage(QWidget):
    """A heading and its text; hidden while there is no text."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(heading, "heading"))
        self.text: QLabel = label(wrap=True, selectable=True)
        column.addWidget(self.text)
        self.hide()

    def say(self, text: str) -> None:
        self.text.setText(text)
        self.setVisible(bool(text))


def _lettered(question: Question) -> list[tuple[str, str]]:
    return [(chr(ord("A") + index), choice) for index, choice in enumerate(question.choices)]


def _answer(question: Question) -> str:
    if question.kind == "choice" and question.answer is not None:
        letter, text = _lettered(question)[question.answer]
        return f"{letter}  {text}\n\n{question.explanation}"
    return "\n\n".join(paragraph for paragraph in question.model_answer.splitlines() if paragraph.strip())
