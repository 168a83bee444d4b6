"""The stages of an interview process: what can be the name of one, and what is told of it."""

from __future__ import annotations

import re

from greenroom.questions.guide.gathered import GatheredRound
from greenroom.questions.guide.lines import Block
from greenroom.questions.guide.outline import LONGEST_PROMPT, Outline, is_prose
from greenroom.questions.guide.words import names_a_round

LONGEST_TITLE_WORDS = 8
LONGEST_NAME_WORDS = 4
_INLINE = re.compile(r"(?P<title>[^:–—]{3,70}?)\s*(?::|\s[–—-])\s+(?P<about>\S.*)", re.DOTALL)
_ASIDE_FIRST = re.compile(r"\((?P<aside>[^()]{2,40})\)\s*(?::|[–—-]\s)?\s*(?P<about>.*)", re.DOTALL)
_SENTENCE_AFTER = re.compile(r"(?P<title>[^.:?!]{3,40})\.\s+(?P<about>\S.*)", re.DOTALL)
"""As in “Written test. You answer a letter.”, where a number comes before it."""
_NAME_FIRST = re.compile(r"(?P<name>[^.:]{3,40})(?:[.:]|\s[–—-])(?:\s.*)?", re.DOTALL)
"""As in “(30 min): Recruiter. A first call.”."""
_DETAIL = re.compile(
    r"(?:duration|length|time|format|who|with|where|how|focus|topics?|interviewers?|location|mode|goal|what|medium|tips?)"
    r"\b[^:]{0,20}:\s*\S.*|(?:about |ca\.? |~|\d+[–-])?\d+\s*(?:min(?:ute)?s?|h(?:ours?)?|days?|weeks?)\b.*",
    re.IGNORECASE,
)
_POINTS_ONWARD = re.compile(
    r"\b(?:following|below|next|in this section|let['’]s|now that|dive into|as you prepare)\b.*\bquestions?\b|"
    r"\bquestions?\b.*\b(?:below|following|next section)\b|"
    r"^(?:as you|to help you|here are|now|let['’]s)\b.*\bquestions?\b",
    re.IGNORECASE,
)


def stage_begins(outline: Outline, at: int, *, numbered: bool, first: bool) -> bool:
    """Whether a stage begins here, in the section on the process. numbered: the stages of this guide are."""
    block = outline.blocks[at]
    if at + 1 < len(outline.blocks) and outline.could_ask[at + 1]:
        return False
    inline = _inline(block)
    has_title = outline.is_heading_like(at) or (inline and _is_short(inline["title"])) or _starts_with_aside(block)
    if block.numbering:
        return bool(has_title) and (first or block.number != 1)
    if numbered:
        return False
    follows = at + 1 < len(outline.blocks) and is_prose(outline.blocks[at + 1].shown)
    named = names_a_round(inline["title"] if inline else block.text)
    return named and bool(inline or (outline.is_heading_like(at) and follows))


def numbered_stage_is_ahead(outline: Outline, at: int) -> bool:
    """Whether a numbered stage comes before the section on the process ends."""
    for other in range(at + 1, len(outline.blocks)):
        block = outline.blocks[other]
        if outline.ends_field(other) or (outline.could_ask[other] and outline.labelled[other]):
            return False
        if block.numbering and (outline.is_heading_like(other) or _inline(block) or _starts_with_aside(block)):
            return True
    return False


def stage_of(block: Block) -> GatheredRound:
    """The stage that begins in a block: its name, and what stands behind the name on the same line."""
    if aside := _starts_with_aside(block):
        return GatheredRound(aside, [block.text])
    inline = _inline(block)
    if inline and _is_short(inline["title"]) and (is_prose(inline["about"]) or inline["about"][-1] == "."):
        return GatheredRound(inline["title"].strip(), [inline["about"]])
    return GatheredRound(block.text.strip(" :") or block.shown)


def tells_of_stage(block: Block) -> bool:
    """Whether a block that stands below a stage's name tells of it: sentences, items, “Duration: an hour”."""
    if points_onward(block):
        return False
    return (
        is_prose(block.shown)
        or block.bullet
        or block.shown[-1] == "."
        or _DETAIL.fullmatch(block.shown) is not None
    )


def points_onward(block: Block) -> bool:
    """Whether a block only leads over to the questions."""
    return _POINTS_ONWARD.search(block.shown[:LONGEST_PROMPT]) is not None


def _starts_with_aside(block: Block) -> str:
    """The name of a stage such as “(30 min): Recruiter. A first call.” or “(phone): You talk about dates.”."""
    found = _ASIDE_FIRST.fullmatch(block.text) if block.numbering == "round" else None
    if not found:
        return ""
    name = _NAME_FIRST.fullmatch(found["about"])
    return (name["name"] if name and len(name["name"].split()) <= LONGEST_NAME_WORDS else found["aside"]).strip()


def _inline(block: Block) -> re.Match[str] | None:
    """A stage's name with what is told of it on the same line, as `title` and `about`."""
    found = _INLINE.fullmatch(block.text)
    return found or (_SENTENCE_AFTER.fullmatch(block.text) if block.numbering else None)


def _is_short(title: str) -> bool:
    return len(title.split()) <= LONGEST_TITLE_WORDS
