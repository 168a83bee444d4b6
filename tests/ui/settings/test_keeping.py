"""Exporting and erasing everything, from Settings."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from greenroom.errors import UserError
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.settings.keeping import KeepingSection


@pytest.fixture
def section(qtbot: QtBot, services: Services, background: Background) -> KeepingSection:
    made = KeepingSection(services, background)
    qtbot.addWidget(made)
    made.show()
    services.store()
    return made


def test_everything_is_exported_to_one_file(section: KeepingSection, qtbot: QtBot, tmp_path: Path) -> None:
    section.export_to(tmp_path / "all.zip")
    assert section.cancel.isVisible()
    qtbot.waitUntil(section.said.isVisible)
    assert section.said.text() == f"No answers and all that belongs to them are in {tmp_path / 'all.zip'}."
    assert zipfile.ZipFile(tmp_path / "all.zip").testzip() is None
    assert section.export.isVisible()


def test_an_export_can_be_cancelled_and_leaves_nothing(
    section: KeepingSection, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled_meanwhile(*_: object, is_cancelled: Callable[[], bool], **__: object) -> int:
        from greenroom.history.backup import Cancelled

        while not is_cancelled():
            threading.Event().wait(0.01)
        raise Cancelled

    monkeypatch.setattr("greenroom.history.backup.back_up", cancelled_meanwhile)
    section.export_to(tmp_path / "all.zip")
    section.cancel.click()
    qtbot.waitUntil(section.said.isVisible)
    assert section.said.text() == "Cancelled. Nothing was written."
    assert not (tmp_path / "all.zip").exists()


def test_an_export_that_fails_is_told(section: KeepingSection, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(section.told) as told:
        section.export_to(tmp_path / "nowhere" / "all.zip")
    assert "was not written" in str(told.args[0])
    assert section.export.isVisible()


def answer_with(section: KeepingSection, words: str, asked: list[str]) -> None:
    """Answer the question that comes up with the button of these words."""

    def click() -> None:
        box = section.findChild(QMessageBox)
        assert box is not None
        asked.append(box.informativeText())
        next(each for each in box.buttons() if each.text() == words).click()

    QTimer.singleShot(0, click)


def test_erasing_asks_once_and_says_what_goes(section: KeepingSection, qtbot: QtBot, services: Services) -> None:
    asked: list[str] = []
    answer_with(section, "Keep everything", asked)
    section.erase.click()
    assert services.paths.database.exists()
    answer_with(section, "Erase everything", asked)
    with qtbot.waitSignal(section.erased):
        section.erase.click()
    assert not services.paths.database.exists()
    for what in ("recordings", "transcripts", "notes", "trash", "packs", "settings", "models"):
        assert what in asked[0]


def test_nothing_brings_the_history_back_while_or_after_everything_is_erased(
    section: KeepingSection, qtbot: QtBot, services: Services
) -> None:
    with qtbot.waitSignal(section.erased):
        section.erase_everything()
        assert not section.window().isEnabled()
    with pytest.raises(UserError, match="Start it again"):
        services.store()
    assert not services.paths.database.exists()


def test_what_cannot_be_erased_is_told(
    section: KeepingSection, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_: object) -> None:
        raise UserError("Not everything could be erased.", "Still there: packs.")

    monkeypatch.setattr("greenroom.history.erasing.erase_everything", held)
    with qtbot.waitSignal(section.told) as told:
        section.erase_everything()
    assert str(told.args[0]) == "Not everything could be erased. Still there: packs."
    assert section.window().isEnabled()
