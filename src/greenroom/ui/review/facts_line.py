"""One quiet line of facts about how an answer was delivered: observed, counted, explained, never graded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from greenroom.review.delivery import Facts
from greenroom.review.yardstick import Yardstick
from greenroom.ui.review.fact_label import Fact, FactLabel
from greenroom.ui.review.fact_words import FactWords
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.flow import FlowLayout

SPACING_PX = 2


class FactsLine(QWidget):
    """The facts beside each other, in as many lines as they need; hidden while there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words = FactWords(self)
        self._flow = FlowLayout(SPACING_PX)
        self.setLayout(self._flow)
        self.facts: list[Fact] = []
        self.labels: list[FactLabel] = []
        self.hide()

    def show_facts(self, found: Facts | None, usual: Yardstick | None = None) -> None:
        """What this answer can tell, beside what is `usual` for the person; the rest is left out, not guessed."""
        self.facts = self._words.of(found, usual) if found is not None else []
        self._flow.clear()
        self.labels = [FactLabel(self._theme, fact) for fact in self.facts]
        for each in self.labels:
            self._flow.addWidget(each)
        self.setVisible(bool(self.facts))
