"""How an answer was delivered: length, pace, pauses, hesitations. Facts with their definitions, and no verdict.

Pauses and hesitations come measured in the transcript (`greenroom.speech.timeline`); here they are counted.
Bands and thresholds are those of the settings' help: 120 to 160 words a minute is an easy pace to follow.
"""

from __future__ import annotations

from dataclasses import dataclass

from greenroom.questions.pack import Question
from greenroom.review.fillers import Filler, written_fillers
from greenroom.review.reciting import RECITING_FROM, recited_share
from greenroom.speech.timeline import WORD_TAIL_S, merged, without
from greenroom.speech.transcript import Interval, Transcript

SPEAKING_WPM = 150
"""The middle of the band: how fast a model answer is taken to be said."""

TARGET_S = (60.0, 120.0)
"""From the first to the last of the lights at 1:00, 1:30 and 2:00."""

LONG_PAUSE_S = 1.0
SHORTEST_FOR_RATES_S = 10.0
"""One hesitation in five seconds is not "twelve a minute": below this length no rate is given."""


@dataclass(frozen=True)
class Facts:
    """What was observed. None stands for what this answer is too short, or has no times, to tell.

    length_s: of the recording. answer_s: from the start of its first word to the end of its last.
    target_s: shortest and longest length to aim at. model_answer_s: how long the model answer takes to say.
    words: those that were written, fillers included.
    pace_wpm: words a minute of `answer_s`, pauses and all (the literature's speech rate).
    pace_without_pauses_wpm: the same with silences from 0.25 s taken out (articulation rate; the threshold
    is the usual one since Goldman-Eisler 1968, confirmed for fluency measures by De Jong and Bosker 2013).
    fillers: those that the engine wrote down; engines leave most "um" and "uh" out.
    hesitations: probably “um” and “uh” that were not written, as the transcript has them.
    long_pauses: silences from 1 s between words. longest_pause_s: of the pauses from 0.25 s.
    measured_share: of the time in which a voice was heard, how much lies under the words and hesitations that
    these numbers count, 0 to 1. The rest was voice that the engine made nothing of.
    recited_share: of the words, how many repeat the model answer word for word (`greenroom.review.reciting`).
    """

    length_s: float | None
    answer_s: float | None
    target_s: tuple[float, float]
    model_answer_s: float | None
    words: int
    pace_wpm: float | None
    pace_without_pauses_wpm: float | None
    fillers: tuple[Filler, ...]
    fillers_per_minute: float | None
    hesitations: int
    hesitations_per_minute: float | None
    long_pauses: int
    longest_pause_s: float | None
    measured_share: float | None
    recited_share: float | None

    @property
    def is_recited(self) -> bool:
        """So much of it that the person is warned: in an interview it sounds learnt by heart."""
        return self.recited_share is not None and self.recited_share >= RECITING_FROM


def facts(transcript: Transcript, question: Question) -> Facts:
    """The facts of one answer. A typed one has words and fillers, and None for all that takes time."""
    words = [word for word in transcript.words if any(character.isalnum() for character in word.text)]
    answer_s = max(word.end for word in words) - words[0].start if words and transcript.duration > 0 else None
    fillers = written_fillers(transcript.words)
    pauses_s = [pause.length_s for pause in transcript.pauses]
    return Facts(
        length_s=transcript.duration or None,
        answer_s=answer_s,
        target_s=_target_s(question),
        model_answer_s=_spoken_s(question.model_answer) or None,
        words=len(words),
        pace_wpm=_a_minute(len(words), answer_s),
        pace_without_pauses_wpm=_a_minute(len(words), answer_s, pauses_s=sum(pauses_s)),
        fillers=fillers,
        fillers_per_minute=_a_minute(len(fillers), answer_s),
        hesitations=len(transcript.hesitations),
        hesitations_per_minute=_a_minute(len(transcript.hesitations), answer_s),
        long_pauses=sum(length_s >= LONG_PAUSE_S for length_s in pauses_s),
        longest_pause_s=max(pauses_s, default=None),
        measured_share=_measured_share(transcript),
        recited_share=recited_share(transcript, question.model_answer),
    )


def _target_s(question: Question) -> tuple[float, float]:
    """The target, stretched so that the model answer itself always meets it."""
    shortest_s, longest_s = TARGET_S
    model_s = _spoken_s(question.model_answer)
    return (min(shortest_s, model_s) if model_s else shortest_s, max(longest_s, model_s))


def _spoken_s(text: str) -> float:
    return len(text.split()) / SPEAKING_WPM * 60


def _a_minute(count: int, answer_s: float | None, pauses_s: float = 0.0) -> float | None:
    if answer_s is None or answer_s < SHORTEST_FOR_RATES_S or answer_s <= pauses_s:
        return None
    return count / (answer_s - pauses_s) * 60


def _measured_share(transcript: Transcript) -> float | None:
    if not transcript.voiced:
        return None
    covered = [Interval(start=word.start, end=word.end + WORD_TAIL_S) for word in transcript.words]
    counted = merged([*covered, *transcript.hesitations])
    heard_s = sum(stretch.length_s for stretch in merged(transcript.voiced))
    missed_s = sum(stretch.length_s for stretch in without(transcript.voiced, counted))
    return 1 - missed_s / heard_s if heard_s else None
