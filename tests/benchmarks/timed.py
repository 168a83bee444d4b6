"""Speech whose word times are known: espeak-ng tells where in the sound each word of a text begins."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import soxr
from numpy.typing import NDArray

from greenroom.speech.take import RATE_HZ

RATE_WPM = 150
# Of an utterance's silence, what counts as sound: the word's own beginning, not the time set aside for it.
SILENT_AMPLITUDE = 200
TEXTS = (
    "I would start from the business question, and choose one measure that we all agree on. Then I write down what "
    "I expect to see, and how large the difference has to be before anybody acts on it.",
    "The second system was slower at first. We found that most of the time went into reading the same files again "
    "and again, so I kept them in memory, and the whole report was ready in under a minute.",
    "When two people disagree, I ask each of them to explain the other side. It sounds strange, but after ten "
    "minutes the real question is usually on the table, and it is smaller than everyone believed.",
    "My manager wanted the new version before the holiday. I told her which three parts were safe, which one was "
    "not, and what I would need to test it properly. She moved the date, and nothing broke.",
)


class TimedWord(NamedTuple):
    text: str
    start: float


class Timed(NamedTuple):
    samples: NDArray[np.int16]
    words: list[TimedWord]


def spoken_with_times(text: str, voice: str) -> Timed:
    """`text` at 16 kHz with the second at which each word is first heard."""
    from pyttsx3.drivers import _espeak as espeak

    pieces: list[NDArray[np.int16]] = []
    starts: list[tuple[int, int, float]] = []

    def take(wave: Any, count: int, events: Any) -> int:
        if count:
            pieces.append(np.ctypeslib.as_array(wave, (count,)).copy())
        at = 0
        while events[at].type:
            if events[at].type == espeak.EVENT_WORD:
                starts.append((events[at].text_position - 1, events[at].length, events[at].audio_position / 1000))
            at += 1
        return 0

    rate_hz = espeak.Initialize(espeak.AUDIO_OUTPUT_SYNCHRONOUS, 200)
    espeak.SetVoiceByName(voice.encode())
    espeak.SetParameter(espeak.RATE, RATE_WPM, 0)
    espeak.SetSynthCallback(take)
    espeak.Synth(text.encode(), flags=espeak.CHARS_UTF8)
    espeak.Synchronize()
    sound = np.concatenate(pieces).astype(np.float32) / 32768
    samples = np.round(soxr.resample(sound, rate_hz, RATE_HZ) * 32767).clip(-32768, 32767).astype(np.int16)
    ends = [start for _, _, start in starts[1:]] + [len(samples) / RATE_HZ]
    words = [
        TimedWord(text[at : at + length], _first_sound(samples, start, end))
        for (at, length, start), end in zip(starts, ends, strict=True)
    ]
    return Timed(samples, words)


def _first_sound(samples: NDArray[np.int16], start_s: float, end_s: float) -> float:
    word = samples[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)]
    audible = np.flatnonzero(np.abs(word) > SILENT_AMPLITUDE)
    return start_s + (float(audible[0]) / RATE_HZ if len(audible) else 0.0)
