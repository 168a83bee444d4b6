"""A PulseAudio server of the tests' own: speakers that can be listened to, a microphone that can be spoken into.

Nothing of the machine's own sound is touched. Needs the Debian packages pulseaudio and pulseaudio-utils.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt
import pytest
import soundfile

from greenroom.paths import Paths

HEARING_RATE_HZ = 16_000
# Quieter than this, over 10 ms, counts as silence: the server's own signal path is exact.
HEARD_PEAK = 0.01

Samples = npt.NDArray[np.float32]

# Without rewinds a null sink works in blocks of 50 ms, as a sound card does, and not of two seconds.
SPEAKERS = (
    "module-null-sink",
    "sink_name=speakers",
    "norewinds=1",
    "sink_properties=\"device.description='Built-in Speakers'\"",
)
MOUTH = ("module-null-sink", "sink_name=mouth", "norewinds=1")
MICROPHONE = (
    "module-remap-source",
    "source_name=microphone",
    "master=mouth.monitor",
    "source_properties=\"device.description='Built-in Microphone'\"",
)


class Sound:
    """The running server. `env` is what a child process needs in order to use it."""

    def __init__(
        self, *, microphone_format: str = "", with_microphone: bool = True, with_speakers: bool = True
    ) -> None:
        """`microphone_format` as in "format=float32le rate=96000 channels=2"; PulseAudio's default when empty."""
        self._dir = Path(tempfile.mkdtemp(prefix="sound-"))  # short: a socket's path has at most 107 characters
        socket = self._dir / "native"
        self.env = {
            **os.environ,
            "HOME": str(self._dir),
            "XDG_RUNTIME_DIR": str(self._dir),
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_COOKIE": str(self._dir / "cookie"),
            "QT_AUDIO_BACKEND": "pulseaudio",
        }
        self._log = (self._dir / "log").open("w+")
        script = self._dir / "default.pa"
        script.write_text(f"load-module module-native-protocol-unix socket={socket} auth-anonymous=1\n")
        # High priority where the system grants it: a sound card does not stutter because the processor is busy.
        self._server = subprocess.Popen(
            [
                "pulseaudio", "-n", "-F", str(script), "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1",
                "--disable-shm=yes", "--high-priority=yes", "--realtime=yes", "-v",
            ],
            env=self.env,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._children: list[subprocess.Popen[bytes]] = []
        wait_until(lambda: self._is_up() or self._server.poll() is not None, 10, "the sound server to start")
        if self._server.poll() is not None:
            self._log.seek(0)
            raise RuntimeError(f"pulseaudio did not start:\n{self._log.read()}")
        if with_speakers:
            self.pactl("load-module", *SPEAKERS)
            self.pactl("set-default-sink", "speakers")
        self.pactl("load-module", *MOUTH, *microphone_format.split())
        self._microphone_format = microphone_format
        self._microphone_module = ""
        if with_microphone:
            self.plug_microphone()

    def pactl(self, *arguments: str) -> str:
        """Run pactl on this server; its output."""
        done = subprocess.run(
            ["pactl", *arguments], env=self.env, check=True, capture_output=True, text=True, timeout=10
        )
        return done.stdout.strip()

    def plug_microphone(self) -> None:
        """Put the microphone in; it becomes the default source."""
        if not self._microphone_module:
            arguments = [*MICROPHONE, *self._microphone_format.split()]
            self._microphone_module = self.pactl("load-module", *arguments)
            self.pactl("set-default-source", "microphone")

    def plug_another(self, device_id: str, name: str, *how: str) -> str:
        """Put another microphone at the same mouth; what `unplug` takes to pull it out again."""
        return self.pactl(
            "load-module", "module-remap-source", f"source_name={device_id}", "master=mouth.monitor",
            f"source_properties=\"device.description='{name}'\"", *how,
        )  # fmt: skip

    def unplug(self, module: str) -> None:
        self.pactl("unload-module", module)

    def unplug_microphone(self) -> None:
        """Pull the microphone out."""
        self.pactl("unload-module", self._microphone_module)
        self._microphone_module = ""

    def speak(self, wav: Path) -> Speaking:
        """Play a WAV file into the microphone; returns at once."""
        # Two seconds ahead in the server's hands, so that a busy machine does not make the speaker stutter.
        command = ["paplay", "--device=mouth", "--latency-msec=2000", str(wav)]
        speaking = Speaking(command, self.env)
        self._children.append(speaking.process)
        return speaking

    def hear(self) -> Hearing:
        """Listen to the speakers until told to stop; returns once it hears (silence, as a rule)."""
        hearing = Hearing(self.env)
        self._children.append(hearing.process)
        return hearing

    def close(self) -> None:
        for process in [*self._children, self._server]:
            if process.poll() is None:
                process.terminate()
            process.wait(10)
        self._log.close()
        shutil.rmtree(self._dir, ignore_errors=True)

    def __enter__(self) -> Sound:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _is_up(self) -> bool:
        return subprocess.run(["pactl", "info"], env=self.env, capture_output=True, timeout=10).returncode == 0


class Speaking:
    """Someone speaking into the microphone."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        self.process = subprocess.Popen(command, env=env)

    def wait(self, timeout_s: float = 180) -> None:
        """Until the last sample has been spoken."""
        assert self.process.wait(timeout_s) == 0

    def stop(self) -> None:
        """Fall silent at once."""
        self.process.kill()
        self.process.wait(10)


class Hearing:
    """What the speakers say, from now on: samples at 16 kHz mono, and when they came (monotonic seconds)."""

    def __init__(self, env: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [
                "parec", "--device=speakers.monitor", "--format=s16le", f"--rate={HEARING_RATE_HZ}", "--channels=1",
                "--latency-msec=10", "--raw",
            ],
            env=env,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        self._chunks: list[tuple[float, bytes]] = []
        self._arrived = threading.Condition()
        self._reader = threading.Thread(target=self._read, name="hearing")
        self._reader.start()
        self._wait(lambda: bool(self._chunks), 10, "the speakers' monitor")

    def samples(self) -> Samples:
        """Everything heard so far, from -1 to 1."""
        with self._arrived:
            return _floats(b"".join(data for _, data in self._chunks))

    def wait_for_sound(self, timeout_s: float = 10, *, since: float = 0.0) -> float:
        """The moment at which the first sound after `since` was heard; both are `time.monotonic()`."""
        return self._wait(lambda: self._first(since, loud=True), timeout_s, "sound from the speakers")

    def wait_for_silence(self, timeout_s: float = 10, *, since: float = 0.0, for_s: float = 0.3) -> float:
        """The moment after `since` from which on nothing was heard for `for_s`."""
        return self._wait(lambda: self._silence(since, for_s), timeout_s, "silence from the speakers")

    def stop(self, wav: Path | None = None) -> Samples:
        """End it; write what was heard to `wav` if given."""
        self.process.terminate()
        self.process.wait(10)
        self._reader.join(10)
        samples = self.samples()
        if wav is not None:
            write_wav(wav, samples, HEARING_RATE_HZ)
        return samples

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stdout:
            while data := os.read(stdout.fileno(), 1 << 16):
                with self._arrived:
                    self._chunks.append((time.monotonic(), data))
                    self._arrived.notify_all()

    def _wait(self, condition: Callable[[], float | bool | None], timeout_s: float, for_what: str) -> float:
        with self._arrived:
            met = self._arrived.wait_for(condition, timeout_s)
        assert met, f"waited {timeout_s} s for {for_what}"
        return float(met)

    def _first(self, since: float, *, loud: bool) -> float | None:
        for moment, data in self._chunks:
            if moment >= since and (np.abs(_floats(data)).max() >= HEARD_PEAK) == loud:
                return moment
        return None

    def _silence(self, since: float, for_s: float) -> float | None:
        silent_from = None
        for moment, data in self._chunks:
            if moment >= since:
                if np.abs(_floats(data)).max() >= HEARD_PEAK:
                    silent_from = None
                elif silent_from is None:
                    silent_from = moment
        return silent_from if silent_from is not None and self._chunks[-1][0] - silent_from >= for_s else None


def write_wav(path: Path, samples: Samples, rate_hz: int) -> Path:
    """Samples from -1 to 1 as a 16-bit mono WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def read_wav(path: Path) -> Samples:
    """A take's samples from -1 to 1; fails unless it is what a take should be: valid, 16 kHz mono 16-bit."""
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 16_000)
        samples = _floats(file.readframes(file.getnframes()))
        assert len(samples) == file.getnframes()
        return samples


