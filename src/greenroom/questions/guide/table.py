"""The table of topics, how hard and how likely they are: its cells one a line, side by side or run together."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from rapidfuzz import fuzz

from greenroom.questions.guide.labels import label_of
from greenroom.questions.guide.lines import Block
from greenroom.questions.guide.noise import is_noise
from greenroom.questions.guide.phrases import compiled
from greenroom.questions.guide.words import asks

Difficulty = Literal["easy", "medium", "hard"]
Chance = Literal["very high", "high", "medium", "low"]
Column = Literal["question", "topic", "difficulty", "ask_chance"]

SAME_TOPIC = 90
"""rapidfuzz's token_sort_ratio, 0 to 100, from which two names are one topic, as “Statistic” and “Statistics”."""
SHORTEST_CUT = 4
"""Letters that a word has to keep to be known when it is cut short."""
LONGEST_CELL = 200
MOST_CELLS = 8
"""Cells before a row's difficulty that can belong to it."""

_DIFFICULTIES: dict[str, Difficulty] = {
    "easy": "easy",
    "medium": "medium",
    "moderate": "medium",
    "intermediate": "medium",
    "hard": "hard",
    "difficult": "hard",
}
_CHANCES: dict[str, Chance] = {
    "very high": "very high",
    "very likely": "very high",
    "high": "high",
    "likely": "high",
    "medium": "medium",
    "moderate": "medium",
    "low": "low",
    "very low": "low",
    "unlikely": "low",
}
_HEADINGS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("question", compiled(r"[\s/|,–—-]*(?:interview )?questions?(?: name)?")),
    ("topic", compiled(r"[\s/|,–—-]*(?:topics?|categor(?:y|ies)|subject|skill)")),
    ("difficulty", compiled(r"[\s/|,–—-]*(?:difficulty(?: level)?|level)")),
    (
        "ask_chance",
        compiled(
            r"[\s/|,–—-]*(?:ask )?chance(?: of being asked)?",
            r"[\s/|,–—-]*ask(?:ed)? (?:probability|frequency)",
            r"[\s/|,–—-]*likelihood(?: of being asked)?",
        ),
    ),
)
_LEVEL = re.compile(
    r"(?P<prompt>.*\S)\s*[\[(](?:difficulty|level)?\s*:?\s*(?P<level>\w+)[\])]", re.IGNORECASE | re.DOTALL
)
"""As in “What is a deadlock? [Hard]”."""
_RUN_TOGETHER = re.compile(
    rf"(?P<topic>.*?[^\W\d_].*?)(?P<between>[\s:–—,/-]*)(?P<difficulty>{'|'.join(_DIFFICULTIES)})[\s,;/–—-]*"
    rf"(?P<chance>{'|'.join(sorted(_CHANCES, key=len, reverse=True))})",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TableRow:
    """One row of the table. `question` and `topic` as they stand there; either may be empty."""

    question: str
    topic: str
    difficulty: Difficulty
    ask_chance: Chance


@dataclass
class Table:
    """The rows found, and the blocks (by index) that they and their header stand in."""

    rows: list[TableRow] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)

    def row_of(self, prompt: str, topic: str) -> TableRow | None:
        """The row that names this question, else the one that names its topic."""
        return _found(self._by_question, prompt) or _found(self._by_topic, topic)

    def names_topic(self, text: str) -> bool:
        """Whether a row is about the topic `text`."""
        return _found(self._by_topic, text) is not None

    @cached_property
    def _by_question(self) -> dict[str, TableRow]:
        return {_plain(row.question): row for row in reversed(self.rows) if row.question}

    @cached_property
    def _by_topic(self) -> dict[str, TableRow]:
        """The first row of each topic, one that is about the topic alone before those of its questions."""
        rows = sorted(self.rows, key=lambda row: bool(row.question))
        return {_plain(row.topic): row for row in reversed(rows)}


def _found(rows: Mapping[str, TableRow], name: str) -> TableRow | None:
    """The row of this name; else the one row that shares a part with it, as “Python” and “Python & SQL” do."""
    wanted = _plain(name)
    found = rows.get(wanted) or next((row for known, row in rows.items() if _same(known, wanted)), None)
    if found or not wanted:
        return found
    sharing = [row for known, row in rows.items() if _share_a_part(known, wanted)]
    return sharing[0] if len(sharing) == 1 else None


class _Cell(NamedTuple):
    text: str
    block: int


def difficulty_of(text: str) -> Difficulty | None:
    """The difficulty that a cell names."""
    return _DIFFICULTIES.get(_plain(text))


def without_level(prompt: str) -> tuple[str, Difficulty | None]:
    """A prompt without the difficulty that stands in brackets behind it, and that difficulty."""
    found = _LEVEL.fullmatch(prompt)
    difficulty = difficulty_of(found["level"]) if found else None
    return (found["prompt"], difficulty) if found and difficulty else (prompt, None)


def chance_of(text: str) -> Chance | None:
    """The chance of being asked that a cell names."""
    return _CHANCES.get(_plain(text))


