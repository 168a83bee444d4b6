"""The engine: one faster-whisper model, called through SpeechRecognition's Whisper-compatible recognizer."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from speech_recognition.audio import AudioData
from speech_recognition.recognizers.whisper_local.base import WhisperCompatibleRecognizer

from greenroom.speech.cpu import check_cpu
from greenroom.speech.errors import ModelDamaged, ModelMissing
from greenroom.speech.sound import Samples
from greenroom.speech.take import RATE_HZ
from greenroom.speech.terms import hotwords, marked
from greenroom.speech.transcript import Heard, Interval, Segment, Word
from greenroom.speech.unwritten import UNWRITTEN

# Without a tokenizer in the folder faster-whisper would ask the network for one.
MODEL_FILES = ("model.bin", "config.json", "tokenizer.json")
REINSTALL = "Install Greenroom again to get a fresh copy, then choose Retry. Your recordings are kept."
# What measured best on read, non-native and technical speech; the further temperatures get it out of loops. No
# prompt from what was said before: it cost 2 to 5 points of word error rate where speech is unclear, and half as
# much again in time, since a misheard prompt makes the model loop. No time stamps: words get their times by
# alignment, and where the engine writes stamps it stops at some of them, with words still to come.
SETTINGS: dict[str, Any] = {
    "language": "en",
    "beam_size": 5,
    "vad_filter": False,
    "condition_on_previous_text": False,
    "temperature": [0.0, 0.2, 0.4],
    "word_timestamps": True,
    "without_timestamps": True,
}
# Real speech stayed under 0.53; noise that voice activity detection let through lies above.
NO_SPEECH_ABOVE = 0.8


class Whisper:
    """A model, loaded once. Thread-safe: one segment at a time."""

    def __init__(self, folder: Path, name: str, sha256: str | None) -> None:
        """Check and load. sha256: what model.bin must have, if known.

        Raises ModelMissing, ModelDamaged, CpuTooOld.
        """
        check_cpu()
        from greenroom.speech.short_encoding import is_known, load_model

        _check(folder, sha256)
        try:
            model = load_model(folder)
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelDamaged("The speech model cannot be loaded.", f"{error}.", REINSTALL) from error
        self.engine = f"faster-whisper {version('faster-whisper')}"
        self.model = name
        self.settings: Mapping[str, str | float] = {
            "beam_size": float(SETTINGS["beam_size"]),
            "temperature": " ".join(map(str, SETTINGS["temperature"])),
            "encoding": "short" if is_known() else "library",
        }
        self._recognizer: WhisperCompatibleRecognizer = WhisperCompatibleRecognizer(_Adapter(model))
        self._lock = threading.Lock()

    def recognise(self, samples: Samples, terms: Sequence[str]) -> Heard:
        """What is said in up to 30 s of 16 kHz sound, times from its start."""
        audio = AudioData(samples.astype("<i2").tobytes(), RATE_HZ, 2)
        with self._lock:
            heard = self._recognizer.recognize(audio, show_dict=True, hotwords=hotwords(terms), **SETTINGS)
        spoken = [s.words or () for s in heard["segments"] if s.no_speech_prob <= NO_SPEECH_ABOVE]
        segments = (_segment((p for p in pieces if UNWRITTEN not in p.word), terms) for pieces in spoken)
        return Heard(
            [segment for segment in segments if segment is not None],
            [Interval(start=p.start, end=p.end) for pieces in spoken for p in pieces if UNWRITTEN in p.word],
        )


class _Adapter:
    """What SpeechRecognition's recognizer calls; gives back faster-whisper's segments as they are."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def transcribe(self, audio_array: NDArray[np.float32], **settings: Any) -> dict[str, Any]:
        segments, info = self._model.transcribe(audio_array, **settings)
        heard = list(segments)
        return {"text": "".join(s.text for s in heard), "segments": heard, "language": info.language}


def _segment(pieces: Iterable[Any], terms: Sequence[str]) -> Segment | None:
    """A segment of whole words: the engine splits "state-of-the-art" and "97%", and only a space begins a word."""
    words: list[Word] = []
    for piece in pieces:
        if piece.word.startswith(" ") and not any(map(str.isalnum, piece.word)):
            continue  # a lone full stop or dash is no word
        text, start = piece.word.strip(), float(piece.start)
        end, probability = max(start, float(piece.end)), float(piece.probability)
        if words and not piece.word.startswith(" "):
            before = words.pop()
            text, start, probability = before.text + text, before.start, min(before.probability, probability)
        if text:
            words.append(Word(text=text, start=start, end=end, probability=min(1.0, probability)))
    if not words:
        return None
    text = " ".join(word.text for word in words)
    return Segment(text=text, start=words[0].start, end=words[-1].end, words=marked(words, terms))


def _check(folder: Path, sha256: str | None) -> None:
    if not folder.is_dir():
        raise ModelMissing("The speech model is missing.", f"There is no folder {folder}.", REINSTALL)
    for name in MODEL_FILES:
        if not (folder / name).is_file():
            raise ModelMissing("The speech model is incomplete.", f"{folder} has no {name}.", REINSTALL)
    if sha256 is None:
        return
    try:
        with (folder / "model.bin").open("rb") as file:
            actual = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelDamaged("The speech model cannot be read.", f"{error.strerror}.", REINSTALL) from error
    if actual != sha256:
        raise ModelDamaged("The speech model is damaged.", "Its contents are not what was shipped.", REINSTALL)
