"""The right column: the points of a strong answer with what was heard of them, the model answer, and the advice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from greenroom.questions.pack import Question
from greenroom.review.status import Status
from greenroom.ui.review.point_mark import Mark
from greenroom.ui.review.point_row import TEXT_X, PointRow, PointView
from greenroom.ui.review.prose import Prose
from greenroom.ui.review.story import story_parts
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button, label, rule
from greenroom.ui.words import clock

if TYPE_CHECKING:
    from greenroom.review.points import Evidence, PointResult

QUOTED_WORDS = 12


class AnswerColumn(QWidget):
    """A strong answer to one question, for a scrolled card. The person's own ticks win over what was heard."""

    point_selected = Signal(int)
    """The index of the point whose words the person wants to see; -1 for none."""
    ticked = Signal(int, object)
    """The index of a point and the person's own Status for it; None goes back to what was heard."""

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
        self._hint = label(kind="faint", wrap=True)
        self._hint.setIndent(TEXT_X)
        column.addWidget(self._hint)
        self.rows: list[PointRow] = []
        self._says: list[str] = []
        self._judged: Sequence[PointResult] = ()
        self._ticks: dict[int, Status] = {}
        self._has_times = True
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

    def show_question(self, question: Question, ticks: Mapping[int, Status]) -> None:
        """Everything that is known without an answer, with the person's own `ticks` by the point's index.

        A concept is judged point by point; of an experience the person ticks the four parts of a story.
        """
        self.unselect()
        self._judged = ()
        self._has_times = True
        self._ticks = dict(ticks)
        is_concept = question.kind == "concept"
        is_story = question.kind == "experience"
        self._says = [point.say for point in question.points] if is_concept else story_parts() if is_story else []
        keys = self.tr("Click the mark, or press C, P or M.")
        ask = self.tr("Tick what your answer had.") if is_story else self.tr("Not right?")
        self._hint.setText(f"{ask} {keys}")
        self._show()
        self.model_answer.set_text(question.model_answer or self._without_one(question))
        self.how_to_answer.set_text(question.how_to_answer)
        self.why_they_ask.set_text(question.why)

    def _without_one(self, question: Question) -> str:
        if question.answer is not None:  # of multiple choice: what was right, and why
            return f"{question.choices[question.answer]}\n{question.explanation}"
        return self.tr("There is no strong answer to lay beside yours. Did you answer what was asked, in a minute?")

    def show_judged(self, points: Sequence[PointResult], *, has_times: bool) -> None:
        """What was heard of each point of the question; one that is selected stays so."""
        self._judged = points
        self._has_times = has_times
        self._show()

    def evidence_of(self, index: int) -> Sequence[Evidence]:
        """The words that speak for a point; none for -1."""
        return self._judged[index].evidence if 0 <= index < len(self._judged) else ()

    def earned(self, mark: Mark) -> list[Evidence]:
        """The words that speak for the points with this mark; the person's own ticks decide which those are."""
        marked = [each for index, each in enumerate(self._judged) if self._view(index).mark is mark]
        return [evidence for each in marked for evidence in each.evidence]

    @property
    def ticks(self) -> Mapping[int, Status]:
        """The person's own, as they are now."""
        return self._ticks

    @property
    def missing(self) -> list[int]:
        """The points that were missed, then those that came partly, by index; none before anything is judged."""
        marks = [self._view(index).mark for index in range(len(self._judged))]
        return [at for wanted in (Mark.MISSED, Mark.PARTLY) for at, mark in enumerate(marks) if mark is wanted]

    def _view(self, index: int) -> PointView:
        judged = self._judged[index] if index < len(self._judged) else None
        heard = Mark(judged.status) if judged is not None else Mark.UNKNOWN
        own = self._ticks.get(index)
        where = _where(judged, self._has_times) if judged is not None else ""
        mark = Mark(own) if own else heard
        return PointView(self._says[index], mark, where, own is not None, heard, not self._has_times)

    def _show(self) -> None:
        while len(self.rows) < len(self._says):
            self._add_row()
        while len(self.rows) > len(self._says):
            self.rows.pop().deleteLater()
        for index, row in enumerate(self.rows):
            row.show_point(self._view(index))
        self._rule.setVisible(bool(self.rows))
        self._hint.setVisible(bool(self.rows))

    def unselect(self) -> None:
        for row in self.rows:
            row.setChecked(False)

    def _add_row(self) -> None:
        row = PointRow(self._theme)
        row.toggled.connect(lambda on, row=row: self._select(row, on))
        row.ticked.connect(lambda status, row=row: self._tick(self.rows.index(row), status))
        self._points.addWidget(row)
        self.rows.append(row)

    def _tick(self, index: int, status: Status | None) -> None:
        if status is None:
            self._ticks.pop(index, None)
        else:
            self._ticks[index] = status
        self.rows[index].show_point(self._view(index))
        self.ticked.emit(index, status)

    def _select(self, row: PointRow, on: bool) -> None:
        if on:
            for other in self.rows:
                if other is not row:
                    other.setChecked(False)
            self.point_selected.emit(self.rows.index(row))
        elif not any(each.isChecked() for each in self.rows):
            self.point_selected.emit(-1)


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
