"""What can be done with the pack that is chosen: edit or copy it, copy its question, export it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QWidget

from greenroom.questions.library import LoadedPack
from greenroom.ui.questions.table import QuestionRow
from greenroom.ui.widgets.plain import button, label


class PackActions(QWidget):
    """The heading of the table and its buttons.

    edit_wanted, copy_wanted, export_wanted: of the pack. copy_question_wanted(target): of its question, to that
    LoadedPack or, with None, to a new one.
    """

    edit_wanted = Signal()
    copy_wanted = Signal()
    copy_question_wanted = Signal(object)
    export_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pack: LoadedPack | None = None
        self._row: QuestionRow | None = None
        self._own: Sequence[LoadedPack] = ()
        self.heading = _Heading()
        self.edit = button(self.tr("Edit"), key=self.tr("Ctrl+E"))
        self.copy = button(self.tr("Copy into my packs"))
        self.export = button(self.tr("Export…"))
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.copy.setMenu(self.menu)
        self.edit.clicked.connect(self.edit_wanted)
        self.export.clicked.connect(self.export_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.heading, 1)
        for each in (self.edit, self.copy, self.export):
            row.addWidget(each)
        self.show_pack(None, None, ())

    def show_pack(self, pack: LoadedPack | None, row: QuestionRow | None, own: Sequence[LoadedPack]) -> None:
        """What the buttons are about; `own`: packs that a question can be copied to."""
        self._pack, self._row, self._own = pack, row, own
        self.edit.setVisible(pack is not None and not pack.shipped)
        self.copy.setVisible(pack is not None)
        self.export.setVisible(pack is not None)

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("The whole pack"), self.copy_wanted.emit)
        if self._row is None:
            return
        self.menu.addSeparator()
        for own in self._own:
            if self._pack is None or own.file != self._pack.file:
                title = own.pack.title.replace("&", "&&")
                text = self.tr("This question to “{title}”").format(title=title)
                self.menu.addAction(text, partial(self.copy_question_wanted.emit, own))
        self.menu.addAction(self.tr("This question to a new pack"), partial(self.copy_question_wanted.emit, None))


class _Heading(QLabel):
    """A line that gives way to the buttons beside it."""

    def __init__(self) -> None:
        super().__init__()
        made = label(kind="small")
        self.setTextFormat(made.textFormat())
        self.setProperty("kind", "small")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)
