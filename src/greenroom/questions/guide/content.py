"""Whether a paragraph goes on with the field of the question above it, or is something else on the page."""

from __future__ import annotations

import re

from greenroom.questions.guide.gathered import GatheredQuestion
from greenroom.questions.guide.labels import Field
from greenroom.questions.guide.noise import sells
from greenroom.questions.guide.outline import FAR, Outline, is_prose
from greenroom.questions.guide.quotes import closes, is_wholly_quoted, opening_quote
from greenroom.questions.guide.words import advises, begins_with_why, in_first_person, in_own_voice, tells_why

FEWEST_QUOTED_WORDS = 12
"""Words from which a paragraph in quotation marks is an answer even where no heading says so."""
SHARED_WORDS = 2
"""Words of six letters and more that a paragraph has to share with its answer to go on with it unasked."""
MOST_WHY = 2
"""Paragraphs on why a question is asked, where no heading of the next part bounds them."""


def belongs(
    outline: Outline, at: int, question: GatheredQuestion, field: Field, *, interrupted: bool
) -> Field | None:
    """The field that the block is a part of: `field`, or one that its words tell of, or none."""
    text = outline.blocks[at].shown
    ahead = outline.label_ahead(at)
    bounded = ahead is not None and not question.has(ahead.field)
    answer_has_a_heading = (
        bounded and ahead is not None and (ahead.field == "model_answer" or not outline.has_labels)
    )
    if interrupted and not bounded:
        goes_on = field == "model_answer" and in_own_voice(text) and is_prose(text) and not sells(text)
        return field if goes_on else None
    if field in ("why", "how_to_answer") and not answer_has_a_heading and "model_answer" not in question.headed:
        if opening_quote(text) and len(text.split()) >= FEWEST_QUOTED_WORDS and not _quotes_a_word(text):
            return "model_answer"
        if field == "how_to_answer" and question.parts.get(field) and in_first_person(_first_sentence(text)):
            return "model_answer"
    if field == "why":
        return _why_or_more(outline, at, question, bounded=bounded)
    if field == "how_to_answer":
        return field if _goes_on_advising(outline, at, question, bounded=bounded) else None
    if field == "model_answer":
        return field if _goes_on_answering(outline, at, question) else None
    if field == "follow_ups":
        block = outline.blocks[at]
        return field if block.bullet or block.number is not None or text.endswith("?") else None
    return None


def quoted_until(outline: Outline, at: int, text: str) -> int:
    """The last block of a quoted answer that begins with `text` in block `at`; -1 if that is the only one."""
    opening = opening_quote(text)
    if not opening:
        return -1
    if is_wholly_quoted(text):
        last = at
        while last + 1 < len(outline.blocks) and _is_another_quoted(outline, last + 1, opening):
            last += 1
        return last if last > at else -1
    if not _is_left_open(text, opening):
        return -1
    for other in range(at + 1, min(at + FAR, len(outline.blocks))):
        if outline.ends_field(other) or (outline.could_ask[other] and outline.labelled[other]):
            return -1
        if not outline.noise[other] and _closes_what_is_open(outline.blocks[other].shown, opening):
            return other
    return -1


def says_why_late(outline: Outline, at: int, question: GatheredQuestion) -> bool:
    """Whether a paragraph after the answer says why the question is asked, where nothing before it did."""
    text = outline.blocks[at].shown
    return not question.has("why") and is_prose(text) and begins_with_why(text) and outline.question_ahead(at)


def _why_or_more(outline: Outline, at: int, question: GatheredQuestion, *, bounded: bool) -> Field | None:
    """A line or two on why it is asked; advice or an answer where their headings are missing."""
    block = outline.blocks[at]
    told = question.parts.get("why", [])
    if (
        "why" not in question.headed
        and "how_to_answer" not in question.headed
        and not _label_is_ahead(outline, at, "how")
    ):
        if told and advises(block.shown) and not tells_why(block.shown):
            return "how_to_answer"
        if not outline.has_labels and not tells_why(block.shown) and is_prose(block.shown):
            return "model_answer"
    if block.verbatim:
        return "why" if bounded else None
    if bounded:
        return "why" if is_prose(block.shown) or block.bullet or block.words >= 3 else None
    if len(told) >= MOST_WHY or not is_prose(block.shown) or sells(block.shown):
        return None
    return "why" if not told or tells_why(block.shown) else None


