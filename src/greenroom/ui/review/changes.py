"""What two takes differ in besides their words: points gained and lost, and the facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from greenroom.review.status import Status
from greenroom.ui.widgets.plain import card, label
from greenroom.ui.words import clock

if TYPE_CHECKING:
    from greenroom.review.comparison import Comparison, FactChange, PointChange

NOTHING = "–"
MINUS = "\N{MINUS SIGN}"


class Changes(QWidget):
    """Two cards: points, and facts in a table with a column for each take and one for the difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left, self._points_card = card(spacing_px=8)
        right, self._facts_card = card(spacing_px=8)
        self._points: QWidget | None = None
        self._facts: QWidget | None = None
        for frame, column, title in (
            (left, self._points_card, self.tr("Points")),
            (right, self._facts_card, self.tr("Facts")),
        ):
            column.addWidget(label(title, "heading"))
            row.addWidget(frame, 1)
        self.lines: list[str] = []
        """What is said, line by line, points first."""

    def show_changes(self, comparison: Comparison) -> None:
        self.lines = []
        for old in (self._points, self._facts):
            if old is not None:
                old.deleteLater()
        self._points = self._make_points(comparison)
        self._facts = self._make_facts(comparison)
        self._points_card.addWidget(self._points, 1)
        self._facts_card.addWidget(self._facts, 1)

    def _make_points(self, comparison: Comparison) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for changes, sign in ((comparison.gained, "+"), (comparison.lost, MINUS)):
            for change in changes:
                self._say(column, self._point(change, sign))
        if not comparison.gained and not comparison.lost:
            self._say(column, self.tr("No point gained, none lost."))
        column.addStretch(1)
        return made

    def _point(self, change: PointChange, sign: str) -> str:
        names = {
            Status.COVERED: self.tr("covered"),
            Status.PARTLY: self.tr("partly"),
            Status.MISSED: self.tr("missed"),
        }
        return f"{sign} {change.say} · {names[change.before]} → {names[change.after]}"

    def _say(self, column: QVBoxLayout, text: str) -> None:
        self.lines.append(text)
        column.addWidget(label(text, wrap=True, selectable=True))

    def _make_facts(self, comparison: Comparison) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        heads = ("", self.tr("first"), self.tr("second"), self.tr("difference"))
        for column, head in enumerate(heads):
            grid.addWidget(label(head, "small"), 0, column, _side(column))
        told = [each for each in comparison.facts if each.before is not None or each.after is not None]
        for number, fact in enumerate(told, start=1):
            cells = self._fact(fact)
            self.lines.append(" ".join(cells))
            for column, cell in enumerate(cells):
                shown = label(
                    cell, "small" if column == 0 else "smallstrong" if column == 3 else "", selectable=True
                )
                shown.setAccessibleName(f"{cells[0]}, {heads[column]}: {cell}" if column else cell)
                grid.addWidget(shown, number, column, _side(column))
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(len(told) + 1, 1)
        return made

    def _fact(self, fact: FactChange) -> tuple[str, str, str, str]:
        name = {
            "length_s": self.tr("length"),
            "words": self.tr("words"),
            "pace_wpm": self.tr("words a minute"),
            "pace_without_pauses_wpm": self.tr("words a minute without pauses"),
            "fillers_per_minute": self.tr("fillers a minute"),
            "hesitations_per_minute": self.tr("hesitations a minute"),
            "long_pauses": self.tr("pauses from 1 s"),
            "longest_pause_s": self.tr("longest pause"),
            "recited_share": self.tr("word for word the model answer"),
        }[fact.name]
        before, after = (
            NOTHING if each is None else _number(fact.name, each) for each in (fact.before, fact.after)
        )
        if fact.difference is None:
            return name, before, after, NOTHING
        if before == after:
            return name, before, after, self.tr("same")
        sign = "+" if fact.difference > 0 else MINUS
        return name, before, after, sign + _number(fact.name, _shown_difference(fact))


def _shown_difference(fact: FactChange) -> float:
    """The distance of the two numbers as they are shown: 0:11 and 1:32 are 1:21 apart, whatever the fractions."""
    if fact.before is None or fact.after is None:
        return 0.0
    if fact.name == "length_s":
        return abs(int(fact.after) - int(fact.before))
    digits = {"recited_share": 2, "longest_pause_s": 1, "fillers_per_minute": 1, "hesitations_per_minute": 1}
    shown = digits.get(fact.name, 0)
    return abs(round(fact.after, shown) - round(fact.before, shown))


def _number(name: str, number: float) -> str:
    match name:
        case "length_s":
            return clock(number)
        case "longest_pause_s":
            return f"{number:.1f} s"
        case "recited_share":
            return f"{round(number * 100)} %"
        case "fillers_per_minute" | "hesitations_per_minute":
            return f"{number:.1f}".removesuffix(".0")
    return str(round(number))


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
