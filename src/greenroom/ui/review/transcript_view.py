"""What was said, to read, hear and copy: the word being played, what earned a point, and the marks stand out.

Chips, underlines and highlights are painted beneath the text, whose words stay plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from greenroom.speech.transcript import Transcript
from greenroom.ui.review.marks import ROUND_PX, paint_mark_of
from greenroom.ui.review.reading import ALL_MARKS, MarkKind, Piece, PieceKind, earned_by, said_at
from greenroom.ui.review.reading_text import ReadingText
from greenroom.ui.review.spoken_text import TEXT_PX, Span, SpokenText
from greenroom.ui.theme import Theme, color, sans, text_width

if TYPE_CHECKING:
    from greenroom.review.points import Evidence

UNDERLINE_PX = 2
RUN_UP_S = 0.5
"""A mark is heard from a little before it, so that it can be told from what came first."""


class TranscriptView(ReadingText):
    """Reads one transcript. A click on a word or mark, or Enter at the cursor, asks to hear from there."""

    wanted_from = Signal(float)
    """The person wants to hear the recording from this second."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._transcript: Transcript | None = None
        self._is_audible = False
        self._text = SpokenText(None, theme.tokens, self)
        self._shown = ALL_MARKS
        self._earning: Sequence[Evidence] = ()
        self._half_earning: Sequence[Evidence] = ()
        self._selecting: Sequence[Evidence] = ()
        self._earned: set[int] = set()
        self._half_earned: set[int] = set()
        self._selected: set[int] = set()
        self._playing: int | None = None
        self.setDocument(self._text)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(self.tr("You said"))
        theme.changed.connect(self._recolor)

    def show_transcript(
        self, transcript: Transcript | None, *, is_audible: bool = False, keep_place: bool = False
    ) -> None:
        """Show `transcript` from its top, nothing earned, selected or playing; `is_audible`: it can be played.

        keep_place: it is the one that is shown, with other words in it; where the person is in it stays.
        """
        self._transcript = transcript
        self._is_audible = is_audible
        shape = Qt.CursorShape.PointingHandCursor if is_audible else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        self.setAccessibleDescription(self.tr("Enter plays from the word at the cursor.") if is_audible else "")
        if not keep_place:
            self._earning = self._half_earning = self._selecting = ()
            self._playing = None
        self._write(keep_place=keep_place)

    def set_marks(self, shown: frozenset[MarkKind]) -> None:
        """Mark these kinds, and no others."""
        if shown != self._shown:
            self._shown = shown
            self._write(keep_place=True)

    def set_earned(self, evidence: Iterable[Evidence], partly: Iterable[Evidence] = ()) -> None:
        """Underline the words that earned a point, and with dashes those that earned a part of one."""
        self._earning, self._half_earning = tuple(evidence), tuple(partly)
        self._find_earned()
        self.viewport().update()

    def _find_earned(self) -> None:
        words = self._text.words
        self._earned = earned_by(words, self._earning)
        self._half_earned = earned_by(words, self._half_earning) - self._earned

    def select(self, evidence: Iterable[Evidence]) -> None:
        """Highlight these words and bring the first of them into view; no evidence highlights nothing."""
        self._selecting = tuple(evidence)
        self._selected = earned_by(self._text.words, self._selecting)
        if self._selected:
            self._bring_into_view(min(self._selected))
        self.viewport().update()

    def set_position(self, position_s: float | None) -> None:
        """Highlight the word being said at this second of the recording, and keep it in view.

        Where the person has scrolled away, the view stays with them. None: nothing is playing.
        """
        said = None if position_s is None else said_at(self._text.words, position_s)
        if said == self._playing:
            return
        follows = self._playing is None or self._is_in_view(self._playing)
        self._playing = said
        self._color_playing_word()
        if said is not None and follows:
            self._bring_into_view(said)
        self.viewport().update()

    @property
    def playing_word(self) -> str | None:
        """The word that is highlighted because it is being played."""
        return None if self._playing is None else self._text.words[self._playing].text

    @property
    def underlined(self) -> list[str]:
        """The words that are underlined because they earned a point, or a part of one."""
        return [self._text.words[index].text for index in sorted(self._earned | self._half_earned)]

    @property
    def selected(self) -> list[str]:
        """The words that are highlighted because their point is selected."""
        return [self._text.words[index].text for index in sorted(self._selected)]

    def _write(self, *, keep_place: bool) -> None:
        place, cursor_at = self.verticalScrollBar().value(), self.textCursor().position()
        before, self._text = self._text, SpokenText(self._transcript, self._theme.tokens, self, self._shown)
        self.setDocument(self._text)
        before.deleteLater()
        words = self._text.words
        self._find_earned()
        self._selected = earned_by(words, self._selecting)
        if self._playing is not None and self._playing >= len(words):
            self._playing = None
        self._color_playing_word()
        if keep_place:
            cursor = self.textCursor()
            cursor.setPosition(min(cursor_at, self._text.characterCount() - 1))
            self.setTextCursor(cursor)
            self.verticalScrollBar().setValue(place)

    def _recolor(self) -> None:
        self._write(keep_place=True)

    def _color_playing_word(self) -> None:
        selections = []
        if self._playing is not None:
            start, end = self._text.word_spans[self._playing]
            cursor = QTextCursor(self._text)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format.setForeground(color(self._theme.tokens.on_accent))
            selections.append(selection)
        self.setExtraSelections(selections)

    # Painting.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.verticalScrollBar().value())
        self._paint_beneath(painter)
        painter.end()
        super().paintEvent(event)

    def _paint_beneath(self, painter: QPainter) -> None:
        tokens = self._theme.tokens
        text = self._text
        _fill(painter, color(tokens.accent_soft))
        for box in self._visible_boxes(text.runs(self._selected)):
            painter.drawRoundedRect(box.adjusted(-2, -1, 2, 2), ROUND_PX, ROUND_PX)
        for kind, spans in (
            (MarkKind.PAUSE, [span for piece, span in text.marks if piece.kind is PieceKind.PAUSE]),
            (MarkKind.HESITATION, [span for piece, span in text.marks if piece.kind is PieceKind.HESITATION]),
            (MarkKind.FILLER, list(text.runs(text.fillers))),
        ):
            for box in self._visible_boxes(spans):
                paint_mark_of(kind, painter, box, tokens)
        _fill(painter, color(tokens.accent))
        for box in self._visible_boxes(text.runs(self._earned)):
            painter.drawRect(QRectF(box.left(), box.bottom() + 1, box.width(), UNDERLINE_PX))
        painter.setPen(QPen(color(tokens.amber), UNDERLINE_PX, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap))
        for box in self._visible_boxes(text.runs(self._half_earned)):
            painter.drawLine(QLineF(box.left(), box.bottom() + 2, box.right(), box.bottom() + 2))
        _fill(painter, color(tokens.accent))
        if self._playing is not None:
            for box in text.boxes(text.word_spans[self._playing]):
                painter.drawRoundedRect(box.adjusted(-2, -1, 2, 2), ROUND_PX, ROUND_PX)

    def _visible_boxes(self, spans: Iterable[Span]) -> Iterator[QRectF]:
        first = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).position()
        for span in spans:
            if span[0] <= last and span[1] >= first:
                yield from self._text.boxes(span)

    # Keeping a word in view.

    def _is_in_view(self, word: int) -> bool:
        return all(self._shows(box) for box in self._text.boxes(self._text.word_spans[word]))

    def _shows(self, box: QRectF) -> bool:
        top = self.verticalScrollBar().value()
        return box.top() >= top and box.bottom() <= top + self.viewport().height()

    def _bring_into_view(self, word: int) -> None:
        box = next(self._text.boxes(self._text.word_spans[word]), None)
        if box is not None and not self._shows(box):
            self.verticalScrollBar().setValue(int(box.top() - self.viewport().height() / 3))

    # The person's hands.

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._hear(self._piece_under(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._hear(self._text.piece_at(self.textCursor().position()))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        moves = (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in moves:
            event.accept()  # here the arrows move the cursor; they do not seek
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._explanation(self._piece_under(QPointF(event.pos()))), self)
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text alone, with the marks in brackets: no fonts or colours go along."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self._text.plain_text(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.setLineWrapColumnOrWidth(min(self.viewport().width(), text_width(sans(TEXT_PX))))
        super().resizeEvent(event)

    def _piece_under(self, place: QPointF) -> Piece | None:
        """The piece whose text lies at `place` of the viewport; None beside the text."""
        on_page = QPointF(place.x(), place.y() + self.verticalScrollBar().value())
        position = self._text.documentLayout().hitTest(on_page, Qt.HitTestAccuracy.ExactHit)
        return None if position < 0 else self._text.piece_at(position)

    def _hear(self, piece: Piece | None) -> None:
        if piece is not None and self._is_audible:
            run_up_s = 0.0 if piece.kind is PieceKind.WORD else RUN_UP_S
            self.wanted_from.emit(max(0.0, piece.start - run_up_s))

    def _explanation(self, piece: Piece | None) -> str:
        if piece is None:
            return ""
        if piece.kind is PieceKind.PAUSE:
            return self.tr("A pause of {seconds} s.").format(seconds=f"{piece.end - piece.start:.1f}")
        if piece.kind is PieceKind.HESITATION:
            return self.tr("A voice with no word over it, probably “um” or “uh”.")
        if piece.filler:
            return self.tr("A filler that was written down.")
        return self.tr("The engine was unsure of this word.") if piece.unsure else ""


def _fill(painter: QPainter, filled: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(filled)
