"""Runs one session: moves the state machine on what voice, microphone, ear and person report. Paints nothing."""

from __future__ import annotations

import shutil
import threading
import uuid
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from greenroom.audio.chime import Chime
from greenroom.audio.devices import Devices
from greenroom.audio.errors import RecordingFailed
from greenroom.audio.recorder import Recorder
from greenroom.errors import UserError
from greenroom.eventlog import event
from greenroom.history.attempt import Attempt, Source
from greenroom.interview.session import Move, Session, State
from greenroom.services import Services
from greenroom.speech.ear import Listening
from greenroom.speech.take import Take
from greenroom.ui.background import Background
from greenroom.ui.practice.interviewer import Interviewer
from greenroom.ui.scribe import Scribe


class Rehearsal(QObject):
    """One sitting with everything that it needs. The stage shows it, the person's keys drive it.

    moved(Move): the session's state changed. cued(): the recording runs, speak now.
    level(float): of voice or microphone, dBFS. progress(float): of an import.
    noticed(str | UserError): something the person should know; practice goes on.
    """

    moved = Signal(object)
    cued = Signal()
    level = Signal(float)
    noticed = Signal(object)
    progress = Signal(float)

    def __init__(
        self,
        services: Services,
        session: Session,
        devices: Devices,
        scribe: Scribe,
        db: Background,
        speech: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._session = session
        self._recorder = recorder = Recorder(devices, self)
        self._interviewer = interviewer = Interviewer(services, devices, speech, self)
        self._chime = Chime(devices, self)
        self._chime.set_speaker(services.settings.current.speaker)
        self._scribe = scribe
        self._db = db
        self._speech = speech
        self._session_id = uuid.uuid4().hex
        self._questions_asked = 0
        self._preparing = False  # between the wish to answer and the attempt's row in the database
        self._takes: dict[str, Listening | None] = {}  # recordings in progress, by attempt id
        self._import: threading.Event | None = None  # set it to cancel the import in progress
        session.listen(self._on_move)
        recorder.level.connect(self.level)
        recorder.cued.connect(self._on_cue)
        recorder.stopped.connect(self._on_recorded)
        recorder.failed.connect(self._on_recorder_failed)
        recorder.noticed.connect(lambda notice: self.noticed.emit(notice.text))
        interviewer.level.connect(self.level)
        interviewer.sounded.connect(self._on_sound)
        interviewer.ended.connect(self._on_spoken)
        interviewer.failed.connect(self._on_cannot_speak)
        scribe.finished.connect(self._on_transcribed)

    @property
    def session(self) -> Session:
        return self._session

    @property
    def is_importing(self) -> bool:
        return self._import is not None

    @property
    def elapsed_s(self) -> float:
        """Seconds since the cue."""
        return self._recorder.elapsed_s

    # What the person does.

    def start(self) -> None:
        self._session.ask()

    def replay(self) -> None:
        """Read the question again, from its start."""
        if self._session.can("replay"):
            self._session.replay()

    def hush(self) -> None:
        """Stop the voice; the question stays on the screen."""
        if self._session.can("asked"):
            self._interviewer.hush()
            self._session.asked()

    def begin_answer(self) -> None:
        """Record an answer: the attempt is in the database before the microphone is live."""
        if self._preparing or not self._session.can("begin_answer") or self._recorder.is_recording:
            return
        self._interviewer.hush()
        self._begin_attempt(Source.MICROPHONE)

    def use_recording(self, recording: Path) -> None:
        """Answer with a recording made elsewhere."""
        if self._preparing or not self._session.can("begin_answer"):
            return
        self._interviewer.hush()
        self._begin_attempt(Source.FILE, recording)

    def stop_answer(self) -> None:
        """Done speaking. The session moves on when the tail of the recording is safe."""
        attempt_id = self._session.take_id
        if attempt_id is None or not self._session.can("stop_answer") or self.is_importing:
            return
        if self._recorder.is_recording:
            self._recorder.stop()
        else:  # before the cue nothing has been recorded
            self._drop(attempt_id)
            self._forget(attempt_id)
            self._recorder.close()
            self._open_microphone()

    def cancel_import(self) -> None:
        if self._import is not None:
            self._import.set()

    def start_over(self) -> None:
        """Answer again from the question; what has been recorded is kept in history."""
        if self._session.can("retake"):
            self._session.retake()

    def skip(self) -> None:
        if self._session.can("skip"):
            self._session.skip()

    def next(self) -> None:
        if self._session.can("next"):
            self._session.next()

    def pause(self) -> None:
        """Stop voice and microphone. An answer in progress ends here and is kept."""
        if self._session.can("pause"):
            self._session.pause()

    def resume(self) -> None:
        if self._session.can("resume"):
            self._session.resume()

    def end(self) -> None:
        """Leave the session. Everything recorded is kept."""
        if self._session.can("abandon"):
            self._session.abandon()

    def close(self) -> None:
        """End the session and let go of the microphone at once; a running take is closed, kept and transcribed."""
        self.end()
        self._recorder.close()
        self._interviewer.hush()
        self.deleteLater()

    # What the session's moves set going.

    def _on_move(self, move: Move) -> None:
        event("session.moved", command=move.command, state=move.after, take=move.take_id)
        if move.before is State.ANSWERING and move.command in ("retake", "pause", "abandon"):
            self._set_aside(move.take_id)
        match move.after:
            case State.ASKING:
                self._recorder.close()
                self._ask()
            case State.THINKING:
                self._open_microphone()
            case State.TRANSCRIBING if move.take_id is not None:
                self._recorder.close()
                self._scribe.transcribe(move.take_id, self._takes.pop(move.take_id, None))
            case State.PAUSED | State.FINISHED:
                self._interviewer.hush()
                if not self._recorder.is_recording:
                    self._recorder.close()
        self.moved.emit(move)

    def _set_aside(self, attempt_id: str | None) -> None:
        """The present take ends here; whatever was recorded of it is kept."""
        self.cancel_import()
        if self._recorder.is_recording:
            self._recorder.abort()
        elif attempt_id is not None and not self.is_importing:
            self._recorder.close()
            self._takes.pop(attempt_id, None)
            self._forget(attempt_id)

    def _ask(self) -> None:
        self._questions_asked += 1
        event("question.asked", question=self._session.question.question.id)
        if not self._services.settings.current.read_aloud:
            self._session.asked()
            return
        self._interviewer.ask(self._session.question.question.prompt)
        if (upcoming := self._session.upcoming) is not None:
            self._interviewer.prepare(upcoming.question.prompt)

    def _on_sound(self) -> None:
        event("question.spoken", question=self._session.question.question.id)

    def _on_spoken(self) -> None:
        if self._session.can("asked"):
            event("question.ended")
            self._session.asked()

    def _on_cannot_speak(self, error: Exception) -> None:
        if self._session.can("asked"):
            event("question.silent", problem=str(error))
            self._session.asked()
            self._tell(error)

    # From the wish to answer to a take on disk.

    def _open_microphone(self) -> None:
        if not self._recorder.is_open:
            self._recorder.open(self._services.settings.current.microphone)

    def _begin_attempt(self, source: Source, recording: Path | None = None) -> None:
        self._preparing = True
        planned, asked_at = self._session.question, self._questions_asked
        event("answer.wanted", source=source)

        def work() -> Attempt:
            attempt = self._services.store().start_attempt(
                pack=planned.pack, question=planned.question, session_id=self._session_id, source=source
            )
            self._services.paths.attempt_dir(attempt.id).mkdir(parents=True, exist_ok=True)
            return attempt

        def done(attempt: Attempt) -> None:
            self._preparing = False
            if asked_at != self._questions_asked or not self._session.can("begin_answer"):
                self._forget(attempt.id)  # the person went on in the meantime
                return
            self._session.begin_answer(attempt.id)
            if recording is not None:
                self._read_recording(attempt.id, recording)
            else:
                self._record(attempt.id)

        def failed(error: Exception) -> None:
            self._preparing = False
            self._tell(error)

        self._db.run(work, done, failed)

    def _record(self, attempt_id: str) -> None:
        self._takes[attempt_id] = None
        self._open_microphone()
        if self._recorder.is_open:  # else the recorder is about to say why not
            self._recorder.begin(self._services.paths.take(attempt_id))

    def _on_cue(self) -> None:
        attempt_id = self._session.take_id
        if attempt_id is not None and self._session.state is State.ANSWERING:
            event("answer.cue", attempt=attempt_id)
            self._takes[attempt_id] = self._services.ear.listen(self._services.paths.take(attempt_id))
            self._chime.play()
            self.cued.emit()

    def _on_recorded(self, take: Take) -> None:
        attempt_id = take.path.parent.name
        event("answer.stopped", attempt=attempt_id, duration=take.duration_s)

        def saved(_: None) -> None:
            if attempt_id == self._session.take_id and self._session.can("stop_answer"):
                self._session.stop_answer(attempt_id)
                return
            # Set aside by a pause, a fresh start or the end: history gets its transcript all the same.
            self._scribe.transcribe(attempt_id, self._takes.pop(attempt_id, None))
            if self._session.state in (State.PAUSED, State.FINISHED):
                self._recorder.close()

        def unsaved(error: Exception) -> None:
            """The audio is safe, only its row still says "recording": the next start offers to recover it."""
            self._drop(attempt_id)
            self._tell(error)

        self._db.run(lambda: self._services.store().finish_recording(attempt_id, take.duration_s), saved, unsaved)

    def _on_recorder_failed(self, error: RecordingFailed) -> None:
        event("recorder.failed", problem=str(error), kept=error.take is not None)
        attempt_id = self._session.take_id
        if error.take is not None:
            self._on_recorded(error.take)
        elif attempt_id is not None and self._session.state is State.ANSWERING:
            self._drop(attempt_id)
            self._forget(attempt_id)
        self._tell(error)

    def _drop(self, attempt_id: str) -> None:
        listening = self._takes.pop(attempt_id, None)
        if listening is not None:
            listening.cancel()
        if self._session.can("drop_answer"):
            self._session.drop_answer(attempt_id)

    def _forget(self, attempt_id: str) -> None:
        """Remove an attempt that holds nothing."""

        def work() -> None:
            self._services.store().discard(attempt_id)
            shutil.rmtree(self._services.paths.attempt_dir(attempt_id), ignore_errors=True)

        self._db.run(work)

    # A recording made elsewhere.

    def _read_recording(self, attempt_id: str, recording: Path) -> None:
        cancelled = self._import = threading.Event()
        self._recorder.close()
        ear, take = self._services.ear, self._services.paths.take(attempt_id)

        def done(duration_s: float) -> None:
            self._import = None
            self._on_recorded(Take(take, duration_s))

        def failed(error: Exception) -> None:
            self._import = None
            self._drop(attempt_id)
            self._forget(attempt_id)
            if not cancelled.is_set():
                self._tell(error)

        self._speech.run(
            lambda: ear.import_recording(recording, take, on_progress=self.progress.emit, cancelled=cancelled),
            done,
            failed,
        )

    # The transcript.

    def _on_transcribed(self, attempt: Attempt) -> None:
        if attempt.id == self._session.take_id and self._session.state is State.TRANSCRIBING:
            self._session.transcribed(attempt.id)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.noticed.emit(error)
        else:
            self._db.failed.emit(error)
