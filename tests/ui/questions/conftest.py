"""Packs on disk, and what a person does on the Questions page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from greenroom.questions.load import load_pack
from greenroom.questions.pack import Pack
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.questions.page import QuestionsPage
from greenroom.ui.theme import Theme
from tests.fakes import FakePlayer
from tests.unit.questions.packs import GOOD


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def own_file(services: Services) -> Path:
    """A pack of the person's own."""
    file = services.paths.packs / "small.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(GOOD, encoding="utf-8")
    return file


@pytest.fixture
def speech(qtbot: QtBot) -> Iterator[Background]:
    made = Background("speech")
    yield made
    made.close()


@pytest.fixture
def whole_page(
    theme: Theme, services: Services, background: Background, player: FakePlayer, speech: Background, qtbot: QtBot
) -> QuestionsPage:
    """The page with browsing, editor and import, not yet shown."""
    made = QuestionsPage(theme, services, background, player, speech)
    qtbot.addWidget(made)
    made.resize(1072, 720)
    return made


def show_page(page: QuestionsPage, qtbot: QtBot) -> None:
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: bool(page.browse.summary.text()))


def press(holder: QWidget, text: str) -> None:
    """Click the one visible button with this text."""
    QApplication.processEvents()
    found = [one for one in holder.findChildren(QPushButton) if one.text() == text and one.isVisible()]
    assert len(found) == 1, [one.text() for one in holder.findChildren(QPushButton) if one.isVisible()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def read(file: Path) -> Pack:
    return load_pack(file)
