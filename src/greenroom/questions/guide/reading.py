"""Read a guide: its text or its page in, a report of what every line was taken as out."""

from __future__ import annotations

from collections.abc import Sequence

from greenroom.questions.guide.gathered import GatheredQuestion
from greenroom.questions.guide.lines import SourceLine, blocks_of, source_lines
from greenroom.questions.guide.marks import clean
from greenroom.questions.guide.outline import Outline
from greenroom.questions.guide.page import lines_of_page, looks_like_a_page
from greenroom.questions.guide.parts import GuideLine, Role
from greenroom.questions.guide.report import GuideReport
from greenroom.questions.guide.table import same_words
from greenroom.questions.guide.walk import Taken, Walk
from greenroom.questions.guide.words import asks

FEWEST_WORDS_ASKED = 4
"""Words from which a question that only the table names counts as one."""


def read_guide(text: str) -> GuideReport:
    """What can be understood of a guide's text, or of its HTML if it is a whole page. Never raises."""
    return _read(lines_of_page(text) if looks_like_a_page(text) else source_lines(text))


def read_page(html: str) -> GuideReport:
    """What can be understood of a page of HTML; the lines are those of its text. Never raises."""
    return _read(lines_of_page(html))


def _read(lines: Sequence[SourceLine]) -> GuideReport:
    blocks = blocks_of(lines)
    outline = Outline(blocks)
    walk = Walk(outline)
    kept = _without_contents(walk.questions)
    drafts = [draft for draft in walk.questions if kept[draft] is draft]
    questions = [draft.finished(outline.table) for draft in drafts]
    for row in outline.table.rows:
        asked = asks(row.question) and len(row.question.split()) >= FEWEST_WORDS_ASKED
        if asked and not any(same_words(row.question, question.prompt) for question in questions):
            questions.append(GatheredQuestion(None, row.question, row.topic).finished(outline.table))
    taken = {number: what for block, what in zip(blocks, walk.taken, strict=True) for number in block.numbers}
    places = {id(draft): at for at, draft in enumerate(drafts, start=1)}
    places |= {id(draft): places[id(kept[draft])] for draft in walk.questions}
    places |= {id(one): at for at, one in enumerate(walk.rounds, start=1)}
    return GuideReport(
        title=outline.title.title,
        company=outline.title.company,
        role=outline.title.role,
        overview="\n\n".join(walk.overview),
        role_description="\n\n".join(walk.role_description),
        process="\n\n".join(walk.process),
        rounds=tuple(one.finished() for one in walk.rounds),
        questions=tuple(questions),
        table=tuple(outline.table.rows),
        lines=tuple(_line(line, taken.get(line.number), places) for line in lines if line.text.strip()),
    )


def _line(line: SourceLine, taken: Taken | None, places: dict[int, int]) -> GuideLine:
    text = line.text.strip()
    if line.code:
        return GuideLine(line.number, text, Role.PAGE_CODE)
    if taken is None:
        return GuideLine(line.number, text, Role.LAYOUT)
    return GuideLine(line.number, text, taken.role, places[id(taken.of)] if taken.of else None)


def _without_contents(drafts: Sequence[GatheredQuestion]) -> dict[GatheredQuestion, GatheredQuestion]:
    """Each question, and the one it stands for: a bare one in a table of contents stands for the one with parts."""
    told = [draft for draft in drafts if draft.parts]
    return {
        draft: draft
        if draft.parts
        else next(
            (other for other in told if clean(other.prompt).casefold() == clean(draft.prompt).casefold()), draft
        )
        for draft in drafts
    }
