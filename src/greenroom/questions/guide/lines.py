"""A guide's lines made into blocks: a heading, a paragraph, a list item, a table row, freed of marks and numbering.

Text pasted from a page has a paragraph a line; text from an editor is wrapped at some width. Both end up as one
block a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from greenroom.questions.guide.labels import label_of
from greenroom.questions.guide.words import asks

Numbering = Literal["", "plain", "question", "round"]

_INVISIBLE = re.compile(
    r"[\u00ad\u180e\u200b\u200e\u200f\u2060\ufeff\ufe0f\ud800-\udfff]"
    r"|(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"  # joiners have a meaning in other scripts
)
_BOLD = re.compile(r"(?<![\w*])\*{2,3}(?=\S)(.+?)(?<=\S)\*{2,3}(?![\w*])")
_WHOLLY_MARKED = re.compile(r"(\*{1,3}|__|_)(?=[^\s*_])([^*]*[^\s*_][.:)?!]?)\1:?")
_MARKED_BEGINNING = re.compile(r"^(\*|_)([^*_:]{2,60})(?::\1|\1\s*:)\s+")
"""As in “*How to answer:* Begin with …”."""
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_BULLET = re.compile(r"(?:[-+*•●▪■◦‣○·–—→✓✔➤►»]\s+|[•●▪■◦‣○✓✔➤►]\s*)+(?=\S)")
_FENCE = re.compile(r"(?:```|~~~)\s*\w*")
_KEYCAP = re.compile(r"^(\d+)\u20e3")
_NUMBERS_IN_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
_NUMBERED: Sequence[tuple[Numbering, re.Pattern[str]]] = (
    (
        "question",
        re.compile(r"(?:interview )?question\s*(?:no\.?|number)?\s*#?\s*(\d{1,3})(?!\w)[\s.):\]|–—-]*", re.I),
    ),
    ("question", re.compile(r"q\s*\.?\s*#?(\d{1,3})(?:\s*[.):\]|–—-]+\s*|$)", re.I)),
    ("question", re.compile(r"(?:q|question)\s*[:.)]\s+(?=\S)()", re.I)),
    (
        "round",
        re.compile(
            rf"(?:round|stage|step|phase)\s*#?(\d{{1,2}}|{'|'.join(_NUMBERS_IN_WORDS)})\b[\s.):\]|–—-]*", re.I
        ),
    ),
    (
        "plain",
        re.compile(r"[(\[#]?(?:\d{1,2}\.)?(\d{1,3})(?:\\?[.)\]:]+(?=\s|$|[^\W\d]|[\"“‘'(*])|\s+[-–—]\s+)\s*"),
    ),
    ("plain", re.compile(r"#(\d{1,3})\s+")),
)
SHORTEST_WRAPPED = 40
"""Letters from which a line that ends in mid-sentence is taken as continued on the next."""
WIDEST_WRAPPED = 130
LONGEST_MARKED = 10_000
"""Letters up to which a line is searched for Markdown's marks; nobody writes longer ones by hand."""
_FEWEST_WRAPS = 3


@dataclass(frozen=True)
class SourceLine:
    """One line of a guide as it stands there, and what its page said of it.

    level: of a heading, 1 to 6, or 0. item: its number in a numbered list whose numbers are not in the text.
    aside: in a page's navigation, footer or form. code: a script or a style sheet, which nobody sees.
    """

    number: int
    text: str
    level: int = 0
    bullet: bool = False
    item: int | None = None
    aside: bool = False
    code: bool = False


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, list item or table row. `text` is without numbering, `shown` with it.

    numbers: the lines it stands on. level: of a heading, 1 to 6, or 0. gap: a blank line comes before it.
    """

    numbers: tuple[int, ...]
    text: str
    shown: str
    level: int = 0
    bold: bool = False
    bullet: bool = False
    number: int | None = None
    numbering: Numbering = ""
    gap: bool = False
    aside: bool = False
    verbatim: bool = False
    cells: tuple[str, ...] = ()
    width: int = 0

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def stands_out(self) -> bool:
        """Whether its page marked it as a heading or set it in bold."""
        return self.level > 0 or self.bold


def source_lines(text: str) -> list[SourceLine]:
    """The lines of a text, counted from 1, blank ones too. Lines end as editors end them: LF, CR LF or CR."""
    return [SourceLine(number, line) for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1)]


def clean(text: str) -> str:
    """`text` without invisible characters, every run of white space made one space."""
    return " ".join(_INVISIBLE.sub("", text).split())


def blocks_of(lines: Sequence[SourceLine]) -> list[Block]:
    """The blocks of a guide, in order.

    Lines with neither letter nor digit (rules, fences, lone bullets) and lines of code are in no block.
    """
    blocks: list[Block] = []
    gap, fenced = False, False
    waiting: Block | None = None  # a number that stands alone on its line
    for line in lines:
        cleaned = clean(line.text)
        if _FENCE.fullmatch(cleaned):
            fenced = not fenced
        elif not re.search(r"\w", cleaned) or line.code:
            gap = _underline(cleaned, blocks, gap) or not cleaned
        else:
            block = replace(_verbatim(line) if fenced else _block(line, cleaned), gap=gap)
            gap = False
            if waiting is not None:
                numbered = None if label_of(block.shown) else _numbered_by(waiting, block)
                blocks += [] if numbered else [waiting]
                block = numbered or block
                waiting = None
            if block.text:
                blocks.append(block)
            else:
                waiting = block
    if waiting is not None:
        blocks.append(waiting)
    return _unwrapped([b if b.text else replace(b, text=b.shown, number=None) for b in blocks])


def _underline(cleaned: str, blocks: list[Block], gap: bool) -> bool:
    """Make the last block a heading if `cleaned` is a line drawn under it; False, so that no gap follows."""
    if blocks and not gap and re.fullmatch(r"={3,}|-{3,}", cleaned):
        above = blocks[-1]
        if not above.level and above.words <= 12 and above.text[-1] not in ".!,;":
            blocks[-1] = replace(above, level=1 if cleaned[0] == "=" else 2)
    return False


def _block(line: SourceLine, cleaned: str) -> Block:
    cells = _cells(line.text)
    text = re.sub(r"^(?:>\s*)+", "", _KEYCAP.sub(r"\1. ", cleaned))
    level = line.level
    if hashes := re.match(r"(#{1,6})\s+", text):
        level = level or len(hashes[1])
        text = text[hashes.end() :].rstrip("# ")
    bullet = line.bullet
    if not level and (mark := _BULLET.match(text)):
        bullet = True
        text = text[mark.end() :]
    linked = _LINK.fullmatch(text) is not None
    text = _LINK.sub(r"\1", text) if _LINK.search(text) else text
    shown = _plain(text)
    rest, number, numbering = _without_number(shown)
    bold = _WHOLLY_MARKED.fullmatch(_without_number(text)[0]) is not None or (
        shown != text and _BOLD.fullmatch(text)
    )
    if number is None and not numbering and line.item is not None:
        number, numbering = line.item, "plain"
    return Block(
        (line.number,),
        rest,
        shown,
        level=level,
        bold=bool(bold),
        bullet=bullet,
        number=number,
        numbering=numbering,
        aside=line.aside or (linked and not level and number is None),
        cells=cells,
        width=len(line.text.rstrip()),
    )


def _verbatim(line: SourceLine) -> Block:
    text = _INVISIBLE.sub("", line.text).rstrip()
    return Block((line.number,), text, text, verbatim=True, width=len(text))


def _plain(text: str) -> str:
    """`text` without Markdown's bold; a `*` or `_` that is part of the words stays."""
    if len(text) > LONGEST_MARKED:
        return text
    text = _MARKED_BEGINNING.sub(r"\2: ", _BOLD.sub(r"\1", text))
    whole = _WHOLLY_MARKED.fullmatch(text)
    if whole and (" " in whole[2] or whole[1].startswith("*")):
        text = whole[2]
    return text.strip()


