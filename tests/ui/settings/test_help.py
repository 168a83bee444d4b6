"""Copying diagnostics from Settings."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.settings.help import HelpSection
from tests.fakes import FakeDevices


def test_diagnostics_are_put_on_the_clipboard_and_said_to_be(
    qtbot: QtBot, qapp: QApplication, services: Services, background: Background
) -> None:
    section = HelpSection(services, FakeDevices(), background)
    qtbot.addWidget(section)
    section.show()
    section.copy.click()
    qtbot.waitUntil(section.copied.isVisible)
    assert qapp.clipboard().text().startswith("Greenroom ")
    assert section.copied.text().endswith("lines are on the clipboard. Read them before you send them.")


def test_a_log_that_is_not_there_is_told(qtbot: QtBot, services: Services, background: Background) -> None:
    section = HelpSection(services, FakeDevices(), background)
    qtbot.addWidget(section)
    with qtbot.waitSignal(section.told) as told:
        section.open_log.click()
    assert str(told.args[0]) == f"The log could not be opened. It is {services.paths.log}."
