"""The attempts of the history as a list that grows page by page, and how one line of it is painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from greenroom.history.attempt import AttemptState, AttemptSummary
from greenroom.history.search import Marks
from greenroom.review.rating import Rating
from greenroom.ui.review.rating_row import rating_name
from greenroom.ui.theme import Theme, color, sans
from greenroom.ui.words import clock, day, time_of_day

PAGE = 200
ROW_PX = 69
PADDING_PX = 19
WHEN_PX = 108
TOPIC_PX, LENGTH_PX, STATE_PX = 200, 72, 110
NARROW_PX = 860
"""Below this width the topic makes room for the question."""
ATTEMPT_ROLE = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
Load = Callable[[int, int], None]


class AttemptList(QAbstractListModel):
    """Summaries of the answers that were found, newest first. Near the end of those that are loaded
    `load(offset, limit)` is asked for more, and `add` brings them.
    """

    def __init__(self, load: Load, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._ids: Sequence[str] = ()
        self._summaries: list[AttemptSummary] = []
        self._asked = 0
        self._is_loading = False

    @property
    def summaries(self) -> Sequence[AttemptSummary]:
        return self._summaries

    @property
    def ids(self) -> Sequence[str]:
        """Of all that were found, loaded or not."""
        return self._ids

    def restart(self, ids: Sequence[str], summaries: Sequence[AttemptSummary]) -> None:
        """Show what was found in place of everything; `summaries` are those of the first ids."""
        self._is_loading = False
        self._ids = ids
        self._asked = len(summaries)
        if list(summaries) != self._summaries:
            self.beginResetModel()
            self._summaries = list(summaries)
            self.endResetModel()

    def add(self, more: Sequence[AttemptSummary], asked: int) -> None:
        """The page that was asked for: `asked` lines, fewer where some are gone."""
        self._is_loading = False
        self._asked += asked
        if more:
            first = len(self._summaries)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._summaries.extend(more)
            self.endInsertRows()

    def give_up(self) -> None:
        """The page that was asked for cannot be had; scrolling on asks again."""
        self._is_loading = False

    def attempt_at(self, row: int) -> AttemptSummary:
        return self._summaries[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._summaries)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._asked < len(self._ids) and not self._is_loading

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._is_loading = True
            self._load(self._asked, PAGE)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        summary = self._summaries[index.row()]
        if role == ATTEMPT_ROLE:
            return summary
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.prompt
        if role == Qt.ItemDataRole.AccessibleTextRole:
            when = f"{day(summary.started_at)} {time_of_day(summary.started_at)}"
            length = "" if summary.duration_s is None else clock(summary.duration_s)
            found = f"“{summary.excerpt}”" if summary.excerpt_marks else ""
            return ", ".join(part for part in (when, summary.prompt, length, self.state(summary), found) if part)
        return None

    def state(self, summary: AttemptSummary) -> str:
        """The last column: the person's rating, or how far the attempt has come."""
        match summary.state:
            case AttemptState.RECORDING:
                return self.tr("not finished")
            case AttemptState.RECORDED:
                return self.tr("not transcribed")
            case AttemptState.FAILED:
                return self.tr("failed")
        return rating_name(summary.rating) if summary.rating is not None else self.tr("not rated")


class AttemptDelegate(QStyledItemDelegate):
    """Paints a line: when, the question over the start of the answer, its topic, its length, its rating."""

    def __init__(self, theme: Theme, model: AttemptList, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(480, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        summary = self._model.attempt_at(index.row())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() < self._model.rowCount() - 1:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, color(tokens.line))
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            is_selected = bool(state & QStyle.StateFlag.State_Selected)
            has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(color(tokens.accent), 1) if has_focus else Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.accent_soft if is_selected else tokens.paper))
            painter.drawRoundedRect(QRectF(rect).adjusted(3.5, 3.5, -3.5, -4.5), 10, 10)
        inner = rect.adjusted(PADDING_PX, 14, -PADDING_PX, -14)
        top, bottom = inner.top(), inner.top() + 21
        small, strong = sans(13), sans(15, QFont.Weight.DemiBold)
        when = sans(13, tabular=True)
        write = _Pen(painter, tokens.amber_soft)
        write(inner.left(), top, WHEN_PX - 12, day(summary.started_at), when, tokens.soft)
        write(inner.left(), bottom, WHEN_PX - 12, time_of_day(summary.started_at), when, tokens.soft)
        right = inner.right()
        middle = top + 10
        write(right - STATE_PX, middle, STATE_PX, self._model.state(summary), small, self._state_color(summary))
        right -= STATE_PX + LENGTH_PX
        length = "" if summary.duration_s is None else clock(summary.duration_s)
        write(right, middle, LENGTH_PX - 8, length, when, tokens.ink)
        if rect.width() >= NARROW_PX:
            right -= TOPIC_PX
            write(right, middle, TOPIC_PX - 12, summary.topic, small, tokens.soft)
        left = inner.left() + WHEN_PX
        prompt_top = top if summary.excerpt else middle
        write(left, prompt_top, right - left - 24, summary.prompt, strong, tokens.ink, summary.prompt_marks)
        write(left, bottom, right - left - 24, summary.excerpt, small, tokens.soft, summary.excerpt_marks)
        painter.restore()

    def _state_color(self, summary: AttemptSummary) -> str:
        tokens = self._theme.tokens
        if summary.state is AttemptState.TRANSCRIBED:
            if summary.rating is None:
                return tokens.faint
            return tokens.accent if summary.rating >= Rating.GOOD else tokens.amber
        return tokens.amber if summary.state is AttemptState.FAILED else tokens.soft


class _Pen:
    """Writes one line of plain text, cut with “…” where it is too long, with the marked words on `mark`."""

    def __init__(self, painter: QPainter, mark: str) -> None:
        self._painter = painter
        self._mark = color(mark)

    def __call__(
        self, left: int, top: int, width: int, text: str, font: QFont, ink: str, marks: Marks = ()
    ) -> None:
        metrics = QFontMetrics(font)
        line = " ".join(text.split())
        cut = metrics.elidedText(line, Qt.TextElideMode.ElideRight, max(0, width))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._mark)
        whole = len(cut) if cut == line else len(cut) - 1
        for start, end in marks:
            if start < whole:
                first_px = metrics.horizontalAdvance(cut, start)
                last_px = metrics.horizontalAdvance(cut, min(end, whole))
                place = QRectF(left + first_px - 1, top, last_px - first_px + 2, metrics.height())
                self._painter.drawRoundedRect(place, 3, 3)
        self._painter.setFont(font)
        self._painter.setPen(color(ink))
        self._painter.drawText(left, top + metrics.ascent(), cut)
