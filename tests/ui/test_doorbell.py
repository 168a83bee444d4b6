"""A second start finds the window that is open, and hands over what it was asked to open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from greenroom.ui.doorbell import PATIENCE_MS, Doorbell


@pytest.fixture
def doorbell(tmp_path: Path, qtbot: QtBot) -> Doorbell:
    bell = Doorbell(tmp_path)
    assert not bell.is_taken()
    bell.listen()
    return bell


@pytest.mark.parametrize("name", ["", "Übung 1.greenroom.yaml"])
def test_a_second_start_hands_its_file_to_the_first(
    doorbell: Doorbell, tmp_path: Path, qtbot: QtBot, name: str
) -> None:
    second = Doorbell(tmp_path)
    assert second.is_taken()
    with qtbot.waitSignal(doorbell.rung) as rung:
        assert second.ring(tmp_path / name if name else None)
    assert rung.args == [str(tmp_path / name) if name else ""]


def test_another_data_folder_has_a_window_of_its_own(doorbell: Doorbell, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert not Doorbell(other).is_taken()


def test_nobody_answers_where_no_window_is(tmp_path: Path, qtbot: QtBot) -> None:
    assert not Doorbell(tmp_path).ring(None)


def test_a_window_that_is_closing_makes_way_for_the_second_start(tmp_path: Path, qtbot: QtBot) -> None:
    """Its event loop has ended and its process has not: what rings there now is heard by nobody."""
    code = (
        "import sys; from pathlib import Path; from greenroom.ui.doorbell import Application, Doorbell; "
        "app = Application([]); bell = Doorbell(Path(sys.argv[1])); "
        "print(bell.is_taken(), flush=True); bell.listen(); print('listening', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as closing:
        assert closing.stdin is not None
        assert closing.stdout is not None
        assert [closing.stdout.readline() for _ in range(2)] == ["False\n", "listening\n"]
        second = Doorbell(tmp_path)
        assert second.is_taken()
        QTimer.singleShot(0, closing.stdin.close)
        assert not second.ring(None)
        assert not second.is_taken(PATIENCE_MS)
