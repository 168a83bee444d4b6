"""The head of the review: where the question is from, which take, what was predicted; and the question itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenroom.questions.pack import Question
from greenroom.review.rating import Rating
from greenroom.ui.review.rating_row import rating_name
from greenroom.ui.widgets.plain import button, label, question_label


class Header(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.compare = button(self.tr("Compare takes"))
        self.share = button(self.tr("Copy or print"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        column = QVBoxLayout()
        column.setSpacing(4)
        row.addLayout(column, 1)
        for each in (self.compare, self.share):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        self.offer(can_compare=False, can_share=False)
        self._where = CutLabel()
        self._thought = label(kind="small")
        self._prediction = label(kind="smallstrong")
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

    def offer(self, *, can_compare: bool, can_share: bool) -> None:
        """What can be done with the review as a whole."""
        self.compare.setVisible(can_compare)
        self.share.setVisible(can_share)

    def show_prediction(self, prediction: Rating | None) -> None:
        self._thought.setText("" if prediction is None else self.tr(" · you thought: "))
        self._prediction.setText("" if prediction is None else rating_name(prediction))

    @property
    def text(self) -> str:
        """The small line, as it is read."""
        return self._where.text() + self._thought.text() + self._prediction.text()


class CutLabel(QLabel):
    """A small line that ends in an ellipsis where it does not fit, rather than widening the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", "small")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        QPainter(self).drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), shown)
