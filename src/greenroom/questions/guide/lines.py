"""A guide's lines made into blocks: a heading, a paragraph, a list item, a table row, freed of marks and numbering.

Text pasted from a page has a paragraph a line; text from an editor is wrapped at some width. Both end up as one
block a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from greenroom.questions.guide.labels import label_of
from greenroom.questions.guide.marks import Numbering, clean, plain, unmarked, without_invisible
from greenroom.questions.guide.words import asks, expects_question_mark, in_title_case

SHORTEST_WRAPPED = 40
"""Letters from which a line that ends in mid-sentence is taken as continued on the next."""
WIDEST_WRAPPED = 130
MOST_WORDS_OF_END = 15
_FENCE = re.compile(r"(?:```|~~~)\s*\w*")
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
    found = unmarked(cleaned)
    number, numbering = found.number, found.numbering
    if number is None and not numbering and line.item is not None:
        number, numbering = line.item, "plain"
    level = line.level or found.level
    return Block(
        (line.number,),
        found.text,
        found.shown,
        level=level,
        bold=found.bold,
        bullet=line.bullet or found.bullet,
        number=number,
        numbering=numbering,
        aside=line.aside or (found.link and not level and number is None),
        cells=_cells(line.text),
        width=len(line.text.rstrip()),
    )


def _verbatim(line: SourceLine) -> Block:
    text = without_invisible(line.text).rstrip()
    return Block((line.number,), text, text, verbatim=True, width=len(text))


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
    found = tuple(plain(clean(cell)) for cell in cells)
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
        if above and _cuts_a_question(above, block):
            joined[-1] = _joined(above, block)
            continue
        if above and _may_continue(above, block):
            first_word = len(block.shown.split(maxsplit=1)[0])
            has_no_room = is_wrapped and last_width + 1 + first_word > full_width and last_width <= WIDEST_WRAPPED
            if has_no_room or _ends_in_mid_sentence(replace(above, width=last_width), block):
                joined[-1] = _joined(above, block)
                last_width = block.width
                continue
        joined.append(block)
        last_width = block.width
    return joined


def _joined(above: Block, block: Block) -> Block:
    return replace(
        above,
        numbers=above.numbers + block.numbers,
        text=f"{above.text} {block.shown}",
        shown=f"{above.shown} {block.shown}",
        bold=False,
        cells=(),
    )


def _cuts_a_question(above: Block, block: Block) -> bool:
    """Whether a numbered question that begins “How …” has its end, with the “?”, on the line below."""
    if above.number is None or above.shown[-1] in '.?!:"”' or block.numbering or block.aside or block.verbatim:
        return False
    is_end = block.shown[-1] == "?" and block.words <= MOST_WORDS_OF_END and not label_of(block.shown)
    begins_below = block.shown[:1].islower() or not (block.gap or expects_question_mark(block.shown))
    return is_end and begins_below and not block.stands_out and expects_question_mark(above.text)


def _may_continue(above: Block, block: Block) -> bool:
    return not (
        block.gap
        or (in_title_case(above.shown) and in_title_case(block.shown) and above.shown[-1] not in ".?!:,;")
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
