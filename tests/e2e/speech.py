"""Recorded answers to speak into the microphone, and how well words were heard."""

from __future__ import annotations

from pathlib import Path

import jiwer
import soundfile
from whisper_normalizer.english import EnglishTextNormalizer

from greenroom.paths import shipped
from greenroom.speech.ear import Ear
from greenroom.speech.transcript import Transcript
from tests.e2e.sound import Samples, write_wav

RECORDINGS = Path(__file__).parents[1] / "data" / "speech"
CLT = RECORDINGS / "clt.flac"
"""69 s: an answer to the question `central-limit-theorem` of the pack that ships."""
JFK = RECORDINGS / "jfk.flac"
"""11 s of clear speech."""

OPENING_S = 27.35

_normalise = EnglishTextNormalizer()


def opening_of_clt(folder: Path) -> tuple[Path, str]:
    """The first two sentences of CLT as a WAV file, 27 s, and what is said in them."""
    samples, rate_hz = samples_of(CLT)
    wav = write_wav(folder / "opening.wav", samples[: int(OPENING_S * rate_hz)], rate_hz)
    return wav, text_of(CLT).partition("Why does it matter?")[0]


def as_wav(recording: Path, folder: Path) -> Path:
    """The recording as a WAV file in `folder`, which is what the microphone takes."""
    samples, rate_hz = samples_of(recording)
    return write_wav(folder / f"{recording.stem}.wav", samples, rate_hz)


def samples_of(recording: Path) -> tuple[Samples, int]:
    """Its samples from -1 to 1, and how many there are in a second."""
    samples, rate_hz = soundfile.read(recording, dtype="float32")
    return samples, int(rate_hz)


def length_s(recording: Path) -> float:
    return float(soundfile.info(recording).duration)


def text_of(recording: Path) -> str:
    """What is said in it."""
    return recording.with_suffix(".txt").read_text(encoding="utf-8")


def word_error_rate(said: str, heard: str) -> float:
    """Share of words that are wrong, missing or added, after the usual normalisation. 0 is perfect."""
    return float(jiwer.wer(_normalise(said), _normalise(heard)))


def transcribe(recording: Path) -> Transcript:
    """What the ear that ships hears in a sound file."""
    ear = Ear(shipped().model)
    try:
        return ear.transcribe(recording)
    finally:
        ear.close()
