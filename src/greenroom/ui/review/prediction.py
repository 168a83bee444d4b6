"""What stands in the answer's place until it is shown: how did that go?"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenroom.ui.review.rating_row import RatingButtons
from greenroom.ui.widgets.plain import button, label


class Prediction(QWidget):
    """Asks for a prediction, or, where there is nothing to predict, offers to show the answer all the same."""

    predicted = Signal(object)
    """A Rating."""
    skipped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._title = label(kind="title", wrap=True)
        self._why = label(kind="soft", wrap=True)
        self.ratings = RatingButtons()
        self.ratings.chosen.connect(self.predicted)
        self.skip = button("", "link")
        self.skip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.skip.clicked.connect(self.skipped)
        column.addStretch(1)
        for part in (self._title, self._why, self.ratings):
            column.addWidget(part)
        column.addWidget(self.skip, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch(2)

    @property
    def asks(self) -> bool:
        """Whether a prediction is wanted."""
        return not self.ratings.isHidden()

    def ask(self) -> None:
        self._say(
            self.tr("How did that go?"),
            self.tr("Say it before the model answer shows: a guess first makes the difference stick."),
            self.tr("Skip · S"),
        )
        self.ratings.show_rating(None)
        self.ratings.show()

    def keep_hidden(self) -> None:
        """There was no answer: the model answer waits for one."""
        self._say(
            self.tr("The model answer shows after your answer"),
            self.tr("You remember it better when you have tried to say it first."),
            self.tr("Show it now · S"),
        )
        self.ratings.hide()

    def _say(self, title: str, why: str, skip: str) -> None:
        self._title.setText(title)
        self._why.setText(why)
        self.skip.setText(skip)
        self.skip.setAccessibleName(skip.partition(" · ")[0])
