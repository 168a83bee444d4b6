"""Records answers: opens the microphone, gives the cue when sound really flows, keeps what was said on disk."""

from __future__ import annotations

import enum
import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QTimer, Signal, Slot
from PySide6.QtMultimedia import QAudioDevice

from greenroom.audio.capture import Capture
from greenroom.audio.choice import another, call_quality, is_in_call_quality
from greenroom.audio.devices import Devices, device_id
from greenroom.audio.errors import MicrophoneFailed, MicrophoneForbidden, NoMicrophone, RecordingFailed
from greenroom.audio.permission import Permissions, system_permissions, when_allowed
from greenroom.audio.watch import Notice
from greenroom.errors import Bug
from greenroom.speech.take import Take

log = logging.getLogger(__name__)


class _State(enum.Enum):
    CLOSED = enum.auto()
    OPEN = enum.auto()
    AWAITING_CUE = enum.auto()
    RECORDING = enum.auto()
    STOPPING = enum.auto()


class Recorder(QObject):
    """One microphone and at most one take at a time.

    `begin` is answered by `cued`, and every `cued` by exactly one `stopped` or `failed`. Signals arrive on the
    thread that owns the recorder.
    """

    ready = Signal()
    """The first real samples have come; the pre-roll is being kept."""
    cued = Signal()
    """Writing has begun: the answer counts from now."""
    level = Signal(float)
    """RMS in dBFS, about 25 times a second while open."""
    stopped = Signal(object)
    """A `Take`, closed, its tail written."""
    failed = Signal(object)
    """A `RecordingFailed`; its `take` is what was kept. After a `MicrophoneFailed` the recorder is closed."""
    noticed = Signal(object)
    """A `Notice`; the recording goes on."""

    microphones_changed = Signal()
    """One was plugged in or pulled out."""

    _begin = Signal(int, object, bool)
    _stop = Signal()
    _abort = Signal()
    _withdraw = Signal(int)
    _lose = Signal()
    _close = Signal()

    def __init__(
        self, devices: Devices, parent: QObject | None = None, *, permissions: Permissions | None = None
    ) -> None:
        """permissions: whom to ask whether this program may listen; the system itself when not given."""
        super().__init__(parent)
        self._devices = devices
        self._permissions = permissions or system_permissions()
        self._told: set[Notice] = set()  # of the devices, each once: sessions open theirs for every question
        self._devices.changed.connect(self._check_device)
        self._devices.changed.connect(self.microphones_changed)
        self._state = _State.CLOSED
        self._thread: QThread | None = None
        self._capture: Capture | None = None
        self._device_id = ""
        self._number = 0

    @property
    def is_open(self) -> bool:
        """A microphone is open or opening."""
        return self._state is not _State.CLOSED

    @property
    def is_recording(self) -> bool:
        """From the cue until the take is closed."""
        return self._state in (_State.RECORDING, _State.STOPPING)

    @property
    def elapsed_s(self) -> float:
        """Seconds answered since the cue; stands still after Stop."""
        return self._capture.answer_s if self._capture is not None and self.is_recording else 0.0

    def open(self, wanted_id: str, wanted_name: str = "") -> None:
        """Open the microphone with this id, else with this name, else the default; `ready` or `failed` follows.

        Another open one is closed first; the same one stays open.
        """
        device = self._devices.find_microphone(wanted_id, wanted_name)
        if device is None:
            self.close()
            QTimer.singleShot(0, self, lambda: self.failed.emit(NoMicrophone()))
            return
        if self.is_open and device_id(device) == self._device_id:
            return
        self.close()
        self._device_id = device_id(device)
        self._state = _State.OPEN
        self._thread = QThread()
        self._thread.setObjectName("capture")
        self._capture = capture = Capture(device)
        capture.moveToThread(self._thread)
        self._thread.started.connect(capture.open)
        self._begin.connect(capture.begin)
        self._stop.connect(capture.stop)
        self._abort.connect(capture.abort)
        self._withdraw.connect(capture.withdraw)
        self._lose.connect(capture.lose)
        self._close.connect(capture.close)
        capture.ready.connect(self.ready)
        capture.level.connect(self.level)
        capture.noticed.connect(self.noticed)
        capture.cued.connect(self._on_cued)
        capture.stopped.connect(self._on_stopped)
        capture.failed.connect(self._on_failed)
        self._tell_about(device, wanted_id, wanted_name)
        opening = self._thread
        when_allowed(
            self._permissions,
            self,
            lambda: opening.start() if opening is self._thread else None,
            lambda: QTimer.singleShot(0, self, lambda: self._on_refused(opening)),
        )

    def name_of(self, wanted_id: str, wanted_name: str = "") -> str:
        """The name of the microphone that `open` would open now; empty for none."""
        device = self._devices.find_microphone(wanted_id, wanted_name)
        return device.description() if device is not None else ""

    def begin(self, path: Path, *, goes_on: bool = False) -> None:
        """Record to a new file at `path`. The cue comes at once, or after the first real samples if still opening.

        goes_on: add to the closed take in `path`, whose microphone was lost, after half a second of silence.
        While a take is awaited or running, this is ignored: the first one stays.
        """
        if self._state is _State.CLOSED:
            raise Bug("begin() without an open microphone")
        if self._state is not _State.OPEN:
            log.warning("begin(%s) ignored: %s", path, self._state.name)
            return
        self._number += 1
        self._state = _State.AWAITING_CUE
        self._begin.emit(self._number, path, goes_on)

    def stop(self) -> None:
        """End the answer; `stopped` follows half a second later. Before the cue, `begin` is simply taken back."""
        if self._state is _State.RECORDING:
            self._state = _State.STOPPING
            self._stop.emit()
        elif self._state is _State.AWAITING_CUE:
            self._state = _State.OPEN
            self._withdraw.emit(self._number)

    def abort(self) -> None:
        """As `stop`, but without the tail."""
        if self.is_recording:
            self._state = _State.STOPPING
            self._abort.emit()
        else:
            self.stop()

    def close(self) -> None:
        """Let go of the microphone. A running take is closed where it is: `stopped` comes before this returns.

        It waits for the capture thread, which takes milliseconds.
        """
        if self._thread is None:
            return
        thread, self._thread = self._thread, None
        if self._state is _State.AWAITING_CUE:
            self.stop()
        self._close.emit()
        thread.wait()
        # What the capture said before it ended is delivered now, and never mixed with the next one's.
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
        self._capture = None
        self._state = _State.CLOSED

    def _tell_about(self, device: QAudioDevice, wanted_id: str, wanted_name: str) -> None:
        name, sound_format = device.description(), device.preferredFormat()
        notices = []
        if wanted_id and device_id(device) != wanted_id and name != wanted_name:
            notices.append(another(wanted_name, name))
        if is_in_call_quality(device_id(device), name, sound_format.sampleRate(), sound_format.channelCount()):
            notices.append(call_quality(name))
        for notice in notices:
            if notice not in self._told:
                self._told.add(notice)
                QTimer.singleShot(0, self, lambda notice=notice: self.noticed.emit(notice))

    def _on_refused(self, opening: QThread) -> None:
        if opening is self._thread:
            self._on_failed(MicrophoneForbidden())

    @Slot(int)
    def _on_cued(self, number: int) -> None:
        if self._state is _State.AWAITING_CUE and number == self._number:
            self._state = _State.RECORDING
            self.cued.emit()

    @Slot(object)
    def _on_stopped(self, take: Take) -> None:
        self._state = _State.OPEN
        self.stopped.emit(take)

    @Slot(object)
    def _on_failed(self, error: RecordingFailed) -> None:
        self._state = _State.OPEN
        if isinstance(error, MicrophoneFailed):
            self.close()
        self.failed.emit(error)

    @Slot()
    def _check_device(self) -> None:
        """Some systems quietly go on with another microphone; the person should know, and choose."""
        if self.is_open and self._device_id not in {device.id for device in self._devices.microphones()}:
            self._lose.emit()
