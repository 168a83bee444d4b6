"""The card beneath both columns: the recording to hear, or word that it is gone, and the line of facts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenroom.audio.player import Player
from greenroom.review.delivery import Facts
from greenroom.review.yardstick import Yardstick
from greenroom.ui.background import Background
from greenroom.ui.review.facts_line import FactsLine
from greenroom.ui.review.focus_order import follow
from greenroom.ui.review.player_bar import PlayerBar
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import card, label
from greenroom.ui.widgets.waveform import WaveMark, WaveMarkKind

if TYPE_CHECKING:
    from greenroom.review.points import Evidence
    from greenroom.speech.transcript import Transcript


class SoundCard(QWidget):
    """Hidden while there is neither a recording nor a fact to show."""

    def __init__(self, theme: Theme, player: Player, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame, column = card(spacing_px=10)
        column.setContentsMargins(18, 12, 18, 12)
        self.player_bar = PlayerBar(theme, player, background)
        self.gone = label(self.tr("The recording is no longer on this computer."), "soft", wrap=True)
        self.facts = FactsLine(theme)
        for part in (self.player_bar, self.gone, self.facts):
            column.addWidget(part)
        self._found: Facts | None = None
        self._usual: Yardstick | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def show_take(self, take: Path | None, duration_s: float, *, is_gone: bool) -> None:
        """The recording in `take`; without one, `is_gone` says whether there should be one."""
        self.player_bar.setVisible(take is not None)
        self.player_bar.load(take, duration_s)
        self.gone.setVisible(is_gone)
        self._fit()

    def show_facts(self, found: Facts | None) -> None:
        self._found = found
        self._tell()

    def show_usual(self, usual: Yardstick | None) -> None:
        """What is usual for the person, beside the facts that show or are to come."""
        self._usual = usual
        self._tell()

    def _tell(self) -> None:
        self.facts.show_facts(self._found, self._usual)
        follow(self.player_bar.zoom_button, *self.facts.labels)
        self._fit()

    def _fit(self) -> None:
        self.setVisible(any(not part.isHidden() for part in (self.player_bar, self.gone, self.facts)))


def wave_marks(heard: Transcript | None, earned: Iterable[Evidence]) -> list[WaveMark]:
    """Where on the wave points were earned, and where a hesitation was heard. A typed answer has no such place."""
    points = [WaveMark(WaveMarkKind.POINT, each.start, each.end) for each in earned if each.end > 0]
    hesitations = [
        WaveMark(WaveMarkKind.HESITATION, each.start, each.end) for each in (heard.hesitations if heard else ())
    ]
    return points + hesitations
