"""A transcript in which a misheard word can be put right in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from greenroom.history.attempt import Attempt
from greenroom.ui.review.marks import paint_dots
from greenroom.ui.review.reading import Piece
from greenroom.ui.review.transcript_view import TranscriptView
from greenroom.ui.review.word_editor import WordEditor
from greenroom.ui.theme import Theme


@dataclass(frozen=True)
class CorrectedWords:
    """origins: for each word that is shown the index of the engine's. originals: its words that were corrected."""

    origins: Sequence[int] = ()
    originals: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, attempt: Attempt) -> CorrectedWords:
        return cls(attempt.heard_origins, {each.word_index: each.original for each in attempt.corrections})


class CorrectableTranscript(TranscriptView):
    """F2, a double click or the context menu opens a field over the word."""

    corrected = Signal(int, str)
    """The index of the engine's word and what was said instead: one word, several, or none."""
    correcting = Signal()
    """The person is looking at a word: nothing should play on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._corrected = CorrectedWords()
        self._origin = -1
        self.editor = WordEditor(self.viewport())
        self.editor.kept.connect(self._keep)
        self.editor.left.connect(self.setFocus)
        self.verticalScrollBar().valueChanged.connect(self.editor.hide)

    def set_corrected(self, corrected: CorrectedWords) -> None:
        """What was corrected in the transcript that is shown; to be called before it is shown."""
        self._corrected = corrected

    def correct(self, piece: Piece | None) -> None:
        """Open the field over the word `piece`, with all that stands in the place of the engine's word."""
        origin = self._origin_of(piece)
        if origin is None:
            return
        alike = [index for index, word in enumerate(self._text.words) if self._origin_of(word) == origin]
        self._bring_into_view(alike[0])
        box = next(self._text.boxes(self._text.word_spans[alike[0]]), None)
        if box is None:
            return
        self._origin = origin
        self.correcting.emit()
        text = " ".join(self._text.words[index].text for index in alike)
        self.editor.edit(text, box.translated(0, -self.verticalScrollBar().value()))

    def _keep(self, text: str) -> None:
        self.corrected.emit(self._origin, text)

    def _origin_of(self, piece: Piece | None) -> int | None:
        if piece is None or piece.place is None or piece.place >= len(self._corrected.origins):
            return None
        return self._corrected.origins[piece.place]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.correct(self._text.piece_at(self.textCursor().position()))
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        piece = self._piece_under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and self._origin_of(piece) is not None:
            self.correct(piece)
        else:
            super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.editor.isVisible():
            return  # the second half of a double click hears nothing
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        piece = (
            self._piece_under(event.pos().toPointF())
            if is_by_mouse
            else self._text.piece_at(self.textCursor().position())
        )
        menu = self.createStandardContextMenu(event.pos())
        if self._origin_of(piece) is not None:
            first = menu.actions()[0] if menu.actions() else None
            made = menu.addAction(self.tr("Correct this word…") + "\tF2")
            made.triggered.connect(lambda: self.correct(piece))
            if first is not None:
                menu.insertAction(first, made)
                menu.insertSeparator(first)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _paint_beneath(self, painter: QPainter) -> None:
        super()._paint_beneath(painter)
        originals = self._corrected.originals
        put_right = {i for i, word in enumerate(self._text.words) if self._origin_of(word) in originals}
        for box in self._visible_boxes(self._text.runs(put_right)):
            paint_dots(painter, box, self._theme.tokens.faint)

    def _explanation(self, piece: Piece | None) -> str:
        origin = self._origin_of(piece)
        if origin is not None and origin in self._corrected.originals:
            heard = self._corrected.originals[origin]
            return self.tr("You put this right. The engine heard “{word}”.").format(word=heard)
        return super()._explanation(piece)
