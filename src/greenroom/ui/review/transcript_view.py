"""What was said, to read, hear and copy: words with times, pauses and hesitations marked in place.

The marks are real text, so that they are selected, copied and read aloud like the rest; their chips, the
underlines and the word being played are painted beneath it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from greenroom.speech.transcript import Transcript
from greenroom.ui.review.reading import Piece, PieceKind, earned_by, paragraphs, said_at
from greenroom.ui.review.reading_text import ReadingText
from greenroom.ui.theme import Theme, color, sans, text_width

if TYPE_CHECKING:
    from greenroom.review.points import Evidence

TEXT_PX, CHIP_PX, LINE_PX = 15, 12, 26
PARAGRAPH_GAP_PX = 12
NO_BREAK = "\N{NO-BREAK SPACE}"
RUN_UP_S = 0.5
"""A mark is heard from a little before it, so that it can be told from what came first."""

Span = tuple[int, int]


class TranscriptView(ReadingText):
    """Reads one transcript. A click on a word or mark, or Enter at the cursor, asks to hear from there."""

    wanted_from = Signal(float)
    """The person wants to hear the recording from this second."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._transcript: Transcript | None = None
        self._pieces: list[Piece] = []
        self._spans: list[Span] = []
        self._starts: list[int] = []
        self._words: list[Piece] = []
        self._word_spans: list[Span] = []
        self._earned: set[int] = set()
        self._selected: set[int] = set()
        self._playing: int | None = None
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(4)
        self.setAccessibleName(self.tr("You said"))
        self.setAccessibleDescription(self.tr("Enter plays from the word at the cursor."))
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._recolor)

    def show_transcript(self, transcript: Transcript | None) -> None:
        """Show `transcript` from its top, with nothing earned, selected or playing."""
        self._transcript = transcript
        self._earned, self._selected, self._playing = set(), set(), None
        self._rebuild()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def set_earned(self, evidence: Iterable[Evidence]) -> None:
        """Underline the words that earned a point."""
        self._earned = earned_by(self._words, evidence)
        self.viewport().update()

    def select(self, evidence: Iterable[Evidence]) -> None:
        """Highlight these words and bring the first of them into view; nothing highlights none."""
        self._selected = earned_by(self._words, evidence)
        if self._selected:
            self._bring_into_view(min(self._selected))
        self.viewport().update()

    def set_position(self, position_s: float | None) -> None:
        """Highlight the word being said at this second of the recording, and keep it in view.

        Where the person has scrolled away, the view stays with them. None: nothing is playing.
        """
        said = None if position_s is None else said_at(self._words, position_s)
        if said == self._playing:
            return
        follows = self._playing is None or self._in_view(self._playing)
        self._playing = said
        self._color_playing_word()
        if said is not None and follows:
            self._bring_into_view(said)
        self.viewport().update()

    @property
    def playing_word(self) -> str | None:
        """The word that is highlighted because it is being played."""
        return None if self._playing is None else self._words[self._playing].text

    def words_underlined(self) -> list[str]:
        return [self._words[index].text for index in sorted(self._earned)]

    def words_selected(self) -> list[str]:
        return [self._words[index].text for index in sorted(self._selected)]

    # Building the text.

    def _recolor(self) -> None:
        place = self.verticalScrollBar().value()
        self._rebuild()
        self.verticalScrollBar().setValue(place)

    def _rebuild(self) -> None:
        self._pieces, self._spans = [], []
        document = self.document()
        document.clear()
        document.setDefaultFont(sans(TEXT_PX))
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        paragraph_format = QTextBlockFormat()
        paragraph_format.setLineHeight(LINE_PX, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        paragraph_format.setBottomMargin(PARAGRAPH_GAP_PX)
        for number, paragraph in enumerate(paragraphs(self._transcript) if self._transcript else []):
            if number:
                cursor.insertBlock(paragraph_format)
            else:
                cursor.setBlockFormat(paragraph_format)
            for place, piece in enumerate(paragraph):
                if place:
                    cursor.insertText(" ", QTextCharFormat())
                start = cursor.position()
                cursor.insertText(self._text_of(piece), self._format_of(piece))
                self._pieces.append(piece)
                self._spans.append((start, cursor.position()))
        cursor.endEditBlock()
        self._starts = [start for start, _ in self._spans]
        self._words = [piece for piece in self._pieces if piece.kind is PieceKind.WORD]
        self._word_spans = [
            span for piece, span in zip(self._pieces, self._spans, strict=True) if piece.kind is PieceKind.WORD
        ]
        self._color_playing_word()

    def _text_of(self, piece: Piece) -> str:
        if piece.kind is PieceKind.WORD:
            return piece.text
        if piece.kind is PieceKind.PAUSE:
            words = self.tr("{seconds} s").format(seconds=f"{piece.end - piece.start:.1f}")
        else:
            words = self.tr("hesitation")
        return NO_BREAK + words.replace(" ", NO_BREAK) + NO_BREAK

    def _format_of(self, piece: Piece) -> QTextCharFormat:
        tokens = self._theme.tokens
        made = QTextCharFormat()
        if piece.kind is PieceKind.WORD:
            ink = tokens.faint if piece.unsure else tokens.ink
            made.setForeground(color(tokens.hesitation if piece.filler else ink))
        else:
            made.setFont(sans(CHIP_PX))
            made.setForeground(color(tokens.amber if piece.kind is PieceKind.PAUSE else tokens.hesitation))
        return made

    def _color_playing_word(self) -> None:
        selections = []
        if self._playing is not None:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self.document())
            start, end = self._word_spans[self._playing]
            selection.cursor.setPosition(start)
            selection.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.format.setForeground(color(self._theme.tokens.on_accent))
            selections.append(selection)
        self.setExtraSelections(selections)

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        self._paint_marks(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_marks(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        visible = self._visible_span()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(tokens.accent_soft))
        for rect in self._visible_rects(self._runs(self._selected), visible):
            painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 2), 4, 4)
        for piece, span in zip(self._pieces, self._spans, strict=True):
            if piece.kind is PieceKind.WORD or span[0] > visible[1] or span[1] < visible[0]:
                continue
            for rect in self._rects(span):
                if piece.kind is PieceKind.PAUSE:
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(color(tokens.amber_soft))
                else:
                    painter.setPen(QPen(color(tokens.hesitation), 1, Qt.PenStyle.DashLine))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(0.5, -0.5, -0.5, 1.5), 4, 4)
        painter.setPen(QPen(color(tokens.hesitation), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        fillers = {index for index, word in enumerate(self._words) if word.filler}
        for rect in self._visible_rects(self._runs(fillers), visible):
            painter.drawRoundedRect(rect.adjusted(-1.5, -0.5, 1.5, 1.5), 4, 4)
        painter.setPen(QPen(color(tokens.accent), 2))
        for rect in self._visible_rects(self._runs(self._earned), visible):
            painter.drawLine(QPointF(rect.left(), rect.bottom() + 2), QPointF(rect.right(), rect.bottom() + 2))
        if self._playing is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.accent))
            for rect in self._rects(self._word_spans[self._playing]):
                painter.drawRoundedRect(rect.adjusted(-2, -1, 2, 2), 4, 4)

    def _runs(self, words: set[int]) -> Iterator[Span]:
        """Neighbouring words of one paragraph as one span, so that the line between them is not broken."""
        run: Span | None = None
        for index in sorted(words):
            start, end = self._word_spans[index]
            if run is not None and start - run[1] <= 1 and self._same_paragraph(run[0], start):
                run = (run[0], end)
                continue
            if run is not None:
                yield run
            run = (start, end)
        if run is not None:
            yield run

    def _same_paragraph(self, one: int, other: int) -> bool:
        return self.document().findBlock(one) == self.document().findBlock(other)

    def _visible_span(self) -> Span:
        top = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        bottom = self.cursorForPosition(self.viewport().rect().bottomRight()).position()
        return top, bottom

    def _visible_rects(self, spans: Iterable[Span], visible: Span) -> Iterator[QRectF]:
        for span in spans:
            if span[0] <= visible[1] and span[1] >= visible[0]:
                yield from self._rects(span)

    def _rects(self, span: Span) -> Iterator[QRectF]:
        """The text's own boxes of `span`, one a line, in the document's coordinates."""
        block = self.document().findBlock(span[0])
        layout = block.layout()
        font = block.charFormat().font()
        metrics = QFontMetricsF(sans(TEXT_PX) if not font.pixelSize() else font)
        first, last = span[0] - block.position(), span[1] - block.position()
        if not layout.lineCount():
            return
        for number in range(
            layout.lineForTextPosition(first).lineNumber(), layout.lineForTextPosition(last).lineNumber() + 1
        ):
            line = layout.lineAt(number)
            left = _x(line, max(first, line.textStart()))
            right = _x(line, min(last, line.textStart() + line.textLength()))
            right = min(right, line.x() + line.naturalTextWidth())
            if right > left:
                baseline = layout.position().y() + line.y() + line.ascent()
                yield QRectF(
                    layout.position().x() + left,
                    baseline - metrics.ascent(),
                    right - left,
                    metrics.ascent() + metrics.descent(),
                )

    # Keeping a word in view.

    def _in_view(self, word: int) -> bool:
        return all(self._visible_y(rect) for rect in self._rects(self._word_spans[word]))

    def _visible_y(self, rect: QRectF) -> bool:
        top = self.verticalScrollBar().value()
        return rect.top() >= top and rect.bottom() <= top + self.viewport().height()

    def _bring_into_view(self, word: int) -> None:
        rect = next(self._rects(self._word_spans[word]), None)
        if rect is not None and not self._visible_y(rect):
            self.verticalScrollBar().setValue(int(rect.top() - self.viewport().height() / 3))

    # The person's hands.

    def _piece_at(self, position: int) -> Piece | None:
        index = bisect_right(self._starts, position) - 1
        return self._pieces[index] if index >= 0 and position <= self._spans[index][1] else None

    def _piece_under(self, place: QPointF) -> Piece | None:
        """The piece whose text lies at `place` of the viewport; None beside the text."""
        on_page = QPointF(place.x(), place.y() + self.verticalScrollBar().value())
        position = self.document().documentLayout().hitTest(on_page, Qt.HitTestAccuracy.ExactHit)
        return None if position < 0 else self._piece_at(position)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._hear(self._piece_under(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hear(self._piece_at(self.textCursor().position()))
        else:
            super().keyPressEvent(event)

    def _hear(self, piece: Piece | None) -> None:
        if piece is not None:
            lead = 0.0 if piece.kind is PieceKind.WORD else RUN_UP_S
            self.wanted_from.emit(max(0.0, piece.start - lead))

    def event(self, event: QEvent) -> bool:
        moves = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in moves:
            event.accept()  # here the arrows move the cursor; they do not seek
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._explanation(self._piece_under(QPointF(event.pos()))), self)
            return True
        return super().viewportEvent(event)

    def _explanation(self, piece: Piece | None) -> str:
        if piece is None:
            return ""
        if piece.kind is PieceKind.PAUSE:
            return self.tr("A pause. Click to hear it.")
        if piece.kind is PieceKind.HESITATION:
            return self.tr("A voice with no word over it, probably “um” or “uh”. Click to hear it.")
        return self.tr("The engine was unsure of this word.") if piece.unsure else ""

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text alone, with the marks in brackets: no fonts or colours go along."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        text = cursor.selection().toPlainText()
        for piece, (start, end) in reversed(list(zip(self._pieces, self._spans, strict=True))):
            if piece.kind is not PieceKind.WORD and first <= start and end <= last:
                mark = f"[{self._text_of(piece).strip(NO_BREAK)}]"
                text = text[: start - first] + mark + text[end - first :]
        data = QMimeData()
        data.setText(text.replace(NO_BREAK, " "))
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), text_width(sans(TEXT_PX))))
        super().resizeEvent(event)


def _x(line: QTextLine, position: int) -> float:
    """Where `position` is in `line`; Qt gives the place together with the position it settled on."""
    place = cast("float | tuple[float, int]", line.cursorToX(position))
    return place[0] if isinstance(place, tuple) else place
