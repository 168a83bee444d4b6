"""The questions as a table's model: one row a question, sorted by what columns mean, searched over all packs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from greenroom.questions.pack import Pack, Question
from greenroom.review.rating import Rating
from greenroom.ui.theme import Theme, color, sans
from greenroom.ui.words import day

Index = QModelIndex | QPersistentModelIndex
QuestionKey = tuple[str, str]
"""The ids of a pack and of a question in it."""
LastAnswer = tuple[Rating | None, datetime]
"""How the newest answer to a question was rated, and when it was given."""

NO_INDEX = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
_SORT_ROLE = Qt.ItemDataRole.UserRole
DIFFICULTIES = ("easy", "medium", "hard")
_CHANCES = ("low", "medium", "high", "very high")


class Column(IntEnum):
    PROMPT = 0
    PACK = 1
    TOPIC = 2
    ROUND = 3
    DIFFICULTY = 4
    CHANCE = 5
    LAST = 6
    DUE = 7


@dataclass(frozen=True)
class QuestionRow:
    """A question as the table shows it. last: None before the first answer. due: None before one was rated."""

    pack: Pack
    question: Question
    last: LastAnswer | None = None
    due: date | None = None

    @property
    def key(self) -> QuestionKey:
        return self.pack.id, self.question.id

    @property
    def round_title(self) -> str:
        return self.pack.round_of(self.question).title

    @property
    def search_text(self) -> str:
        """What the search looks at: all that may be seen before an attempt."""
        question = self.question
        seen = (
            question.prompt,
            question.topic,
            self.round_title,
            self.pack.title,
            question.why,
            question.how_to_answer,
        )
        return "\n".join(seen).casefold()


class QuestionTableModel(QAbstractTableModel):
    """The questions of all packs, in the packs' order."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[QuestionRow] = []
        self._titles = {
            Column.PROMPT: self.tr("Question"),
            Column.PACK: self.tr("Pack"),
            Column.TOPIC: self.tr("Topic"),
            Column.ROUND: self.tr("Round"),
            Column.DIFFICULTY: self.tr("Difficulty"),
            Column.CHANCE: self.tr("Asked"),
            Column.LAST: self.tr("Last answer"),
            Column.DUE: self.tr("Due"),
        }

    @property
    def rows(self) -> Sequence[QuestionRow]:
        return self._rows

    def show_rows(self, rows: Sequence[QuestionRow]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _cell(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in (Column.PROMPT, Column.PACK, Column.TOPIC):
            return _cell(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._titles[column]}: {_cell(row, column)}"
        if role == Qt.ItemDataRole.FontRole and column != Column.PROMPT:
            return sans(13)
        if role == Qt.ItemDataRole.ForegroundRole and column != Column.PROMPT:
            return color(self._theme.tokens.soft)
        if role == _SORT_ROLE:
            return _sort_key(row, column)
        if role == ROW_ROLE:
            return row
        return None


class QuestionFilter(QSortFilterProxyModel):
    """Shows one pack's questions or, while there is something to search for, those of all packs that match it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(_SORT_ROLE)
        self.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._pack_id: str | None = None
        self._words: list[str] = []
        self._takes: Callable[[QuestionRow], bool] = _anything

    def show(self, pack_id: str | None, wanted: str, takes: Callable[[QuestionRow], bool]) -> None:
        """Show what `takes` says and has every word of `wanted`, in any order; without words, of that pack only."""
        self.beginFilterChange()
        self._pack_id = pack_id
        self._words = wanted.casefold().split()
        self._takes = takes
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        model = self.sourceModel()
        assert isinstance(model, QuestionTableModel)  # noqa: S101 - narrows the type; it never has another
        row = model.rows[source_row]
        if self._words:
            text = row.search_text
            return self._takes(row) and all(word in text for word in self._words)
        return row.pack.id == self._pack_id and self._takes(row)

    def question_at(self, row: int) -> QuestionRow:
        """The question that the table shows in this row."""
        found = self.index(row, 0).data(ROW_ROLE)
        assert isinstance(found, QuestionRow)  # noqa: S101 - narrows the type
        return found


def _anything(_: QuestionRow) -> bool:
    return True


def difficulty_in_words(difficulty: str) -> str:
    return {
        "easy": QCoreApplication.translate("questions", "Easy"),
        "medium": QCoreApplication.translate("questions", "Medium"),
        "hard": QCoreApplication.translate("questions", "Hard"),
    }[difficulty]


def chance_in_words(question: Question) -> str:
    return {
        "very high": QCoreApplication.translate("questions", "Very likely"),
        "high": QCoreApplication.translate("questions", "Likely"),
        "medium": QCoreApplication.translate("questions", "Sometimes"),
        "low": QCoreApplication.translate("questions", "Rarely"),
    }[question.ask_chance]


def last_in_words(last: LastAnswer | None) -> str:
    """As in "Good, Friday"; an answer that was not rated is "Answered"."""
    if last is None:
        return QCoreApplication.translate("questions", "Not yet")
    rating, answered_at = last
    said = {
        None: QCoreApplication.translate("questions", "Answered"),
        Rating.AGAIN: QCoreApplication.translate("questions", "Again"),
        Rating.HARD: QCoreApplication.translate("questions", "Hard"),
        Rating.GOOD: QCoreApplication.translate("questions", "Good"),
        Rating.EASY: QCoreApplication.translate("questions", "Easy"),
    }[rating]
    unbroken = day(answered_at).replace(" ", "\u00a0")
    return f"{said}, {unbroken}"


def due_in_words(due: date | None, today: date) -> str:
    """As in "Today", "Tomorrow", "Friday" or "12 Dec"; empty before there is a day."""
    if due is None:
        return ""
    days = (due - today).days
    if days <= 0:
        return QCoreApplication.translate("questions", "Today")
    if days == 1:
        return QCoreApplication.translate("questions", "Tomorrow")
    if days < 7:
        return f"{due:%A}"
    return f"{due.day}\u00a0{due:%b}" if due.year == today.year else f"{due.day}\u00a0{due:%b %Y}"


def _cell(row: QuestionRow, column: Column) -> str:
    question = row.question
    match column:
        case Column.PROMPT:
            return " ".join(question.prompt.split())
        case Column.PACK:
            return row.pack.title
        case Column.TOPIC:
            return question.topic
        case Column.ROUND:
            return row.round_title
        case Column.DIFFICULTY:
            return difficulty_in_words(question.difficulty)
        case Column.CHANCE:
            return chance_in_words(question)
        case Column.LAST:
            return last_in_words(row.last)
        case Column.DUE:
            return due_in_words(row.due, datetime.now().astimezone().date())


def _sort_key(row: QuestionRow, column: Column) -> str | float:
    """Words by the alphabet; rounds, difficulty, chance and rating by what they mean."""
    match column:
        case Column.ROUND:
            return row.pack.rounds.index(row.pack.round_of(row.question))
        case Column.DIFFICULTY:
            return DIFFICULTIES.index(row.question.difficulty)
        case Column.CHANCE:
            return _CHANCES.index(row.question.ask_chance)
        case Column.LAST:
            return -1 if row.last is None else int(row.last[0] or 0)  # an int, since Qt cannot compare an IntEnum
        case Column.DUE:
            return (row.due or date.max).toordinal()
        case _:
            return _cell(row, column)
