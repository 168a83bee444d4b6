"""The person's microphone; an answer whose microphone is lost can go on with another one."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from greenroom.audio.errors import MicrophoneLost, RecordingFailed
from greenroom.audio.recorder import Recorder
from greenroom.audio.tape import PRE_ROLL_S
from greenroom.settings import SettingsFile
from greenroom.speech.take import Take, take_seconds


class Microphone(QObject):
    """The recorder, opened as the settings say.

    cued(): the recording runs. Every `cued` is followed by exactly one `stopped` or `failed`, come what may.
    interrupted(name): the microphone was lost in mid-answer, the take so far is closed and whole, and waits for
    `go_on` with the microphone of this name (empty: there is none), or for `stop`. Again when the name changes.
    resumed(): it goes on. told(RecordingFailed): what was lost, or why it cannot go on; the take still waits.
    """

    cued = Signal()
    interrupted = Signal(str)
    resumed = Signal()
    told = Signal(object)
    stopped = Signal(object)
    failed = Signal(object)

    def __init__(self, recorder: Recorder, settings: SettingsFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recorder = recorder
        self._settings = settings
        self._waiting: Take | None = None  # whose microphone was lost, until the cue to go on
        self._is_ending = False  # the person has said that the answer is over
        recorder.setParent(self)
        recorder.cued.connect(self._on_cued)
        recorder.stopped.connect(self.stopped)
        recorder.failed.connect(self._on_failed)
        recorder.microphones_changed.connect(self._offer)

    @property
    def is_open(self) -> bool:
        return self._recorder.is_open

    @property
    def elapsed_s(self) -> float:
        """Seconds answered since the first cue."""
        if self._waiting is not None:
            return max(0.0, self._waiting.duration_s - PRE_ROLL_S)
        return self._recorder.elapsed_s

    def open(self) -> None:
        """Listen, so that the half second before the cue can be kept. Nothing is written yet."""
        if not self._recorder.is_open:
            settings = self._settings.current
            self._recorder.open(settings.microphone, settings.microphone_name)

    def begin(self, take: Path) -> None:
        """Record to `take`, if a microphone is open or opening; else `failed` is on its way."""
        if self._recorder.is_open:
            self._recorder.begin(take)

    def go_on(self) -> None:
        """Add to the take that waits; without one, or when that is under way, nothing happens."""
        if self._waiting is not None and not self._recorder.is_open:
            self.open()
            if self._recorder.is_open:
                self._recorder.begin(self._waiting.path, goes_on=True)

    def stop(self) -> None:
        """The answer ends: `stopped` follows half a second later, at once for a take that waits."""
        self._is_ending = True
        if not self._stop_waiting():
            self._recorder.stop()

    def abort(self) -> None:
        """As `stop`, but without the half second."""
        self._is_ending = True
        if not self._stop_waiting():
            self._recorder.abort()

    def close(self) -> None:
        """Let go of the microphone; a take that runs or waits is over: `stopped` comes before this returns."""
        if not self._stop_waiting():
            self._recorder.close()

    def _stop_waiting(self) -> bool:
        take, self._waiting = self._waiting, None
        if take is None:
            return False
        self._recorder.close()  # it may be about to go on
        self.stopped.emit(_measured(take))
        return True

    def _on_cued(self) -> None:
        goes_on, self._waiting = self._waiting is not None, None
        self._is_ending = False
        (self.resumed if goes_on else self.cued).emit()

    def _on_failed(self, error: RecordingFailed) -> None:
        if isinstance(error, MicrophoneLost) and not self._is_ending:
            self._waiting = error.take or self._waiting
        if self._waiting is None:
            self.failed.emit(error)
            return
        self.told.emit(error)
        self._recorder.close()
        self._offer()

    def _offer(self) -> None:
        if self._waiting is not None and not self._recorder.is_open:
            settings = self._settings.current
            self.interrupted.emit(self._recorder.name_of(settings.microphone, settings.microphone_name))


def _measured(take: Take) -> Take:
    """The take as long as it is now: an attempt to go on may have added to it."""
    with contextlib.suppress(OSError):
        return Take(take.path, take_seconds(take.path))
    return take
