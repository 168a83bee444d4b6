"""A transcript as a text document that knows where each of its words and marks stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import cast

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLine,
)

from greenroom.speech.transcript import Transcript
from greenroom.ui.review.reading import ALL_MARKS, MarkKind, Piece, PieceKind, paragraphs
from greenroom.ui.theme import Tokens, color, sans

TEXT_PX, CHIP_PX, LINE_PX = 15, 12, 26
PARAGRAPH_GAP_PX = 12
MARGIN_PX = 4
"""Room for what is painted around the words."""
NO_BREAK = "\N{NO-BREAK SPACE}"

Span = tuple[int, int]
"""First position and the one after the last."""


class SpokenText(QTextDocument):
    """Marks are text of their own, such as “2.4 s”, so that they are selected and read aloud like the words.

    shown: the kinds of marks that are in it; a filler that is not marked is a word like any other.
    """

    def __init__(
        self,
        transcript: Transcript | None,
        tokens: Tokens,
        parent: QObject,
        shown: frozenset[MarkKind] = ALL_MARKS,
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self.pieces: list[Piece] = []
        self.spans: list[Span] = []
        self.setDefaultFont(sans(TEXT_PX))
        self.setDocumentMargin(MARGIN_PX)
        said = paragraphs(transcript) if transcript is not None else []
        self._write([[piece for piece in paragraph if self._has(piece)] for paragraph in said], tokens)
        self._starts = [start for start, _ in self.spans]
        both = list(zip(self.pieces, self.spans, strict=True))
        self.words = [piece for piece, _ in both if piece.kind is PieceKind.WORD]
        self.word_spans = [span for piece, span in both if piece.kind is PieceKind.WORD]
        self.marks = [(piece, span) for piece, span in both if piece.kind is not PieceKind.WORD]
        self.fillers = {index for index, word in enumerate(self.words) if self._is_marked_filler(word)}

    def _has(self, piece: Piece) -> bool:
        marks = {PieceKind.PAUSE: MarkKind.PAUSE, PieceKind.HESITATION: MarkKind.HESITATION}
        return piece.kind is PieceKind.WORD or marks[piece.kind] in self._shown

    def _is_marked_filler(self, piece: Piece) -> bool:
        return piece.filler and MarkKind.FILLER in self._shown

    def piece_at(self, position: int) -> Piece | None:
        """The word or mark at a position of the text; None in the space between."""
        index = bisect_right(self._starts, position) - 1
        return self.pieces[index] if index >= 0 and position <= self.spans[index][1] else None

    def runs(self, words: set[int]) -> Iterator[Span]:
        """The spans of these words; neighbours in one paragraph make one span, with the space between them."""
        run: Span | None = None
        for index in sorted(words):
            start, end = self.word_spans[index]
            if run is not None and start - run[1] <= 1 and self.findBlock(run[0]) == self.findBlock(start):
                run = (run[0], end)
                continue
            if run is not None:
                yield run
            run = (start, end)
        if run is not None:
            yield run

    def boxes(self, span: Span) -> Iterator[QRectF]:
        """The boxes of the text of `span`, one a line, in the document's coordinates. It lies in one paragraph."""
        block = self.findBlock(span[0])
        layout = block.layout()
        if layout.lineCount() == 0:
            return
        metrics = QFontMetricsF(self.defaultFont())
        first, end = span[0] - block.position(), span[1] - block.position()
        for number in range(
            layout.lineForTextPosition(first).lineNumber(), layout.lineForTextPosition(end).lineNumber() + 1
        ):
            line = layout.lineAt(number)
            left = _x(line, max(first, line.textStart()))
            right = _x(line, min(end, line.textStart() + line.textLength()))
            right = min(right, line.x() + line.naturalTextWidth())
            if right > left:
                top = layout.position().y() + line.y() + line.ascent() - metrics.ascent()
                yield QRectF(layout.position().x() + left, top, right - left, metrics.height())

    def plain_text(self, first: int, end: int) -> str:
        """The text between two positions, with the marks that lie in it in brackets."""
        inside = [span for _, span in self.marks if first <= span[0] and span[1] <= end]
        edges = [first, *(edge for span in inside for edge in span), end]
        parts = [self._plain(*stretch) for stretch in pairwise(edges)]
        return "".join(f"[{part.strip()}]" if number % 2 else part for number, part in enumerate(parts))

    def _plain(self, first: int, end: int) -> str:
        cursor = QTextCursor(self)
        cursor.setPosition(first)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selection().toPlainText().replace(NO_BREAK, " ")

    def _write(self, said: list[list[Piece]], tokens: Tokens) -> None:
        shape = QTextBlockFormat()
        shape.setLineHeight(LINE_PX, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        shape.setBottomMargin(PARAGRAPH_GAP_PX)
        cursor = QTextCursor(self)
        cursor.setBlockFormat(shape)
        position = 0
        for number, paragraph in enumerate(said):
            if number:
                cursor.insertBlock()
                position += 1
            for look, alike in groupby(paragraph, lambda piece: self._look(piece, tokens)):
                text = ""
                for piece in alike:
                    if piece is not paragraph[0]:
                        text += " "
                        position += 1
                    word = self._text_of(piece)
                    text += word
                    self.pieces.append(piece)
                    self.spans.append((position, position + _positions(word)))
                    position = self.spans[-1][1]
                cursor.insertText(text, _format(*look))  # word by word, a long paragraph takes half a second

    def _look(self, piece: Piece, tokens: Tokens) -> tuple[str, int]:
        """Colour and size of a word or mark."""
        if piece.kind is PieceKind.PAUSE:
            return tokens.amber, CHIP_PX
        if piece.kind is PieceKind.HESITATION:
            return tokens.hesitation, CHIP_PX
        if self._is_marked_filler(piece):
            return tokens.hesitation, TEXT_PX
        return (tokens.faint if piece.unsure else tokens.ink), TEXT_PX

    def _text_of(self, piece: Piece) -> str:
        if piece.kind is PieceKind.WORD:
            return piece.text
        if piece.kind is PieceKind.PAUSE:
            words = self.tr("{seconds} s").format(seconds=f"{piece.end - piece.start:.1f}")
        else:
            words = self.tr("hesitation")
        return NO_BREAK + words.replace(" ", NO_BREAK) + NO_BREAK


def _positions(text: str) -> int:
    """How many positions `text` takes in a document: Qt counts UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _format(ink: str, size_px: int) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(sans(size_px))
    made.setForeground(color(ink))
    return made


def _x(line: QTextLine, position: int) -> float:
    """Where `position` is in `line`; Qt gives the place together with the position it settled on."""
    place = cast("float | tuple[float, int]", line.cursorToX(position))
    return place[0] if isinstance(place, tuple) else place
