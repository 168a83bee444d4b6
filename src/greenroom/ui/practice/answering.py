"""From the wish to answer to a take that is safe on disk and known to history: spoken now, or read from a file."""

from __future__ import annotations

import shutil
import threading
import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from greenroom.audio.chime import Chime
from greenroom.audio.devices import Devices
from greenroom.audio.errors import RecordingFailed
from greenroom.audio.recorder import Recorder
from greenroom.eventlog import event
from greenroom.history.attempt import Attempt, Source
from greenroom.interview.plan import PlannedQuestion
from greenroom.services import Services
from greenroom.speech.ear import Listening
from greenroom.speech.take import Take
from greenroom.ui.background import Background


class Answering(QObject):
    """One answer at a time. Every `begun` is followed by exactly one `kept` or `dropped`.

    begun(attempt id): it is in history, and its recording starts. cued(): the recording runs, speak now.
    kept(attempt id): the take is complete. dropped(attempt id): nothing of it was recorded.
    level(float): of the microphone, dBFS. progress(float): of reading a file, 0 to 1.
    failed(Exception): what went wrong; what was recorded until then is kept. noticed(str): recording goes on.
    """

    begun = Signal(str)
    cued = Signal()
    kept = Signal(str)
    dropped = Signal(str)
    level = Signal(float)
    progress = Signal(float)
    failed = Signal(object)
    noticed = Signal(object)

    def __init__(
        self,
        services: Services,
        devices: Devices,
        db: Background,
        speech: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._db = db
        self._speech = speech
        self._session_id = uuid.uuid4().hex
        self._preparing = False  # between the wish to answer and the attempt's row in the database
        self._attempt_id: str | None = None  # from `begun` to `kept` or `dropped`
        self._listening: dict[str, Listening] = {}  # by attempt id, until `take_listening`
        self._import: threading.Event | None = None  # set it to cancel the file being read
        self._chime = Chime(devices, self)
        self._chime.set_speaker(services.settings.current.speaker)
        self._recorder = recorder = Recorder(devices, self)
        recorder.level.connect(self.level)
        recorder.cued.connect(self._on_cue)
        recorder.stopped.connect(self._on_recorded)
        recorder.failed.connect(self._on_recorder_failed)
        recorder.noticed.connect(lambda notice: self.noticed.emit(notice.text))

    @property
    def is_importing(self) -> bool:
        return self._import is not None

    @property
    def elapsed_s(self) -> float:
        """Seconds since the cue."""
        return self._recorder.elapsed_s

    def open_microphone(self) -> None:
        """Listen, so that the half second before the cue can be kept. Nothing is written yet."""
        if not self._recorder.is_open:
            self._recorder.open(self._services.settings.current.microphone)

    def close_microphone(self) -> None:
        """Let go of the microphone; a running take is closed where it is and kept."""
        self._recorder.close()

    def begin(
        self, planned: PlannedQuestion, still_wanted: Callable[[], bool], recording: Path | None = None
    ) -> None:
        """Answer with the microphone, or with a `recording` made elsewhere.

        The attempt is in history before the microphone writes. `still_wanted` is asked when it is: the person may
        have gone on in the meantime. Ignored while another answer is in progress.
        """
        if self._preparing or self._attempt_id is not None:
            return
        self._preparing = True
        source = Source.MICROPHONE if recording is None else Source.FILE
        event("answer.wanted", source=source)

        def work() -> Attempt:
            attempt = self._services.store().start_attempt(
                pack=planned.pack, question=planned.question, session_id=self._session_id, source=source
            )
            self._services.paths.attempt_dir(attempt.id).mkdir(parents=True, exist_ok=True)
            return attempt

        def done(attempt: Attempt) -> None:
            self._preparing = False
            if not still_wanted():
                self._forget(attempt.id)
                return
            self._attempt_id = attempt.id
            self.begun.emit(attempt.id)
            if recording is None:
                self._record(attempt.id)
            else:
                self._read(attempt.id, recording)

        def failed(error: Exception) -> None:
            self._preparing = False
            self.failed.emit(error)

        self._db.run(work, done, failed)

    def stop(self) -> None:
        """Done speaking: `kept` follows half a second later, or `dropped` when the cue had not come yet."""
        if self._recorder.is_recording:
            self._recorder.stop()
        elif self._attempt_id is not None and not self.is_importing:
            self._recorder.close()
            self._drop(self._attempt_id)

    def set_aside(self) -> None:
        """End the answer at once, without the half second; what was recorded is kept."""
        if self._recorder.is_recording:
            self._recorder.abort()
        else:
            self.cancel_import()
            self.stop()

    def cancel_import(self) -> None:
        if self._import is not None:
            self._import.set()

    def take_listening(self, attempt_id: str) -> Listening | None:
        """What has been following the take of `attempt_id`, for whoever wants its transcript."""
        return self._listening.pop(attempt_id, None)

    # With the microphone.

    def _record(self, attempt_id: str) -> None:
        self.open_microphone()
        if self._recorder.is_open:  # else the recorder is about to say why not
            self._recorder.begin(self._services.paths.take(attempt_id))

    def _on_cue(self) -> None:
        if self._attempt_id is not None:
            event("answer.cue", attempt=self._attempt_id)
            take = self._services.paths.take(self._attempt_id)
            self._listening[self._attempt_id] = self._services.ear.listen(take)
            self._chime.play()
            self.cued.emit()

    def _on_recorded(self, take: Take) -> None:
        attempt_id = take.path.parent.name
        event("answer.stopped", attempt=attempt_id, duration=take.duration_s)

        def saved(_: None) -> None:
            self._attempt_id = None
            self.kept.emit(attempt_id)

        def unsaved(error: Exception) -> None:
            """The audio is safe, only its row still says "recording": the next start offers to recover it."""
            self._end(attempt_id)
            self.failed.emit(error)

        self._db.run(lambda: self._services.store().finish_recording(attempt_id, take.duration_s), saved, unsaved)

    def _on_recorder_failed(self, error: RecordingFailed) -> None:
        event("recorder.failed", problem=str(error), kept=error.take is not None)
        if error.take is not None:
            self._on_recorded(error.take)
        elif self._attempt_id is not None:
            self._drop(self._attempt_id)
        self.failed.emit(error)

    # With a file.

    def _read(self, attempt_id: str, recording: Path) -> None:
        cancelled = self._import = threading.Event()
        self._recorder.close()
        ear, take = self._services.ear, self._services.paths.take(attempt_id)

        def done(duration_s: float) -> None:
            self._import = None
            self._on_recorded(Take(take, duration_s))

        def failed(error: Exception) -> None:
            self._import = None
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
        self._end(attempt_id)

    def _end(self, attempt_id: str) -> None:
        """The attempt goes no further here."""
        self._attempt_id = None
        listening = self.take_listening(attempt_id)
        if listening is not None:
            listening.cancel()
        self.dropped.emit(attempt_id)

    def _forget(self, attempt_id: str) -> None:
        """Remove an attempt that holds nothing."""

        def work() -> None:
            self._services.store().discard(attempt_id)
            shutil.rmtree(self._services.paths.attempt_dir(attempt_id), ignore_errors=True)

        self._db.run(work)
