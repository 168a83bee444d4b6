"""The voice: text in, a WAV file out. The engine works in a helper process; what was rendered once is kept."""

from __future__ import annotations

import contextlib
import hashlib
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from greenroom.eventlog import event
from greenroom.paths import helper_command
from greenroom.speech.errors import NoVoice
from greenroom.speech.process import Helper, HelperBug, HelperDied, HelperGarbled, HelperHung

ENGINE = f"pyttsx3/{sys.platform}"
# A whole model answer takes an engine about a second; far beyond that it hangs.
SILENCE_TIMEOUT_S = 20.0
WAV_HEADER_BYTES = 44
# Rates of speech that no setting reaches: a file this short was cut off.
FASTEST_WORDS_PER_S = 15.0


@dataclass(frozen=True)
class VoiceInfo:
    """A voice of this system. `id` is what `render` takes; languages as the system names them ("en-us")."""

    id: str
    name: str
    languages: tuple[str, ...]


class Voice:
    """Reads text to files. Thread-safe, blocking: call it from worker threads. One utterance at a time."""

    def __init__(
        self, cache_dir: Path, command: list[str] | None = None, *, silence_timeout_s: float = SILENCE_TIMEOUT_S
    ) -> None:
        """Starts nothing. cache_dir: where rendered files stay; safe to delete at any time."""
        self._cache_dir = cache_dir
        self._helper = Helper(command or helper_command("voice"))
        self._silence_timeout_s = silence_timeout_s
        self._lock = threading.Lock()

    @property
    def pid(self) -> int | None:
        """Of the helper process, None while there is none."""
        return self._helper.pid

    def voices(self) -> list[VoiceInfo]:
        """The voices of this system. Raises NoVoice, Cancelled."""
        answer = self._call("voices", {})
        return [VoiceInfo(v["id"], v["name"], tuple(v["languages"])) for v in answer["voices"]]

    def render(self, text: str, voice: str, rate_wpm: int) -> Path:
        """A WAV of `text` in `voice` ("" is the best English one). The file is cached: copy it to keep it.

        Raises NoVoice with the reason and the remedy; Cancelled after `close`.
        """
        if not any(map(str.isalnum, text)):
            raise _no_voice("There is nothing to read: the text has no word in it.")
        key = hashlib.sha256("\0".join((ENGINE, voice, str(rate_wpm), text)).encode()).hexdigest()[:32]
        wav = self._cache_dir / f"{key}.wav"
        with self._lock:
            if wav.is_file() and wav.stat().st_size > WAV_HEADER_BYTES:
                return wav
            partial = wav.with_name(f"{key}.part.wav")
            try:
                self._cache_dir.mkdir(parents=True, exist_ok=True)
                params = {"text": text, "voice": voice, "rate_wpm": rate_wpm, "wav": str(partial)}
                seconds = float(self._call("render", params)["seconds"])
                if seconds < len(text.split()) / FASTEST_WORDS_PER_S:
                    raise _no_voice(f"The voice stopped after {seconds:.1f} s.")
                partial.replace(wav)
            except OSError as error:
                raise _no_voice(f"The sound could not be saved: {error.strerror}.") from error
            finally:
                with contextlib.suppress(OSError):
                    partial.unlink(missing_ok=True)
            event("voice.rendered", seconds=round(seconds, 3))
            return wav

    def close(self) -> None:
        """End the helper. Open and later calls raise Cancelled."""
        self._helper.close()

    def _call(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        """Call, once more with a fresh helper if the first was lost: drivers hang and crash, seldom twice."""
        try:
            return self._call_once(method, params)
        except (HelperDied, HelperHung, HelperGarbled):
            with _lost_is_no_voice():
                return self._call_once(method, params)

    def _call_once(self, method: str, params: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._helper.call(method, params, timeout_s=self._silence_timeout_s)
        except HelperBug as error:
            raise _no_voice(f"The system's voice failed: {error}.") from error


@contextlib.contextmanager
def _lost_is_no_voice() -> Any:
    try:
        yield
    except HelperHung as error:
        raise _no_voice("The system's voice does not answer.") from error
    except (HelperDied, HelperGarbled) as error:
        raise _no_voice(f"The process of the voice {error}.") from error


def _no_voice(why: str) -> NoVoice:
    remedy = "Choose another voice in Settings. Until then questions are shown without being read aloud."
    return NoVoice("The question cannot be read aloud.", why, remedy)
