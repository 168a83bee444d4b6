"""A question as a row of cells, and rows of cells as a pack: what CSV and Anki's text have in common."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from greenroom.questions.exchange.errors import CannotImport
from greenroom.questions.exchange.escapes import list_in_cell, list_of_cell
from greenroom.questions.exchange.records import Assembly, Ignored, Imported, Record
from greenroom.questions.pack import Pack, Question
from greenroom.questions.pack_error import Problem

COLUMNS = (
    "id",
    "question",
    "answer",
    "topic",
    "round",
    "difficulty",
    "ask_chance",
    "kind",
    "why",
    "how_to_answer",
    "points",
    "proposed",
    "follow_ups",
    "choices",
    "right_choice",
    "explanation",
)
"""Lists have one item a line; `proposed` and `right_choice` are numbers of items, from 1."""
_SYNONYMS: Mapping[str, str] = {
    "prompt": "question",
    "front": "question",
    "questions": "question",
    "interview question": "question",
    "q": "question",
    "back": "answer",
    "answers": "answer",
    "model answer": "answer",
    "sample answer": "answer",
    "example": "answer",
    "example answer": "answer",
    "response": "answer",
    "a": "answer",
    "suggested answer": "answer",
    "ideal answer": "answer",
    "solution": "answer",
    "question text": "question",
    "category": "topic",
    "tags": "topic",
    "tag": "topic",
    "section": "topic",
    "area": "topic",
    "subject": "topic",
    "skill": "topic",
    "deck": "topic",
    "stage": "round",
    "level": "difficulty",
    "difficulty level": "difficulty",
    "ask chance": "ask_chance",
    "probability": "ask_chance",
    "chance": "ask_chance",
    "likelihood": "ask_chance",
    "frequency": "ask_chance",
    "type": "kind",
    "why they ask": "why",
    "guidance": "how_to_answer",
    "tips": "how_to_answer",
    "hint": "how_to_answer",
    "key points": "points",
    "follow up": "follow_ups",
    "follow up questions": "follow_ups",
    "followups": "follow_ups",
    "options": "choices",
    "correct": "right_choice",
    "correct answer": "right_choice",
    "correct choice": "right_choice",
}


class Row(NamedTuple):
    """One record of a file: the line it begins on, and its cells."""

    line: int
    cells: Sequence[str]


def head_of(pack: Pack) -> str:
    """The pack without its questions, as JSON on one line."""
    return json.dumps(
        pack.model_dump(mode="json", exclude={"questions"}, exclude_defaults=True), ensure_ascii=False
    )


def head_from(text: str, file: Path, line: int) -> dict[str, Any]:
    """What `head_of` wrote. Raises CannotImport."""
    try:
        head = json.loads(text)
    except ValueError:
        head = None
    if isinstance(head, dict):
        return head
    message = "What Greenroom wrote here about the pack is damaged; export the pack again, or take this cell out."
    raise CannotImport(file, Problem(line, "greenroom", message))


def cells_of(question: Question) -> list[str]:
    """One cell for each of COLUMNS."""
    right = "" if question.answer is None else question.choices[question.answer]
    proposed = [str(number) for number, point in enumerate(question.points, start=1) if point.proposed]
    follow_ups = [
        [one.ask] if one.point is None else [one.ask, f"point {one.point + 1}"] for one in question.follow_ups
    ]
    return [
        question.id,
        question.prompt,
        question.model_answer or right,
        question.topic,
        question.round,
        question.difficulty,
        question.ask_chance,
        question.kind,
        question.why,
        question.how_to_answer,
        list_in_cell([[point.say, *point.listen_for] for point in question.points]),
        " ".join(proposed),
        list_in_cell(follow_ups),
        list_in_cell([[choice] for choice in question.choices]),
        "" if question.answer is None else str(question.answer + 1),
        question.explanation,
    ]


def column_named(name: str) -> str | None:
    """The one of COLUMNS that a heading means."""
    key = _key(name)
    if re.fullmatch(r"(?:option|choice|answer)_(?:[a-h]|\d)", key):
        return "choices"
    return key if key in COLUMNS else _SYNONYMS.get(key.replace("_", " "))


def _key(name: str) -> str:
    return "_".join(re.findall(r"[^\W_]+", name.casefold()))


def columns_named(names: Sequence[str]) -> list[str | None]:
    """The one of COLUMNS that each heading means; where two mean one, that which says it in its own name.

    Several may be choices: “Option A”, “Option B” and so on are one each.
    """
    columns = [column_named(name) for name in names]
    for column in {one for one in columns if one not in (None, "choices")}:
        at = [place for place, one in enumerate(columns) if one == column]
        kept = next((place for place in at if _key(names[place]) == column), at[0])
        for place in at:
            columns[place] = column if place == kept else None
    return columns


def pack_from_rows(
    file: Path,
    columns: Sequence[str | None],
    rows: Sequence[Row],
    head: Mapping[str, Any],
    ignored: Sequence[Ignored] = (),
) -> Imported:
    """The pack of these rows; `columns` has one of COLUMNS, or None, for each cell. Raises CannotImport."""
    left_out = list(ignored)
    records = []
    for row in rows:
        told: dict[str, str] = {}
        for column, cell in zip(columns, row.cells, strict=False):
            if column and not _blank(cell):
                told[column] = f"{told[column]}\n{cell}" if column in told else cell
        if "question" in told:
            records.append(_record(row.line, told, is_ours=bool(head)))
        elif told:
            left_out.append(Ignored(row.line, " | ".join(told.values()), "This row has no question."))
        for cell in row.cells[len(columns) :]:
            if not _blank(cell):
                left_out.append(Ignored(row.line, cell, "This row has more cells than there are columns."))
    if not records and not head:
        message = "There is no question in it; a file to import has a column “question” and a column “answer”."
        raise CannotImport(file, Problem(None, "", message))
    return Assembly(file, head, left_out).pack_of(records)


def _record(line: int, told: Mapping[str, str], *, is_ours: bool) -> Record:
    items = list_of_cell if is_ours else _items_of_foreign_cell
    kind = told.get("kind", "").strip().lower()
    lists = ("points", "proposed", "follow_ups", "choices", "right_choice")
    texts = {key: text for key, text in told.items() if key not in ("question", "answer", *lists)}
    if kind != "choice":
        texts["model_answer"] = told.get("answer", "")
    proposed = re.findall(r"\d+", told.get("proposed", ""))
    points = [
        {"say": say, "listen_for": rest, "proposed": str(number) in proposed}
        for number, (say, *rest) in enumerate(items(told.get("points", "")), start=1)
    ]
    follow_ups = [_follow_up(parts) for parts in items(told.get("follow_ups", ""))]
    choices = [parts[0] for parts in items(told.get("choices", ""))]
    right = told.get("right_choice", "") or (told.get("answer", "") if kind == "choice" else "")
    return Record(line, told["question"], texts, points, follow_ups, choices, right)


def _follow_up(parts: Sequence[str]) -> dict[str, Any]:
    found = re.fullmatch(r"point (\d+)", parts[-1]) if len(parts) > 1 else None
    return {"ask": parts[0], "point": int(found[1]) - 1 if found else None}


def _items_of_foreign_cell(cell: str) -> list[list[str]]:
    lines = cell.splitlines() if len(cell.splitlines()) > 1 else re.split(r"[;|]", cell)
    bare = (re.sub(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+", "", line).strip() for line in lines)
    return [[line] for line in bare if line]


def _blank(cell: str) -> bool:
    return not cell.strip(" \t\r\n\u00a0")
