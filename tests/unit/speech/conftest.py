"""A real ear for all tests here, helpers that misbehave on purpose, and recordings made on the spot."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import jiwer
import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray
from whisper_normalizer.english import EnglishTextNormalizer

from greenroom.paths import shipped
from greenroom.speech.ear import Ear

RECORDINGS = Path(__file__).parents[2] / "data" / "speech"
JFK = RECORDINGS / "jfk.flac"
CLT = RECORDINGS / "clt.flac"
RATE_HZ = 16_000

_normalise = EnglishTextNormalizer()

# The parts of a helper that plays its role until it is asked something.
PROLOGUE = """\
import json, os, sys, time
def send(**message):
    print(json.dumps(message), flush=True)
def hello():
    send(hello="greenroom-helper", protocol=1, role="ear", pid=os.getpid())
def requests():
    for line in sys.stdin:
        yield json.loads(line)
"""

FakeHelper = Callable[[str], list[str]]


@pytest.fixture(scope="session")
def ear() -> Iterator[Ear]:
    """The ear with the model that ships, loaded once."""
    ear = Ear(shipped().model)
    ear.warm_up()
    yield ear
    ear.close()


@pytest.fixture
def fake_helper(tmp_path: Path) -> FakeHelper:
    """Gives the command of a helper whose program is the given lines."""

    def write(program: str) -> list[str]:
        script = tmp_path / "helper.py"
        script.write_text(PROLOGUE + program, encoding="utf-8")
        return [sys.executable, str(script)]

    return write


def reference(recording: Path) -> str:
    return recording.with_suffix(".txt").read_text(encoding="utf-8")


def word_error_rate(said: str, heard: str) -> float:
    """Share of words that are wrong, missing or added, after the usual normalisation. 0 is perfect."""
    return float(jiwer.wer(_normalise(said), _normalise(heard)))


def sound_of(recording: Path) -> NDArray[np.int16]:
    samples, rate_hz = soundfile.read(recording, dtype="int16")
    assert rate_hz == RATE_HZ
    return np.asarray(samples, np.int16)


def write_wav(path: Path, samples: NDArray[np.int16], rate_hz: int = RATE_HZ) -> Path:
    soundfile.write(path, samples, rate_hz, subtype="PCM_16")
    return path
