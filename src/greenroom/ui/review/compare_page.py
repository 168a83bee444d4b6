"""Two takes of one question, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from greenroom.history.attempt import AttemptSummary
from greenroom.ui.review.changes import Changes
from greenroom.ui.review.compared_text import ComparedText
from greenroom.ui.review.judgement import Compared
from greenroom.ui.review.rating_row import rating_name
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button, card, label, question_label, scrolled
from greenroom.ui.words import day, time_of_day


class ComparePage(QWidget):
    """Shows how two takes differ, and asks for others when the person chooses them."""

    chosen = Signal(str, str)
    """The ids of the two attempts to compare."""
    back_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._question = question_label(21)
        self.back = button(self.tr("Back to the review"), key="Esc")
        self.back.clicked.connect(self.back_wanted)
        self.one = self._make_choice(self.tr("First take"))
        self.other = self._make_choice(self.tr("Second take"))
        self.text = ComparedText(theme)
        self.changes = Changes()
        self._lay_out()

    def show_choice(self, takes: Sequence[AttemptSummary], one_id: str, other_id: str) -> None:
        """Offer `takes`, with these two chosen; what differs between them follows."""
        self._question.setText(takes[0].prompt if takes else "")
        for choice, chosen_id in ((self.one, one_id), (self.other, other_id)):
            choice.blockSignals(True)
            choice.clear()
            for take in takes:
                choice.addItem(self._name(take), take.id)
            choice.setCurrentIndex(choice.findData(chosen_id))
            choice.blockSignals(False)
        self.text.show_compared(None)
        self.changes.hide()

    def show_compared(self, compared: Compared) -> None:
        self.text.show_compared(compared)
        self.changes.show_changes(compared.comparison)
        self.changes.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _name(self, take: AttemptSummary) -> str:
        number = self.tr("take {number}").format(number=take.take_number)
        rating = rating_name(take.rating) if take.rating is not None else ""
        parts = (f"{day(take.started_at)} {time_of_day(take.started_at)}", number, rating)
        return " · ".join(part for part in parts if part)

    def _make_choice(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setMinimumWidth(160)
        made.currentIndexChanged.connect(self._choose)
        return made

    def _choose(self) -> None:
        self.chosen.emit(self.one.currentData(), self.other.currentData())

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self._question, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        frame, inside = card(spacing_px=10)
        inside.setContentsMargins(16, 16, 16, 16)
        choices = QHBoxLayout()
        choices.setSpacing(16)
        choices.addWidget(self.one, 1)
        choices.addWidget(self.other, 1)
        inside.addLayout(choices)
        inside.addWidget(self.text, 1)
        inside.addWidget(
            label(self.tr("Struck through: only in the first. Underlined: only in the second."), "faint", wrap=True)
        )
        column.addWidget(frame, 1)
        column.addWidget(self.changes)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = scrolled(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
