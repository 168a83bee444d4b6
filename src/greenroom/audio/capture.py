"""The recorder's other half: it lives in a thread of its own, so that a busy window never costs a sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QObject, QTimer, Signal, Slot
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSource, QtAudio

from greenroom.audio.devices import device_id
from greenroom.audio.errors import CannotWriteTake, MicrophoneLost, MicrophoneWillNotOpen, RecordingFailed
from greenroom.audio.pulse import PulseSource
from greenroom.audio.tape import Tape

if TYPE_CHECKING:
    from greenroom.audio.pcm import Converter, Mono, SampleFormat
    from greenroom.audio.watch import Watch

# How much the device may pile up while this thread is kept waiting, before samples are lost.
_BUFFER_S = 10
# Bluetooth headsets take seconds to switch from music to speech; after that a silent device is not going to start.
_FIRST_SAMPLES_WITHIN_CHECKS = 20
# Devices send every 10–100 ms; a second without anything means that it is gone. Counted in looks and not by the
# clock: a laptop that wakes from sleep has heard nothing for hours, and its microphone is well.
_LOST_AFTER_CHECKS = 4
_CHECK_EVERY_MS = 250
# Devices signal up to 300 times a second, which costs a sixth of a core; 25 times is what the meter wants.
_READ_EVERY_MS = 40
# Some devices send exact zeros until they have woken up. A muted one sends nothing else, and is not waited for.
_WAKING_S = 0.5

_SAMPLE_FORMATS: dict[QAudioFormat.SampleFormat, SampleFormat] = {
    QAudioFormat.SampleFormat.UInt8: "uint8",
    QAudioFormat.SampleFormat.Int16: "int16",
    QAudioFormat.SampleFormat.Int32: "int32",
    QAudioFormat.SampleFormat.Float: "float32",
}


class Capture(QObject):
    """One open microphone. Every slot runs in the capture thread; `Recorder` tells what the signals mean."""

    ready = Signal()
    cued = Signal(int)
    level = Signal(float)
    stopped = Signal(object)
    failed = Signal(object)
    noticed = Signal(object)

    def __init__(self, device: QAudioDevice) -> None:
        super().__init__()
        self._device = device
        self._tape = Tape()
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._timers: list[QTimer] = []
        self._pulse_source: PulseSource | None = None
        self._converter: Converter
        self._watch: Watch
        self._rate_hz = device.preferredFormat().sampleRate()
        self._heard_s = 0.0
        self._empty_checks = 0
        self._is_ready = False
        self._begin_next: tuple[int, Path, bool] | None = None
        self._goes_on = False
        self._number = 0

    @property
    def answer_s(self) -> float:
        """Seconds answered since the last cue; safe to read from any thread."""
        return self._tape.answer_s

    @Slot()
    def open(self) -> None:
        from greenroom.audio.pcm import Converter  # numpy and soxr are loaded here, behind the window
        from greenroom.audio.watch import Watch

        sound_format = self._device.preferredFormat()
        if sound_format.sampleFormat() not in _SAMPLE_FORMATS:
            sound_format.setSampleFormat(QAudioFormat.SampleFormat.Float)
        self._converter = Converter(
            _SAMPLE_FORMATS[sound_format.sampleFormat()], sound_format.channelCount(), self._rate_hz
        )
        self._watch = Watch(self._rate_hz)
        self._source = QAudioSource(self._device, sound_format, self)
        self._source.setBufferSize(sound_format.bytesForDuration(_BUFFER_S * 1_000_000))
        self._stream = self._source.start()
        if self._stream is None or self._source.error() != QtAudio.Error.NoError:
            self._fail(MicrophoneWillNotOpen(self._device.description()))
            return
        self._source.stateChanged.connect(self._check_state)
        self._pulse_source = PulseSource(device_id(self._device))
        self._start_timer(_READ_EVERY_MS, self._read)
        self._start_timer(_CHECK_EVERY_MS, self._check_samples)

    def _start_timer(self, interval_ms: int, slot: Callable[[], None]) -> None:
        timer = QTimer(self)
        timer.timeout.connect(slot)
        timer.start(interval_ms)
        self._timers.append(timer)

    @Slot(int, object, bool)
    def begin(self, number: int, path: Path, goes_on: bool) -> None:
        self._begin_next = (number, path, goes_on)
        self._read()
        self._begin_if_ready()

    @Slot()
    def stop(self) -> None:
        self._read()  # what was captured before Stop is answer, not tail
        self._tape.stop()

    @Slot()
    def abort(self) -> None:
        self._read()
        take = self._tape.cut()
        if take is not None:
            self.stopped.emit(take)

    @Slot(int)
    def withdraw(self, number: int) -> None:
        """Undo a `begin` whose cue nobody has seen."""
        self._begin_next = None
        if self._tape.is_recording and self._number == number:
            take = self._tape.cut()
            if take is not None and not self._goes_on:
                take.path.unlink(missing_ok=True)

    @Slot()
    def lose(self) -> None:
        """The device is gone: keep what there is."""
        if self._source is None:
            return
        take = self._tape.cut() if self._tape.is_stopping else None
        if take is not None:  # the answer itself was over
            self.stopped.emit(take)
        self._fail(MicrophoneLost(self._device.description(), self._tape.cut()))

    @Slot()
    def close(self) -> None:
        """Close the take and the device, and end the thread."""
        self.abort()
        self._release()
        self.thread().quit()

    def _release(self) -> None:
        if self._pulse_source is not None:
            self._pulse_source.close()
            self._pulse_source = None
        for timer in self._timers:
            timer.stop()
        if self._source is not None:
            self._source.stateChanged.disconnect(self._check_state)
            self._source.stop()
            self._source.deleteLater()
        self._source = self._stream = None

    def _fail(self, error: RecordingFailed) -> None:
        self._release()
        self.failed.emit(error)

    @Slot()
    def _read(self) -> None:
        data = b"" if self._stream is None else bytes(self._stream.readAll().data())
        if not data:
            return
        mono = self._converter.mono(data)
        self._empty_checks = 0
        self._heard_s += len(mono) / self._rate_hz
        self._report(mono)
        try:
            take = self._tape.roll(self._converter.resampled(mono))
        except OSError as error:
            self.failed.emit(CannotWriteTake(error.strerror or str(error), self._tape.cut()))
            return
        if take is not None:
            self.stopped.emit(take)
        if not self._is_ready and (mono.any() or self._heard_s >= _WAKING_S):
            self._is_ready = True
            self.ready.emit()
            self._begin_if_ready()

    def _begin_if_ready(self) -> None:
        if self._begin_next is None or not self._is_ready:
            return
        (self._number, path, self._goes_on), self._begin_next = self._begin_next, None
        try:
            self._tape.begin(path, goes_on=self._goes_on)
        except OSError as error:
            self.failed.emit(CannotWriteTake(error.strerror or str(error)))
            return
        self.cued.emit(self._number)

    def _report(self, mono: Mono) -> None:
        from greenroom.audio.pcm import rms_dbfs

        for notice in self._watch.hear(mono, answering=self._tape.is_recording):
            self.noticed.emit(notice)
        self.level.emit(rms_dbfs(mono))

    @Slot()
    def _check_state(self) -> None:
        if self._source is not None and self._source.state() == QtAudio.State.StoppedState:
            self.lose()

    @Slot()
    def _check_samples(self) -> None:
        self._empty_checks += 1
        self._read()
        if self._pulse_source is None:  # closed meanwhile
            return
        if not self._heard_s and self._empty_checks >= _FIRST_SAMPLES_WITHIN_CHECKS:
            self._fail(MicrophoneWillNotOpen(self._device.description()))
        elif (self._heard_s and self._empty_checks >= _LOST_AFTER_CHECKS) or self._pulse_source.is_gone():
            self.lose()
