"""From a recorded attempt to its transcript, kept: the same way for a fresh take, a retry and a recovered one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from greenroom.errors import UserError
from greenroom.eventlog import event
from greenroom.history.attempt import Attempt
from greenroom.review.terms import terms_of
from greenroom.services import Services
from greenroom.speech.archive import archive, clear_all
from greenroom.speech.ear import Listening, OnProgress
from greenroom.speech.errors import Cancelled
from greenroom.speech.transcript import Transcript
from greenroom.ui.background import Background

BUG_PROBLEM = "The transcript could not be made: something in Greenroom failed. Your recording is kept."


class Scribe(QObject):
    """Transcribes attempts in the background and saves what comes of it, success or failure.

    finished(Attempt): the attempt as it is in history now. progress(attempt id, 0 to 1).
    archived(attempt id): its recording, transcribed and kept, is at another path now.
    """

    finished = Signal(object)
    archived = Signal(str)
    progress = Signal(str, float)

    def __init__(
        self, services: Services, db: Background, speech: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._db = db
        self._speech = speech
        self._busy: set[str] = set()

    def is_busy(self, attempt_id: str) -> bool:
        """Whether the transcript of this attempt is on its way."""
        return attempt_id in self._busy

    def tidy(self) -> None:
        """Delete recordings that are kept twice because something had them open."""
        self._speech.run(lambda: clear_all(self._services.paths.attempts))

    def transcribe(self, attempt_id: str, listening: Listening | None = None) -> None:
        """Transcribe the finished take of `attempt_id`; `listening` has been following it while it grew."""
        self._busy.add(attempt_id)
        if listening is not None:
            self._hear(attempt_id, listening.finish)
            return
        ear, paths = self._services.ear, self._services.paths
        recording = paths.recording(attempt_id) or paths.take(attempt_id)  # of a missing one the ear tells

        def hear(attempt: Attempt) -> None:
            terms = terms_of(attempt.question)
            self._hear(attempt_id, lambda told: ear.transcribe(recording, terms=terms, on_progress=told))

        self._db.run(
            lambda: self._services.store().attempt(attempt_id), hear, lambda error: self._fail(attempt_id, error)
        )

    def _hear(self, attempt_id: str, work: Callable[[OnProgress], Transcript]) -> None:
        def on_progress(share: float) -> None:
            self.progress.emit(attempt_id, share)

        self._speech.run(
            lambda: work(on_progress),
            lambda transcript: self._keep(attempt_id, transcript),
            lambda error: self._fail(attempt_id, error),
        )

    def _keep(self, attempt_id: str, transcript: Transcript) -> None:
        event("transcript.ready", attempt=attempt_id, words=len(transcript.words), duration=transcript.duration)

        def archive_after(_: Attempt) -> None:
            """Only now: as long as there is no transcript the WAV is all there is of the answer."""
            self._archive(attempt_id)

        self._save(
            attempt_id, lambda: self._services.store().save_transcript(attempt_id, transcript), archive_after
        )

    def _fail(self, attempt_id: str, error: Exception) -> None:
        if isinstance(error, Cancelled):  # Greenroom is closing: the take waits in history as it is
            self._busy.discard(attempt_id)
            return
        problem = str(error) if isinstance(error, UserError) else BUG_PROBLEM
        event("transcript.failed", attempt=attempt_id, problem=problem)
        self._save(attempt_id, lambda: self._services.store().fail_transcription(attempt_id, problem))

    def _archive(self, attempt_id: str) -> None:
        take = self._services.paths.take(attempt_id)

        def done(is_archived: bool) -> None:
            if is_archived:
                event("attempt.archived", attempt=attempt_id)
                self.archived.emit(attempt_id)

        if take.is_file():
            self._speech.run(lambda: archive(take), done)

    def _save(
        self, attempt_id: str, write: Callable[[], None], then: Callable[[Attempt], None] = lambda _: None
    ) -> None:
        def work() -> Attempt:
            write()
            return self._services.store().attempt(attempt_id)

        def done(attempt: Attempt) -> None:
            self._busy.discard(attempt_id)
            event("attempt.saved", attempt=attempt_id, state=attempt.state)
            self.finished.emit(attempt)
            then(attempt)

        def failed(error: Exception) -> None:
            self._busy.discard(attempt_id)
            self._db.failed.emit(error)

        self._db.run(work, done, failed)
