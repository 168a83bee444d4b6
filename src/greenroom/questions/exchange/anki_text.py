"""Packs as Anki's text: a note a line between tabs, below `#` headers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from greenroom.questions.exchange.csv_text import rows_of
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
from greenroom.questions.guide.page import lines_of_page
from greenroom.questions.pack import Pack, Question
from greenroom.questions.slug import slug

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":", "\\t": "\t"}
_SPECIAL = ("tags", "notetype", "deck", "guid")
_HEAD = "#greenroom:"


def pack_as_anki(pack: Pack) -> str:
    """The pack as text for Anki's import. `pack_from_anki` gives it back equal.

    The question's id is the note's own, so that a second import into Anki changes notes instead of doubling them.
    """
    text = io.StringIO(newline="")
    columns = [*COLUMNS, "tags"]
    text.write("#separator:tab\n#html:false\n")
    text.write(f"#guid column:1\n#tags column:{len(columns)}\n#columns:{chr(9).join(columns)}\n")
    text.write(f"{_HEAD}{head_of(pack)}\n")
    writer = csv.writer(text, delimiter="\t", quoting=csv.QUOTE_ALL, lineterminator="\n")
    for question in pack.questions:
        writer.writerow([*cells_of(question), _tags(question)])
    return text.getvalue()


def pack_from_anki(text: str, file: Path) -> Imported:
    """The pack in notes exported from Anki, or by us. `file` is named in errors. Raises CannotImport."""
    headers, others = _headers(text)
    delimiter = _SEPARATORS.get(headers.get("separator", "tab").lower(), headers.get("separator", "\t")[:1] or "\t")
    notes = rows_of("\n" * (len(headers) + len(others)) + _without_headers(text), delimiter, file)
    head = head_from(headers["greenroom"], file, 1) if "greenroom" in headers else {}
    width = max((len(row.cells) for row in notes), default=0)
    names = headers["columns"].split(delimiter) if "columns" in headers else [""] * width
    columns: list[str | None] = columns_named(names) + [None] * (width - len(names))
    for special in _SPECIAL:
        number = headers.get(f"{special} column", "")
        if re.fullmatch(r"\d{1,3}", number) and 1 <= int(number) <= len(columns):
            columns[int(number) - 1] = _of_special_column(special, columns, is_ours=bool(head))
            names[int(number) - 1 : int(number)] = [special]
    if "question" not in columns:
        free = [at for at, name in enumerate(names) if columns[at] is None and name not in _SPECIAL]
        for at, column in zip(free, ("question", "answer"), strict=False):
            columns[at] = column
    if headers.get("html", "").lower() == "true":
        notes = [Row(row.line, [_shown(cell) for cell in row.cells]) for row in notes]
    if not head:
        notes = [_shortened(row, names) for row in notes]
    ignored = [
        Ignored(None, name, "Packs have nothing like this column.") for name in _left(names, columns) if not head
    ]
    return pack_from_rows(file, columns, notes, head, [*others, *ignored])


def _headers(text: str) -> tuple[dict[str, str], list[Ignored]]:
    """What the lines that begin with `#` tell at the top, by name, and those that tell nothing."""
    headers: dict[str, str] = {}
    others = []
    for number, line in enumerate(_header_lines(text), start=1):
        name, colon, value = line[1:].partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip(" ") if name != "columns" else value
        else:
            others.append(Ignored(number, line, "This is a comment."))
    return headers, others


def _header_lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if not line.startswith("#"):
            return
        yield line.rstrip("\r")


def _without_headers(text: str) -> str:
    return text.split("\n", sum(1 for _ in _header_lines(text)))[-1] if text.startswith("#") else text


def _of_special_column(special: str, columns: list[str | None], *, is_ours: bool) -> str | None:
    if special == "guid" and is_ours:
        return "id"
    wanted = {"tags": ("topic",), "deck": ("topic", "round")}.get(special, ())
    return None if is_ours else next((one for one in wanted if one not in columns), None)


def _left(names: list[str], columns: list[str | None]) -> list[str]:
    return [name for name, column in zip(names, columns, strict=False) if name and column is None]


def _shortened(row: Row, names: list[str]) -> Row:
    """The row with the innermost parts of its deck and tags, as “Python” of “Interview::Python”."""
    cells = list(row.cells)
    for at, name in enumerate(names[: len(cells)]):
        if name.strip().lower() == "deck":
            cells[at] = cells[at].rpartition("::")[2]
        elif name.strip().lower() == "tags":
            cells[at] = " ".join(tag.rpartition("::")[2] for tag in cells[at].split())
    return Row(row.line, cells)


def _shown(cell: str) -> str:
    """The text of a cell of HTML."""
    return (
        "\n".join(line.text for line in lines_of_page(cell) if not line.code) if re.search("[<&]", cell) else cell
    )


def _tags(question: Question) -> str:
    told = (question.topic, question.round, question.difficulty, question.ask_chance, question.kind)
    return " ".join(slug(one, "other") for one in told)
