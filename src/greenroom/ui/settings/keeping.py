"""Taking everything along, and erasing everything."""

from __future__ import annotations

import threading
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar

from greenroom.errors import UserError
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.settings.rows import Section
from greenroom.ui.widgets.confirm import confirmed
from greenroom.ui.widgets.plain import button, label
from greenroom.ui.words import capital, count


class KeepingSection(Section):
    """told(UserError): what could not be done. erased: nothing is left, and the window has to close."""

    told = Signal(object)
    erased = Signal()
    _packed = Signal(float)

    def __init__(self, services: Services, background: Background) -> None:
        super().__init__(self.tr("Take everything along, or erase it"))
        self._services = services
        self._background = background
        self._is_cancelled = threading.Event()
        self.export = button(self.tr("Export everything…"))
        self.erase = button(self.tr("Erase everything…"))
        self.cancel = button(self.tr("Cancel"))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Exporting everything"))
        self.said = label(kind="small", wrap=True)
        self.said.hide()
        self.export.clicked.connect(self.choose)
        self.cancel.clicked.connect(self._is_cancelled.set)
        self.erase.clicked.connect(self.ask_and_erase)
        self._packed.connect(lambda share: self.progress.setValue(round(share * 100)))
        self.column.addWidget(
            label(
                self.tr(
                    "One zip file with your recordings, transcripts, notes, packs and settings. Any program opens "
                    "it, and “greenroom history restore” brings it back."
                ),
                "small",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.export, self.cancel, self.erase):
            row.addWidget(each)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.progress)
        self.column.addWidget(self.said)
        self._set_exporting(False)

    def choose(self) -> None:
        """Ask where, and export there."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = Path(folder) / f"greenroom-{datetime.now().astimezone():%Y-%m-%d}.zip"
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(), self.tr("Export everything"), str(proposed), self.tr("Zip files (*.zip)")
        )
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, target: Path) -> None:
        """Pack everything into `target` in the background."""
        from greenroom.history.backup import Cancelled, back_up

        self._is_cancelled.clear()
        self._set_exporting(True)

        def work() -> int:
            self._services.store()  # so that there is one, and of this version
            return back_up(
                self._services.paths, target, told=self._packed.emit, is_cancelled=self._is_cancelled.is_set
            )

        def done(number: int) -> None:
            self._set_exporting(False)
            answers = count(number, self.tr("answer"), self.tr("answers"))
            self._say(self.tr("{0} and all that belongs to them are in {1}.").format(capital(answers), target))

        def failed(error: Exception) -> None:
            self._set_exporting(False)
            if isinstance(error, Cancelled):
                self._say(self.tr("Cancelled. Nothing was written."))
            elif isinstance(error, UserError):
                self.told.emit(error)
            else:
                self._background.failed.emit(error)

        self._background.run(work, done, failed)

    def ask_and_erase(self) -> None:
        """Ask once, and erase everything if that is what is wanted."""
        if confirmed(
            self,
            self.tr("Erase everything"),
            self.tr("Erase everything that Greenroom keeps?"),
            consequence=self.tr(
                "All answers go, with recordings, transcripts, ratings and notes, those in the trash too; your own "
                "packs, your settings and downloaded speech models. Nothing brings them back unless you exported "
                "them. Greenroom then closes."
            ),
            do=self.tr("Erase everything"),
            keep=self.tr("Keep everything"),
        ):
            self.erase_everything()

    def erase_everything(self) -> None:
        """End what runs, then erase; nothing else can be done meanwhile. `erased`, or it is told what is left."""
        from greenroom.history.erasing import erase_everything

        def work() -> None:
            self._services.close()
            erase_everything(self._services.paths)

        def failed(error: Exception) -> None:
            self.window().setEnabled(True)
            self.told.emit(error)

        self.window().setEnabled(False)
        self._background.run(work, lambda _: self.erased.emit(), failed)

    def _set_exporting(self, is_exporting: bool) -> None:
        for each in (self.cancel, self.progress):
            each.setVisible(is_exporting)
        for each in (self.export, self.erase):
            each.setVisible(not is_exporting)
        self.progress.setValue(0)
        if is_exporting:
            self.said.hide()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
