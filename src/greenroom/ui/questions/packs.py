"""The list of packs: those that can be used, then those that cannot."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from greenroom.questions.library import FailedPack, LibraryContents, LoadedPack
from greenroom.ui.theme import Theme, color, sans

_ENTRY_ROLE = Qt.ItemDataRole.UserRole
_BELOW_ROLE = Qt.ItemDataRole.UserRole + 1
ROW_PX = 58
LINE_PX = 20
PAD_PX = 12

Entry = LoadedPack | FailedPack


class PackList(QListWidget):
    """Packs to choose from. `chosen` says that the person moved to one, or clicked the chosen one again."""

    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Packs"))
        self.setItemDelegate(_PackDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self.chosen)
        self.itemClicked.connect(self.chosen)
        theme.changed.connect(self.viewport().update)

    @property
    def entry(self) -> Entry | None:
        """The pack that is chosen."""
        item = self.currentItem()
        entry: Entry | None = None if item is None else item.data(_ENTRY_ROLE)
        return entry

    @property
    def title(self) -> str:
        """Of the pack that is chosen, or its file's name."""
        item = self.currentItem()
        return "" if item is None else item.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles break anew at another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def show_packs(self, contents: LibraryContents, choose: Path | None = None) -> None:
        """Show these packs; the choice goes to the file `choose`, or stays on its file, else moves to the first."""
        chosen = choose or (self.entry.file if self.entry is not None else None)
        self.blockSignals(True)
        self.clear()
        entries: list[Entry] = [*contents.packs, *contents.failed]
        for entry in entries:
            self._add(entry)
            if entry.file == chosen:
                self.setCurrentRow(self.count() - 1)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)

    def _add(self, entry: Entry) -> None:
        title = entry.pack.title if isinstance(entry, LoadedPack) else entry.file.name
        below = self._below(entry)
        item = QListWidgetItem(title)
        item.setData(_ENTRY_ROLE, entry)
        item.setData(_BELOW_ROLE, below)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {below}")
        item.setToolTip(title)
        self.addItem(item)

    def _below(self, entry: Entry) -> str:
        if isinstance(entry, FailedPack):
            line = entry.error.problems[0].line if entry.error.problems else None
            if line is None:
                return self.tr("Cannot be used")
            return self.tr("Cannot be used: line {line}").format(line=line)
        number = len(entry.pack.questions)
        questions = self.tr("1 question") if number == 1 else self.tr("{number} questions").format(number=number)
        whose = self.tr("shipped") if entry.shipped else self.tr("your own")
        return f"{questions} · {whose}"


class _PackDelegate(QStyledItemDelegate):
    """The title in one line or two, and below it in small type how many questions, or that the file is broken."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width_px = option.rect.width() or 120
        lines = 1 if _fits(index.data(), sans(15, QFont.Weight.DemiBold), width_px - 2 * PAD_PX) else 2
        return QSize(120, ROW_PX + (lines - 1) * LINE_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = self._theme.tokens
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        failed = isinstance(index.data(_ENTRY_ROLE), FailedPack)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color(tokens.accent_soft))
            painter.drawRoundedRect(area.adjusted(4, 3, -4, -3), 8, 8)
        text = area.adjusted(PAD_PX, 9, -PAD_PX, -9)
        below_px = (ROW_PX - 18) // 2
        weight = QFont.Weight.DemiBold if selected else QFont.Weight.Normal
        _title(painter, text.adjusted(0, 0, 0, -below_px), index.data(), sans(15, weight), tokens.ink)
        below = text.adjusted(0, text.height() - below_px, 0, 0)
        _line(painter, below, index.data(_BELOW_ROLE), sans(13), tokens.amber if failed else tokens.soft)
        painter.restore()


def _fits(text: str, font: QFont, width_px: int) -> bool:
    return QFontMetrics(font).horizontalAdvance(text) <= width_px


def _title(painter: QPainter, area: QRect, text: str, font: QFont, ink: str) -> None:
    if area.height() < 2 * LINE_PX:
        _line(painter, area, text, font, ink)
        return
    painter.setFont(font)
    painter.setPen(color(ink))
    breaks = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
    painter.drawText(area, breaks, _in_two_lines(text, painter.fontMetrics(), area.width()))


def _in_two_lines(text: str, metrics: QFontMetrics, width_px: int) -> str:
    """`text` with what does not fit into two lines left out at its end."""
    first, words = "", text.split()
    while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= width_px:
        first = f"{first} {words.pop(0)}".strip()
    rest = metrics.elidedText(" ".join(words), Qt.TextElideMode.ElideRight, width_px)
    return f"{first}\n{rest}" if first else rest


def _line(painter: QPainter, area: QRect, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(color(ink))
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
