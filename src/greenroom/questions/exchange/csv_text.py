"""Packs as CSV: a row a question, and what belongs to the pack as a whole in the first row's last cell."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from greenroom.questions.exchange.errors import CannotImport
from greenroom.questions.exchange.records import Ignored, Imported
from greenroom.questions.exchange.tables import (
    COLUMNS,
    Row,
    cells_of,
    columns_named,
    head_from,
    head_of,
    pack_from_rows,
)
from greenroom.questions.pack import Pack
from greenroom.questions.pack_error import Problem

HEAD_COLUMN = "greenroom"
_SEPARATOR_TOLD = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The first line that Excel reads to know the separator."""
LARGEST_CELL = 5_000_000
_MARK = "\ufeff"
"""Without it, spreadsheets take a file for one in the system's old encoding."""


def pack_as_csv(pack: Pack) -> str:
    """The pack as CSV with a header. `pack_from_csv` gives it back equal."""
    text = io.StringIO(newline="")
    text.write(_MARK)
    writer = csv.writer(text)
    writer.writerow([*COLUMNS, HEAD_COLUMN])
    rows = [cells_of(question) for question in pack.questions] or [[""] * len(COLUMNS)]
    for number, row in enumerate(rows):
        writer.writerow([*row, head_of(pack) if number == 0 else ""])
    return text.getvalue()


def pack_from_csv(text: str, file: Path) -> Imported:
    """The pack in a CSV of ours, or in any with questions. `file` is named in errors. Raises CannotImport."""
    text = text.removeprefix(_MARK)
    told = _SEPARATOR_TOLD.match(text)
    delimiter = told[1] if told else _delimiter(text)
    rows = rows_of("\n" + text[told.end() :] if told else text, delimiter, file)
    if not rows:
        raise CannotImport(file, Problem(None, "", "The file is empty; it needs a row for each question."))
    names = [cell.strip() for cell in rows[0].cells]
    columns = columns_named(names)
    if "question" not in columns:
        return pack_from_rows(file, _columns_without_names(rows), rows, {})
    head = {}
    if HEAD_COLUMN in names and len(rows) > 1 and len(rows[1].cells) > (at := names.index(HEAD_COLUMN)):
        head = head_from(rows[1].cells[at], file, rows[1].line) if rows[1].cells[at] else {}
    ignored = [
        Ignored(rows[0].line, name, "Packs have nothing like this column.")
        for name, column in zip(names, columns, strict=True)
        if column is None and name and name != HEAD_COLUMN
    ]
    return pack_from_rows(file, columns, rows[1:], head, ignored)


def rows_of(text: str, delimiter: str, file: Path) -> list[Row]:
    """The rows that have a cell with something in it. Raises CannotImport where quotation marks do not fit."""
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    line = 1
    try:
        for cells in reader:
            if any(cells):
                rows.append(Row(line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f'The quotation marks do not fit ({error}); a " inside a cell has to be written twice.'
        raise CannotImport(file, Problem(line, "", message)) from error
    return rows


def _columns_without_names(rows: list[Row]) -> list[str | None]:
    """Where the first row names no column: questions, then answers, then topics."""
    width = max(len(row.cells) for row in rows)
    return [*("question", "answer", "topic")[:width], *([None] * (width - 3))]


def _delimiter(text: str) -> str:
    first_line = text.partition("\n")[0]
    return max(",;\t", key=lambda sign: (first_line.count(sign), sign == ","))
