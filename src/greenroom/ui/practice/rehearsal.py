"""Runs one session: moves the state machine on what interviewer, microphone, ear and person report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from greenroom.errors import UserError
from greenroom.eventlog import event
from greenroom.history.attempt import Attempt
from greenroom.interview.follow_ups import follow_up_to
from greenroom.interview.session import Move, Session, State
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.practice.answering import Answering
from greenroom.ui.practice.interviewer import Interviewer
from greenroom.ui.scribe import Scribe


class Rehearsal(QObject):
    """One sitting with everything that it needs. The stage shows it, the person's keys drive it.

    A command that the moment does not allow does nothing: keys are pressed twice and too late.
    moved(Move): the session's state changed. cued(): the recording runs, speak now. interrupted(name): the
    microphone was lost; the answer can `go_on` with the one of this name (empty: there is none), and `cued` again.
    level(float): of voice or microphone, dBFS. progress(float): of reading a recording.
    noticed(str | UserError): something the person should know; practice goes on.
    """

    moved = Signal(object)
    cued = Signal()
    interrupted = Signal(str)
    level = Signal(float)
    noticed = Signal(object)
    progress = Signal(float)

    def __init__(
        self,
        services: Services,
        session: Session,
        interviewer: Interviewer,
        answering: Answering,
        scribe: Scribe,
        db: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._session = session
        self._scribe = scribe
        self._db = db
        self._interviewer = interviewer
        self._answering = answering
        self._typed_id = ""  # of the newest answer that was typed: there is nothing to transcribe
        interviewer.setParent(self)
        answering.setParent(self)
        session.listen(self._on_move)
        interviewer.level.connect(self.level)
        interviewer.sounded.connect(self._on_sound)
        interviewer.ended.connect(self._on_spoken)
        interviewer.failed.connect(self._on_cannot_speak)
        answering.begun.connect(session.begin_answer)
        answering.cued.connect(self.cued)
        answering.microphone.interrupted.connect(self.interrupted)
        answering.typed.connect(self._on_typed)
        answering.kept.connect(self._on_kept)
        answering.dropped.connect(self._on_dropped)
        answering.level.connect(self.level)
        answering.progress.connect(self.progress)
        answering.noticed.connect(self.noticed)
        answering.failed.connect(self._tell)
        scribe.finished.connect(self._on_transcribed)

    @property
    def session(self) -> Session:
        return self._session

    @property
    def is_importing(self) -> bool:
        return self._answering.is_importing

    @property
    def elapsed_s(self) -> float:
        """Seconds since the cue."""
        return self._answering.elapsed_s

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

    def begin_answer(self, recording: Path | None = None) -> None:
        """Record an answer, or take a `recording` made elsewhere for one."""
        if not self._session.can("begin_answer"):
            return
        self._interviewer.hush()
        asked = self._session.index
        self._answering.begin(
            self._session.question,
            lambda: self._session.index == asked and self._session.can("begin_answer"),
            recording,
        )

    def put_microphone_away(self) -> None:
        """The person would rather type: nothing listens until they speak after all."""
        if self._session.state is State.THINKING:
            self._answering.microphone.close()

    def take_microphone(self) -> None:
        """The person speaks after all."""
        if self._session.state is State.THINKING:
            self._answering.microphone.open()

    def answer_typed(self, text: str) -> None:
        """Take `text` for the answer; without a word in it nothing happens."""
        if not self._session.can("begin_answer") or not text.strip():
            return
        self._interviewer.hush()
        asked = self._session.index
        self._answering.keep_typed(
            self._session.question,
            lambda: self._session.index == asked and self._session.can("begin_answer"),
            text,
        )

    def stop_answer(self) -> None:
        """Done speaking. The session moves on when the tail of the recording is safe."""
        if self._session.can("stop_answer"):
            self._answering.stop()

    def go_on(self) -> None:
        """Go on with the answer after `interrupted`."""
        self._answering.microphone.go_on()

    def cancel_import(self) -> None:
        self._answering.cancel_import()

    def start_over(self) -> None:
        """Answer again from the question; what has been recorded is kept in history."""
        if self._session.can("retake"):
            self._session.retake()

    def skip(self) -> None:
        if self._session.can("skip"):
            self._session.skip()

    def follow_up(self, missing: Sequence[int]) -> None:
        """Ask what an interviewer would ask next; missing: the points that the answer left out, by index."""
        if not self._session.can("follow_up"):
            return
        asked = {planned.question.id for planned in self._session.plan.questions}
        question = follow_up_to(self._session.question, missing, asked)
        if question is not None:
            self._session.follow_up(question)

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
        self._answering.microphone.close()
        self._interviewer.hush()
        if self._answering.is_busy:
            self._answering.ended.connect(self.deleteLater)
        else:
            self.deleteLater()

    # What the session's moves set going.

    def _on_move(self, move: Move) -> None:
        event("session.moved", command=move.command, state=move.after, take=move.take_id)
        if move.before is State.ANSWERING and move.command in ("retake", "pause", "abandon"):
            self._answering.set_aside()
        match move.after:
            case State.ASKING:
                self._answering.microphone.close()
                self._ask()
            case State.THINKING:
                self._answering.microphone.open()
            case State.TRANSCRIBING if move.take_id not in (None, self._typed_id):
                self._answering.microphone.close()
                self._scribe.transcribe(move.take_id, self._answering.take_listening(move.take_id))
            case State.PAUSED | State.FINISHED:
                self._interviewer.hush()
                self._answering.microphone.close()
        self.moved.emit(move)

    def _ask(self) -> None:
        event("question.asked", question=self._session.question.question.id)
        if not self._services.settings.current.read_aloud:
            self._session.asked()
            return
        self._interviewer.ask(self._session.question.question.prompt)
        if (upcoming := self._session.upcoming) is not None:
            self._interviewer.prepare(upcoming.question.prompt)

    # What interviewer, microphone and ear report.

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

    def _on_kept(self, attempt_id: str) -> None:
        if attempt_id == self._session.take_id and self._session.can("stop_answer"):
            self._session.stop_answer(attempt_id)
        else:  # set aside by a pause, a fresh start or the end: history gets its transcript all the same
            self._scribe.transcribe(attempt_id, self._answering.take_listening(attempt_id))

    def _on_typed(self, attempt_id: str) -> None:
        self._typed_id = attempt_id
        self._session.begin_answer(attempt_id)
        self._session.stop_answer(attempt_id)
        self._session.transcribed(attempt_id)

    def _on_dropped(self, attempt_id: str) -> None:
        if self._session.can("drop_answer"):
            self._session.drop_answer(attempt_id)

    def _on_transcribed(self, attempt: Attempt) -> None:
        if attempt.id == self._session.take_id and self._session.state is State.TRANSCRIBING:
            self._session.transcribed(attempt.id)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.noticed.emit(error)
        else:
            self._db.failed.emit(error)
