"""Read a pack's file. Everything that is wrong with it is told at once, with line and field."""

from __future__ import annotations

import re
from pathlib import Path

from greenroom.questions.faults import Fault, validated
from greenroom.questions.marked_yaml import MarkedYaml, YamlProblem, read_marked_yaml
from greenroom.questions.pack import FORMAT, Pack
from greenroom.questions.pack_error import PackError, Problem
from greenroom.questions.wording import field_in_words

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
    found = validated(data)
    if isinstance(found, list):
        problems += [_problem(fault, data, marked) for fault in found]
    if problems or isinstance(found, list):
        raise PackError(file, sorted(problems, key=lambda problem: problem.line or 0))
    return found


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


def _problem(fault: Fault, data: dict[str, object], marked: MarkedYaml) -> Problem:
    see = f" See line {marked.line_of(fault.see)}." if fault.see else ""
    return Problem(marked.line_of(fault.place), field_in_words(fault.place, data), fault.message + see)
