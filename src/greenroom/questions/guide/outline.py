"""What each block of a guide can be, judged by its own words and by what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from greenroom.questions.guide.labels import Label, label_of
from greenroom.questions.guide.lines import Block
from greenroom.questions.guide.noise import is_noise, is_of_job_offer, sells
from greenroom.questions.guide.sections import Section, section_of
from greenroom.questions.guide.table import find_table
from greenroom.questions.guide.title import find_title, names_a_job
from greenroom.questions.guide.words import asks, in_title_case, names_a_round

LONGEST_PROMPT = 400
LONGEST_TOPIC_WORDS = 10
LONGEST_ROUND_NAME_WORDS = 6
TOPIC_SCORE = 2
"""What a line needs in `Outline.topic_score` to count as a topic's heading."""
NEAR = 8
"""How many blocks after a question the first heading of its parts is looked for."""
FAR = 60

_SUFFIX = re.compile(
    r"\s*\b(?:interview )?questions?(?: (?:and|&) answers?)?(?: \(\d+\))?$|\s*\(\d+(?: questions?)?\)$",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?!.*(?:\band\b|&))[^,]+,[^,]+")
"""As in “Boston, MA”, which stands in job offers."""
_PREFIX = re.compile(
    r"^(?:interview )?questions (?:on|about|for|in|related to)\s+|^(?:interview )?questions?\s*[:–—-]\s*(?=\S)|"
    r"^(?:category|topic|subject|theme|section|part|area)\s*(?:\d{1,2}|[a-h]|[ivx]{1,4})?\s*(?:[:.)]|\s[–—-])\s*(?=\S)|"
    r"^(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVX]{1,4}\.|[A-H]\.)\s+(?=\w)",
    re.IGNORECASE,
)


