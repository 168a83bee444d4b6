"""What to hand to somebody who helps: a page of diagnostics, and the log."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from greenroom.audio.devices import Devices
from greenroom.diagnostics import diagnostics
from greenroom.errors import UserError
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.settings.rows import Section
from greenroom.ui.widgets.plain import button, label


class HelpSection(Section):
    """told(UserError): what could not be done."""

    told = Signal(object)

    def __init__(self, services: Services, devices: Devices, background: Background) -> None:
        super().__init__(self.tr("Help"))
        self._services = services
        self._devices = devices
        self._background = background
        self.copy = button(self.tr("Copy diagnostics"))
        self.open_log = button(self.tr("Open the log"))
        self.copied = label(kind="small", wrap=True)
        self.copied.hide()
        self.copy.clicked.connect(self.copy_diagnostics)
        self.open_log.clicked.connect(self._open_log)
        self.column.addWidget(
            label(
                self.tr(
                    "If something fails: version, system, devices by name, model and the end of the log, to paste "
                    "where you ask for help. Nothing you said or wrote is in it, and nothing is sent by itself."
                ),
                "small",
                wrap=True,
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.copy, self.open_log):
            row.addWidget(each)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.copied)

    def copy_diagnostics(self) -> None:
        """Gather them in the background, and put them on the clipboard."""
        microphones = [each.name for each in self._devices.microphones()]
        speakers = [each.name for each in self._devices.speakers()]
        toolkit = f"Qt {qVersion()} ({QGuiApplication.platformName()})"

        def show(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            lines = len(text.splitlines())
            self.copied.setText(
                self.tr("{0} lines are on the clipboard. Read them before you send them.").format(lines)
            )
            self.copied.show()

        self._background.run(lambda: diagnostics(self._services, microphones, speakers, toolkit), show)

    def _open_log(self) -> None:
        log = self._services.paths.log
        if not log.is_file() or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(log))):
            self.told.emit(UserError(self.tr("The log could not be opened."), "", f"It is {log}."))
