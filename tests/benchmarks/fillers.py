"""Speech with "um" and "uh" put into its pauses at known times, since no free recordings of real ones were found.

The fillers are spoken by espeak-ng in several voices, as long as people's are (0.25 to 0.8 s), at the level of the
speech around them. Half of them stand in the middle of a pause, the others right after a word or before one.
"""

from __future__ import annotations

import itertools
import random
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from greenroom.speech.take import RATE_HZ
from greenroom.speech.transcript import Interval

Sound = NDArray[np.int16]

# Phonemes as espeak-ng writes them: "um", "uh", "erm", "mm".
FILLERS = ("V:m", "V:m:", "V:", "V::", "3:m", "@:m")
VOICES = (("en-us", 35), ("en-us+f3", 60), ("en-us+m3", 45), ("en-gb+f4", 50), ("en-us+m7", 30))
SPEEDS_WPM = (90, 120, 160)
SHORTEST_S, LONGEST_S = 0.25, 0.8
SILENT_AMPLITUDE = 300
# Around a filler in the middle of a pause, and between a filler and the word that it leans on.
APART_S, LEANING_S = 0.25, 0.04
EVERY_S = 8.0


@dataclass(frozen=True)
class Hesitant:
    """Speech with fillers in it, and where they are."""

    samples: Sound
    fillers: tuple[Interval, ...]


def spoken_fillers() -> list[Sound]:
    """Every filler in every voice, cut to where it sounds."""
    ways = itertools.product(FILLERS, VOICES, SPEEDS_WPM)
    sounds = [spoken(f"[[{phonemes}]]", voice, pitch, speed) for phonemes, (voice, pitch), speed in ways]
    return [sound for sound in sounds if SHORTEST_S <= len(sound) / RATE_HZ <= LONGEST_S]


def spoken(text: str, voice: str = "en-us", pitch: int = 50, speed_wpm: int = 165) -> Sound:
    """`text` by espeak-ng at 16 kHz, without the silence around it."""
    with tempfile.TemporaryDirectory() as folder:
        wav = Path(folder) / "spoken.wav"
        command = ["espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(speed_wpm), "-w", str(wav), text]
        subprocess.run(command, check=True)
        sound, rate_hz = soundfile.read(wav, dtype="float32")
    samples: Sound = np.round(soxr.resample(sound, rate_hz, RATE_HZ) * 32767).clip(-32768, 32767).astype(np.int16)
    audible = np.flatnonzero(np.abs(samples) > SILENT_AMPLITUDE)
    return samples[audible[0] : audible[-1] + 1] if len(audible) else samples[:0]


def hesitant(speech: Sound, voiced: list[Interval], fillers: list[Sound], seed: int) -> Hesitant:
    """`speech` with a filler about every eight seconds, in pauses between its `voiced` stretches."""
    chance = random.Random(seed)
    pieces: list[Sound] = []
    where: list[Interval] = []
    taken = length = 0
    last_s = -EVERY_S
    for before, after in itertools.pairwise(voiced):
        if after.start - before.end < LEANING_S or after.start - last_s < EVERY_S:
            continue
        last_s = after.start
        pause = slice(int(before.end * RATE_HZ), int(after.start * RATE_HZ))
        filler = louder(chance.choice(fillers), speech[int(before.start * RATE_HZ) : pause.start])
        gaps_s = chance.choice([(APART_S, APART_S), (APART_S, APART_S), (LEANING_S, APART_S), (APART_S, LEANING_S)])
        lead, trail = (room_of(speech[pause], gap) for gap in gaps_s)
        said = speech[taken : pause.start]
        pieces += [said, lead, filler, trail]
        start = length + len(said) + len(lead)
        where.append(Interval(start=start / RATE_HZ, end=(start + len(filler)) / RATE_HZ))
        length += len(said) + len(lead) + len(filler) + len(trail)
        taken = pause.stop
    return Hesitant(np.concatenate([*pieces, speech[taken:]]), tuple(where))


def room_of(pause: Sound, seconds: float) -> Sound:
    """So many seconds of the pause's own silence."""
    return np.resize(pause, int(seconds * RATE_HZ))


def louder(filler: Sound, speech: Sound) -> Sound:
    """`filler` at the level of `speech`."""
    gain = np.sqrt(np.mean(np.square(speech, dtype=np.float64)) / np.mean(np.square(filler, dtype=np.float64)))
    scaled: Sound = np.round(filler * gain).clip(-32768, 32767).astype(np.int16)
    return scaled