def read_recording(paths: Paths, attempt_id: str) -> Samples:
    """The sound of a kept attempt, from -1 to 1, archived or not yet."""
    recording = paths.recording(attempt_id)
    assert recording is not None, "the recording is gone"
    if recording.suffix == ".wav":
        return read_wav(recording)
    with soundfile.SoundFile(recording) as file:
        assert (file.format, file.channels, file.subtype, file.samplerate) == ("FLAC", 1, "PCM_16", 16_000)
        return np.asarray(file.read(dtype="float32"), np.float32)


def tone(length_s: float, *, hertz: float = 440.0, peak: float = 0.5, rate_hz: int = 48_000) -> Samples:
    """A sine wave."""
    return (peak * np.sin(2 * np.pi * hertz * np.arange(round(length_s * rate_hz)) / rate_hz)).astype(np.float32)


def loud_stretch_s(samples: Samples, rate_hz: int = 16_000) -> tuple[float, float]:
    """Where the first and the last sample above a tenth of full scale lie, in seconds."""
    loud = np.flatnonzero(np.abs(samples) > 0.1)
    assert len(loud), "nothing loud in it"
    return float(loud[0]) / rate_hz, float(loud[-1] + 1) / rate_hz


def wait_until(condition: Callable[[], bool], timeout_s: float, for_what: str) -> None:
    """Wait for a condition in another process that cannot notify us."""
    deadline = time.monotonic() + timeout_s
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < deadline, f"waited {timeout_s} s for {for_what}"
        pause.wait(0.02)


def _floats(data: bytes) -> Samples:
    return np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / np.float32(32768)


@pytest.fixture
def sound() -> Iterator[Sound]:
    """A sound server for one test."""
    with Sound() as server:
        yield server
