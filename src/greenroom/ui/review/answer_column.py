"""The right column: the points of a strong answer with what was heard of them, the model answer, and the advice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenroom.questions.pack import Question
from greenroom.ui.review.point_row import Mark, PointRow, PointView
from greenroom.ui.review.prose import Prose
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button, rule
from greenroom.ui.words import clock

if TYPE_CHECKING:
    from greenroom.review.points import PointResult

QUOTED_WORDS = 12


class AnswerColumn(QWidget):
    """A strong answer to one question, for a scrolled card."""

    point_selected = Signal(int)
    """The index of the point whose words the person wants to see; -1 for none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(self.tr("A strong answer"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        self._points = QVBoxLayout()
        self._points.setSpacing(2)
        column.addLayout(self._points)
        self.rows: list[PointRow] = []
        self._rule = rule()
        column.addWidget(self._rule)
        self.model_answer = Prose(theme)
        self.model_answer.setAccessibleName(self.tr("Model answer"))
        column.addWidget(self.model_answer)
        links = QHBoxLayout()
        links.setSpacing(16)
        column.addLayout(links)
        self.how_to_answer = Fold(theme, self.tr("How to answer"))
        self.why_they_ask = Fold(theme, self.tr("Why they ask"))
        for fold in (self.how_to_answer, self.why_they_ask):
            links.addWidget(fold.link)
            column.addWidget(fold.prose)
        links.addStretch(1)
        column.addStretch(1)

    def show_question(self, question: Question) -> None:
        """Everything that is known without an answer. Only a concept is judged point by point."""
        self.unselect()
        self._show([PointView(point.say) for point in question.points if question.kind == "concept"])
        self.model_answer.set_text(question.model_answer or _right_choice(question))
        self.how_to_answer.set_text(question.how_to_answer)
        self.why_they_ask.set_text(question.why)

    def show_judged(self, points: Sequence[PointResult], *, has_times: bool) -> None:
        """What was heard of each point of the question; one that is selected stays so."""
        self._show([PointView(each.say, Mark(each.status), _where(each, has_times)) for each in points])

    def _show(self, points: Sequence[PointView]) -> None:
        while len(self.rows) < len(points):
            self._add_row()
        while len(self.rows) > len(points):
            self.rows.pop().deleteLater()
        for row, point in zip(self.rows, points, strict=True):
            row.show_point(point)
        self._rule.setVisible(bool(points))

    def unselect(self) -> None:
        for row in self.rows:
            row.setChecked(False)

    def _add_row(self) -> None:
        row = PointRow(self._theme)
        row.toggled.connect(lambda on, row=row: self._select(row, on))
        self._points.addWidget(row)
        self.rows.append(row)

    def _select(self, row: PointRow, on: bool) -> None:
        if on:
            for other in self.rows:
                if other is not row:
                    other.setChecked(False)
            self.point_selected.emit(self.rows.index(row))
        elif not any(each.isChecked() for each in self.rows):
            self.point_selected.emit(-1)


def _right_choice(question: Question) -> str:
    """Of multiple choice: what was right, and why."""
    right = question.choices[question.answer] if question.answer is not None else ""
    return f"{right}\n{question.explanation}"


def _where(point: PointResult, has_times: bool) -> str:
    """The seconds and the words that earned a point: “0:14 “whatever the shape””."""
    said = []
    for each in point.evidence:
        words = each.text.split()
        quote = " ".join(words[:QUOTED_WORDS]).rstrip(",;:.") + ("…" if len(words) > QUOTED_WORDS else "")
        said.append(f"{clock(each.start)} “{quote}”" if has_times else f"“{quote}”")
    return " · ".join(said)


class Fold:
    """A link that folds a text open and shut; both are hidden while there is no text."""

    def __init__(self, theme: Theme, title: str) -> None:
        self._title = title
        self.prose = Prose(theme)
        self.prose.setAccessibleName(title)
        self.link = button(title, "link")
        self.link.setCheckable(True)
        self.link.toggled.connect(self._show)

    def set_text(self, text: str) -> None:
        self.prose.set_text(text)
        self.link.setVisible(bool(text.strip()))
        self.link.setChecked(False)
        self._show(False)

    def _show(self, is_open: bool) -> None:
        self.prose.setVisible(is_open)
        self.link.setText(f"{self._title} {'▾' if is_open else '▸'}")