def _goes_on_advising(outline: Outline, at: int, question: GatheredQuestion, *, bounded: bool) -> bool:
    block = outline.blocks[at]
    told = question.parts.get("how_to_answer", [])
    if not told:
        return block.words >= 3 or block.bullet or bounded or outline.stands_below_label(at)
    is_item = block.bullet or block.number is not None
    if bounded:
        return is_prose(block.shown) or is_item or block.verbatim or block.words >= 3
    if sells(block.shown) and not advises(block.shown):
        return False
    if is_item or told[-1].endswith(":"):
        return is_prose(block.shown) or outline.question_ahead(at) or told[-1].endswith(":")
    if not is_prose(block.shown):
        return False
    return advises(block.shown) or outline.question_ahead(at) or _shares_words(block.shown, question, told)


def _goes_on_answering(outline: Outline, at: int, question: GatheredQuestion) -> bool:
    """Whether an answer goes on: one in quotation marks ends with them, another before words on other things."""
    block = outline.blocks[at]
    told = question.parts.get("model_answer", [])
    if not told:
        return True
    opening = opening_quote(told[0])
    if opening and (is_wholly_quoted(told[0]) or (len(told) > 1 and closes(told[-1], opening))):
        return False
    if block.verbatim or told[-1].endswith(":"):
        return True
    if not is_prose(told[-1]) and outline.question_ahead(at):
        return True  # a list or code that began behind a colon
    if not is_prose(block.shown) and not (block.bullet and in_first_person(block.shown)):
        return False
    if sells(block.shown) and not in_first_person(block.shown):
        return False
    speaks_on = in_own_voice(block.shown) or _shares_words(block.shown, question, told)
    return speaks_on or (
        outline.question_ahead(at) and not re.search(r"\byou(?:r|rs)?\b", block.shown, re.IGNORECASE)
    )


def _label_is_ahead(outline: Outline, at: int, beginning: str) -> bool:
    ahead = outline.label_ahead(at)
    return ahead is not None and ahead.field.startswith(beginning)


def _shares_words(text: str, question: GatheredQuestion, told: list[str]) -> bool:
    known = _long_words(" ".join([question.prompt, *told]))
    return len(known & _long_words(text)) >= SHARED_WORDS


def _long_words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W\d_]{6,}", text)}


def _first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def _quotes_a_word(text: str) -> bool:
    """Whether the text begins with a quoted word or name and goes on without quotation marks."""
    opening = opening_quote(text)
    return not is_wholly_quoted(text) and not _is_left_open(text, opening)


def _is_left_open(text: str, opening: str) -> bool:
    if opening == '"':
        return text.count('"') % 2 == 1
    if opening in ("“", "„", "«"):
        return text.count(opening) > len(re.findall("[”“»]" if opening == "„" else "[”»]", text))
    return not is_wholly_quoted(text)


def _closes_what_is_open(text: str, opening: str) -> bool:
    if not closes(text, opening):
        return False
    if opening_quote(text) == opening:
        return is_wholly_quoted(text)
    if opening == '"':
        return text.count('"') % 2 == 1 or text.endswith("”")
    if opening in ("“", "„", "«"):
        return text.count(opening) < len(re.findall('[”“»"]' if opening == "„" else '[”»"]', text))
    return True


def _is_another_quoted(outline: Outline, at: int, opening: str) -> bool:
    text = outline.blocks[at].shown
    blocked = outline.ends_field(at) or outline.noise[at] or outline.could_ask[at]
    return not blocked and opening_quote(text) == opening and is_wholly_quoted(text)
