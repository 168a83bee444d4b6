"""Copying a review as Markdown, printing it, and saving it as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from greenroom.errors import UserError
from greenroom.files import write_whole
from greenroom.history.attempt import Attempt
from greenroom.review.rating import Rating
from greenroom.ui.background import Background
from greenroom.ui.review.paper import Paper, paper
from greenroom.ui.review.pdf import as_pdf

if TYPE_CHECKING:
    from greenroom.review.reviewed import Reviewed


@dataclass(frozen=True)
class Shared:
    """What a review shows, as it is now."""

    attempt: Attempt
    reviewed: Reviewed
    prediction: Rating | None
    rating: Rating | None
    note: str

    def markdown(self) -> str:
        from greenroom.review.export import markdown

        attempt = self.attempt
        return markdown(
            self.reviewed,
            pack_title=attempt.pack_title,
            round_title=attempt.round_title,
            take_number=attempt.take_number,
            answered_at=attempt.started_at.astimezone(),
            prediction=self.prediction,
            rating=self.rating,
            note=self.note,
        )

    def paper(self) -> Paper:
        return paper(self.attempt, self.reviewed, self.prediction, self.rating, self.note)


class Share(QObject):
    """The menu of `button`. `shared` gives what is to be shared, None where there is nothing yet."""

    told = Signal(object)
    """What came of it, in words or as a UserError."""

    def __init__(self, button: QPushButton, background: Background, shared: Callable[[], Shared | None]) -> None:
        super().__init__(button)
        self._button = button
        self._background = background
        self._shared = shared
        menu = QMenu(button)
        menu.addAction(self.tr("Copy as Markdown") + "\tCtrl+Shift+C").triggered.connect(self.copy)
        menu.addAction(self.tr("Print…") + "\tCtrl+P").triggered.connect(self.print)
        menu.addAction(self.tr("Save as PDF…")).triggered.connect(self.choose_pdf)
        button.setMenu(menu)

    def copy(self) -> None:
        """The review as Markdown, on the clipboard."""
        shared = self._shared()
        if shared is not None:
            QGuiApplication.clipboard().setText(shared.markdown())
            self.told.emit(self.tr("Copied as Markdown."))

    def print(self) -> None:
        """Ask for a printer and print."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # slow to load, and seldom wanted

        shared = self._shared()
        if shared is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._button.window())
        if dialog.exec():
            shared.paper().print_(printer)

    def choose_pdf(self) -> None:
        """Ask where, and save there."""
        shared = self._shared()
        if shared is None:
            return
        proposed = Path.home() / f"{shared.attempt.question_id}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(
            self._button.window(), self.tr("Save as PDF"), str(proposed), self.tr("PDF files (*.pdf)")
        )
        if chosen:
            self.save_pdf(Path(chosen))

    def save_pdf(self, path: Path) -> None:
        """Write the review to `path`; what came of it is told."""
        shared = self._shared()
        if shared is None:
            return
        try:
            write_whole(path, as_pdf(shared.paper(), shared.attempt.prompt))
        except UserError as error:
            self.told.emit(error)
            return
        self.told.emit(self.tr("Saved as {name}.").format(name=path.name))
