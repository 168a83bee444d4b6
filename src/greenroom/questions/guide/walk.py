"""The walk through a guide's blocks, from top to bottom, that decides what each is a part of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from greenroom.questions.guide.content import belongs, quoted_until, says_why_late
from greenroom.questions.guide.gathered import ROLE_OF_FIELD, GatheredQuestion, GatheredRound
from greenroom.questions.guide.labels import Field, Label, heads_a_bad_answer
from greenroom.questions.guide.lines import Block
from greenroom.questions.guide.noise import calls_to_act, sells
from greenroom.questions.guide.outline import Outline, is_prose
from greenroom.questions.guide.parts import Role
from greenroom.questions.guide.quotes import opens_without_closing
from greenroom.questions.guide.sections import Section
from greenroom.questions.guide.stages import (
    numbered_stage_is_ahead,
    points_onward,
    stage_begins,
    stage_of,
    tells_of_stage,
)
from greenroom.questions.guide.table import chance_of, difficulty_of, without_level
from greenroom.questions.guide.words import in_first_person, in_own_voice

_DETAIL = re.compile(r"(difficulty|level|ask chance|chance|likelihood|frequency)\s*[:–—-]\s*(.+)", re.IGNORECASE)
FEWEST_WORDS_OF_ITEM = 3
"""Words from which an item of a list tells something of the company or the role."""


@dataclass(frozen=True)
class Taken:
    """What a block was taken as, and the question or round that it belongs to."""

    role: Role
    of: GatheredQuestion | GatheredRound | None = None


class Walk:
    """What was found so far, and where the walk stands: in which section, question and field."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.questions: list[GatheredQuestion] = []
        self.rounds: list[GatheredRound] = []
        self.overview: list[str] = []
        self.role_description: list[str] = []
        self.process: list[str] = []
        self.taken: list[Taken] = []
        self.section: Section | None = None
        self.section_has_heading = False
        self.section_level = 0
        self.topic = ""
        self.topic_is_new = False
        self.question: GatheredQuestion | None = None
        self.field: Field | None = None
        self.round: GatheredRound | None = None
        self.interrupted = False
        self.next_item: int | None = None
        self.quoted_until = -1
        self._rounds_are_numbered = True
        for at, block in enumerate(outline.blocks):
            self.taken.append(self._take(at, block))

    # What a block is, the surest first

    def _take(self, at: int, block: Block) -> Taken:
        outline = self.outline
        if at in outline.table.blocks:
            self._leave_question()
            return Taken(Role.TABLE)
        if at in outline.title.blocks:
            self._leave_question()
            self.section = None if self.questions or self.rounds else "overview"
            self.section_has_heading = False
            return Taken(Role.TITLE)
        if at <= self.quoted_until and self.question:
            is_said = is_prose(block.shown) and in_first_person(block.shown) and not calls_to_act(block.text)
            is_noise = outline.noise[at] and not is_said
            return Taken(Role.NOT_UNDERSTOOD) if is_noise else self._add("model_answer", block.shown)
        if block.aside:
            return self._interrupted(at)
        if self.question and heads_a_bad_answer(block.text):
            self.field = None
            return Taken(Role.NOT_UNDERSTOOD)
        label = outline.labels[at]
        if label and self.question and not self._heads_a_section(block):
            return self._take_label(at, label)
        if detail := self._take_detail(block):
            return detail
        if self._asks(at, block):
            return self._open_question(block)
        section = outline.sections[at]
        if section:
            return self._open_section(at, section)
        if outline.starts_implied_process(at) or self._starts_round(at):
            return self._open_round(block)
        if outline.is_topic(at):
            return self._open_topic(at)
        if outline.noise[at] and not self._is_expected(block):
            return self._interrupted(at)
        return self._take_content(at, block)

    def _is_expected(self, block: Block) -> bool:
        """Whether words that sites use are the question's own here: an answer may well speak of a free trial."""
        if not (self.question and self.field and is_prose(block.shown)) or self.interrupted:
            return False
        is_wanted = self.field not in self.question.parts and not calls_to_act(block.text)
        return is_wanted or in_own_voice(block.shown)

    def _asks(self, at: int, block: Block) -> bool:
        """Whether a question begins here: it could, and it is not a part of the one before."""
        if not self.outline.could_ask[at]:
            return False
        if block.numbering == "question":
            return True
        ends_asking = block.text.rstrip("\"”’')* ")[-1:] == "?"
        if self.section == "process" and not (self.outline.labelled[at] or ends_asking):
            return False
        if self.section == "other" and not self.outline.labelled[at]:
            return False
        if block.number is not None:
            return not self._is_list_item(at, block) and self._follows_in_number(at, block)
        if self.question is None or self.field is None or block.stands_out:
            return True
        if self.question.number is not None and not self.question.parts and not self.question.headed:
            return False  # what stands below a numbered question is about it, even if it asks
        return self._has_fresh_label(at) or (self.field == "why" and ends_asking)

    def _is_list_item(self, at: int, block: Block) -> bool:
        if self.question is None or self.field is None or self.topic_is_new or block.stands_out:
            return False
        if block.number == 1 and self.question.number != 0:
            return not self._has_fresh_label(at)
        follows_question = self.question.number is not None and block.number == self.question.number + 1
        return block.number == self.next_item and not (follows_question and self._has_fresh_label(at))

    def _follows_in_number(self, at: int, block: Block) -> bool:
        """A numbered line with no heading below it has to fit the numbers before it."""
        if self.outline.labelled[at] or not self.questions or block.number is None:
            return True
        last = self.questions[-1].number
        goes_on = not self.outline.has_labels if last is None else last < block.number
        return goes_on or (block.number == 1 and self.topic_is_new)

    def _has_fresh_label(self, at: int) -> bool:
        """Whether the next heading of a part cannot belong to the question that is open."""
        if not self.outline.labelled[at] or self.question is None:
            return self.outline.labelled[at]
        label = self.outline.label_ahead(at)
        if label is not None and label.field == "follow_ups":
            return self.question.has(label.field)
        return label is not None and (self.question.has(label.field) or self.field == "model_answer")

    def _heads_a_section(self, block: Block) -> bool:
        """Whether words that head a part stand as high as the question itself, as a section's heading does."""
        return bool(self.question and block.level and self.question.level and block.level < self.question.level)

    def _starts_round(self, at: int) -> bool:
        block = self.outline.blocks[at]
        if self.section != "process" or 0 < block.level <= self.section_level:
            return False
        return stage_begins(self.outline, at, numbered=self._rounds_are_numbered, first=not self.rounds)

    # What opens and closes

    def _open_question(self, block: Block) -> Taken:
        self._leave_question()
        self.round, self.section = None, "questions"
        prompt, difficulty = without_level(block.text.strip('"“” ') or block.text)
        self.question = GatheredQuestion(block.number, prompt, self.topic, block.level, difficulty=difficulty)
        self.questions.append(self.question)
        self.field, self.topic_is_new = "why", False
        return Taken(Role.QUESTION, self.question)

    def _leave_question(self) -> None:
        self.question, self.field, self.next_item, self.interrupted = None, None, None, False
        self.quoted_until = -1

    def _open_section(self, at: int, section: Section) -> Taken:
        self._leave_question()
        self.round, self.section, self.section_has_heading = None, section, True
        self.section_level = self.outline.blocks[at].level
        if section == "process":
            self._rounds_are_numbered = numbered_stage_is_ahead(self.outline, at)
        if section != "questions":
            self.topic = ""
        return Taken(Role.HEADING if section != "other" else Role.NOT_UNDERSTOOD)

    def _open_topic(self, at: int) -> Taken:
        self._leave_question()
        self.round, self.section = None, "questions"
        self.topic, self.topic_is_new = self.outline.topic_name(at), True
        return Taken(Role.TOPIC)

    def _open_round(self, block: Block) -> Taken:
        self._leave_question()
        if self.section != "process":
            self.section, self._rounds_are_numbered = "process", True
        self.round = stage_of(block)
        self.rounds.append(self.round)
        return Taken(Role.ROUND, self.round)

    def _take_label(self, at: int, label: Label) -> Taken:
        question = self.question
        assert question is not None  # noqa: S101
        self.next_item, self.interrupted = None, False
        if label.field in question.headed or (label.field != "why" and label.field in question.parts):
            if self.field in ("why", "how_to_answer") and label.field == "how_to_answer":
                return self._add("how_to_answer", self.outline.blocks[at].shown)  # such as “What not to say”
            self.field = None
            return Taken(Role.NOT_UNDERSTOOD)
        self.field = label.field
        question.headed.add(label.field)
        if not label.rest:
            return Taken(Role.HEADING, question)
        if label.field == "model_answer":
            self.quoted_until = quoted_until(self.outline, at, label.rest)
        return self._add(label.field, label.rest)

    def _take_detail(self, block: Block) -> Taken | None:
        """“Difficulty: hard” below a question."""
        found = _DETAIL.fullmatch(block.text)
        if not (found and self.question):
            return None
        if found[1].lower() in ("difficulty", "level") and (difficulty := difficulty_of(found[2])):
            self.question.difficulty = difficulty
        elif chance := chance_of(found[2]):
            self.question.ask_chance = chance
        else:
            return None
        return Taken(Role.TABLE)

    # What lies between

    def _interrupted(self, at: int) -> Taken:
        """Something of the site stands here: what it may end, and what surely goes on behind it."""
        self.interrupted = True
        answer = self.question.parts.get("model_answer") if self.question else None
        if self.field == "model_answer" and not (answer and opens_without_closing(answer)):
            self.field = None
        if not (self.section == "process" and numbered_stage_is_ahead(self.outline, at)):
            self.round = None
        return Taken(Role.NOT_UNDERSTOOD)

    def _take_content(self, at: int, block: Block) -> Taken:
        if self.question and self.field:
            part = belongs(self.outline, at, self.question, self.field, interrupted=self.interrupted)
            self.field = part
            if part == "model_answer" and part not in self.question.parts:
                self.quoted_until = quoted_until(self.outline, at, block.shown)
            if block.number is not None:
                self.next_item = block.number + 1
            if part is not None:
                return self._add(part, block.shown)
        if self.question and says_why_late(self.outline, at, self.question):
            return self._add("why", block.shown)
        return self._take_section_text(block)

    def _add(self, part: Field, paragraph: str) -> Taken:
        assert self.question is not None  # noqa: S101
        self.question.add(part, paragraph)
        return Taken(ROLE_OF_FIELD[part], self.question)

    def _take_section_text(self, block: Block) -> Taken:
        if self.section == "process" and self.round and tells_of_stage(block) and not sells(block.text):
            self.round.about.append(block.shown)
            return Taken(Role.ROUND_ABOUT, self.round)
        if not self._is_told(block) or sells(block.shown):
            if not block.bullet:
                self.round = None
            return Taken(Role.NOT_UNDERSTOOD)
        if self.section == "process" and not self.rounds and not points_onward(block):
            self.process.append(block.shown)
            return Taken(Role.PROCESS)
        if self.section == "overview":
            self.overview.append(block.shown)
            return Taken(Role.OVERVIEW)
        if self.section == "role":
            self.role_description.append(block.shown)
            return Taken(Role.ROLE_DESCRIPTION)
        self.round = None
        return Taken(Role.NOT_UNDERSTOOD)

    def _is_told(self, block: Block) -> bool:
        """Whether a section's words are sentences, or the items of a list below its heading."""
        is_item = (block.bullet or block.number is not None) and block.words >= FEWEST_WORDS_OF_ITEM
        return is_prose(block.shown) or (is_item and self.section_has_heading)
