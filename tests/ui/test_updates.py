"""Looking for a newer version: off until it is switched on, once a month then, and only ever in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from greenroom.settings import SettingsFile
from greenroom.ui.settings.about import UpdatesSection
from greenroom.ui.updates import remind
from greenroom.ui.widgets.offer import Offer

WEBSITE = "https://greenroom.invalid/releases"


class Browser(QObject):
    """Stands in for the person's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.pages.append(url.toString())


@pytest.fixture
def browser(qapp: QApplication) -> Iterator[Browser]:
    made = Browser()
    QDesktopServices.setUrlHandler("https", made, "show")  # type: ignore[arg-type]
    yield made
    QDesktopServices.unsetUrlHandler("https")


@pytest.fixture
def settings(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "settings.json")


@pytest.fixture
def notice(qtbot: QtBot) -> Offer:
    made = Offer()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenroom.WEBSITE", WEBSITE)


@pytest.mark.usefixtures("published")
def test_nobody_is_reminded_who_did_not_ask_for_it(settings: SettingsFile, notice: Offer) -> None:
    remind(notice, settings, date(2031, 2, 3))
    assert notice.isHidden()


@pytest.mark.usefixtures("published")
def test_a_reminder_comes_once_a_month_and_opens_the_release_page(
    settings: SettingsFile, notice: Offer, browser: Browser
) -> None:
    settings.change(remind_of_updates=True)
    remind(notice, settings, date(2031, 2, 3))
    assert "The release page says whether there is a newer one." in notice.text
    assert browser.pages == []
    notice.findChildren(QPushButton)[-1].click()
    assert browser.pages == [WEBSITE]
    notice.hide()
    remind(notice, settings, date(2031, 3, 4))
    assert notice.isHidden()
    remind(notice, settings, date(2031, 3, 5))
    assert not notice.isHidden()


def test_where_no_release_page_is_known_settings_say_so_and_offer_nothing(
    settings: SettingsFile, notice: Offer, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("greenroom.WEBSITE", "")
    section = UpdatesSection(remind=True)
    qtbot.addWidget(section)
    assert (section.remind.isEnabled(), section.open_button.isEnabled()) == (False, False)
    settings.change(remind_of_updates=True)
    remind(notice, settings, date(2031, 2, 3))
    assert notice.isHidden()
