"""The rail: names with what is due, or pictures where the window is narrow."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from greenroom.services import Services
from greenroom.ui.place_button import PlaceButton
from greenroom.ui.rail import PLACES, Rail
from greenroom.ui.theme import Theme
from tests.fakes import FakeDevices


@pytest.fixture
def rail(qtbot: QtBot, theme: Theme, services: Services) -> Rail:
    made = Rail(theme, FakeDevices(), services.settings)
    qtbot.addWidget(made)
    made.show()
    return made


def places(rail: Rail) -> list[PlaceButton]:
    return rail.findChildren(PlaceButton)[: len(PLACES)]


def test_places_have_the_keys_of_their_order(rail: Rail) -> None:
    assert [(each.text(), each.shortcut().toString()) for each in places(rail)] == [
        *(("Practice", "Ctrl+1"), ("History", "Ctrl+2"), ("Progress", "Ctrl+3")),
        *(("Questions", "Ctrl+4"), ("Settings", "Ctrl+5")),
    ]


def test_what_is_due_is_shown_and_said(rail: Rail) -> None:
    rail.show_due(6)
    assert (places(rail)[0].count, places(rail)[0].accessibleName()) == (6, "Practice, 6 due")
    rail.show_due(0)
    assert (places(rail)[0].count, places(rail)[0].accessibleName()) == (0, "Practice")


def test_a_narrow_rail_shows_pictures_and_says_the_names(rail: Rail, qtbot: QtBot) -> None:
    wide = rail.width()
    rail.set_narrow(True)
    assert rail.width() < wide / 2
    for each, name in zip(places(rail), ("Practice", "History", "Progress", "Questions", "Settings"), strict=True):
        assert (each.text(), each.accessibleName(), each.toolTip().split(" · ")[0]) == ("", name, name)
        image = each.grab().toImage()
        painted = {image.pixelColor(x, y).rgba() for x in range(12, 32) for y in range(image.height())}
        assert len(painted) > 1
    with qtbot.waitSignal(rail.chosen) as chosen:
        places(rail)[2].click()
    assert chosen.args == ["progress"]
