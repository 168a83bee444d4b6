"""A second start finds the window that is open, and hands over what it was asked to open."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from greenroom.ui.doorbell import Doorbell


@pytest.fixture
def doorbell(tmp_path: Path, qtbot: QtBot) -> Doorbell:
    bell = Doorbell(tmp_path)
    assert not bell.is_taken()
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
