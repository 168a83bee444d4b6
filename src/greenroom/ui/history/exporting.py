"""Taking answers out of the history: as Markdown, PDF, CSV or JSON, to a file that the person chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from greenroom.errors import UserError
from greenroom.files import write_whole
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.widgets.plain import button
from greenroom.ui.words import capital, count

Kind = Literal["markdown", "pdf", "csv", "json"]
ENDINGS: dict[Kind, str] = {"markdown": ".md", "pdf": ".pdf", "csv": ".csv", "json": ".json"}


class Export(QObject):
    """The button with its menu. `ids` gives what would be exported now, which the menu says.

    told(str | UserError): what came of it.
    """

    told = Signal(object)

    def __init__(self, services: Services, work: Background, ids: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._services = services
        self._work = work
        self._ids = ids
        self.button = button(self.tr("Export…"))
        self._menu = QMenu(self.button)
        self._said = self._menu.addAction("")
        self._said.setEnabled(False)
        names: dict[Kind, str] = {
            "markdown": self.tr("Markdown, to read…"),
            "pdf": self.tr("PDF, to print or send…"),
            "csv": self.tr("CSV, for a spreadsheet…"),
            "json": self.tr("JSON, for programs…"),
        }
        for kind, name in names.items():
            self._menu.addAction(name).triggered.connect(lambda _=False, kind=kind: self.choose(kind))
        self._menu.aboutToShow.connect(self._say_what)
        self.button.setMenu(self._menu)

    def choose(self, kind: Kind) -> None:
        """Ask where, and write there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"greenroom-answers{ENDINGS[kind]}")
        chosen, _ = QFileDialog.getSaveFileName(
            self.button.window(), self.tr("Export answers"), proposed, f"(*{ENDINGS[kind]})"
        )
        if chosen:
            self.write(kind, Path(chosen))

    def write(self, kind: Kind, file: Path) -> None:
        """Write what would be exported now to `file`; what came of it is told."""
        ids = list(self._ids())
        self.told.emit(self.tr("Exporting {0}…").format(self._answers(len(ids))))
        services = self._services

        def work() -> None:
            attempts = [services.store().attempt(attempt_id) for attempt_id in ids]
            if kind == "pdf":
                from greenroom.ui.review.pdf import reviews_as_pdf

                write_whole(file, reviews_as_pdf(attempts))
            else:
                from greenroom.history.export import as_bytes  # slow to load

                write_whole(file, as_bytes(kind, attempts))

        def done(_: None) -> None:
            answers = capital(self._answers(len(ids)))
            self.told.emit(self.tr("{0} exported to {1}.").format(answers, file))

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self.told.emit(error)
            else:
                self._work.failed.emit(error)

        self._work.run(work, done, failed)

    def _say_what(self) -> None:
        self._said.setText(self._answers(len(self._ids())))

    def _answers(self, number: int) -> str:
        return count(number, self.tr("answer"), self.tr("answers"))
