"""The head of the review: where the question is from, which take, what was predicted; and the question itself."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenroom.questions.pack import Question
from greenroom.review.rating import Rating
from greenroom.ui.review.rating_row import rating_name
from greenroom.ui.widgets.plain import label, question_label


class Header(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._where = label(kind="small")
        self._thought = label(kind="small")
        self._prediction = label(kind="smallstrong")
        self._where.setMinimumWidth(100)  # a long topic is cut rather than the page widened
        small = QHBoxLayout()
        small.setSpacing(0)
        for part in (self._where, self._thought, self._prediction):
            small.addWidget(part)
        small.addStretch(1)
        column.addLayout(small)
        self.question = question_label(21)
        column.addWidget(self.question)

    def show_question(self, question: Question, round_title: str, take_number: int, when: str = "") -> None:
        """`when`: the day and time of an earlier attempt, in words."""
        take = self.tr("take {number}").format(number=take_number)
        self._where.setText(" · ".join(part for part in (question.topic, round_title, take, when) if part))
        self.question.setText(question.prompt)
        self.show_prediction(None)

    def show_prediction(self, prediction: Rating | None) -> None:
        self._thought.setText("" if prediction is None else self.tr(" · you thought: "))
        self._prediction.setText("" if prediction is None else rating_name(prediction))

    @property
    def text(self) -> str:
        """The small line, as it is read."""
        return self._where.text() + self._thought.text() + self._prediction.text()