class Outline:
    """The blocks of a guide with what can be said of each without knowing what came before.

    table, title: found anywhere; their blocks are nothing else. labels, sections, noise: one entry a block.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.table = find_table(blocks)
        self.title = find_title(
            [_blank(block) if at in self.table.blocks else block for at, block in enumerate(blocks)]
        )
        company, role = self.title.company, self.title.role
        self.named = tuple(name for name in (f"{company} {role}".strip(), company, role) if name)
        self.fixed = self.table.blocks | self.title.blocks
        self.noise = [block.aside or is_noise(block.shown) for block in blocks]
        self.labels: list[Label | None] = [None if block.verbatim else label_of(block.text) for block in blocks]
        self.sections: list[Section | None] = [self._section(at) for at in range(len(blocks))]
        self.has_labels = any(self.labels)
        self.labelled = [self._label_follows(at) for at in range(len(blocks))]
        self.could_ask = [self._could_ask(at) for at in range(len(blocks))]

    def ends_field(self, at: int) -> bool:
        """Whether a field of a question surely ends here: a part's heading, a section, the table or the title."""
        return at in self.fixed or self.labels[at] is not None or self.sections[at] is not None

    def label_ahead(self, at: int) -> Label | None:
        """The next heading of a question's part, if it comes before the next question or section."""
        for other in range(at + 1, min(at + FAR, len(self.blocks))):
            if label := self.labels[other]:
                return label
            if other in self.fixed or self.sections[other] or (self.could_ask[other] and self.labelled[other]):
                return None
        return None

    def question_ahead(self, at: int) -> bool:
        """Whether another question comes before any section, table or title."""
        for other in range(at + 1, min(at + FAR, len(self.blocks))):
            if self.could_ask[other]:
                return True
            if other in self.fixed or self.sections[other] not in (None, "questions"):
                return False
        return False

    def _groups_questions(self, at: int) -> bool:
        """Whether a line such as “Round 1 Questions: Phone Screen” heads the question below it."""
        follows = at + 1 < len(self.blocks) and self.could_ask[at + 1]
        return self.blocks[at].numbering == "round" and follows

    def is_topic(self, at: int) -> bool:
        """Whether this is the heading of the questions that follow."""
        mine = self.topic_score(at)
        if mine < TOPIC_SCORE:
            return False
        paragraphs = 0
        for other in range(at + 1, min(at + NEAR, len(self.blocks))):
            if self.could_ask[other]:
                return True
            if other in self.fixed or self.labels[other] or self.sections[other]:
                return False
            if self.topic_score(other) >= mine:
                return False
            if not self.noise[other] and is_prose(self.blocks[other].shown):
                paragraphs += 1
            if paragraphs > 2:
                return False
        return False

    def topic_score(self, at: int) -> int:
        """How much this line looks like the name of a topic; 0 for one that cannot be."""
        block = self.blocks[at]
        if (
            at in self.fixed
            or self.labels[at]
            or not self.is_heading_like(at)
            or (block.number and not block.stands_out and not self._groups_questions(at))
        ):
            return 0
        text = self.topic_name(at)
        in_table = self.table.names_topic(text)
        follows = at + 1 < len(self.blocks) and self.could_ask[at + 1]
        score = 4 * in_table + 3 * block.stands_out + 2 * bool(_SUFFIX.search(block.text)) + 2 * in_title_case(text)
        before_noise = at + 1 < len(self.blocks) and self.noise[at + 1]
        before_offer = at + 1 < len(self.blocks) and is_of_job_offer(self.blocks[at + 1].shown)
        score += block.gap + follows - before_noise - 2 * before_offer
        score -= 2 * (_PLACE.fullmatch(block.text) is not None or names_a_job(block.text))
        score -= 2 * block.bullet + 3 * bool(block.cells)
        return score - 3 * (self.noise[at] or sells(block.text))

    def topic_name(self, at: int) -> str:
        """A topic's heading without “Interview Questions”, company and role."""
        text = self.blocks[at].text.strip(" :")
        bare = _PREFIX.sub("", _SUFFIX.sub("", text))
        for name in self.named:
            if bare.lower().startswith(f"{name.lower()} "):
                bare = bare[len(name) :].strip()
        return bare if re.search(r"\w", bare) else text

    def is_heading_like(self, at: int) -> bool:
        """Whether a line is short and stands alone, as headings do."""
        block = self.blocks[at]
        is_short = block.words <= LONGEST_TOPIC_WORDS and len(block.text) <= 90
        return is_short and not block.verbatim and block.text[-1] not in '.?!,;"”' and not block.aside

    def stands_below_label(self, at: int) -> bool:
        """Whether a part's heading stands on the line above: then this is what the part says."""
        above = self.labels[at - 1] if at else None
        block = self.blocks[at]
        numbered = block.number is not None or block.numbering == "question"
        return above is not None and not above.rest and not numbered and not block.stands_out

    def starts_implied_process(self, at: int) -> bool:
        """Whether numbered stages of an interview begin here though no heading says so."""
        block = self.blocks[at]
        if not self._can_be_round(at) or block.number != 1:
            return False
        for other in range(at + 1, min(at + NEAR, len(self.blocks))):
            if self.ends_field(other):
                return False
            if self.blocks[other].number is not None:
                tells = other > at + 1 or ":" in block.text
                return self.blocks[other].number == 2 and self._can_be_round(other) and tells
        return block.numbering == "round"

    def _can_be_round(self, at: int) -> bool:
        block = self.blocks[at]
        name, colon, _ = block.text.partition(":")
        is_named = names_a_round(name) or block.numbering == "round"
        is_heading = self.is_heading_like(at) or (colon != "" and len(name.split()) <= LONGEST_ROUND_NAME_WORDS)
        return is_named and is_heading and not self.labelled[at] and block.number is not None

    def _section(self, at: int) -> Section | None:
        block = self.blocks[at]
        if at in self.fixed or block.aside or block.verbatim or block.bullet or block.numbering == "question":
            return None
        if block.number is not None and (not block.stands_out or asks(block.text)):
            return None
        section = section_of(block.text, self.named)
        can_be_topic = section in ("role", "overview") or (
            section == "other" and any(self.labels[at + 2 : at + NEAR])
        )
        return None if can_be_topic and self._question_is_next(at) else section

    def _question_is_next(self, at: int) -> bool:
        """Whether a numbered question follows at once: then even “Requirements” is the name of its topic."""
        if at + 1 == len(self.blocks):
            return False
        block = self.blocks[at + 1]
        return (block.number is not None and asks(block.text)) or block.numbering == "question"

    def _label_follows(self, at: int) -> bool:
        """Whether the first heading of a question's part comes soon, before another question could."""
        for other in range(at + 1, min(at + NEAR, len(self.blocks))):
            if self.labels[other]:
                return True
            block = self.blocks[other]
            if other in self.fixed or self.sections[other] or block.number is not None or block.level:
                return False
        return False

    def _could_ask(self, at: int) -> bool:
        block = self.blocks[at]
        if self.ends_field(at) or block.aside or block.verbatim or block.numbering == "round":
            return False
        if len(block.text) > LONGEST_PROMPT or self.stands_below_label(at):
            return False
        if block.numbering == "question":
            return True
        if block.number is not None:
            return asks(block.text) or self.labelled[at]
        if self.noise[at]:
            return False
        ends_asking = block.text.rstrip("\"”’')* ")[-1:] == "?"
        if self.has_labels:
            return self.labelled[at] and asks(block.text) and (ends_asking or block.words <= 40)
        return (ends_asking and block.words <= 40) or (block.stands_out and asks(block.text))


def is_prose(text: str) -> bool:
    """Whether `text` is a sentence or more, not a heading or a piece of navigation."""
    words = len(text.split())
    return words >= 14 or (words >= 4 and text[-1:] in ".!?:\"”’')…;")


def _blank(block: Block) -> Block:
    return Block(block.numbers, ".", ".", aside=True)
