"""When the interview is: shown, chosen and taken back on the first page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from greenroom.ui.widgets.plain import button, label
from greenroom.ui.words import capital, count


class InterviewDate(QWidget):
    """A link that says the date, and a dialog to choose it in. chosen(date | None): None takes it back."""

    chosen = Signal(object)

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._date: date | None = None
        self.link = button("", "link")
        self.link.clicked.connect(self.ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_date(None)

    def show_date(self, day: date | None) -> None:
        """Say the date; one that is past is as none."""
        self._date = day if day is not None and day >= self._today() else None
        if self._date is None:
            self.link.setText(self.tr("Set the interview's date…"))
        else:
            self.link.setText(
                self.tr("Interview on {0}…").format(f"{self._date:%A}, {self._date.day} {self._date:%B}")
            )

    def ask(self) -> None:
        """Ask for the date."""
        dialog = QDialog(self)
        dialog.setWindowTitle(self.tr("When is the interview?"))
        edit = QDateEdit()
        edit.setAccessibleName(self.tr("Date of the interview"))
        edit.setDisplayFormat("d MMMM yyyy")
        edit.setCalendarPopup(True)
        today = self._today()
        edit.setMinimumDate(QDate(today.year, today.month, today.day))
        shown = self._date or today
        edit.setDate(QDate(shown.year, shown.month, shown.day).addDays(0 if self._date else 14))
        buttons = QDialogButtonBox()
        save = QPushButton(self.tr("Save"))
        save.setProperty("kind", "primary")
        save.setDefault(True)
        none = QPushButton(self.tr("No date"))
        buttons.addButton(save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(none, QDialogButtonBox.ButtonRole.DestructiveRole)
        buttons.addButton(QPushButton(self.tr("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        none.setVisible(self._date is not None)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(16)
        column.addWidget(
            label(self.tr("Questions then come back in time to be seen once more before it."), "soft", wrap=True)
        )
        column.addWidget(edit)
        column.addWidget(buttons)
        buttons.accepted.connect(dialog.accept)
        buttons.rejected.connect(dialog.reject)
        none.clicked.connect(lambda: self._take(dialog, None))
        if dialog.exec():
            chosen = edit.date()
            self._take(dialog, date(chosen.year(), chosen.month(), chosen.day()))
        dialog.deleteLater()

    def _take(self, dialog: QDialog, day: date | None) -> None:
        self.show_date(day)
        self.chosen.emit(day)
        dialog.reject()


def days_left(interview: date, today: date, company: str, unanswered: int) -> str:
    """How long until the interview, and how many new questions that makes a day."""
    days = (interview - today).days
    at = f"Interview at {company}" if company else "Interview"
    when = {0: "today", 1: "tomorrow"}.get(days, f"in {count(days, 'day', 'days')}")
    line = f"{at} {when}."
    if unanswered and days > 0:
        a_day = -(-unanswered // days)
        new = count(unanswered, "question is", "questions are")
        line += f" {capital(new)} new to you: {count(a_day, '', '').strip()} a day."
    return line
