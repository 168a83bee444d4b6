"""What every test of the window needs: no screen, one theme."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from greenroom.paths import Paths
from greenroom.questions.library import Library
from greenroom.services import Services
from greenroom.settings import SettingsFile
from greenroom.speech.ear import Ear
from greenroom.ui.background import Background
from greenroom.ui.theme import Theme
from tests.fakes import FakeVoice

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    """Let pass what Qt's offscreen platform says of every window that has a least size."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


class FoldersOpened(QObject):
    """Stands in for the file manager."""

    def __init__(self) -> None:
        super().__init__()
        self.folders: list[Path] = []

    @Slot(QUrl)
    def note(self, url: QUrl) -> None:
        self.folders.append(Path(url.toLocalFile()))


@pytest.fixture(autouse=True)
def _empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """What Python put there must be gone before Python is: the offscreen platform frees it later, and crashes."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(scope="session")
def _theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def theme(_theme: Theme) -> Iterator[Theme]:
    """The application's theme, light at the start of each test."""
    _theme.set_appearance("light")
    yield _theme
    _theme.set_appearance("light")


class _Windows(QObject):
    """Notes which widgets show as windows of their own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, happening: QEvent) -> bool:
        if happening.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(repr(watched))
        return False


@pytest.fixture
def windows_shown(qapp: QApplication) -> Iterator[list[str]]:
    """Every widget that showed as a window, if only for a moment, since the test began."""
    windows = _Windows()
    qapp.installEventFilter(windows)
    yield windows.shown
    qapp.removeEventFilter(windows)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data")


@pytest.fixture
def voice(tmp_path: Path) -> FakeVoice:
    return FakeVoice(tmp_path)


@pytest.fixture
def services(paths: Paths, voice: FakeVoice, tmp_path: Path) -> Iterator[Services]:
    """Real settings, library and database in a folder of the test's own; `tmp_path/shipped` holds the packs."""
    library = Library(tmp_path / "shipped", paths.packs)
    made = Services(paths, SettingsFile(paths.settings), library, Ear(tmp_path, ["no helper is started"]), voice)
    yield made
    made.close()


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    made = Background("test")
    yield made
    made.close()


@pytest.fixture
def folders_opened(qapp: QApplication) -> Iterator[FoldersOpened]:
    """The folders that the file manager was asked to show."""
    opened = FoldersOpened()
    QDesktopServices.setUrlHandler("file", opened, "note")  # type: ignore[arg-type]
    yield opened
    QDesktopServices.unsetUrlHandler("file")
