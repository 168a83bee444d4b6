"""Colours, fonts and the style sheet: one table of tokens, two themes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import asdict, dataclass
from functools import cache
from string import Template

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from greenroom.paths import shipped


@dataclass(frozen=True)
class Tokens:
    """One theme's colours. Text colours meet WCAG AA (4.5:1) on paper and surface; a test holds them to it."""

    paper: str
    surface: str
    line: str
    ink: str
    soft: str
    faint: str
    accent: str
    accent_soft: str
    on_accent: str
    live: str
    amber: str
    amber_soft: str
    hesitation: str


LIGHT = Tokens(
    paper="#FAF9F5",
    surface="#FFFFFF",
    line="#E5E2D9",
    ink="#20241F",
    soft="#5E655C",
    faint="#6C7269",
    accent="#1E6B52",
    accent_soft="#E3EFE9",
    on_accent="#FFFFFF",
    live="#C43D2B",
    amber="#8F6210",
    amber_soft="#F7EDD8",
    hesitation="#7A5AA6",
)
DARK = Tokens(
    paper="#161A18",
    surface="#1E2421",
    line="#303833",
    ink="#E9ECE6",
    soft="#A8B0A8",
    faint="#8A938B",
    accent="#6CC3A0",
    accent_soft="#20382F",
    on_accent="#10231B",
    live="#F0705C",
    amber="#E0B65C",
    amber_soft="#3A3019",
    hesitation="#B79AE0",
)

SANS = ["Inter", "Segoe UI", "SF Pro Text", "Noto Sans", "DejaVu Sans"]
SERIF = ["Noto Serif", "Source Serif 4", "Georgia", "DejaVu Serif"]


class Theme(QObject):
    """The theme in force. Painted widgets read `tokens` when they paint and repaint on `changed`."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._appearance = "system"
        self.tokens = LIGHT
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(sans(15))
        app.styleHints().colorSchemeChanged.connect(self._apply)

    def set_appearance(self, appearance: str) -> None:
        """`appearance` is "system", "light" or "dark"."""
        self._appearance = appearance
        self._apply()

    def _apply(self) -> None:
        dark = self._appearance == "dark" or (
            self._appearance == "system" and self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        self.tokens = DARK if dark else LIGHT
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()


def style_sheet(tokens: Tokens) -> str:
    """The style sheet of `resources/style/greenroom.qss`, filled with the tokens and the place of its pictures."""
    folder = shipped().resources / "style"
    text = (folder / "greenroom.qss").read_text(encoding="utf-8")
    shade = "dark" if tokens == DARK else "light"
    return Template(text).substitute(asdict(tokens), folder=folder.as_posix(), shade=shade)


def sans(size_px: int, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """The interface font. tabular: digits of one width, for numbers that tick."""
    font = QFont(SANS)
    font.setPixelSize(size_px)
    font.setWeight(weight)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def serif(size_px: int) -> QFont:
    """The font of questions, and only of questions."""
    font = QFont(SERIF)
    font.setPixelSize(size_px)
    return font


def color(value: str) -> QColor:
    """A token as a colour to paint with."""
    return QColor(value)


def text_width(font: QFont, characters: int = 75) -> int:
    """The width of a line of about `characters` characters, in pixels: longer lines tire the eye."""
    return int(QFontMetricsF(font).averageCharWidth() * characters)


def balanced_width(font: QFont, text: str, characters: int = 48) -> int:
    """The least width in which `text` needs no more lines than in that of `characters`: no word is left alone."""
    metrics = QFontMetrics(font)

    def height_in(width: int) -> int:
        return metrics.boundingRect(QRect(0, 0, width, 0), Qt.TextFlag.TextWordWrap, text).height()

    widest = text_width(font, characters)
    least = bisect_left(range(widest), -height_in(widest), key=lambda width: -height_in(width))
    return least + metrics.averageCharWidth()  # a label wraps a little sooner than its text


@cache
def load_fonts() -> None:
    """Make the fonts that ship available to this process."""
    for path in sorted((shipped().resources / "fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, value in {
        role.Window: tokens.paper,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.paper,
        role.Button: tokens.surface,
        role.WindowText: tokens.ink,
        role.Text: tokens.ink,
        role.ButtonText: tokens.ink,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.ink,
        role.PlaceholderText: tokens.faint,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Link: tokens.accent,
    }.items():
        palette.setColor(target, QColor(value))
    return palette
