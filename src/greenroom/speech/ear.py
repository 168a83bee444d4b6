"""The ear: recordings in, transcripts out. The engine works in a helper process and can take nothing down."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from greenroom.eventlog import event
from greenroom.paths import helper_command, shipped
from greenroom.speech.errors import (
    KEPT,
    Cancelled,
    EarDied,
    EarGarbled,
    EarHung,
    ModelDamaged,
    ModelMissing,
    SpeechError,
)
from greenroom.speech.models import SHIPPED, SpeechModel, model_of
from greenroom.speech.process import Helper, HelperBug, HelperDied, HelperGarbled, HelperHung, OnEvent
from greenroom.speech.transcript import Transcript

log = logging.getLogger(__name__)

SHIPPED_MODEL = SHIPPED.name
SHIPPED_MODEL_SHA256 = SHIPPED.sha256
# The slowest thing between two lines is loading a model from a cold disk, or one segment with all its fallbacks.
SILENCE_TIMEOUT_S = 60.0

OnProgress = Callable[[float], None]


class Ear:
    """Transcribes, one helper for all. Thread-safe, blocking: call it from worker threads.

    Besides what each method names, calls raise EarDied, EarHung, EarGarbled (the recording is untouched and the
    next call works with a fresh helper), ModelMissing, ModelDamaged, and Cancelled when given up or after `close`.
    """

    def __init__(
        self, model_dir: Path, command: list[str] | None = None, *, silence_timeout_s: float = SILENCE_TIMEOUT_S
    ) -> None:
        """Starts nothing. silence_timeout_s: how long a helper may say nothing before it counts as hung."""
        self._helper = Helper(command or helper_command("ear"))
        self._silence_timeout_s = silence_timeout_s
        is_shipped = model_dir == shipped().model
        name, sha256 = (SHIPPED_MODEL, SHIPPED_MODEL_SHA256) if is_shipped else (model_dir.name, None)
        self._model = _params_of(SpeechModel(model_dir, name, sha256))
        self._stand_in: dict[str, Any] | None = None
        self.model_problem: SpeechError | None = None
        """Why the model that was asked for is not the one that transcribes."""
        self.on_model_problem: Callable[[SpeechError], None] = lambda problem: None
        """Told `model_problem` once, on the thread of the call that found out."""

    @property
    def pid(self) -> int | None:
        """Of the helper process, None while there is none."""
        return self._helper.pid

    def use_model(self, model: SpeechModel) -> None:
        """Transcribe with `model` from the next call on; calls that are open keep theirs.

        If it turns out to be missing or damaged, the one that ships stands in: see `model_problem`.
        """
        self._model, self.model_problem = _params_of(model), None
        self._stand_in = _params_of(model_of(SHIPPED_MODEL, Path()))

    def warm_up(self) -> None:
        """Start the helper, check and load the model, run it once on silence, so that the next call is quick."""
        answer = self._call("warm_up", {"model": self._model})
        event("ear.ready", load_s=answer.get("load_s"))

    def transcribe(
        self,
        recording: Path,
        *,
        terms: Sequence[str] = (),
        on_progress: OnProgress | None = None,
        cancelled: threading.Event | None = None,
    ) -> Transcript:
        """A finished take, or a sound file of any usual format. on_progress is told the fraction done, 0 to 1.

        terms: technical terms that the answer is likely to use, at most ten count. Words that may be there for
        their sake alone are marked `boosted`.
        Raises RecordingMissing, RecordingEmpty, RecordingTooShort, RecordingHasNoSound, RecordingUnreadable.
        """
        params = {"model": self._model, "recording": str(recording), "terms": list(terms)}
        return self._transcript("transcribe", params, _fraction_of(on_progress), cancelled)

    def listen(self, take: Path, terms: Sequence[str] = ()) -> Listening:
        """Follow a take.wav that is still growing, or about to be created, and transcribe it meanwhile.

        terms: as `transcribe` takes them.
        """
        return Listening(self, take, terms)

    def import_recording(
        self,
        recording: Path,
        take: Path,
        *,
        on_progress: OnProgress | None = None,
        cancelled: threading.Event | None = None,
    ) -> float:
        """Write any sound file to `take` as 16 kHz mono 16-bit WAV, whole or not at all; returns seconds.

        Raises what `transcribe` raises of recordings, and CannotSaveRecording.
        """
        params = {"recording": str(recording), "take": str(take)}
        return float(self._call("import", params, _fraction_of(on_progress), cancelled)["seconds"])

    def close(self) -> None:
        """End the helper. Open and later calls raise Cancelled."""
        self._helper.close()

    def _transcript(self, method: str, params: dict[str, Any], *how: Any) -> Transcript:
        answer = self._call(method, params, *how)
        try:
            return Transcript.model_validate(answer)
        except ValidationError as error:
            log.error("not a transcript: %s", error)
            self._helper.replace()
            raise _garbled() from error

    def _call(
        self,
        method: str,
        params: dict[str, Any],
        on_event: OnEvent | None = None,
        cancelled: threading.Event | None = None,
        opened: Callable[[int], None] | None = None,
    ) -> dict[str, Any]:
        try:
            return self._called(method, params, on_event, cancelled, opened)
        except (ModelMissing, ModelDamaged) as error:
            if self._stand_in is None or params["model"] == self._stand_in:
                raise
            self._give_up(params["model"], error)
            return self._called(method, params | {"model": self._stand_in}, on_event, cancelled, opened)

    def _give_up(self, model: dict[str, Any], error: SpeechError) -> None:
        """Let the model that ships stand in for `model`."""
        log.error("%s cannot be used: %s", model["folder"], error)
        if self._model != model:
            return  # given up by another call, or no longer asked for
        self._model = self._stand_in or model
        why = f"{error.what} {error.why}".strip()
        what = f"The speech model {model['name']} cannot be used, so {SHIPPED_MODEL} transcribes."
        self.model_problem = type(error)(what, why, "Choose a model in Settings, under Transcription.")
        self.on_model_problem(self.model_problem)

    def _called(
        self,
        method: str,
        params: dict[str, Any],
        on_event: OnEvent | None,
        cancelled: threading.Event | None,
        opened: Callable[[int], None] | None,
    ) -> dict[str, Any]:
        try:
            return self._helper.call(
                method,
                params,
                timeout_s=self._silence_timeout_s,
                on_event=on_event,
                cancelled=cancelled,
                opened=opened,
            )
        except HelperDied as error:
            event("ear.died", why=str(error))
            raise EarDied("Transcribing stopped.", f"Its process {error}.", KEPT) from error
        except HelperHung as error:
            event("ear.hung", why=str(error))
            why = f"Its process gave no sign of life for {self._silence_timeout_s:.0f} s and was ended."
            raise EarHung("Transcribing got stuck.", why, KEPT) from error
        except (HelperGarbled, HelperBug) as error:
            log.error("the ear's %s failed: %s", method, error)
            event("ear.garbled", why=str(error))
            raise _garbled() from error


class Listening:
    """One take being followed. End it with `finish` or `cancel`."""

    def __init__(self, ear: Ear, take: Path, terms: Sequence[str] = ()) -> None:
        self._ear = ear
        self._take = take
        self._terms = list(terms)
        self._call_id: int | None = None
        self._cancelled = threading.Event()
        self._finished = False
        self._lock = threading.Lock()
        self._result: Transcript | Exception = Cancelled()
        self._failed_early = False
        self._heard_s = 0.0
        self._thread = threading.Thread(target=self._follow, name="listening", daemon=True)
        self._thread.start()

    @property
    def heard_s(self) -> float:
        """How much of the take has been worked through, in seconds."""
        return self._heard_s

    def finish(self, on_progress: OnProgress | None = None) -> Transcript:
        """The take is complete on disk: transcribe what is left and give the whole. Raises what Ear's calls raise.

        If the helper was lost while the person spoke, the whole take is transcribed anew.
        """
        with self._lock:
            self._finished = True
            call_id, failed_early = self._call_id, self._failed_early
        if call_id is not None and not failed_early:
            self._ear._helper.tell("finish", {"id": call_id})
        self._thread.join()
        if failed_early and not self._cancelled.is_set():
            log.warning("the ear was lost while listening: %s; the take is transcribed anew", self._result)
            return self._ear.transcribe(
                self._take, terms=self._terms, on_progress=on_progress, cancelled=self._cancelled
            )
        if isinstance(self._result, Transcript):
            return self._result
        raise self._result

    def cancel(self) -> None:
        """Give up, at once and without an answer. A `finish` that waits raises Cancelled."""
        self._cancelled.set()

    def _follow(self) -> None:
        params = {"model": self._ear._model, "take": str(self._take), "terms": self._terms}
        try:
            result: Transcript | Exception = self._ear._transcript(
                "listen", params, self._on_event, self._cancelled, self._on_opened
            )
        except Exception as error:
            result = error
        with self._lock:
            self._result = result
            self._failed_early = not self._finished and isinstance(result, EarDied | EarHung | EarGarbled)

    def _on_opened(self, call_id: int) -> None:
        with self._lock:
            self._call_id = call_id
            finished = self._finished
        if finished:
            self._ear._helper.tell("finish", {"id": call_id})

    def _on_event(self, message: dict[str, Any]) -> None:
        if message["event"] == "progress":
            self._heard_s = float(message.get("heard_s", 0.0))
        if message["event"] == "segment":
            event("segment.done", take=self._take.parent.name, start=message.get("start"), end=message.get("end"))


def _params_of(model: SpeechModel) -> dict[str, Any]:
    return {"folder": str(model.folder), "name": model.name, "sha256": model.sha256}


def _fraction_of(on_progress: OnProgress | None) -> OnEvent:
    def on_event(message: dict[str, Any]) -> None:
        if on_progress is not None and message["event"] == "progress":
            on_progress(float(message.get("fraction", 0.0)))

    return on_event


def _garbled() -> EarGarbled:
    return EarGarbled("Transcribing failed.", "Its process gave back something that makes no sense.", KEPT)
