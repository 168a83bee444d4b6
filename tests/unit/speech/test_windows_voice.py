"""What is known of Windows' voice, on a stand-in for its driver: the real one exists there alone."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
import soundfile

from greenroom.speech.speaking import Speaking
from greenroom.speech.wire import Job, Wire

ZIRA = r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Speech\Voices\Tokens\TTS_MS_EN-US_ZIRA_11.0"


@dataclass
class SapiVoice:
    id: str = ZIRA
    name: str = "Microsoft Zira Desktop - English (United States)"
    languages: list[str] = field(default_factory=lambda: ["en-US"])


class SapiWithoutSpeakers:
    """pyttsx3's engine over SAPI where Windows has no device to play on: what is played never ends."""

    driver_name = "sapi5"

    def __init__(self) -> None:
        self._to_play = self._to_write = ""

    def say(self, text: str) -> None:
        self._to_play = text

    def save_to_file(self, text: str, file: str) -> None:
        self._to_write = file

    def runAndWait(self) -> None:
        assert not self._to_play, "waits for ever"
        soundfile.write(self._to_write, np.full(22_050, 1000, np.int16), 22_050)

    def setProperty(self, name: str, value: object) -> None:
        assert (name, value) in (("voice", ZIRA), ("rate", 165))

    def getProperty(self, name: str) -> list[SapiVoice]:
        return [SapiVoice()]


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> Speaking:
    pyttsx3: Any = ModuleType("pyttsx3")
    pyttsx3.init = SapiWithoutSpeakers
    monkeypatch.setitem(sys.modules, "pyttsx3", pyttsx3)
    return Speaking()


def test_a_computer_without_speakers_still_renders_the_question(speaking: Speaking, tmp_path: Path) -> None:
    wav = tmp_path / "Frage – für Zoë.wav"
    params = {"text": "Why this company?", "voice": "", "rate_wpm": 165, "wav": str(wav)}
    answer = speaking.render(Job(Wire(BytesIO()), 1, "render", params))
    assert answer == {"seconds": 1.0}
    assert wav.is_file()
