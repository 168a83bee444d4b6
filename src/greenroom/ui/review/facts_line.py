"""One quiet line of facts about how an answer was delivered: observed, counted, explained, never graded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from greenroom.review.delivery import Facts
from greenroom.ui.review.fact_label import Fact, FactLabel
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.flow import FlowLayout
from greenroom.ui.words import clock

SPACING_PX = 2


class FactsLine(QWidget):
    """The facts beside each other, in as many lines as they need; hidden while there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = FlowLayout(SPACING_PX)
        self.setLayout(self._flow)
        self.facts: list[Fact] = []
        self.labels: list[FactLabel] = []
        self.hide()

    def show_facts(self, found: Facts | None) -> None:
        """What this answer can tell; the rest is left out rather than guessed."""
        if found is None:
            self.facts = []
        elif found.length_s is None:
            self.facts = [Fact("", str(found.words), self.tr("words"), self.tr("The words that you typed."))]
        else:
            facts = (
                self._length(found, found.length_s),
                self._pace(found),
                self._hesitations(found),
                self._fillers(found),
                self._longest_pause(found),
                self._measured_share(found),
            )
            self.facts = [fact for fact in facts if fact is not None]
        self._flow.clear()
        self.labels = [FactLabel(self._theme, fact) for fact in self.facts]
        for each in self.labels:
            self._flow.addWidget(each)
        self.setVisible(bool(self.facts))

    def _length(self, found: Facts, length_s: float) -> Fact:
        shortest, longest = (clock(target_s) for target_s in found.target_s)
        counted = self.tr("How long the recording is. {shortest} to {longest} suits this question.").format(
            shortest=shortest, longest=longest
        )
        if found.model_answer_s is not None:
            counted += " " + self.tr("Said aloud, the model answer takes about {length}.").format(
                length=clock(found.model_answer_s)
            )
        after = self.tr("of {shortest} to {longest}").format(shortest=shortest, longest=longest)
        return Fact("", clock(length_s), after, counted)

    def _pace(self, found: Facts) -> Fact | None:
        if found.pace_wpm is None:
            return None
        counted = self.tr(
            "Words from your first to your last, pauses and all. 120 to 160 a minute is easy to follow."
        )
        if found.pace_without_pauses_wpm is not None:
            counted += " " + self.tr("Without the pauses it was {pace}.").format(
                pace=round(found.pace_without_pauses_wpm)
            )
        return Fact("", str(round(found.pace_wpm)), self.tr("words a minute"), counted)

    def _hesitations(self, found: Facts) -> Fact:
        counted = self.tr(
            "A voice for 0.3 to 2 seconds with no word over it, probably “um” or “uh”: {number} of them, "
            "marked in the text."
        ).format(number=found.hesitations)
        return _rate(
            found.hesitations,
            found.hesitations_per_minute,
            (self.tr("hesitation"), self.tr("hesitations"), self.tr("hesitations a minute")),
            counted,
        )

    def _fillers(self, found: Facts) -> Fact | None:
        if not found.fillers:
            return None
        counted = self.tr(
            "Fillers that were written down, such as “you know”: {number} of them, marked in the text. "
            "Most “um” and “uh” are not written; hesitations count those."
        ).format(number=len(found.fillers))
        return _rate(
            len(found.fillers),
            found.fillers_per_minute,
            (self.tr("filler"), self.tr("fillers"), self.tr("fillers a minute")),
            counted,
        )

    def _longest_pause(self, found: Facts) -> Fact | None:
        if found.longest_pause_s is None:
            return None
        seconds = self.tr("{seconds} s").format(seconds=f"{found.longest_pause_s:.1f}")
        counted = self.tr("The longest silence between two words. Pauses from 2 s are marked in the text.")
        return Fact(self.tr("longest pause"), seconds, "", counted)

    def _measured_share(self, found: Facts) -> Fact | None:
        if found.measured_share is None:
            return None
        percent = self.tr("{percent} %").format(percent=round(found.measured_share * 100))
        counted = self.tr(
            "How much of the voice in the recording lies under the words and hesitations that are counted here."
        )
        return Fact(self.tr("measured on"), percent, self.tr("of your speech"), counted)


def _rate(number: int, per_minute: float | None, nouns: tuple[str, str, str], counted: str) -> Fact:
    """A number a minute, or the bare number where the answer is too short for a rate."""
    one, many, a_minute = nouns
    if per_minute is None:
        return Fact("", str(number), one if number == 1 else many, counted)
    return Fact("", f"{per_minute:.1f}".removesuffix(".0"), a_minute, counted)
