"""Choices that narrow the table down: by topic, difficulty and round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenroom.ui.questions.table import DIFFICULTIES, QuestionRow, difficulty_in_words
from greenroom.ui.widgets.choice import Choice


@dataclass(frozen=True)
class Wanted:
    """What a question has to have; "" is anything."""

    topic: str = ""
    difficulty: str = ""
    round: str = ""

    def __bool__(self) -> bool:
        return bool(self.topic or self.difficulty or self.round)

    def takes(self, row: QuestionRow) -> bool:
        question = row.question
        return (
            self.topic in ("", question.topic)
            and self.difficulty in ("", question.difficulty)
            and self.round in ("", row.round_title)
        )


class Filters(QWidget):
    """`changed`: the person wants others. Offers only what is there to choose."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.topic = _choice(self.tr("Topic"))
        self.difficulty = _choice(self.tr("Difficulty"))
        self.round = _choice(self.tr("Round"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for choice in (self.topic, self.difficulty, self.round):
            row.addWidget(choice)
            choice.activated.connect(lambda _: self.changed.emit())

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.topic.value, self.difficulty.value, self.round.value)

    def clear(self) -> None:
        for choice in (self.topic, self.difficulty, self.round):
            choice.setCurrentIndex(0)
        self.changed.emit()

    def offer(self, rows: Sequence[QuestionRow]) -> None:
        """Offer what these questions have; a choice that none of them has goes back to anything."""
        self._offer(self.topic, self.tr("Any topic"), sorted({row.question.topic for row in rows}))
        levels = [one for one in DIFFICULTIES if any(row.question.difficulty == one for row in rows)]
        self._offer(self.difficulty, self.tr("Any difficulty"), levels, difficulty_in_words)
        rounds = dict.fromkeys(title for row in rows for title in [one.title for one in row.pack.rounds])
        asked = {row.round_title for row in rows}
        self._offer(self.round, self.tr("Any round"), [title for title in rounds if title in asked])

    def _offer(
        self, choice: Choice, anything: str, values: Sequence[str], words: Callable[[str], str] = str
    ) -> None:
        chosen = choice.value if choice.value in values else ""
        choice.offer([("", anything), *((value, words(value)) for value in values)], chosen)


def _choice(name: str) -> Choice:
    made = Choice()
    made.setAccessibleName(name)
    made.setMinimumContentsLength(9)
    made.setMaximumWidth(190)
    return made
