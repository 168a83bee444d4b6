"""The microphone: which one, how loud it is now, and five seconds to hear oneself."""

from __future__ import annotations

import contextlib
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenroom.audio.devices import Devices
from greenroom.audio.player import Player
from greenroom.audio.recorder import Recorder
from greenroom.audio.watch import Notice
from greenroom.errors import UserError
from greenroom.services import Services
from greenroom.speech.take import Take
from greenroom.ui.background import Background
from greenroom.ui.settings.device_choice import DeviceChoice
from greenroom.ui.settings.rows import Save, Section, help_of
from greenroom.ui.settings.sound_check import Heard, Verdict, listen_to
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.level import LevelMeter
from greenroom.ui.widgets.plain import button, label

CHECK_MS = 5000


class _Check(Enum):
    """How far the five-second check has come."""

    IDLE = auto()
    RECORDING = auto()
    JUDGING = auto()
    PLAYING = auto()


class MicrophoneSection(Section):
    """Holds the microphone open from `listen` to `let_go`, while allowed. `begun`: it will want the player."""

    begun = Signal()

    def __init__(
        self,
        theme: Theme,
        services: Services,
        devices: Devices,
        recorder: Recorder,
        player: Player,
        background: Background,
        save: Save,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(self.tr("Microphone"), parent)
        self._services = services
        self._recorder = recorder
        self._player = player
        self._background = background
        self._save = save
        self._wanted = False
        self._allowed = True
        self._state = _Check.IDLE
        settings = services.settings.current
        self.choice = DeviceChoice(devices, devices.microphones, settings.microphone, settings.microphone_name)
        self.meter = LevelMeter(theme)
        self.check = button("")
        self.said = label(wrap=True, selectable=True)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(CHECK_MS)
        self.timer.timeout.connect(recorder.stop)
        self._lay_out()
        self._connect(devices)
        self._show_state()

    def set_allowed(self, allowed: bool) -> None:
        """False while an answer is being recorded: then the microphone is let go of."""
        self._allowed = allowed
        self._follow()
        self._say("" if allowed else self.tr("An answer is being recorded; the check waits until it is done."))

    def listen(self) -> None:
        """The section shows."""
        self._wanted = True
        self._follow()

    def let_go(self) -> None:
        """The section no longer shows: let go of the microphone and forget what was said into it."""
        self._wanted = False
        self.quieten()
        self._follow()
        self._say("")
        with contextlib.suppress(OSError):
            self._sample.unlink(missing_ok=True)

    def quieten(self) -> None:
        """Stop playing; something else will play."""
        if self._state is _Check.PLAYING:
            self._player.stop()
            self._move(_Check.IDLE)

    @property
    def _sample(self) -> Path:
        return self._services.paths.data_dir / "cache" / "microphone-check.wav"

    def _follow(self) -> None:
        """Open or close the recorder, as is wanted and allowed."""
        if self._wanted and self._allowed:
            settings = self._services.settings.current
            self._recorder.open(settings.microphone, settings.microphone_name)
        else:
            self._move(_Check.IDLE)  # first: a take that is closed now is not judged
            self._recorder.close()
            self.meter.clear()
        self._show_state()

    def _choose(self, device_id: str, name: str) -> None:
        self._save(microphone=device_id, microphone_name=name)
        self._say("")
        self._follow()

    def _press(self) -> None:
        match self._state:
            case _Check.IDLE:
                self._begin()
            case _Check.RECORDING:
                if not self._recorder.is_recording:
                    self._move(_Check.IDLE)  # before the cue there is nothing to judge
                self._recorder.stop()
            case _Check.PLAYING:
                self.quieten()

    def _begin(self) -> None:
        self.begun.emit()
        self._follow()
        if not self._recorder.is_open:
            return  # it says itself why it could not be opened
        try:
            self._sample.unlink(missing_ok=True)
        except OSError as error:
            self._say(self.tr("The last check could not be deleted: {reason}.").format(reason=error.strerror))
            return
        self._move(_Check.RECORDING)
        self._recorder.begin(self._sample)

    def _move(self, to: _Check) -> None:
        if to is not _Check.RECORDING:
            self.timer.stop()
        self._state = to
        self._show_state()

    # What the recorder and the player say.

    def _on_cued(self) -> None:
        self.timer.start()
        self._say(self.tr("Recording. Say a sentence or two, as you would in an interview."))
        self._show_state()

    def _on_stopped(self, take: Take) -> None:
        if self._state is not _Check.RECORDING:
            return
        self._move(_Check.JUDGING)
        self._say(self.tr("Listening to it…"))
        self._background.run(lambda: listen_to(take.path), self._judge, self._on_unreadable)

    def _judge(self, heard: Heard) -> None:
        if self._state is not _Check.JUDGING:
            return
        self._say(self._in_words(heard))
        if heard.verdict is Verdict.SILENT:
            self._move(_Check.IDLE)
        else:
            self._move(_Check.PLAYING)
            self._player.play(self._sample)

    def _on_unreadable(self, error: Exception) -> None:
        if self._state is _Check.JUDGING:
            self._move(_Check.IDLE)
            self._say(self.tr("The recording could not be read: {reason}.").format(reason=error))

    def _on_failed(self, error: UserError) -> None:
        self._move(_Check.IDLE)
        self.meter.clear()
        self._say(str(error))

    def _on_noticed(self, notice: Notice) -> None:
        """What is wrong with the microphone is worth saying before any check; the check judges the level."""
        if self._state is _Check.IDLE and notice.kind in ("silent", "call quality", "another"):
            self._say(notice.text)

    def _on_played(self) -> None:
        if self._state is _Check.PLAYING:
            self._move(_Check.IDLE)

    def _on_cannot_play(self, error: UserError) -> None:
        if self._state is _Check.PLAYING:
            self._move(_Check.IDLE)
            self._say(f"{self.said.text()} {error}")

    def _on_devices(self) -> None:
        """A microphone that was plugged in again is opened; one that is gone is told by the recorder."""
        if self._wanted and self._allowed and not self._recorder.is_open:
            self._say("")
            self._follow()

    # What is shown.

    def _in_words(self, heard: Heard) -> str:
        loud = f"{heard.loud_dbfs:.0f}".replace("-", "−")
        match heard.verdict:
            case Verdict.SILENT:
                return self.tr(
                    "Silence. Nothing came from this microphone: is it muted? Check its switch and the system's "
                    "sound settings, or choose another one."
                )
            case Verdict.QUIET:
                return self.tr(
                    "Too quiet: {loud} dB, where −35 to −10 is good. Turn the microphone up in the system's sound "
                    "settings, or come closer."
                ).format(loud=loud)
            case Verdict.CLIPPING:
                return self.tr(
                    "Too loud: the peaks are cut off. Turn the microphone down in the system's sound settings, or "
                    "move back a little."
                )
            case Verdict.FINE:
                return self.tr("Fine: {loud} dB, loud enough and not cut off.").format(loud=loud)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))
        self.check.setAccessibleDescription(text)

    def _show_state(self) -> None:
        can_stop = self._state in (_Check.RECORDING, _Check.PLAYING)
        text = self.tr("Stop") if can_stop else self.tr("Record five seconds and listen")
        self.check.setText(text)
        self.check.setAccessibleName(text)
        self.check.setEnabled(self._allowed and self._state is not _Check.JUDGING)
        self.meter.set_live(self._recorder.is_recording)

    def _connect(self, devices: Devices) -> None:
        self.choice.chosen.connect(self._choose)
        self.check.clicked.connect(self._press)
        self._recorder.level.connect(self.meter.set_level)
        self._recorder.cued.connect(self._on_cued)
        self._recorder.stopped.connect(self._on_stopped)
        self._recorder.failed.connect(self._on_failed)
        self._recorder.noticed.connect(self._on_noticed)
        self._player.finished.connect(self._on_played)
        self._player.failed.connect(self._on_cannot_play)
        devices.changed.connect(self._on_devices)

    def _lay_out(self) -> None:
        self.add_row(self.tr("Record with"), help_of("microphone"), self.choice)
        self.add_row(self.tr("Level"), self.tr("Speak, and watch it move."), self.meter)
        row = QHBoxLayout()
        row.addWidget(self.check)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.said)
        self.said.hide()