def same_words(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case, order, “&” and small slips; empty names are none."""
    return _same(_plain(one), _plain(other))


def _same(one: str, other: str) -> bool:
    if not (one and other):
        return False
    return one == other or fuzz.token_sort_ratio(one, other) >= SAME_TOPIC or _is_short_for(one, other)


def _is_short_for(one: str, other: str) -> bool:
    """Whether one name is the other's initials, as “ML”, or its words cut short, as “Stats and Prob”."""
    short, long = sorted((_words(one), _words(other)), key=lambda words: len("".join(words)))
    if len(short) == 1 and len(long) > 1:
        return short[0] == "".join(word[0] for word in long)
    return len(short) == len(long) and all(
        full == cut or (len(cut) >= SHORTEST_CUT and full.startswith(cut.removesuffix("s")))
        for cut, full in zip(short, long, strict=True)
    )


def _share_a_part(one: str, other: str) -> bool:
    return any(_same(mine, yours) for mine in one.split(" and ") for yours in other.split(" and "))


def _words(name: str) -> list[str]:
    return [word for word in name.split() if word not in ("and", "of", "the")]


def find_table(blocks: Sequence[Block]) -> Table:
    """Every row in the guide, whether its cells stand one a line, between tabs or bars, or run together."""
    table = Table()
    columns: Sequence[Column] = ()
    waiting: deque[_Cell] = deque(maxlen=MOST_CELLS)
    cells = list(_cells(blocks))
    index = 0
    while index < len(cells):
        if header := _header_at(cells, index):
            columns, length = header
            waiting.clear()
            table.blocks.update(cell.block for cell in cells[index : index + length])
        elif row := _row_at(cells, index, tuple(waiting), columns):
            length = row[2]
            table.rows.append(row[0])
            table.blocks.update(row[1], (cell.block for cell in cells[index : index + length]))
            waiting.clear()
        else:
            length = 1
            waiting.append(cells[index])
        index += length
    return table


def _cells(blocks: Sequence[Block]) -> Iterator[_Cell]:
    for index, block in enumerate(blocks):
        if not block.aside:
            for text in block.cells or (block.text,):
                if text:
                    yield _Cell(text, index)


def _header_at(cells: Sequence[_Cell], start: int) -> tuple[Sequence[Column], int] | None:
    """The columns that a header beginning here names, and over how many cells; None for other words."""
    columns: list[Column] = []
    length = 0
    for cell in cells[start : start + len(_HEADINGS)]:
        named = _columns_in(cell.text)
        if not named or set(named) & set(columns):
            break
        columns += named
        length += 1
    has_values = "difficulty" in columns or "ask_chance" in columns
    return (columns, length) if len(columns) > 1 and has_values else None


def _columns_in(text: str) -> list[Column]:
    """The columns whose headings `text` is made of, in their order; none if there is anything else in it."""
    columns: list[Column] = []
    at = 0
    while at < len(text.rstrip(" /|,–—-")):
        found = [(one.end(), column) for column, pattern in _HEADINGS if (one := pattern.match(text, at))]
        if not found:
            return []
        at, column = max(found)
        columns.append(column)
    return columns


def _row_at(
    cells: Sequence[_Cell], index: int, waiting: Sequence[_Cell], columns: Sequence[Column]
) -> tuple[TableRow, set[int], int] | None:
    """A row whose values stand at `index`: the row, the blocks of the cells before them, and how many cells."""
    here = cells[index]
    run = _RUN_TOGETHER.fullmatch(here.text) if len(here.text) <= LONGEST_CELL else None
    if run and (columns or run["between"].strip()):
        row = TableRow("", run["topic"], _DIFFICULTIES[run["difficulty"].lower()], _CHANCES[run["chance"].lower()])
        return row, set(), 1
    values = [cell.text for cell in cells[index : index + 2]]
    if len(values) < 2:
        return None
    if (
        "ask_chance" in columns
        and "difficulty" in columns
        and columns.index("ask_chance") < columns.index("difficulty")
    ):
        values.reverse()
    difficulty, chance = difficulty_of(values[0]), chance_of(values[1])
    if difficulty is None or chance is None:
        return None
    names = _names_of_row(here, waiting, columns)
    if not names:
        return None
    question = names[-2].text if len(names) > 1 else ""
    return TableRow(question, names[-1].text, difficulty, chance), {name.block for name in names}, 2


def _names_of_row(here: _Cell, waiting: Sequence[_Cell], columns: Sequence[Column]) -> Sequence[_Cell]:
    """The cells before a row's values that belong to it: a topic, and a question where the table has them."""
    side_by_side = [cell for cell in waiting if cell.block == here.block]
    near = [cell for cell in side_by_side or waiting if _can_be_a_name(cell.text)]
    near = near[-2:]
    if len(near) == 2 and not side_by_side:
        above = near[0].text
        if ("question" not in columns and not asks(above)) or is_noise(above) or near[1].block - near[0].block > 1:
            near = near[1:]
    return near


def _can_be_a_name(text: str) -> bool:
    is_value = difficulty_of(text) is not None or chance_of(text) is not None
    return len(text) <= LONGEST_CELL and not is_value and not label_of(text)


def _plain(text: str) -> str:
    """A name for comparing: small letters, “&” and “/” as “and”, without “Interview Questions” at its end."""
    plain = " ".join(re.findall(r"\w+", re.sub(r"[&/+,]", " and ", text.casefold())))
    return re.sub(r" (?:interview )?questions?$", "", plain.replace(" and and ", " and "))
