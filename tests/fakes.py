"""Stand-ins for what is unreliable: devices, microphone, player and voice. Same signals, no sound, no waiting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from greenroom.audio.chime import Chime
from greenroom.audio.devices import Device, Devices
from greenroom.audio.player import Player
from greenroom.audio.recorder import Recorder
from greenroom.errors import UserError
from greenroom.speech.errors import NoVoice
from greenroom.speech.take import Take, TakeWriter
from greenroom.speech.voice import Voice, VoiceInfo

BUILT_IN = Device("built-in", "Built-in Microphone", True)
USB = Device("usb", "USB Microphone", False)
SPEAKERS = Device("speakers", "Speakers", True)
HEADPHONES = Device("headphones", "Headphones", False)


class FakeDevices(Devices):
    """What is plugged in is what the test says."""

    def __init__(self, parent: QObject | None = None) -> None:
        QObject.__init__(self, parent)
        self._microphones = [BUILT_IN, USB]
        self._speakers = [SPEAKERS, HEADPHONES]

    def microphones(self) -> list[Device]:
        return list(self._microphones)

    def speakers(self) -> list[Device]:
        return list(self._speakers)

    def plug_microphones(self, *microphones: Device) -> None:
        """From now on these and no others are there."""
        self._microphones = list(microphones)
        self.changed.emit()

    def plug_speakers(self, *speakers: Device) -> None:
        self._speakers = list(speakers)
        self.changed.emit()


class FakeRecorder(Recorder):
    """Answers at once: `begin` with `cued`, `stop` with `stopped`; the take is a real WAV of `sound`."""

    def __init__(self, parent: QObject | None = None) -> None:
        QObject.__init__(self, parent)
        self.opened: str | None = None
        """The id of the microphone that is open, None while none is."""
        self.sound = b""
        """16 kHz mono 16-bit samples that every take holds."""
        self.gives_cue = True
        """False: `begin` waits for a cue that does not come."""
        self.available = BUILT_IN.name
        """The microphone that `open` would open; empty for none."""
        self._path: Path | None = None
        self._goes_on = False

    @property
    def is_open(self) -> bool:
        return self.opened is not None

    @property
    def is_recording(self) -> bool:
        return self._path is not None

    @property
    def elapsed_s(self) -> float:
        return 0.0

    def open(self, wanted_id: str, wanted_name: str = "") -> None:
        if self.opened != wanted_id:
            self.opened = wanted_id
            self.ready.emit()

    def name_of(self, wanted_id: str, wanted_name: str = "") -> str:
        return self.available

    def begin(self, path: Path, *, goes_on: bool = False) -> None:
        assert self.is_open
        if self.gives_cue:
            self._path, self._goes_on = path, goes_on
            self.cued.emit()

    def stop(self) -> None:
        path, self._path = self._path, None
        if path is not None:
            writer = TakeWriter(path, goes_on=self._goes_on)
            writer.append(self.sound)
            writer.close()
            self.stopped.emit(Take(path, writer.seconds))

    def abort(self) -> None:
        self.stop()

    def close(self) -> None:
        self.stop()
        self.opened = None

    def fail(self, error: UserError) -> None:
        """As when the microphone is lost."""
        self._path = None
        self.opened = None
        self.failed.emit(error)


class FakePlayer(Player):
    """Plays until the test says `end`."""

    def __init__(self, parent: QObject | None = None) -> None:
        QObject.__init__(self, parent)
        self.playing: Path | None = None
        self.played: list[tuple[Path, float]] = []
        """Every file that was played, with its volume."""
        self.speaker_id = ""
        self.error: UserError | None = None
        """What every `play` fails with, if anything."""

    @property
    def is_playing(self) -> bool:
        return self.playing is not None

    @property
    def position_s(self) -> float:
        return 0.0

    def play(self, path: Path, *, from_s: float = 0.0, volume: float = 1.0) -> None:
        self.stop()
        if self.error is not None:
            self.failed.emit(self.error)
            return
        self.playing = path
        self.played.append((path, volume))
        self.started.emit()

    def stop(self) -> None:
        self.playing = None

    def end(self) -> None:
        """The file has played to its end."""
        self.playing = None
        self.finished.emit()

    def set_speaker(self, speaker_id: str) -> None:
        self.speaker_id = speaker_id


class FakeChime(Chime):
    """Counts how often it was played."""

    def __init__(self, parent: QObject | None = None) -> None:
        QObject.__init__(self, parent)
        self.played = 0

    def play(self) -> None:
        self.played += 1

    def set_speaker(self, device_id: str) -> None:
        pass


class FakeVoice(Voice):
    """Renders empty files into `folder`; `error` is raised instead when there is one."""

    def __init__(self, folder: Path, voices: list[VoiceInfo] | None = None, error: NoVoice | None = None) -> None:
        super().__init__(folder, ["no helper is started"])
        self._folder = folder
        self._voices = [VoiceInfo("en", "English", ("en-us",))] if voices is None else voices
        self.error = error
        self.rendered: list[tuple[str, str, int]] = []
        """Every text that was rendered, with its voice and its words a minute."""

    def voices(self) -> list[VoiceInfo]:
        if self.error is not None:
            raise self.error
        return self._voices

    def render(self, text: str, voice: str, rate_wpm: int) -> Path:
        if self.error is not None:
            raise self.error
        self.rendered.append((text, voice, rate_wpm))
        return self._folder / f"{len(self.rendered)}.wav"
