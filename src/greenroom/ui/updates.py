"""Newer versions: a reminder to look for one, for those who switched it on. Only the browser makes a connection."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

import greenroom
from greenroom.settings import Settings, SettingsFile
from greenroom.ui.widgets.offer import Offer

EVERY = timedelta(days=30)


def remind(notice: Offer, settings: SettingsFile, today: date) -> None:
    """Offer the release page if that is wanted and was not done for a month."""
    if not is_due(settings.current, today):
        return
    with suppress(OSError):  # what cannot be saved is only asked again
        settings.change(reminded_of_updates_on=today.isoformat())
    words = QCoreApplication.translate(
        "updates", "You have Greenroom {version}. The release page says whether there is a newer one."
    )
    open_it = QCoreApplication.translate("updates", "Open it in the browser")
    notice.offer(words.format(version=greenroom.__version__), [(open_it, open_release_page)])


def is_due(settings: Settings, today: date) -> bool:
    """Whether to remind today. A date that cannot be read counts as long ago."""
    if not settings.remind_of_updates or not greenroom.WEBSITE:
        return False
    try:
        return today - date.fromisoformat(settings.reminded_of_updates_on) >= EVERY
    except ValueError:
        return True


def open_release_page() -> None:
    """In the browser; Greenroom itself asks nobody."""
    QDesktopServices.openUrl(QUrl(greenroom.WEBSITE))
