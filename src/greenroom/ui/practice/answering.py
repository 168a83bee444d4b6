"""From the wish to answer to one that is safe and known to history: spoken now, read from a file, or typed."""

from __future__ import annotations

import shutil
import threading
import uuid
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from greenroom.audio.chime import Chime
from greenroom.audio.errors import RecordingFailed
from greenroom.audio.recorder import Recorder
from greenroom.errors import UserError
from greenroom.eventlog import event
from greenroom.history.attempt import Attempt, Source
from greenroom.interview.plan import PlannedQuestion
from greenroom.review.terms import terms_of
from greenroom.review.typed import transcript_of_typed
from greenroom.services import Services
from greenroom.speech.ear import Listening
from greenroom.speech.take import Take
from greenroom.ui.background import Background
from greenroom.ui.practice.microphone import Microphone


class Phase(Enum):
    """How far the present answer has come."""

    IDLE = auto()
    PREPARING = auto()  # its row in the database is being written
    AWAITING_CUE = auto()
    RECORDING = auto()
    READING = auto()  # a file
    SAVING = auto()  # the take is complete, and its row is being brought up to date


class Answering(QObject):
    """One answer at a time. Every `begun` is followed by exactly one `kept` or `dropped`, every `begin` by `ended`.

    begun(attempt id): it is in history, and its recording starts. cued(): the recording runs, speak now.
    kept(attempt id): the take is complete. dropped(attempt id): nothing of it was recorded.
    typed(attempt id): in place of both, a typed answer is in history, transcript and all.
    When the microphone is lost the answer waits, for `microphone.go_on` and another cued() or for `stop`.
    level(float): of the microphone, dBFS. progress(float): of reading a file, 0 to 1.
    failed(Exception): what went wrong; what was recorded until then is kept. noticed(str): recording goes on.
    """

    begun = Signal(str)
    cued = Signal()
    kept = Signal(str)
    dropped = Signal(str)
    typed = Signal(str)
    ended = Signal()
    level = Signal(float)
    progress = Signal(float)
    failed = Signal(object)
    noticed = Signal(object)

    def __init__(
        self,
        services: Services,
        recorder: Recorder,
        chime: Chime,
        db: Background,
        speech: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._db = db
        self._speech = speech
        self._session_id = uuid.uuid4().hex
        self._phase = Phase.IDLE
        self._attempt_id = ""  # of the present answer, once it is begun
        self._terms: tuple[str, ...] = ()  # of its question
        self._listening: dict[str, Listening] = {}  # by attempt id, until `take_listening`
        self._cancelled = threading.Event()  # set it to stop reading the present file
        self._chime = chime
        chime.setParent(self)
        self._chime.set_speaker(services.settings.current.speaker)
        self.microphone = microphone = Microphone(recorder, services.settings, self)
        microphone.cued.connect(self._on_cue)
        microphone.resumed.connect(self._on_resumed)
        microphone.told.connect(self._tell)
        microphone.stopped.connect(self._on_recorded)
        microphone.failed.connect(self._on_microphone_failed)
        recorder.level.connect(self.level)
        recorder.noticed.connect(lambda notice: self.noticed.emit(notice.text))

    @property
    def is_busy(self) -> bool:
        """From `begin` to `ended`."""
        return self._phase is not Phase.IDLE

    @property
    def is_importing(self) -> bool:
        return self._phase is Phase.READING

    @property
    def elapsed_s(self) -> float:
        """Seconds answered since the cue."""
        return self.microphone.elapsed_s

    def begin(
        self, planned: PlannedQuestion, still_wanted: Callable[[], bool], recording: Path | None = None
    ) -> None:
        """Answer with the microphone, or with a `recording` made elsewhere.

        The attempt is in history before the microphone writes. `still_wanted` is asked when it is: the person may
        have gone on in the meantime. Ignored while another answer is in progress.
        """
        if self.is_busy:
            return
        self._phase = Phase.PREPARING
        source = Source.MICROPHONE if recording is None else Source.FILE
        event("answer.wanted", source=source)

        def work() -> Attempt:
            attempt = self._services.store().start_attempt(
                pack=planned.pack, question=planned.question, session_id=self._session_id, source=source
            )
            self._services.paths.attempt_dir(attempt.id).mkdir(parents=True, exist_ok=True)
            return attempt

        def done(attempt: Attempt) -> None:
            if not still_wanted():
                self._forget(attempt.id)
                self._end()
                return
            self._attempt_id = attempt.id
            self._terms = terms_of(attempt.question)
            self._phase = Phase.AWAITING_CUE if recording is None else Phase.READING
            self.begun.emit(attempt.id)
            if recording is None:
                self._record(attempt.id)
            else:
                self._read(attempt.id, recording)

        def failed(error: Exception) -> None:
            self.failed.emit(error)
            self._end()

        self._db.run(work, done, failed)

    def keep_typed(self, planned: PlannedQuestion, still_wanted: Callable[[], bool], text: str) -> None:
        """Keep a typed answer. It stays in history when the person has gone on in the meantime.

        Ignored while another answer is in progress.
        """
        if self.is_busy:
            return
        self._phase = Phase.SAVING
        transcript = transcript_of_typed(text)

        def work() -> str:
            store = self._services.store()
            attempt = store.start_attempt(
                pack=planned.pack, question=planned.question, session_id=self._session_id, source=Source.TYPED
            )
            store.save_transcript(attempt.id, transcript)
            return attempt.id

        def done(attempt_id: str) -> None:
            event("answer.typed", attempt=attempt_id, words=len(transcript.words))
            if still_wanted():
                self.typed.emit(attempt_id)
            self._end()

        def failed(error: Exception) -> None:
            self.failed.emit(error)
            self._end()

        self._db.run(work, done, failed)

    def stop(self) -> None:
        """Done speaking: `kept` follows half a second later, or `dropped` when the cue had not come yet."""
        if self._phase is Phase.AWAITING_CUE:
            self.microphone.close()
            self._drop(self._attempt_id)
        elif self._phase is Phase.RECORDING:
            self.microphone.stop()

    def set_aside(self) -> None:
        """End the answer at once, without the half second; what was recorded is kept."""
        self.cancel_import()
        if self._phase is Phase.RECORDING:
            self.microphone.abort()
        else:
            self.stop()

    def cancel_import(self) -> None:
        self._cancelled.set()

    def take_listening(self, attempt_id: str) -> Listening | None:
        """What has been following the take of `attempt_id`, for whoever wants its transcript."""
        return self._listening.pop(attempt_id, None)

    # With the microphone.

    def _record(self, attempt_id: str) -> None:
        self.microphone.open()
        self.microphone.begin(self._services.paths.take(attempt_id))

    def _on_cue(self) -> None:
        self._phase = Phase.RECORDING
        event("answer.cue", attempt=self._attempt_id)
        take = self._services.paths.take(self._attempt_id)
        self._listening[self._attempt_id] = self._services.ear.listen(take, self._terms)
        self._chime.play()
        self.cued.emit()

    def _on_resumed(self) -> None:
        """The ear has been following the take all the while."""
        event("answer.resumed", attempt=self._attempt_id)
        self._chime.play()
        self.cued.emit()

    def _on_recorded(self, take: Take, told: RecordingFailed | None = None) -> None:
        """told: why it ended early, which the person reads already."""
        self._phase = Phase.SAVING
        attempt_id = take.path.parent.name
        event("answer.stopped", attempt=attempt_id, duration=take.duration_s)

        def saved(_: None) -> None:
            self.kept.emit(attempt_id)
            self._end()

        def unsaved(error: Exception) -> None:
            """The audio is safe, only its row still says "recording": the next start offers to recover it."""
            self._give_up(attempt_id)
            if told is None:  # else a full disk would be told twice, and what is kept not at all
                self.failed.emit(_kept_on_disk(error))

        self._db.run(lambda: self._services.store().finish_recording(attempt_id, take.duration_s), saved, unsaved)

    def _tell(self, error: RecordingFailed) -> None:
        event("recorder.failed", problem=str(error), kept=error.take is not None)
        self.failed.emit(error)

    def _on_microphone_failed(self, error: RecordingFailed) -> None:
        self.microphone.close()  # what it notices from now on is not to take this one's place
        if error.take is not None:
            self._on_recorded(error.take, told=error)
        elif self._phase in (Phase.AWAITING_CUE, Phase.RECORDING):
            self._drop(self._attempt_id)
        self._tell(error)

    # With a file.

    def _read(self, attempt_id: str, recording: Path) -> None:
        cancelled = self._cancelled = threading.Event()
        self.microphone.close()
        ear, take = self._services.ear, self._services.paths.take(attempt_id)

        def done(duration_s: float) -> None:
            self._on_recorded(Take(take, duration_s))

        def failed(error: Exception) -> None:
            self._drop(attempt_id)
            if not cancelled.is_set():
                self.failed.emit(error)

        self._speech.run(
            lambda: ear.import_recording(recording, take, on_progress=self.progress.emit, cancelled=cancelled),
            done,
            failed,
        )

    # When nothing comes of it.

    def _drop(self, attempt_id: str) -> None:
        self._forget(attempt_id)
        self._give_up(attempt_id)

    def _give_up(self, attempt_id: str) -> None:
        """The attempt goes no further here."""
        listening = self.take_listening(attempt_id)
        if listening is not None:
            listening.cancel()
        self.dropped.emit(attempt_id)
        self._end()

    def _end(self) -> None:
        self._phase = Phase.IDLE
        self.ended.emit()

    def _forget(self, attempt_id: str) -> None:
        """Remove an attempt that holds nothing."""

        def work() -> None:
            self._services.store().discard(attempt_id)
            shutil.rmtree(self._services.paths.attempt_dir(attempt_id), ignore_errors=True)

        self._db.run(work)


def _kept_on_disk(error: Exception) -> Exception:
    """What the database says of itself, with what became of the answer."""
    if not isinstance(error, UserError):
        return error
    what = "Your answer is recorded, but your history could not take it in."
    return UserError(what, error.why, f"{error.remedy} The next start of Greenroom offers you the recording.")
