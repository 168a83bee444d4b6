"""The marks around a line's words: numbering, bullets, bold, links, emoji, and characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal, NamedTuple

from greenroom.questions.guide.words import asks

Numbering = Literal["", "plain", "question", "round"]

_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b\u200e\u200f\u2060\ufeff\ufe0f\ud800-\udfff]"
    r"|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"  # joiners have a meaning in other scripts
)
_BOLD = re.compile(r"(?<![\w*])\*{2,3}(?=\S)(.+?)(?<=\S)\*{2,3}(?![\w*])")
_ITALIC = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=[^\s*])\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_]+)(?<=[^\s_])_(?![\w_])"
)
_WHOLLY_MARKED = re.compile(r"(\*{1,3}|__|_)(?=[^\s*_])([^*]*[^\s*_][.:)?!]?)\1:?")
_MARKED_BEGINNING = re.compile(r"^(\*|_)([^*_:]{2,60})(?::\1|\1\s*:)\s+")
"""As in “*How to answer:* Begin with …”."""
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_BULLET = re.compile(r"(?:[-+*•●▪■◦‣○·–—→✓✔➤►»]\s+|[•●▪■◦‣○✓✔➤►]\s*)+(?=\S)")
_FIRST_PICTURE = "\u2190"
"""Signs below it, such as “©” and “°”, belong to the words beside them."""
_NUMBERS_IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_PLACES_IN_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth")
_AFTER = r"[\s.):\]|–—-]*"
_NUMBERED: Sequence[tuple[Numbering, re.Pattern[str]]] = (
    (
        "question",
        re.compile(rf"(?:interview )?question\s*(?:no\.?|number)?\s*#?\s*(\d{{1,3}})(?!\w){_AFTER}", re.I),
    ),
    ("question", re.compile(r"q\s*\.?\s*#?(\d{1,3})(?:\s*[.):\]|–—-]+\s*|$)", re.I)),
    ("question", re.compile(r"(?:q|question)\s*[:.)]\s+(?=\D)()", re.I)),
    (
        "round",
        re.compile(rf"(?:round|stage|step|phase)\s*#?(\d{{1,2}}|{'|'.join(_NUMBERS_IN_WORDS)})\b{_AFTER}", re.I),
    ),
    (
        "round",
        re.compile(
            rf"(?:the )?(\d(?=st|nd|rd|th)|{'|'.join(_PLACES_IN_WORDS)})(?:st|nd|rd|th)? "
            r"(?:round|stage|step|phase)(?:\s*[:)\]|–—-]+\s*|$)",
            re.I,
        ),
    ),
    (
        "plain",
        re.compile(
            r"(?:no\.?\s*|№\s*|[(\[#])?(?:\d{1,2}\.)?(\d{1,3})"
            r"(?:\s?\\?[.)\]:]+(?=\s|$|[^\W\d]|[\"“‘'(*])|\s+[-–—]\s+|[-–—]\s+)\s*",
            re.I,
        ),
    ),
    ("plain", re.compile(r"#(\d{1,3})\s+")),
    ("plain", re.compile(r"(\d)\u20e3\s*")),
)
_NUMBERED_BARELY: Sequence[tuple[Numbering, re.Pattern[str]]] = (
    ("question", re.compile(r"q\s*\.?\s*#?(\d{1,3})\s+(?=[A-Z])", re.I)),
    ("plain", re.compile(r"(?:\d{1,2}\.)?(\d{1,3})\s+(?=[A-Z])")),
)
"""Numbers without a mark behind them, which count only where a question follows."""
LONGEST_MARKED = 10_000
"""Letters up to which a line is searched for Markdown's marks; nobody writes longer ones by hand."""


class Unmarked(NamedTuple):
    """A line's words. text: without numbering. shown: with it. number: None, too, where numbering has none.

    level: of a heading, 1 to 6, or 0. link: the line is nothing but a link.
    """

    text: str
    shown: str
    level: int
    bullet: bool
    bold: bool
    number: int | None
    numbering: Numbering
    link: bool


def clean(text: str) -> str:
    """`text` without invisible characters, every run of white space made one space."""
    return " ".join(_INVISIBLE.sub("", text).split())


def without_invisible(text: str) -> str:
    """`text` without invisible characters; its white space stays."""
    return _INVISIBLE.sub("", text)


def unmarked(cleaned: str) -> Unmarked:
    """The words of a line of `clean` text, and what its marks said of it."""
    text = re.sub(r"^(?:>\s*)+", "", cleaned)
    level = 0
    if hashes := re.match(r"(#{1,6})\s+", text):
        level = len(hashes[1])
        text = text[hashes.end() :].rstrip("# ")
    bullet = False
    if not level and (mark := _BULLET.match(text)):
        bullet = True
        text = text[mark.end() :]
    text = without_pictures(text)
    link = _LINK.fullmatch(text) is not None
    text = _LINK.sub(r"\1", text) if _LINK.search(text) else text
    shown = without_pictures(plain(text))
    rest, number, numbering = _without_number(shown)
    is_bold = _WHOLLY_MARKED.fullmatch(_without_number(text)[0]) or (shown != text and _BOLD.fullmatch(text))
    return Unmarked(rest, shown, level, bullet, bool(is_bold), number, numbering, link)


def without_pictures(text: str) -> str:
    """`text` without the emoji that it begins or ends with, unless there is nothing else."""
    inner = text.strip()
    while inner and _is_picture(inner[0]):
        inner = inner[1:].lstrip()
    while inner and _is_picture(inner[-1]):
        inner = inner[:-1].rstrip()
    return inner if re.search(r"\w", inner) else text


def plain(text: str) -> str:
    """`text` without Markdown's bold and italics; a `*` or `_` that is part of the words stays."""
    if len(text) > LONGEST_MARKED or not re.search(r"[*_]", text):
        return text.strip()
    text = _MARKED_BEGINNING.sub(r"\2: ", _BOLD.sub(r"\1", text))
    whole = _WHOLLY_MARKED.fullmatch(text)
    if whole and (" " in whole[2] or whole[1].startswith("*")):
        text = whole[2]
    return _ITALIC.sub(lambda found: found[1] or found[2], text).strip()


def _is_picture(character: str) -> bool:
    if character < _FIRST_PICTURE:
        return character == "\u200d"
    return unicodedata.category(character) in ("So", "Sk", "Mn", "Co")


def _without_number(text: str) -> tuple[str, int | None, Numbering]:
    for numbering, pattern in _NUMBERED:
        if found := pattern.match(text):
            return text[found.end() :].strip(), _number(found[1].lower()), numbering
    for numbering, pattern in _NUMBERED_BARELY:
        if (found := pattern.match(text)) and asks(text[found.end() :]):
            return text[found.end() :].strip(), _number(found[1]), numbering
    return text, None, ""


def _number(given: str) -> int | None:
    for names in (_NUMBERS_IN_WORDS, _PLACES_IN_WORDS):
        if given in names:
            return names.index(given) + 1
    return int(given) if given else None
