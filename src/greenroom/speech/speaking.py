"""The voice's side of the helper: the methods that the protocol promises for the role "voice", over pyttsx3."""

from __future__ import annotations

import logging
import shutil
import sys
from pathlib import Path
from typing import Any

from greenroom.speech.errors import NoVoice
from greenroom.speech.wire import Job, Methods

log = logging.getLogger(__name__)

# Voices that read questions well, by platform, best first; the first English one otherwise.
PREFERRED = {
    "linux": ("gmw/en-us", "gmw/en"),
    "darwin": ("samantha", "daniel", "alex"),
    "win32": ("zira", "david", "hazel"),
}
READING_GOES_ON = "Questions are shown without being read aloud until then."
REMEDY = {
    "linux": f"Install one with: sudo apt install espeak-ng. {READING_GOES_ON}",
    "darwin": f"Add a voice in System Settings, Accessibility, Spoken Content. {READING_GOES_ON}",
    "win32": f"Add a voice in Settings, Time & language, Speech. {READING_GOES_ON}",
}


# Seldom, espeak ends an utterance before it begins; the next attempt speaks.
ATTEMPTS = 3


class _NoSound(Exception):
    """The engine came back without a usable file."""


class Speaking:
    """One pyttsx3 engine, one utterance at a time, always to a file."""

    def __init__(self) -> None:
        self._engine: Any = None
        self._known: set[str] = set()
        self._best: str | None = None

    def methods(self) -> Methods:
        return {"voices": self.voices, "render": self.render}

    def voices(self, job: Job) -> dict[str, Any]:
        """The voices of this system, as it lists them."""
        return {"voices": self._usable_voices()}

    def render(self, job: Job) -> dict[str, Any]:
        """Speak `text` to the file `wav`. Raises NoVoice if no usable sound came out."""
        engine, params = self._started(), job.params
        engine.setProperty("voice", self._voice(params["voice"]))
        engine.setProperty("rate", int(params["rate_wpm"]))
        _settle(engine)
        why = ""
        for _ in range(ATTEMPTS):
            try:
                return {"seconds": _spoken(engine, params["text"], Path(params["wav"]))}
            except _NoSound as failed:
                log.warning("%s", failed)
                why = str(failed)
        raise no_voice(why)

    def _started(self) -> Any:
        if self._engine is None:
            import pyttsx3

            try:
                engine = pyttsx3.init()
                if engine.driver_name != "sapi5":
                    # The first run of a process may return at once and leave its sound for the next file. Windows'
                    # driver writes the file before it returns, and where no speaker is it waits here for ever.
                    engine.say(" ")
                    engine.runAndWait()
                    _settle(engine)
            except Exception as error:  # a platform's driver raises whatever its system raises
                raise no_voice(_why(error)) from error
            self._engine = engine
        return self._engine

    def _usable_voices(self) -> list[dict[str, Any]]:
        """As the system lists them, without espeak-ng's MBROLA voices where MBROLA itself is missing."""
        voices = (_described(voice) for voice in self._started().getProperty("voices"))
        mbrola = shutil.which("mbrola") is not None
        return [voice for voice in voices if mbrola or not voice["id"].startswith("mb/")]

    def _voice(self, wanted: str) -> str:
        """The id of the voice to use: the wanted one, or the best English one if there is none such (any more)."""
        if not self._known:
            self._known = {voice["id"] for voice in self._usable_voices()}
        if wanted in self._known:
            return wanted
        if wanted:
            log.warning("there is no voice %s, the best English one reads", wanted)
        if self._best is None:
            self._best = self._best_voice()
        return self._best

    def _best_voice(self) -> str:
        voices = self._usable_voices()
        for wanted in PREFERRED.get(sys.platform, ()):
            for voice in voices:
                if wanted == voice["id"].lower() or wanted in voice["name"].lower():
                    return str(voice["id"])
        english = (v["id"] for v in voices if any(lang.lower().startswith("en") for lang in v["languages"]))
        best = next(english, None)
        if best is None:
            raise no_voice("This system has no English voice.")
        return str(best)


def _spoken(engine: Any, text: str, wav: Path) -> float:
    """Speak to the file; returns its seconds. Raises _NoSound."""
    import soundfile

    # macOS writes AIFF whatever the name says.
    written = wav.with_suffix(".aiff") if sys.platform == "darwin" else wav
    engine.save_to_file(text, str(written))
    engine.runAndWait()
    _settle(engine)
    try:
        sound, rate_hz = soundfile.read(written, dtype="int16")
        if written != wav:
            soundfile.write(wav, sound, rate_hz, subtype="PCM_16")
            written.unlink()
    except (OSError, soundfile.SoundFileError) as error:
        raise _NoSound(f"The voice wrote no sound: {error}.") from error
    if not sound.any():
        raise _NoSound("The voice gave silence.")
    return float(len(sound) / rate_hz)


def _settle(engine: Any) -> None:
    """Wait until espeak has done all that it was told: it works in a thread of its own, and what comes too early
    is spoken at the old rate or cut off."""
    if engine.driver_name == "espeak":
        from pyttsx3.drivers import _espeak

        _espeak.Synchronize()


def no_voice(why: str) -> NoVoice:
    """The one problem a voice has, with this platform's remedy."""
    return NoVoice("The question cannot be read aloud.", why, REMEDY.get(sys.platform, REMEDY["linux"]))


def _why(error: Exception) -> str:
    if "espeak" in str(error).lower():
        return "No voice is installed: espeak-ng was not found."
    return f"The system's voice did not start: {error}."


def _described(voice: Any) -> dict[str, Any]:
    languages = [
        (lang.decode("utf-8", "ignore") if isinstance(lang, bytes) else str(lang)).strip("\x00\x05\x02 ")
        for lang in voice.languages or []
    ]
    return {"id": voice.id, "name": voice.name, "languages": languages}
