"""The four ratings as large buttons: to predict with before the reveal, and to judge with after it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from greenroom.review.rating import Rating
from greenroom.ui.widgets.plain import label


def rating_name(rating: Rating) -> str:
    """A rating as the person reads it."""
    return {
        Rating.AGAIN: QCoreApplication.translate("Rating", "Again"),
        Rating.HARD: QCoreApplication.translate("Rating", "Hard"),
        Rating.GOOD: QCoreApplication.translate("Rating", "Good"),
        Rating.EASY: QCoreApplication.translate("Rating", "Easy"),
    }[rating]


class RatingButton(QPushButton):
    """A rating's name with its key beneath."""

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
        self._under = label(str(int(rating)), "faint")
        for part in (self._name, self._under):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)

    def sizeHint(self) -> QSize:
        return QSize(72, 58)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


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

    def choose(self, rating: Rating) -> None:
        """What a click or a key does: mark `rating` and say so."""
        self.show_rating(rating)
        self.chosen.emit(rating)
