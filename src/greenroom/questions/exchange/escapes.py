"""Texts on one line and lists in one cell, so that they can be taken apart again as they were."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAMED = {"\n": "n", "\r": "r", "\t": "t"}
_UNNAMED = {name: char for char, name in _NAMED.items()}
_BREAKING = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]{1,6})\}|(.))", re.DOTALL)
BETWEEN_PARTS = " | "


def escaped(text: str, also: str = "") -> str:
    """`text` on one line: what would break it, backslashes and the characters of `also` behind a backslash."""
    return re.sub(rf"[\\{_BREAKING}{re.escape(also)}]", lambda found: _behind_backslash(found[0]), text)


def escaped_lines(text: str) -> str:
    """`text` with its line ends as they are, everything else as `escaped`, and no line that starts with `#`."""
    lines = (re.sub(r"^(\s*)#", r"\1\\#", escaped(line)) for line in text.split("\n"))
    return "\n".join(lines)


def plain(text: str) -> str:
    """What `escaped` or `escaped_lines` was given."""
    return _ESCAPED.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _UNNAMED.get(found[2], found[2]), text
    )


def list_in_cell(items: Sequence[Sequence[str]]) -> str:
    """Items one a line, their parts between bars."""
    return "\n".join(BETWEEN_PARTS.join(escaped(part, "|") for part in item) for item in items)


def list_of_cell(cell: str) -> list[list[str]]:
    """What `list_in_cell` was given; empty for an empty cell."""
    return [[plain(part) for part in line.split(BETWEEN_PARTS)] for line in cell.split("\n")] if cell else []


def _behind_backslash(char: str) -> str:
    if char in _NAMED:
        return "\\" + _NAMED[char]
    return f"\\u{{{ord(char):x}}}" if re.match(f"[{_BREAKING}]", char) else "\\" + char
