"""A process of its own with a recorder and a player, driven by lines on its standard input.

Run as `python -m tests.e2e.studio` it does what each line says, as ["recorder.begin", "take.wav"], and prints every
signal as {"t": monotonic seconds, "event": "recorder.cued", "args": [...]}. `Studio` is the test's end of it.
"""

from __future__ import annotations

import json
import logging
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.e2e.sound import Sound


class Event:
    """Something that the recorder or the player signalled; `at` is `time.monotonic()` in any process."""

    def __init__(self, at: float, args: list[Any]) -> None:
        self.at = at
        self.args = args

    @property
    def arg(self) -> Any:
        return self.args[0]


class Studio:
    """The test's end: commands go out with `do`, what comes back is waited for by name."""

    def __init__(self, sound: Sound) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.studio"],
            env={**sound.env, "QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"},
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._events: queue.SimpleQueue[tuple[str, Event]] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.seen: list[str] = []
        """The names of all events waited for or passed over so far."""
        try:
            self.wait_for("studio.open")
        except AssertionError as error:
            raise AssertionError(f"the studio did not open:\n{self.kill()}") from error

    def do(self, call: str, *args: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([call, *args]) + "\n")
        self.process.stdin.flush()

    def wait_for(self, *names: str, timeout_s: float = 10) -> Event:
        """The next event with one of these names; others before it are passed over."""
        deadline = time.monotonic() + timeout_s
        while True:
            try:
                name, event = self._events.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(
                    f"no {' or '.join(names)} within {timeout_s} s; saw {set(self.seen)}"
                ) from None
            self.seen.append(name)
            if name in names:
                return event

    def ask(self, what: str, *args: object) -> Any:
        """The value of a property or of a method, as "recorder.elapsed_s"."""
        self.do(what, *args)
        return self.wait_for(f"answer:{what}").arg

    def close(self) -> str:
        """End it in good order; everything it wrote to standard error, which should be nothing."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(20)
        self._reader.join(10)
        assert self.process.stderr is not None
        with self.process.stderr as stderr:
            complaints = stderr.read()
        return complaints + (f"exit code {code}" if code else "")

    def kill(self) -> str:
        """As `kill -9`."""
        self.process.kill()
        return self.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stdout:
            for line in stdout:
                document = json.loads(line)
                self._events.put((document["event"], Event(document["t"], document["args"])))


@contextmanager
def open_studio(sound: Sound) -> Iterator[Studio]:
    """A studio that must end in good order, without a word on standard error."""
    studio = Studio(sound)
    try:
        yield studio
    finally:
        complaints = studio.close() if studio.process.poll() is None else ""
    assert complaints == "", complaints


def main() -> None:
    """The process's end."""
    from PySide6.QtCore import QObject, Signal
    from PySide6.QtWidgets import QApplication

    from greenroom.__main__ import end_at_once
    from greenroom.audio.chime import Chime
    from greenroom.audio.devices import Devices
    from greenroom.audio.player import Player
    from greenroom.audio.recorder import Recorder

    class Lines(QObject):
        came = Signal(str)
        ended = Signal()

    def tell(event: str, *args: object) -> None:
        document = {"t": time.monotonic(), "event": event, "args": [_plain(argument) for argument in args]}
        sys.stdout.write(json.dumps(document) + "\n")
        sys.stdout.flush()

    def obey(line: str) -> None:
        call, *args = json.loads(line)
        owner, name = call.split(".")
        value = getattr(owners[owner], name)
        if callable(value):
            paths = {"begin", "play", "preload"}
            named = args.pop() if args and isinstance(args[-1], dict) else {}
            value = value(*(Path(a) for a in args) if name in paths else args, **named)
        tell(f"answer:{call}", value)

    def read_lines() -> None:
        for line in sys.stdin:
            lines.came.emit(line)
        lines.ended.emit()

    class Window:
        def freeze(self, seconds: float) -> None:
            """Keep the window's thread busy, as a long computation in Python would."""
            end = time.monotonic() + seconds
            while time.monotonic() < end:
                pass

    logging.basicConfig(level=logging.ERROR)
    app = QApplication([])
    devices = Devices()
    owners: dict[str, Any] = {"recorder": Recorder(devices), "player": Player(devices), "devices": devices}
    owners["studio"] = Window()
    owners["chime"] = Chime(devices)
    signals = {
        "recorder": ("ready", "cued", "level", "stopped", "failed", "noticed"),
        "player": ("started", "position", "finished", "failed"),
        "devices": ("changed",),
    }
    for owner, names in signals.items():
        for name in names:
            getattr(owners[owner], name).connect(lambda *args, event=f"{owner}.{name}": tell(event, *args))
    lines = Lines()
    lines.came.connect(obey)
    lines.ended.connect(lambda: (owners["recorder"].close(), app.quit()))
    threading.Thread(target=read_lines, daemon=True).start()
    tell("studio.open")
    end_at_once(app.exec())


def _plain(value: object) -> object:
    """What JSON can hold: the fields of a take, a notice or an error."""
    if isinstance(value, Exception):
        take = getattr(value, "take", None)
        return {"kind": type(value).__name__, "text": str(value), "take": _plain(take) if take else None}
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


if __name__ == "__main__":
    main()
