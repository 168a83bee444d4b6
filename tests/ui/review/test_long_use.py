"""What only shows after a while: a review is painted many times a second while it plays."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_qt_gives_back_every_reference_to_none_that_it_takes() -> None:
    """PySide6 6.12.0 loses one at every call on Python 3.11, which ends the process after some thousand of them."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("asked a thousand times")
    assert sys.getrefcount(None) > before - 100, "keep pyside6-essentials and pyside6-addons below 6.12"
