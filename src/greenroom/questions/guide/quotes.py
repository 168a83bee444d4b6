"""Quotation marks around a whole answer, in one paragraph or over several."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PAIRS = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'", "”": "”", "``": "''", "`": "'"}
_AFTER_CLOSING = r"[.,;]?$"


def opening_quote(text: str) -> str:
    """The quotation mark that `text` begins with, or nothing."""
    return next((mark for mark in ("``", *_PAIRS) if text.startswith(mark) and len(text) > len(mark)), "")


def closes(text: str, opening: str) -> bool:
    """Whether `text` ends with a mark that closes `opening`."""
    return re.search(rf"[{re.escape(_PAIRS[opening])}\"]{_AFTER_CLOSING}", text) is not None


def is_wholly_quoted(text: str) -> bool:
    """Whether one pair of quotation marks goes around all of `text`, and not only around some of its words."""
    opening = opening_quote(text)
    if not opening or not closes(text[len(opening) :], opening):
        return False
    inside = re.sub(_AFTER_CLOSING, "", text[len(opening) :])[:-1]
    if opening == '"':
        first = inside.find('"')
        return first < 0 or (
            (first == 0 or inside[first - 1] in " (\n—–") and inside[first + 1 : first + 2].strip() != ""
        )
    if opening in ("'", "‘", "`"):
        return re.search(r"(?<=[\w.,!?])['’](?=\s+[^\W\d_])", inside) is None or len(inside.split()) > 12
    return inside.count(opening) >= sum(inside.count(mark) for mark in _PAIRS[opening])


def unquoted(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without the marks around them all, or around each of them."""
    if all(is_wholly_quoted(one) for one in paragraphs):
        return [_without(one, opens=True, closes_too=True) for one in paragraphs]
    first = opening_quote(paragraphs[0])
    if not first:
        return list(paragraphs)
    is_closed = closes(paragraphs[-1], first)
    if len(paragraphs) == 1 or not is_closed:
        lone = not is_closed and opens_without_closing(paragraphs)
        return (
            [_without(paragraphs[0], opens=True, closes_too=False), *paragraphs[1:]] if lone else list(paragraphs)
        )
    inner = [_without(one, opens=opening_quote(one) == first, closes_too=False) for one in paragraphs[:-1]]
    last = paragraphs[-1]
    return [*inner, _without(last, opens=opening_quote(last) == first and is_wholly_quoted(last), closes_too=True)]


def opens_without_closing(paragraphs: Sequence[str]) -> bool:
    """Whether a quotation begins with the first paragraph and ends nowhere in them."""
    text = "\n".join(paragraphs)
    first = opening_quote(text)
    if first == '"':
        return text.count('"') == 1
    return first in ("“", "„", "«") and not any(mark in text for mark in _PAIRS[first])


def _without(text: str, *, opens: bool, closes_too: bool) -> str:
    if opens:
        text = text[len(opening_quote(text)) :]
    if closes_too:
        text = re.sub(r"(?:''|[\"”“’'»])([.,;]?)$", r"\1" if text[-2:-1] not in ".!?" else "", text)
    return text.strip()
