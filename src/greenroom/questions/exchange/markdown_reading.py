"""Read a pack from Markdown: one that Greenroom wrote, or any with a heading for each question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenroom.questions.exchange.errors import CannotImport
from greenroom.questions.exchange.escapes import plain
from greenroom.questions.exchange.markdown_text import PROPOSED, details_named, fields_titled, without_blank_ends
from greenroom.questions.exchange.records import Assembly, Ignored, Imported, Record
from greenroom.questions.guide.labels import label_of
from greenroom.questions.marked_yaml import YamlProblem, read_marked_yaml
from greenroom.questions.pack_error import Problem

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_DETAIL = re.compile(r"[-*] (id|round|topic|difficulty|ask chance|kind): (.*)")
_FOREIGN_DETAIL = re.compile(
    r"(?:[-*] )?\**(round|topic|category|difficulty|ask chance|chance|kind)\**\s*:\**\s*(.+)", re.IGNORECASE
)
_KNOWN = ("title", "company", "role", "language", "about")
_SYNONYMS = {"category": "topic", "chance": "ask_chance", "ask chance": "ask_chance"}
_ITEM = re.compile(r"(?:\d{1,3}[.)]|[-*+]) (.*)")
_INNER_ITEM = re.compile(r"\s+[-*+] (.*)")
_CHOICE = re.compile(r"\[([ xX])\] (.*)")


@dataclass
class _Section:
    """A heading and the lines below it, up to the next heading. level: 0 for what stands before any."""

    line: int
    level: int
    title: str
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(without_blank_ends(self.lines))


def pack_from_markdown(text: str, file: Path) -> Imported:
    """The pack in Markdown. `file` is named in errors. Raises CannotImport."""
    text = text.replace("\r\n", "\n")
    front, body, first_line = _front_matter(text)
    head = _head(front, file)
    is_ours = "format" in head
    sections = _sections(body, first_line, fenced=not is_ours)
    if is_ours:
        records = [_own_record(group) for group in _groups(sections, 2)]
        return Assembly(file, head).pack_of(records)
    level = _level_of_questions(sections)
    records, told, ignored = _foreign_records(sections, level)
    if not records:
        message = "There is no question in it; start each question with “## ” and write its answer below."
        raise CannotImport(file, Problem(None, "", message))
    known = {key: value for key, value in head.items() if key in _KNOWN and isinstance(value, str)}
    for key in head.keys() - known.keys():
        ignored.append(Ignored(None, key, "Packs have nothing like this at the top."))
    return Assembly(file, {**told, **known}, ignored).pack_of(records)


def _front_matter(text: str) -> tuple[str, str, int]:
    """The YAML at the top, what follows it, and the line on which that begins."""
    found = re.match(r"\ufeff?---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|$)", text, re.DOTALL)
    return (found[1] or "", text[found.end() :], found[0].count("\n") + 1) if found else ("", text, 1)


def _head(front: str, file: Path) -> dict[str, Any]:
    try:
        data = read_marked_yaml(front).data if front else None
    except YamlProblem as problem:
        if re.search(r"^format:", front, re.MULTILINE):
            raise CannotImport(file, Problem(problem.line + 1, "", problem.message)) from problem
        return {}
    return data if isinstance(data, dict) else {}


def _sections(body: str, first_line: int, *, fenced: bool) -> list[_Section]:
    sections = [_Section(first_line, 0, "")]
    in_code = False
    for number, line in enumerate(body.split("\n"), start=first_line):
        if fenced and re.match(r"\s*(```|~~~)", line):
            in_code = not in_code
        heading = None if in_code else _HEADING.fullmatch(line)
        if heading:
            sections.append(_Section(number, len(heading[1]), heading[2]))
        else:
            sections[-1].lines.append(line)
    return sections


def _groups(sections: Sequence[_Section], level: int) -> list[list[_Section]]:
    """Each section of this level with the deeper ones below it."""
    groups: list[list[_Section]] = []
    for section in sections:
        if section.level == level:
            groups.append([section])
        elif groups and section.level > level:
            groups[-1].append(section)
    return groups


def _own_record(group: Sequence[_Section]) -> Record:
    top, *parts = group
    record = Record(top.line, plain(top.title))
    named, titled = details_named(), fields_titled()
    for line in top.lines:
        if found := _DETAIL.fullmatch(line):
            record.texts[named[found[1]]] = plain(found[2])
    for part in parts:
        key = titled.get(part.title.casefold())
        if key in ("points", "follow_ups", "choices"):
            _take_items(record, key, part.lines)
        elif key:
            record.texts[key] = plain(part.text)
    return record


def _take_items(record: Record, key: str, lines: Sequence[str]) -> None:
    items: list[tuple[str, list[str]]] = []
    for line in lines:
        if inner := _INNER_ITEM.fullmatch(line):
            if items:
                items[-1][1].append(inner[1])
        elif item := _ITEM.fullmatch(line):
            items.append((item[1], []))
    for text, below in items:
        if key == "points":
            phrases = [plain(one) for one in below if one != PROPOSED]
            record.points.append({"say": plain(text), "listen_for": phrases, "proposed": PROPOSED in below})
        elif key == "follow_ups":
            point = next(
                (int(one.removeprefix("point ")) - 1 for one in below if re.fullmatch(r"point \d+", one)), None
            )
            record.follow_ups.append({"ask": plain(text), "point": point})
        elif choice := _CHOICE.fullmatch(text):
            record.choices.append(plain(choice[2]))
            record.right = str(len(record.choices)) if choice[1] != " " else record.right


def _level_of_questions(sections: Sequence[_Section]) -> int:
    """2, or 3 where headings of level 2 only name topics, or the one level that there is."""
    for level in (2, 3, 1, 4, 5, 6):
        of_level = [at for at, section in enumerate(sections) if section.level == level]
        if not of_level:
            continue
        if any(sections[at].text or _is_part(sections, at + 1) for at in of_level) or level == max(
            section.level for section in sections
        ):
            return level
    return 2


def _is_part(sections: Sequence[_Section], at: int) -> bool:
    return at < len(sections) and label_of(_bare(sections[at].title)) is not None


def _foreign_records(
    sections: Sequence[_Section], level: int
) -> tuple[list[Record], dict[str, str], list[Ignored]]:
    """The questions, what the top tells of the pack, and what is left."""
    records: list[Record] = []
    told: dict[str, str] = {}
    ignored: list[Ignored] = []
    topic = ""
    for section in sections:
        title = _bare(section.title)
        if section.level == level and title:
            records.append(Record(section.line, title, {"topic": topic} if topic else {}))
            _take_text(records[-1], section.lines, "model_answer")
        elif section.level > level and records:
            label = label_of(title)
            if label is None:
                _add(records[-1], "model_answer", title)
            elif label.rest:
                _add(records[-1], label.field, label.rest)
            _take_text(records[-1], section.lines, label.field if label else "model_answer")
        elif section.level == 1 and title and "title" not in told:
            told["title"] = title
            _add_to(told, "about", section.text)
        elif not records and not section.level:
            _add_to(told, "about", section.text)
        else:
            topic = title or topic
            if section.text:
                ignored.append(
                    Ignored(section.line, section.text, "It stands below a heading that is no question.")
                )
    return records, told, ignored


def _take_text(record: Record, lines: Sequence[str], part: str) -> None:
    """The lines below a heading: details, parts that begin with their name, and the rest as `part`."""
    for line in without_blank_ends(lines):
        bare = _bare(line)
        detail = _FOREIGN_DETAIL.fullmatch(line.strip())
        label = label_of(bare)
        if detail and not record.text(part):
            name = detail[1].lower()
            record.texts[_SYNONYMS.get(name, name)] = detail[2].strip("* ")
        elif label:
            part = label.field
            _add(record, part, label.rest)
        else:
            _add(record, part, line)


def _add(record: Record, part: str, line: str) -> None:
    if part == "follow_ups":
        item = _ITEM.fullmatch(line.strip())
        record.follow_ups += [{"ask": item[1] if item else line.strip()}] if line.strip() else []
    else:
        _add_to(record.texts, part, line)


def _add_to(texts: dict[str, str], key: str, line: str) -> None:
    texts[key] = f"{texts[key]}\n{line}" if key in texts else line


def _bare(text: str) -> str:
    """A line without Markdown's marks around it, and a heading without its number."""
    text = re.sub(r"\*\*(.+?)\*\*", r"\1", text.strip()).strip("_ ")
    return re.sub(r"^(?:Q(?:uestion)?\s*)?\d{1,3}[.):]\s+", "", text, flags=re.IGNORECASE)
