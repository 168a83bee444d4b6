"""The theme: text can be read in both appearances, and one call changes the whole window."""

from __future__ import annotations

from dataclasses import asdict
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.ui.theme import DARK, LIGHT, Theme, Tokens, sans, serif, style_sheet, text_width

AA_TEXT = 4.5
AA_SHAPES = 3.0

THEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
TEXT = ["ink", "soft", "faint", "accent", "live", "amber", "hesitation"]
# Faint and live text are kept off the tinted strips, where they would fall short.
ON_TINTS = ["ink", "soft", "accent", "amber", "hesitation"]
STANDS_ON = [
    *product(TEXT, ["paper", "surface"]),
    *product(ON_TINTS, ["accent_soft", "amber_soft"]),
    ("on_accent", "accent"),
    ("soft", "line"),
]


def luminance(value: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    color = QColor(value)
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@THEMES
@pytest.mark.parametrize(("text", "ground"), STANDS_ON)
def test_text_can_be_read_where_it_stands(tokens: Tokens, text: str, ground: str) -> None:
    colors = asdict(tokens)
    assert contrast(colors[text], colors[ground]) >= AA_TEXT


@THEMES
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_the_focus_ring_can_be_seen(tokens: Tokens, ground: str) -> None:
    assert contrast(tokens.accent, asdict(tokens)[ground]) >= AA_SHAPES


@THEMES
def test_every_token_is_a_colour(tokens: Tokens) -> None:
    assert [name for name, value in asdict(tokens).items() if not QColor(value).isValid()] == []


@THEMES
def test_the_style_sheet_has_no_gap_left(tokens: Tokens) -> None:
    assert "$" not in style_sheet(tokens)


def test_choosing_an_appearance_changes_the_window_and_says_so(
    theme: Theme, qapp: QApplication, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.set_appearance("dark")
    assert theme.tokens == DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(DARK.paper)
    assert DARK.surface in qapp.styleSheet()
    theme.set_appearance("light")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.paper)
    assert DARK.surface not in qapp.styleSheet()


def test_without_a_choice_the_systems_appearance_holds(theme: Theme, qapp: QApplication) -> None:
    theme.set_appearance("dark")
    theme.set_appearance("system")
    system_is_dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.tokens == (DARK if system_is_dark else LIGHT)


def test_the_fonts_that_ship_are_the_ones_that_show(theme: Theme) -> None:
    assert {"Inter", "Noto Serif"} <= set(QFontDatabase.families())
    assert QFontInfo(sans(15)).family() == "Inter"
    assert QFontInfo(serif(21)).family() == "Noto Serif"
    assert QFontInfo(serif(21)).pixelSize() == 21


def test_a_line_of_text_is_about_as_wide_as_asked(theme: Theme) -> None:
    assert text_width(sans(15), 30) < text_width(sans(15), 75) < text_width(sans(30), 75)
