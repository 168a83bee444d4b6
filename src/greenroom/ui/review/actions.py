"""What can be done with an attempt, in the lowest row: rate it, take it again, go on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from greenroom.ui.review.rating_row import RatingButtons
from greenroom.ui.widgets.plain import button


class Actions(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ratings = RatingButtons()
        self.retake = button(self.tr("Take it again"), key="T")
        self.onward = button("", "primary")
        self._unrated = QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.ratings, 1)
        row.addWidget(self._unrated, 1)
        for each in (self.retake, self.onward):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            each.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Minimum)  # as high as the ratings
            row.addWidget(each)

    def offer(self, *, in_session: bool, can_rate: bool) -> None:
        """Another take and the next question in a session, the way back from history; rating after the reveal."""
        self.ratings.setVisible(can_rate)
        self._unrated.setVisible(not can_rate)
        self.retake.setVisible(in_session)
        name, key = (self.tr("Next question"), "N") if in_session else (self.tr("Back to history"), "Esc")
        self.onward.setText(f"{name} · {key}")
        self.onward.setAccessibleName(name)
