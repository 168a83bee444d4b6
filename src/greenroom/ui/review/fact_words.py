"""The facts of an answer in words: each with how it is counted, and with what is usual for the person."""

from __future__ import annotations

from PySide6.QtCore import QObject

from greenroom.review.delivery import Facts
from greenroom.review.reciting import RECITING_FROM
from greenroom.review.yardstick import Yardstick
from greenroom.ui.review.fact_label import Fact
from greenroom.ui.words import clock

BAND_WPM = (120, 160)
"""An easy pace to follow, as the settings' help explains it."""


class FactWords(QObject):
    """Observed, counted, explained, never graded."""

    def of(self, found: Facts, usual: Yardstick | None) -> list[Fact]:
        """What this answer can tell, in the order of reading. A typed one tells of its words alone."""
        if found.length_s is None:
            typed = Fact("", str(found.words), self.tr("words"), self.tr("The words that you typed."))
            return [fact for fact in (typed, self._recited(found)) if fact is not None]
        facts = (
            self._length(found, found.length_s, usual),
            self._pace(found, usual),
            self._hesitations(found, usual),
            self._fillers(found, usual),
            self._longest_pause(found, usual),
            self._recited(found),
            self._measured_share(found),
        )
        return [fact for fact in facts if fact is not None]

    def _usually(self, usual: Yardstick | None, number: str | None) -> str:
        """“Over your last ten answers it was usually 158.”; empty where nothing is usual yet."""
        if usual is None or number is None:
            return ""
        words = self.tr("Over your last {answers} answers it was usually {number}.")
        return " " + words.format(answers=usual.answers, number=number)

    def _length(self, found: Facts, length_s: float, usual: Yardstick | None) -> Fact:
        shortest, longest = (clock(target_s) for target_s in found.target_s)
        counted = self.tr("How long the recording is. {shortest} to {longest} suits this question.").format(
            shortest=shortest, longest=longest
        )
        if found.model_answer_s is not None:
            counted += " " + self.tr("Said aloud, the model answer takes about {length}.").format(
                length=clock(found.model_answer_s)
            )
        counted += self._usually(usual, None if usual is None or usual.length_s is None else clock(usual.length_s))
        after = self.tr("of {shortest} to {longest}").format(shortest=shortest, longest=longest)
        return Fact("", clock(length_s), after, counted)

    def _pace(self, found: Facts, usual: Yardstick | None) -> Fact | None:
        if found.pace_wpm is None:
            return None
        lowest, highest = BAND_WPM
        counted = self.tr(
            "Words from your first to your last, pauses and all. {lowest} to {highest} a minute is easy to follow."
        ).format(lowest=lowest, highest=highest)
        if found.pace_without_pauses_wpm is not None:
            counted += " " + self.tr("Without the pauses it was {pace}.").format(
                pace=round(found.pace_without_pauses_wpm)
            )
        pace = round(found.pace_wpm)
        place = self.tr("above") if pace > highest else self.tr("below") if pace < lowest else self.tr("within")
        after = self.tr("words a minute, {place} {lowest}–{highest}").format(
            place=place, lowest=lowest, highest=highest
        )
        if usual is not None and usual.pace_wpm is not None:
            after += self.tr(", yours is usually {pace}").format(pace=round(usual.pace_wpm))
            counted += self._usually(usual, str(round(usual.pace_wpm)))
        return Fact("", str(pace), after, counted, is_apart=not lowest <= pace <= highest)

    def _hesitations(self, found: Facts, usual: Yardstick | None) -> Fact:
        counted = self.tr(
            "Probably “um” or “uh”, heard by a second look or as a voice with no word over it: {number} of them, "
            "marked in the text."
        ).format(number=found.hesitations)
        normal = None if usual is None else usual.hesitations_per_minute
        nouns = (self.tr("hesitation"), self.tr("hesitations"), self.tr("hesitations a minute"))
        after = self.tr(", usually {number}").format(number=_short(normal)) if normal is not None else ""
        counted += self._usually(usual, None if normal is None else _short(normal))
        return _rate(found.hesitations, found.hesitations_per_minute, nouns, counted, after)

    def _fillers(self, found: Facts, usual: Yardstick | None) -> Fact | None:
        if not found.fillers:
            return None
        counted = self.tr(
            "Fillers that were written down, such as “you know”: {number} of them, marked in the text. "
            "Most “um” and “uh” are not written; hesitations count those."
        ).format(number=len(found.fillers))
        normal = None if usual is None else usual.fillers_per_minute
        counted += self._usually(usual, None if normal is None else _short(normal))
        nouns = (self.tr("filler"), self.tr("fillers"), self.tr("fillers a minute"))
        return _rate(len(found.fillers), found.fillers_per_minute, nouns, counted)

    def _longest_pause(self, found: Facts, usual: Yardstick | None) -> Fact | None:
        if found.longest_pause_s is None:
            return None
        seconds = self.tr("{seconds} s")
        counted = self.tr("The longest silence between two words. Pauses from 2 s are marked in the text.")
        normal = None if usual is None or usual.longest_pause_s is None else usual.longest_pause_s
        counted += self._usually(usual, None if normal is None else seconds.format(seconds=f"{normal:.1f}"))
        after = self.tr("({number} from 1 s)").format(number=found.long_pauses) if found.long_pauses else ""
        longest = seconds.format(seconds=f"{found.longest_pause_s:.1f}")
        return Fact(self.tr("longest pause"), longest, after, counted)

    def _recited(self, found: Facts) -> Fact | None:
        if not found.recited_share:
            return None
        percent = self.tr("{percent} %")
        counted = self.tr(
            "How many of your words stand in runs of five or more as the model answer has them. "
            "From {threshold} on it sounds learnt by heart: an interviewer hears the difference."
        ).format(threshold=percent.format(percent=round(RECITING_FROM * 100)))
        after = self.tr("word for word the model answer")
        if found.is_recited:
            after += self.tr(": say it in your own words")
        share = percent.format(percent=round(found.recited_share * 100))
        return Fact("", share, after, counted, is_apart=found.is_recited)

    def _measured_share(self, found: Facts) -> Fact | None:
        if found.measured_share is None:
            return None
        percent = self.tr("{percent} %").format(percent=round(found.measured_share * 100))
        counted = self.tr(
            "How much of the voice in the recording lies under the words and hesitations that are counted here."
        )
        return Fact(self.tr("measured on"), percent, self.tr("of your speech"), counted)


def _rate(
    number: int, per_minute: float | None, nouns: tuple[str, str, str], counted: str, after: str = ""
) -> Fact:
    """A number a minute, or the bare number where the answer is too short for a rate."""
    one, many, a_minute = nouns
    if per_minute is None:
        return Fact("", str(number), one if number == 1 else many, counted)
    return Fact("", _short(per_minute), a_minute + after, counted)


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
