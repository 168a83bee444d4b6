"""The parts of the review and where they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenroom.audio.player import Player
from greenroom.ui.background import Background
from greenroom.ui.review.actions import Actions
from greenroom.ui.review.columns import Columns
from greenroom.ui.review.header import Header
from greenroom.ui.review.note_field import NoteField
from greenroom.ui.review.sound_card import SoundCard
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import Notice, scrolled


class ReviewLayout(QWidget):
    """Head, two columns of equal weight, the sound beneath both, the note, and what can be done."""

    def __init__(self, theme: Theme, player: Player, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header = Header()
        self._columns = Columns(theme)
        self.said = self._columns.said
        self.answer = self._columns.answer
        self.answer_area = self._columns.answer_area
        self.prediction = self._columns.prediction
        self.columns = self._columns.cards
        self.sound = SoundCard(theme, player, background)
        self.player_bar = self.sound.player_bar
        self.notice = Notice()
        self.note = NoteField()
        self.actions_row = Actions()
        self.ratings = self.actions_row.ratings
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self.notice)
        column.addWidget(self._columns, 1)
        for part in (self.sound, self.note, self.actions_row):
            column.addWidget(part)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = scrolled(content)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(area)
