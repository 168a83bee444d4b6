"""The four ratings as large buttons: to predict with before the reveal, and to judge with after it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from greenroom.review.rating import Rating
from greenroom.ui.review.context import Due
from greenroom.ui.widgets.plain import label


def rating_name(rating: Rating) -> str:
    """A rating as the person reads it."""
    return {
        Rating.AGAIN: QCoreApplication.translate("Rating", "Again"),
        Rating.HARD: QCoreApplication.translate("Rating", "Hard"),
        Rating.GOOD: QCoreApplication.translate("Rating", "Good"),
        Rating.EASY: QCoreApplication.translate("Rating", "Easy"),
    }[rating]


def due_words(due: Due) -> str:
    """When a question comes back: “today”, “tomorrow”, “in 3 days”, from two weeks on in weeks and months."""
    translate = QCoreApplication.translate
    if due.days <= 0:
        return translate("Due", "today")
    if due.days == 1:
        return translate("Due", "tomorrow")
    if due.days < 14:
        return translate("Due", "in {number} days").format(number=due.days)
    if due.days < 60:
        return translate("Due", "in {number} weeks").format(number=round(due.days / 7))
    return translate("Due", "in {number} months").format(number=round(due.days / 30.4))


class RatingButton(QPushButton):
    """A rating's name, with its key beneath and, where that is known, when the question comes back."""

    def __init__(self, rating: Rating) -> None:
        super().__init__()
        self.setProperty("kind", "rating")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(rating_name(rating))
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(0)
        self._name = label(rating_name(rating), "strong")
        self._key = str(int(rating))
        self._under = label(self._key, "faint")
        for part in (self._name, self._under):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)

    def show_due(self, due: Due | None) -> None:
        when = "" if due is None else due_words(due)
        self._under.setText(" · ".join(part for part in (when, self._key) if part))
        says = self.tr("The question comes back {when}, on {day}.")
        day = "" if due is None else f"{due.on.day} {due.on:%b %Y}"
        self.setAccessibleDescription(says.format(when=when, day=day) if due is not None else "")
        self.setToolTip(self.accessibleDescription())

    @property
    def under(self) -> str:
        """The small line: the date and the key."""
        return self._under.text()

    def sizeHint(self) -> QSize:
        return QSize(96, 58)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, 58)


class RatingButtons(QWidget):
    """Again, Hard, Good, Easy. At most one is chosen; choosing another changes it."""

    chosen = Signal(object)
    """A Rating, whenever the person chooses one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.buttons: dict[Rating, RatingButton] = {}
        for rating in Rating:
            button = RatingButton(rating)
            button.clicked.connect(lambda _=False, rating=rating: self.choose(rating))
            row.addWidget(button, 1)
            self.buttons[rating] = button

    @property
    def rating(self) -> Rating | None:
        return next((rating for rating, button in self.buttons.items() if button.isChecked()), None)

    def show_rating(self, rating: Rating | None) -> None:
        """Mark `rating` as the chosen one, without telling anyone."""
        for each, button in self.buttons.items():
            button.setChecked(each is rating)

    def show_due(self, due: Mapping[Rating, Due]) -> None:
        """Write on each button when the question would come back."""
        for rating, button in self.buttons.items():
            button.show_due(due.get(rating))

    def choose(self, rating: Rating) -> None:
        """What a click or a key does: mark `rating` and say so."""
        self.show_rating(rating)
        self.chosen.emit(rating)
