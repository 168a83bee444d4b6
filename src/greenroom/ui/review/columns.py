"""The two columns of equal weight: what was said, and a strong answer or what stands in its place."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenroom.ui.review.answer_column import AnswerColumn
from greenroom.ui.review.pane import Pane
from greenroom.ui.review.prediction import Prediction
from greenroom.ui.review.said_column import SaidColumn
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import card, label


class Columns(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = SaidColumn(theme)
        self.answer = AnswerColumn(theme)
        self.prediction = Prediction()
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        left, said = card(spacing_px=8)
        left_title = label(self.tr("You said"), "heading")
        left_title.setIndent(4)  # in line with the text, which leaves room for its marks
        said.setContentsMargins(18, 20, 18, 16)
        said.addWidget(left_title)
        said.addWidget(self.said, 1)
        right, answer = card(spacing_px=8)
        answer.setContentsMargins(22, 20, 14, 16)
        self._right_title = label(self.tr("A strong answer"), "heading")
        self._right = Pane()
        self.answer_area = self._right.add(self.answer)
        self._prediction_area = self._right.add(self.prediction)
        answer.addWidget(self._right_title)
        answer.addWidget(self._right, 1)
        self.cards = (left, right)
        for each in self.cards:
            columns.addWidget(each, 1)

    def reveal(self, is_revealed: bool) -> None:
        """Show the strong answer, or what stands in its place until then."""
        self._right.setCurrentWidget(self.answer_area if is_revealed else self._prediction_area)
        self._right_title.setVisible(is_revealed)
