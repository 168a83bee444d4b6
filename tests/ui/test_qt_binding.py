"""What the window rests on: a Qt binding that keeps Python's books in order."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_calls_into_qt_leave_the_references_to_none_alone(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses one at each call, and Python 3.11 then aborts the app in the middle of an answer."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.update()
    assert abs(sys.getrefcount(None) - before) < 100