def _without_number(text: str) -> tuple[str, int | None, Numbering]:
    for numbering, pattern in _NUMBERED:
        if found := pattern.match(text):
            given = found[1].lower()
            number = _NUMBERS_IN_WORDS.index(given) + 1 if given in _NUMBERS_IN_WORDS else int(given or -1)
            return text[found.end() :].strip(), number if number >= 0 else None, numbering
    return text, None, ""


def _numbered_by(above: Block, block: Block) -> Block | None:
    """`block` with the number that stands alone on the line above, unless it has its own."""
    if block.numbering or block.aside or block.verbatim or block.bullet:
        return None
    return replace(
        block,
        numbers=above.numbers + block.numbers,
        number=above.number,
        numbering=above.numbering,
        gap=above.gap,
        level=block.level or above.level,
    )


def _cells(text: str) -> tuple[str, ...]:
    inner = text.strip()
    if "|" in inner:
        cells = inner.strip("|").split("|")
    elif "\t" in inner:
        cells = inner.split("\t")
    else:
        return ()
    found = tuple(_plain(clean(cell)) for cell in cells)
    return found if len(found) > 1 else ()


def _unwrapped(blocks: list[Block]) -> list[Block]:
    """Blocks with the lines of one paragraph put together again."""
    mid_sentence = [one for one, other in pairwise(blocks) if _ends_in_mid_sentence(one, other)]
    full_width = max((one.width for one in mid_sentence), default=0)
    is_wrapped = len(mid_sentence) >= _FEWEST_WRAPS and full_width <= WIDEST_WRAPPED
    joined: list[Block] = []
    last_width = 0
    for block in blocks:
        above = joined[-1] if joined else None
        if above and _may_continue(above, block):
            first_word = len(block.shown.split(maxsplit=1)[0])
            has_no_room = is_wrapped and last_width + 1 + first_word > full_width and last_width <= WIDEST_WRAPPED
            if has_no_room or _ends_in_mid_sentence(replace(above, width=last_width), block):
                joined[-1] = replace(
                    above,
                    numbers=above.numbers + block.numbers,
                    text=f"{above.text} {block.shown}",
                    shown=f"{above.shown} {block.shown}",
                    bold=False,
                    cells=(),
                )
                last_width = block.width
                continue
        joined.append(block)
        last_width = block.width
    return joined


def _may_continue(above: Block, block: Block) -> bool:
    return not (
        block.gap
        or block.numbering
        or block.bullet
        or block.stands_out
        or block.verbatim
        or block.aside
        or block.cells
        or above.level
        or above.verbatim
        or above.aside
        or above.cells
        or label_of(block.shown)
        or ((label := label_of(above.shown)) and not label.rest)
    )


def _ends_in_mid_sentence(above: Block, block: Block) -> bool:
    is_long = above.width >= SHORTEST_WRAPPED or (above.number is not None and asks(above.text))
    if block.gap or not is_long or not block.shown[:1].islower():
        return False
    return above.shown[-1] not in '.?!:"”' and not (block.bullet or block.level or above.level or above.verbatim)
