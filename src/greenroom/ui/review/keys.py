"""The keys of the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from greenroom.review.rating import Rating
from greenroom.ui.review.player_bar import STEP_S

if TYPE_CHECKING:
    from greenroom.ui.review.page import ReviewPage


def bind(page: ReviewPage) -> None:
    """The keys that no widget on the page may keep for itself, but a field in which one writes."""
    for keys, act in {
        "Ctrl+Z": page.undo,
        "Ctrl+Shift+C": page.share.copy,
        "Ctrl+P": page.share.print,
        "Left": lambda: page.player_bar.seek_by(-STEP_S),  # a button would move the focus with it
        "Right": lambda: page.player_bar.seek_by(STEP_S),
    }.items():
        shortcut = QShortcut(QKeySequence(keys), page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


def press(page: ReviewPage, key: Qt.Key) -> bool:
    """Do what `key`, which the widget with the focus had no use for, stands for. False: nothing, here and now."""
    digit = key - Qt.Key.Key_0
    has_sound = not page.player_bar.isHidden()
    if 1 <= digit <= 4:
        chooser = page.ratings if page.is_revealed else page.prediction.ratings
        if chooser.isHidden():
            return False
        chooser.choose(Rating(digit))
    elif key == Qt.Key.Key_Space and has_sound:
        page.player_bar.toggle()
    elif key == Qt.Key.Key_L and has_sound:
        page.player_bar.loop_button.click()
    elif key == Qt.Key.Key_Z and has_sound:
        page.player_bar.zoom_button.click()
    elif key == Qt.Key.Key_S and not page.is_revealed:
        page.skip()
    elif key == Qt.Key.Key_F and not page.actions_row.follow_up.isHidden():
        page.follow_up()
    elif key == Qt.Key.Key_T:
        page.retake()
    elif key == Qt.Key.Key_N and page.is_in_session:
        page.go_on()
    elif key == Qt.Key.Key_W:
        page.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
    elif key == Qt.Key.Key_Escape and page.note.hasFocus():
        page.setFocus()
    elif key == Qt.Key.Key_Escape and not page.is_in_session:
        page.go_on()
    else:
        return False
    return True
