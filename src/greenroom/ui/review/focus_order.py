"""The order in which Tab reaches widgets that are made after the page: Qt would put them last."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def follow(anchor: QWidget, *widgets: QWidget) -> None:
    """Let Tab go from `anchor`, which takes the focus itself, to `widgets` in their order."""
    for before, after in pairwise((anchor, *widgets)):
        QWidget.setTabOrder(before, after)
