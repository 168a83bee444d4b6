"""Two takes side by side: their words aligned sentence by sentence, with what was dropped and added marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from greenroom.ui.review.reading_text import ReadingText
from greenroom.ui.theme import Theme, Tokens, color, sans

if TYPE_CHECKING:
    from greenroom.speech.transcript import Word
    from greenroom.ui.review.judgement import Compared

TEXT_PX, LINE_PX = 15, 24
COLUMN_GAP_PX = 12
SENTENCE_ENDS = (".", "?", "!")
LONG_ROW_WORDS = 40
"""A row ends with a sentence that both takes have; from here on with any words that both have."""


@dataclass
class Row:
    """Words of both takes that stand beside each other: runs of text, each with whether it is in both."""

    one: list[tuple[str, bool]] = field(default_factory=list)
    other: list[tuple[str, bool]] = field(default_factory=list)
    words: int = 0


def rows(compared: Compared) -> Iterator[Row]:
    """The words of both takes, broken into rows where both say the same."""
    one, other = compared.one.transcript.words, compared.other.transcript.words
    row = Row()
    for run in compared.comparison.runs:
        is_same = run.change.value == "same"
        pieces = _pieces(one, run.start, run.end, row.words) if is_same else [(run.start, run.end)]
        for start, end in pieces:
            offset = run.other_start - run.start
            other_span = (start + offset, end + offset) if is_same else (run.other_start, run.other_end)
            _add(row.one, one[start:end], is_same)
            _add(row.other, other[slice(*other_span)], is_same)
            row.words += max(end - start, other_span[1] - other_span[0])
            if is_same and end > start and (_ends(one[end - 1]) or row.words >= LONG_ROW_WORDS):
                yield row
                row = Row()
    if row.one or row.other:
        yield row


def _pieces(words: Sequence[Word], start: int, end: int, before: int) -> Iterator[tuple[int, int]]:
    """A run that both takes have, cut after each of its sentences."""
    first = start
    for at in range(start, end):
        if _ends(words[at]):
            yield first, at + 1
            first = at + 1
    if first < end:
        yield first, end


def _ends(word: Word) -> bool:
    return word.text.rstrip("\"'”’)").endswith(SENTENCE_ENDS)


def _add(side: list[tuple[str, bool]], words: Sequence[Word], is_same: bool) -> None:
    if words:
        side.append((" ".join(word.text for word in words), is_same))


class ComparedText(ReadingText):
    """What one take has alone is struck through, what the other has alone is underlined: never a colour alone."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._compared: Compared | None = None
        self.setLineWrapMode(QTextEdit.LineWrapMode.WidgetWidth)
        self.setMinimumHeight(140)
        self.document().setDocumentMargin(0)
        self.setAccessibleName(self.tr("Both takes"))
        self.setAccessibleDescription(
            self.tr("Row by row. Struck through: only in the first. Underlined: only in the second.")
        )
        theme.changed.connect(self._write)

    def show_compared(self, compared: Compared | None) -> None:
        self._compared = compared
        self._write()

    def _write(self) -> None:
        self.clear()
        if self._compared is None:
            return
        beside = list(rows(self._compared))
        if not beside:
            return
        tokens = self._theme.tokens
        cursor = QTextCursor(self.document())
        table = cursor.insertTable(len(beside), 2, _table_format())
        for number, row in enumerate(beside):
            for column, side in enumerate((row.one, row.other)):
                at = table.cellAt(number, column).firstCursorPosition()
                at.setBlockFormat(_lines())
                for index, (text, is_same) in enumerate(side):
                    if index:
                        at.insertText(" ", _look(tokens, is_same=True, is_first=True))
                    at.insertText(text, _look(tokens, is_same=is_same, is_first=column == 0))
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _table_format() -> QTextTableFormat:
    made = QTextTableFormat()
    half = QTextLength(QTextLength.Type.PercentageLength, 50)
    made.setColumnWidthConstraints([half, half])
    made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    made.setBorder(0)
    made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    made.setCellPadding(COLUMN_GAP_PX / 2)
    made.setCellSpacing(0)
    return made


def _lines() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setLineHeight(LINE_PX, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return made


def _look(tokens: Tokens, *, is_same: bool, is_first: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(sans(TEXT_PX))
    made.setForeground(color(tokens.soft if is_same else tokens.ink))
    if not is_same:
        made.setBackground(color(tokens.amber_soft if is_first else tokens.accent_soft))
        made.setFontStrikeOut(is_first)
        made.setFontUnderline(not is_first)
    return made
