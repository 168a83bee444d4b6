"""From samples to a transcript: every word comes once, wherever speech without a pause has to be cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from greenroom.speech.activity import VoiceActivity
from greenroom.speech.scribe import Scribe
from greenroom.speech.sound import Samples
from greenroom.speech.take import RATE_HZ
from greenroom.speech.transcript import Heard, Interval, Segment, Transcript, Word

WORD_SAMPLES = 4_800
# Loud enough that the engine gets it as it is; the number of a word is its loudness.
LOUDNESS, STEP = 5_000, 10


class LoudIsVoice(VoiceActivity):
    """Hears a voice wherever there is sound, and over the gaps of up to 0.1 s between words."""

    def __init__(self) -> None:
        self._quiet_frames = 9

    def probabilities(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        heard = []
        for frame in frames:
            self._quiet_frames = 0 if frame.any() else self._quiet_frames + 1
            heard.append(0.95 if self._quiet_frames <= 3 else 0.02)
        return np.array(heard, np.float32)


class Counting:
    """An engine that hears the numbers of `speech`; words that the sound begins or ends in, it gets wrong."""

    engine = "counting"
    model = "none"
    settings: Mapping[str, str | float] = {}

    def __init__(self) -> None:
        self.heard_s: list[float] = []

    def recognise(self, samples: Samples, terms: Sequence[str]) -> Heard:
        self.heard_s.append(len(samples) / RATE_HZ)
        edges = np.flatnonzero(np.diff(np.concatenate([[0], samples, [0]])))
        words = []
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            number = (int(samples[start]) - LOUDNESS) // STEP
            text = f"n{number}" if end - start >= 0.9 * WORD_SAMPLES else "maimed"
            words.append(Word(text=text, start=start / RATE_HZ, end=end / RATE_HZ, probability=1))
        text = " ".join(word.text for word in words)
        segment = Segment(text=text, start=words[0].start, end=words[-1].end, words=tuple(words))
        return Heard([segment])


def speech(words: int, gap_s: float, pauses_s: Mapping[int, float] | None = None) -> Samples:
    """So many words of 0.3 s, with `gap_s` after each and `pauses_s` before the words of these numbers."""
    pieces = [np.zeros(RATE_HZ, np.int16)]
    for number in range(words):
        pieces.append(np.zeros(int((pauses_s or {}).get(number, 0) * RATE_HZ), np.int16))
        pieces.append(np.full(WORD_SAMPLES, LOUDNESS + STEP * number, np.int16))
        pieces.append(np.zeros(int(gap_s * RATE_HZ), np.int16))
    return np.concatenate([*pieces, np.zeros(RATE_HZ, np.int16)])


def transcript_of(samples: Samples, engine: Counting) -> Transcript:
    scribe = Scribe(engine, activity=LoudIsVoice())
    for start in range(0, len(samples), RATE_HZ // 4):
        scribe.feed(samples[start : start + RATE_HZ // 4])
    return scribe.finish()


@pytest.mark.parametrize("gap_s", [0.03, 0.06, 0.1])
@pytest.mark.parametrize("lead", [0, 1, 2, 3])
def test_a_minute_without_a_pause_comes_word_for_word(gap_s: float, lead: int) -> None:
    engine = Counting()
    heard = transcript_of(speech(160 + lead, gap_s, {lead: 0.7}), engine)
    assert heard.text == " ".join(f"n{number}" for number in range(160 + lead))
    assert max(engine.heard_s) <= 15.7
    starts = [word.start for word in heard.words]
    assert starts == sorted(starts)


def test_voice_that_is_heard_twice_counts_once() -> None:
    heard = transcript_of(speech(160, 0.06), Counting())
    assert len(heard.voiced) == 1
    assert heard.voiced[0].length_s == pytest.approx(160 * 0.36, abs=0.3)
    assert heard.hesitations == ()


class Impatient(Counting):
    """Hears no more than the first three words of anything, or the last three."""

    def __init__(self, *, probability: float = 1.0, hears_the_last: bool = False) -> None:
        super().__init__()
        self._probability = probability
        self._kept = slice(-3, None) if hears_the_last else slice(3)

    def recognise(self, samples: Samples, terms: Sequence[str]) -> Heard:
        (whole,) = super().recognise(samples, terms).segments
        words = [word.model_copy(update={"probability": self._probability}) for word in whole.words[self._kept]]
        text = " ".join(word.text for word in words)
        return Heard([Segment(text=text, start=words[0].start, end=words[-1].end, words=tuple(words))])


@pytest.mark.parametrize("hears_the_last", [False, True])
def test_a_voice_that_the_engine_passes_over_is_heard_again(hears_the_last: bool) -> None:
    heard = transcript_of(speech(30, 0.06), Impatient(hears_the_last=hears_the_last))
    missing = 30 - len(heard.words)
    assert missing <= 3  # about a second of voice
    said = [f"n{number}" for number in range(30)]
    assert heard.text == " ".join(said[missing:] if hears_the_last else said[: 30 - missing])


def test_what_the_engine_is_not_sure_of_is_not_heard_again() -> None:
    engine = Impatient(probability=0.3)
    assert len(transcript_of(speech(30, 0.06), engine).words) == 3
    assert len(engine.heard_s) == 1


class Hesitant(Counting):
    """Hears an "um" at the very beginning, where a voice is."""

    def recognise(self, samples: Samples, terms: Sequence[str]) -> Heard:
        return Heard(super().recognise(samples, terms).segments, [Interval(start=0.0, end=0.4)])


def test_a_hesitation_does_not_begin_before_the_recording() -> None:
    samples = speech(4, 0.06)[RATE_HZ:]
    (hesitation,) = transcript_of(samples, Hesitant()).hesitations
    assert 0 <= hesitation.start < hesitation.end <= len(samples) / RATE_HZ
