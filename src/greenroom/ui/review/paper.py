"""A review on paper: the same words as on the page, in black, one column. Plain text throughout, never markup."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from greenroom.history.attempt import Attempt
from greenroom.review.rating import Rating
from greenroom.review.status import Status
from greenroom.ui.review.fact_words import FactWords
from greenroom.ui.review.rating_row import rating_name
from greenroom.ui.theme import SANS, SERIF
from greenroom.ui.words import clock, day, time_of_day

if TYPE_CHECKING:
    from greenroom.review.points import PointResult
    from greenroom.review.reviewed import Reviewed

INK, SOFT = "#000000", "#555555"


class Paper(QTextDocument):
    """A document that is filled part by part, from its top."""

    def __init__(self) -> None:
        super().__init__()
        self.setDefaultFont(_font(SANS, 10))
        self._cursor = QTextCursor(self)
        self._is_empty = True
        self._begins_page = False

    def begin_page(self) -> None:
        """What comes next begins a new page, unless nothing came before."""
        self._begins_page = not self._is_empty

    def add(self, text: str, font: QFont, ink: str = INK, above: int = 0, below: int = 4) -> None:
        """One paragraph, with room above and below it in pixels."""
        block = QTextBlockFormat()
        block.setTopMargin(above)
        block.setBottomMargin(below)
        if self._begins_page:
            block.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            self._begins_page = False
        if self._is_empty:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._is_empty = False
        look = QTextCharFormat()
        look.setFont(font)
        look.setForeground(QColor(ink))
        self._cursor.insertText(" ".join(text.split()), look)

    def section(self, title: str, paragraphs: Iterable[str]) -> None:
        """A heading with its paragraphs; nothing where there are none."""
        texts = [text for text in paragraphs if text.strip()]
        if not texts:
            return
        self.add(title, _font(SANS, 11, QFont.Weight.DemiBold), above=14)
        for text in texts:
            self.add(text, _font(SANS, 10))


def paper(
    attempt: Attempt, reviewed: Reviewed, prediction: Rating | None, rating: Rating | None, note: str
) -> Paper:
    """The review of `attempt`, to print or to save as a PDF."""
    made = Paper()
    write_review(made, attempt, reviewed, prediction, rating, note)
    return made


def write_review(
    made: Paper,
    attempt: Attempt,
    reviewed: Reviewed,
    prediction: Rating | None,
    rating: Rating | None,
    note: str,
) -> None:
    """Add the review of `attempt` to a paper."""
    tr = made.tr
    take = tr("take {number}").format(number=attempt.take_number)
    when = f"{day(attempt.started_at)} {time_of_day(attempt.started_at)}"
    made.add(attempt.prompt, _font(SERIF, 16), below=2)
    made.add(" · ".join((attempt.pack_title, attempt.round_title, take, when)), _font(SANS, 9), SOFT)
    said = [segment.text for segment in reviewed.transcript.segments]
    made.section(tr("You said"), said or [attempt.without_words])
    made.section(tr("Points"), [_point(made, point) for point in reviewed.points])
    made.section(tr("A strong answer"), reviewed.question.model_answer.splitlines())
    made.section(tr("Facts"), [fact.sentence for fact in FactWords().of(reviewed.facts, None)])
    judged = ((tr("You thought: {rating}"), prediction), (tr("You rated it: {rating}"), rating))
    made.section(
        tr("Your judgement"),
        [words.format(rating=rating_name(each)) for words, each in judged if each is not None],
    )
    made.section(tr("Your note"), note.splitlines())


def _point(made: Paper, point: PointResult) -> str:
    marks = {
        Status.COVERED: made.tr("✓ {say}"),
        Status.PARTLY: made.tr("◐ {say} (partly)"),
        Status.MISSED: made.tr("○ {say} (missed)"),
    }
    said = [(each, each.text.rstrip(",;:.")) for each in point.evidence]
    quotes = [f"{clock(each.start)} “{text}”" if each.end > 0 else f"“{text}”" for each, text in said]
    return " · ".join([marks[point.status].format(say=point.say), *quotes])


def _font(families: list[str], size_pt: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont(families)
    font.setPointSize(size_pt)
    font.setWeight(weight)
    return font
