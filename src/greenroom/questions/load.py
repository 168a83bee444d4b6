"""Read a pack's file. Everything that is wrong with it is told at once, with line and field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from greenroom.questions.marked_yaml import MarkedYaml, YamlProblem, read_marked_yaml
from greenroom.questions.pack import FORMAT, RULES_BROKEN, BrokenRule, Pack, Place, rules_broken_by_names
from greenroom.questions.pack_error import PackError, Problem
from greenroom.questions.suggest import nearest
from greenroom.questions.wording import field_in_words, keys_allowed_at, message_in_words

LARGEST_BYTES = 5_000_000


def load_pack(file: Path) -> Pack:
    """The pack in `file`. Raises PackError for a file that cannot be read or that is not a pack."""
    try:
        with file.open("rb") as stream:
            raw = stream.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise PackError(file, [Problem(None, "", _why_unreadable(error))]) from error
    return parse_pack(raw, file)


def parse_pack(raw: bytes, file: Path) -> Pack:
    """The pack written in `raw`; `file` is only named in the error. Raises PackError."""
    try:
        marked = read_marked_yaml(_as_text(raw, file))
    except YamlProblem as problem:
        raise PackError(file, [Problem(problem.line, "", problem.message)]) from problem
    data = _mapping_of_this_format(marked, file)
    problems = [
        Problem(line, field_in_words(place, data), "This key is written twice; keep one of the two.")
        for place, line in marked.twice
    ]
    try:
        pack = Pack.model_validate(data)
    except ValidationError as error:
        problems += _problems_found(error, data, marked)
    if problems:
        raise PackError(file, sorted(problems, key=lambda problem: problem.line or 0))
    return pack


def _why_unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file; check the name and the folder."
    if isinstance(error, IsADirectoryError):
        return "This is a folder; choose the YAML file inside it."
    return f"The system does not let it be read ({error.strerror}); check who may open it."


def _as_text(raw: bytes, file: Path) -> str:
    if len(raw) > LARGEST_BYTES:
        message = f"The file is larger than {LARGEST_BYTES // 1_000_000} MB, which no pack needs; split it."
        raise PackError(file, [Problem(None, "", message)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "The file is not in UTF-8; save it again with the encoding UTF-8."
        raise PackError(file, [Problem(line, "", message)]) from error


def _mapping_of_this_format(marked: MarkedYaml, file: Path) -> dict[str, object]:
    """The top of the pack, `format` as a number. Another format is told alone: the rest cannot be judged."""
    data = marked.data
    if data is None:
        raise PackError(file, [Problem(None, "", "The file is empty; a pack starts with “format: 1”.")])
    if not isinstance(data, dict):
        message = "A pack starts with “key: value” lines, the first of them “format: 1”."
        raise PackError(file, [Problem(marked.line_of(()), "", message)])
    written = data.get("format")
    if isinstance(written, str) and re.fullmatch(r"[0-9]{1,9}", written):
        data["format"] = int(written)
    if isinstance(data.get("format"), int) and data["format"] > FORMAT:
        message = (
            f"This pack needs a newer Greenroom: it has format {data['format']}, and this version reads "
            f"up to {FORMAT}. Update Greenroom."
        )
        raise PackError(file, [Problem(marked.line_of(("format",)), "format", message)])
    return data


def _problems_found(error: ValidationError, data: dict[str, object], marked: MarkedYaml) -> Iterator[Problem]:
    details = error.errors(include_url=False)
    mistyped = _missing_because_mistyped(details)
    for detail in details:
        if detail["type"] == RULES_BROKEN:
            of_question = detail["ctx"]["broken"] if detail["loc"] else []  # the whole pack's are told below
            for rule in of_question:
                yield _broken_rule(rule, detail["loc"], data, marked)
        elif detail["loc"] not in mistyped:
            message = _format_message(data) if detail["loc"] == ("format",) else message_in_words(detail)
            yield Problem(marked.line_of(detail["loc"]), field_in_words(detail["loc"], data), message)
    for rule in _names_that_do_not_fit(data):
        yield _broken_rule(rule, (), data, marked)


def _missing_because_mistyped(details: list[ErrorDetails]) -> set[Place]:
    """Places whose key is missing only because it was mistyped, which is told already."""
    return {
        (*detail["loc"][:-1], meant)
        for detail in details
        if detail["type"] == "extra_forbidden"
        and (meant := nearest(str(detail["loc"][-1]), keys_allowed_at(detail["loc"][:-1])))
    }


def _broken_rule(rule: BrokenRule, above: Place, data: dict[str, object], marked: MarkedYaml) -> Problem:
    see = f" See line {marked.line_of(rule.see)}." if rule.see else ""
    place = (*above, *rule.place)
    return Problem(marked.line_of(place), field_in_words(place, data), rule.message + see)


def _format_message(data: dict[str, object]) -> str:
    if "format" not in data:
        return f"The format is missing; write “format: {FORMAT}” on the first line."
    return f"The format has to be {FORMAT}."


def _names_that_do_not_fit(data: dict[str, object]) -> list[BrokenRule]:
    """The pack-wide rules on data that may be wrong elsewhere, so that one mistake does not hide another."""
    round_ids = _texts(data.get("rounds"), "id")
    questions = data.get("questions")
    return list(rules_broken_by_names(round_ids, _texts(questions, "id"), _texts(questions, "round")))


def _texts(items: object, key: str) -> list[str | None]:
    found = [item.get(key) if isinstance(item, dict) else None for item in items] if isinstance(items, list) else []
    return [value if isinstance(value, str) else None for value in found]
