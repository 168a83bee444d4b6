"""The level meter: what it shows of a level, and when it is red."""

from __future__ import annotations

import math

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from greenroom.ui.theme import DARK, LIGHT, Theme
from greenroom.ui.widgets.level import PEAK_HOLD_S, LevelMeter, filled


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def meter(theme: Theme, qtbot: QtBot, clock: Clock) -> LevelMeter:
    made = LevelMeter(theme, clock=clock)
    qtbot.addWidget(made)
    made.resize(200, 12)
    made.show()
    return made


def colours(meter: LevelMeter) -> set[str]:
    image = meter.grab().toImage()
    middle = image.height() // 2
    return {image.pixelColor(x, middle).name() for x in range(image.width())}


def name(token: str) -> str:
    return QColor(token).name()


@pytest.mark.parametrize(
    ("dbfs", "share"),
    [(-120, 0), (-60, 0), (-30, 0.5), (-15, 0.75), (0, 1), (6, 1), (-math.inf, 0), (math.inf, 1), (math.nan, 0)],
)
def test_minus_sixty_to_zero_fill_the_bar(dbfs: float, share: float) -> None:
    assert filled(dbfs) == pytest.approx(share)


def test_the_peak_is_held_then_falls(meter: LevelMeter, clock: Clock) -> None:
    meter.set_level(-15)
    meter.set_level(-45)
    assert (meter.level, meter.peak) == (0.25, 0.75)
    clock.now_s = PEAK_HOLD_S + 0.1
    meter.set_level(-45)
    assert meter.peak == 0.25


def test_a_louder_moment_moves_the_peak_at_once(meter: LevelMeter) -> None:
    meter.set_level(-45)
    meter.set_level(-6)
    assert meter.peak == pytest.approx(0.9)


def test_it_is_red_only_while_an_answer_is_recorded(meter: LevelMeter) -> None:
    meter.set_level(-10)
    assert name(LIGHT.accent) in colours(meter)
    assert name(LIGHT.live) not in colours(meter)
    meter.set_live(True)
    assert name(LIGHT.live) in colours(meter)
    assert meter.accessibleDescription() == "Recording"
    meter.set_live(False)
    assert name(LIGHT.live) not in colours(meter)
    assert meter.accessibleDescription() == ""


def test_it_takes_the_colours_of_the_theme(meter: LevelMeter, theme: Theme) -> None:
    meter.set_level(-10)
    theme.set_appearance("dark")
    assert name(DARK.accent) in colours(meter)


def test_a_closed_microphone_shows_nothing(meter: LevelMeter) -> None:
    meter.set_level(-10)
    meter.clear()
    assert name(LIGHT.accent) not in colours(meter)
    assert (meter.level, meter.peak) == (0, 0)


def test_it_has_a_name_for_screen_readers(meter: LevelMeter) -> None:
    assert meter.accessibleName() == "Microphone level"
