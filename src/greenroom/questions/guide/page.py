"""A web page's text, line by line, as a browser would show it; scripts and styles are kept apart, not lost."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from greenroom.questions.guide.lines import SourceLine
from greenroom.questions.guide.phrases import words

_UNSEEN = {"script", "style", "noscript", "template", "svg"}
_ASIDE = {"nav", "footer", "aside", "button", "form", "select", "dialog", "iframe"}
_INLINE = words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img input ins kbd label mark meter q rp rt ruby "
    "s samp small span strike strong sub sup time tt u var wbr body html head meta link base"
)
_VOID = {
    "br",
    "hr",
    "img",
    "input",
    "meta",
    "link",
    "base",
    "wbr",
    "area",
    "col",
    "embed",
    "source",
    "track",
    "param",
}
_CELLS = {"td", "th"}
SHOWN_OF_CODE = 80
"""Letters of a script or a style sheet that the report shows."""


def looks_like_a_page(text: str) -> bool:
    """Whether `text` is a page's HTML rather than what the page says."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    return start.startswith(("<!doctype html", "<html", "<head", "<body")) or (
        start.startswith(("<?xml", "<!--", "<div", "<article", "<main", "<section", "<h1", "<p>")) and "</" in text
    )


def lines_of_page(html: str) -> list[SourceLine]:
    """The lines of a page's text, numbered from 1; what its tags say of each. Never raises."""
    page = _Page()
    try:
        page.feed(re.sub(r"<!\[(?!CDATA\[)[^>]*>", "", _without_comments(html)))
        page.close()
    except AssertionError:  # html.parser's answer to some broken declarations
        page.handle_data(re.sub(r"<[^<>]*>", "\n", page.rawdata))
    page.end_line()
    return page.lines


def _without_comments(html: str) -> str:
    """The page without its comments; what follows one that never ends is text."""
    first, *others = html.split("<!--")
    kept = (rest if end else inside for inside, end, rest in (part.partition("-->") for part in others))
    return first + "".join(kept)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[SourceLine] = []
        self._text: list[str] = []
        self._open: list[str] = []
        self._bullet = False
        self._item: int | None = None
        self._items: list[int | None] = []
        self._code: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self._open.append(tag)
        if tag in _CELLS:
            self._text.append("\t")
        elif not re.fullmatch(_INLINE, tag):
            self.end_line()
        if tag in ("ul", "ol"):
            self._items.append(_start(attrs) if tag == "ol" else None)
        elif tag == "li":
            counted = self._items[-1] if self._items else None
            self._bullet, self._item = counted is None, counted
            if counted is not None:
                self._items[-1] = counted + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self._items:
            self._items.pop()
        if tag in _UNSEEN and tag in self._open:
            self._end_code()
        if not re.fullmatch(_INLINE, tag) and tag not in _CELLS:
            self.end_line()
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if _UNSEEN.intersection(self._open):
            self._code.append(data)
        elif "pre" in self._open:
            first, *rest = data.split("\n")
            self._text.append(first)
            for line in rest:
                self.end_line()
                self._text.append(line)
        else:
            self._text.append(re.sub(r"\s+", " ", data) if "\t" not in data else " ".join(data.split()))

    def end_line(self) -> None:
        """What was read since the last line's end becomes a line, if there is anything to see."""
        text = "".join(self._text).strip(" \n\r")
        self._text = []
        if not text.strip():
            return
        headings = [int(tag[1]) for tag in self._open if re.fullmatch(r"h[1-6]", tag)]
        level = headings[-1] if headings else int("title" in self._open)
        self._put(text, level=level, aside=bool(_ASIDE.intersection(self._open)))
        self._bullet, self._item = False, None

    def close(self) -> None:
        super().close()
        self._end_code()

    def _end_code(self) -> None:
        code = " ".join("".join(self._code).split())
        self._code = []
        if code:
            self._put(code[:SHOWN_OF_CODE], code=True)

    def _put(self, text: str, *, level: int = 0, aside: bool = False, code: bool = False) -> None:
        number = len(self.lines) + 1
        bullet, item = (False, None) if code else (self._bullet, self._item)
        self.lines.append(SourceLine(number, text, level, bullet, item, aside, code))


def _start(attrs: list[tuple[str, str | None]]) -> int:
    given = dict(attrs).get("start") or ""
    return int(given) if re.fullmatch(r"\d{1,4}", given) else 1
