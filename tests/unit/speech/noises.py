"""Sounds without a word in them: silence, noises, a keyboard, hum, breath, music. The same at every call."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
CHORDS_HZ = ((262, 330, 392), (220, 262, 330), (175, 220, 262), (196, 247, 294))
Wave = NDArray[np.float64]


def wordless(kind: str, seconds: float) -> NDArray[np.int16]:
    """One of KINDS, 16 kHz mono."""
    samples: NDArray[np.int16] = np.round(KINDS[kind](seconds).clip(-1, 1) * 32767).astype(np.int16)
    return samples


def _times(seconds: float) -> Wave:
    return np.arange(int(seconds * RATE_HZ)) / RATE_HZ


def _coloured(slope: float, level: float) -> Callable[[float], Wave]:
    """Noise whose amplitude falls with frequency to the power of `slope`: 0 white, 0.5 pink, 1 brown."""

    def noise(seconds: float) -> Wave:
        spectrum = np.fft.rfft(np.random.default_rng(1).normal(size=int(seconds * RATE_HZ)))
        spectrum[1:] /= np.arange(1, len(spectrum)) ** slope
        spectrum[0] = 0
        wave = np.fft.irfft(spectrum, int(seconds * RATE_HZ))
        return np.asarray(wave / np.sqrt(np.mean(np.square(wave))) * level)

    return noise


def _keyboard(seconds: float) -> Wave:
    """About five strokes a second, each a click of a few milliseconds and a softer one when the key comes up."""
    chance = np.random.default_rng(2)
    wave = np.zeros(int(seconds * RATE_HZ))
    stroke = chance.normal(size=160) * np.exp(-np.arange(160) / 30)
    at = 0.0
    while (at := at + chance.uniform(0.08, 0.32)) < seconds - 0.2:
        for later_s, level in ((0.0, 0.5), (0.09, 0.2)):
            first = int((at + later_s) * RATE_HZ)
            wave[first : first + 160] += stroke * level * chance.uniform(0.5, 1)
    return wave


def _hum(seconds: float) -> Wave:
    return np.asarray(sum(np.sin(2 * np.pi * 50 * n * _times(seconds)) * 0.12 / n for n in (1, 2, 3, 5, 7)))


def _breath(seconds: float) -> Wave:
    """Noise that swells and fades every four seconds, as air through a nose."""
    swell = np.maximum(0, np.sin(2 * np.pi * 0.25 * _times(seconds))) ** 2
    return np.asarray(_coloured(0.35, 0.12)(seconds) * swell)


def _music(seconds: float) -> Wave:
    """A progression of struck chords with overtones, a chord a second."""
    times = _times(seconds)
    within, number = times % 1.0, times.astype(int) % len(CHORDS_HZ)
    notes = np.array(CHORDS_HZ)[number].T
    tones = (np.sin(2 * np.pi * hz * n * times) / n for hz in notes for n in (1, 2, 3, 4))
    return np.asarray(sum(tones) * np.exp(-2.5 * within) * 0.08)


KINDS: dict[str, Callable[[float], Wave]] = {
    "digital silence": lambda seconds: np.zeros(int(seconds * RATE_HZ)),
    "white noise": _coloured(0, 0.05),
    "pink noise": _coloured(0.5, 0.1),
    "brown noise": _coloured(1, 0.15),
    "quiet hiss": _coloured(0, 0.002),
    "keyboard": _keyboard,
    "hum": _hum,
    "breath": _breath,
    "music": _music,
}
