"""The ear's side of the helper: the methods that the protocol promises for the role "ear"."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greenroom.speech.errors import RecordingMissing
from greenroom.speech.transcript import Segment, Transcript
from greenroom.speech.wire import Job, Methods

if TYPE_CHECKING:
    from greenroom.speech.scribe import Engine, Scribe

# A take grows four times a second or more.
LOOK_EVERY_S = 0.1


class Hearing:
    """Holds the one model and answers the ear's methods."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loaded: tuple[dict[str, Any], Engine] | None = None

    def methods(self) -> Methods:
        return {
            "warm_up": self.warm_up,
            "transcribe": self.transcribe,
            "listen": self.listen,
            "import": self.import_recording,
        }

    def warm_up(self, job: Job) -> dict[str, Any]:
        """Load the model and run everything once, since first calls cost about a second more."""
        import numpy as np

        from greenroom.speech.scribe import Scribe
        from greenroom.speech.take import RATE_HZ

        began = time.monotonic()
        engine = self._engine(job)
        silence = np.zeros(RATE_HZ, np.int16)
        engine.recognise(silence, ())
        Scribe(engine).feed(silence)
        return {"load_s": round(time.monotonic() - began, 3)}

    def transcribe(self, job: Job) -> dict[str, Any]:
        """A whole recording of any format."""
        from greenroom.speech.sound import read_recording

        far = 0.0

        def on_fraction(fraction: float) -> None:
            nonlocal far
            far = fraction

        scribe = self._scribe(job)
        for block in read_recording(Path(job.params["recording"]), on_fraction):
            scribe.feed(block)
            job.progress(fraction=round(far, 4))
        return _answer(scribe.finish())

    def listen(self, job: Job) -> dict[str, Any]:
        """Follow a growing take until the app says that it is finished, then transcribe what is left."""
        from greenroom.speech.sound import GrowingTake

        scribe = self._scribe(job)
        take = GrowingTake(Path(job.params["take"]))
        while True:
            last_look = job.finishing  # asked before looking: what came before "finish" must be read after it
            samples = take.read_new()
            if len(samples):
                scribe.feed(samples)
            elif last_look:
                break
            else:
                job.wait(LOOK_EVERY_S)
            job.progress(heard_s=take.seconds_read)
        if not take.seconds_read:
            raise RecordingMissing(
                "No sound was recorded.", "The recording has nothing in it.", "Record your answer again."
            )
        return _answer(scribe.finish())

    def import_recording(self, job: Job) -> dict[str, Any]:
        """Any recording to a take."""
        from greenroom.speech.sound import import_recording

        recording, take = Path(job.params["recording"]), Path(job.params["take"])
        return {"seconds": import_recording(recording, take, lambda far: job.progress(fraction=round(far, 4)))}

    def _scribe(self, job: Job) -> Scribe:
        from greenroom.speech.scribe import Scribe

        return Scribe(self._engine(job), lambda segment: _tell(job, segment), job.params.get("terms", ()))

    def _engine(self, job: Job) -> Engine:
        wanted = job.params["model"]
        with self._lock:
            if self._loaded is None or self._loaded[0] != wanted:
                from greenroom.speech.engines import kind_of

                self._loaded = None
                folder = Path(wanted["folder"])
                self._loaded = (wanted, kind_of(folder).load(folder, wanted["name"], wanted["sha256"]))
            return self._loaded[1]


def _tell(job: Job, segment: Segment) -> None:
    """Lengths and times alone: what was said goes into the answer only."""
    job.event("segment", start=segment.start, end=segment.end, words=len(segment.words))


def _answer(transcript: Transcript) -> dict[str, Any]:
    return transcript.model_dump(mode="json", exclude={"text"})
