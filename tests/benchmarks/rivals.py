"""What other apps do after Stop: faster-whisper on the whole file, and SpeechRecognition's own call."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import soundfile

from greenroom.paths import shipped

Hear = Callable[[Path], str]


def plain_faster_whisper() -> Hear:
    """The model loaded once and called plainly."""
    from faster_whisper import WhisperModel

    model = WhisperModel(str(shipped().model), device="cpu", compute_type="int8")

    def hear(recording: Path) -> str:
        segments, _ = model.transcribe(str(recording), language="en", beam_size=5)
        return " ".join(segment.text for segment in segments)

    return hear


def speech_recognition() -> Hear:
    """`recognize_faster_whisper` as it stands, which loads the model at every call."""
    from speech_recognition.audio import AudioData
    from speech_recognition.recognizers.whisper_local import faster_whisper

    def hear(recording: Path) -> str:
        samples, rate_hz = soundfile.read(recording, dtype="int16")
        audio = AudioData(samples.tobytes(), rate_hz, 2)
        options = {"device": "cpu", "compute_type": "int8"}
        return str(faster_whisper.recognize(None, audio, str(shipped().model), init_options=options, language="en"))

    return hear


RIVALS = {"plain faster-whisper": plain_faster_whisper, "SpeechRecognition": speech_recognition}


def measured(hear: Hear, recording: Path) -> tuple[str, float, float]:
    """What is heard, its processor seconds, and its seconds on the wall."""
    cpu_s, began = time.process_time(), time.monotonic()
    text = hear(recording)
    return text, time.process_time() - cpu_s, time.monotonic() - began
