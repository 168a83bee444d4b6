"""What can be done with an attempt, in the lowest row: rate it, take it again, go on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from greenroom.ui.review.rating_row import RatingButtons
from greenroom.ui.widgets.plain import button

NARROW_PX = 800


class Actions(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ratings = RatingButtons()
        self.follow_up = button(self.tr("Follow-up"), key="F")
        self.retake = button(self.tr("Take it again"), key="T")
        self.onward = button("", "primary")
        self._unrated = QWidget()
        ways = QHBoxLayout()
        ways.setSpacing(10)
        for each in (self.follow_up, self.retake, self.onward):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            each.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)  # as high as the ratings
            ways.addWidget(each)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.addWidget(self.ratings, 1)
        self._row.addWidget(self._unrated, 1)
        self._row.addLayout(ways)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the dates would not fit on the ratings, they have a row of their own."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW_PX
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if is_narrow and not self.ratings.isHidden() else across)

    def offer(self, *, in_session: bool, can_rate: bool, can_follow_up: bool) -> None:
        """Another take, and the next question in a session or the way back to history; rating after the reveal."""
        self.follow_up.setVisible(can_follow_up)
        self.ratings.setVisible(can_rate)
        self._unrated.setVisible(not can_rate)
        name, key = (self.tr("Next question"), "N") if in_session else (self.tr("Back to history"), "Esc")
        self.onward.setText(f"{name} · {key}")
        self.onward.setAccessibleName(name)
