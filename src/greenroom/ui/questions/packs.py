"""The list of packs: those that can be used, then those that cannot."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
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
    """Two lines: the title, and below it in small type how many questions, or that the file cannot be used."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW_PX)

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
        half = text.height() // 2
        weight = QFont.Weight.DemiBold if selected else QFont.Weight.Normal
        _line(painter, text.adjusted(0, 0, 0, -half), index.data(), sans(15, weight), tokens.ink)
        _line(
            painter,
            text.adjusted(0, half, 0, 0),
            index.data(_BELOW_ROLE),
            sans(13),
            tokens.amber if failed else tokens.soft,
        )
        painter.restore()


def _line(painter: QPainter, area: QRect, text: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(color(ink))
    elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)
