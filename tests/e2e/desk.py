"""A desk of the tests' own: a screen, and the real app on it, driven by keys and watched by its event log.

Needs the Debian packages xvfb and xdotool.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
import psutil

from greenroom.history.store import Store
from greenroom.paths import Paths
from tests.e2e.sound import wait_until

Event = dict[str, Any]
"""A line of the event log: "t" in monotonic seconds, "event", and the fields of that event."""

WINDOW_TIMEOUT_S = 30.0
CLOSE_TIMEOUT_S = 20.0


def greenroom_command(*arguments: str | Path) -> list[str]:
    """What a person types, run by the interpreter of the tests."""
    return [sys.executable, "-m", "greenroom", *map(str, arguments)]


class Screen:
    """An X server without a window manager. `env` is what a child process needs to show something there."""

    def __init__(self, width_px: int = 1280, height_px: int = 800) -> None:
        self._dir = tempfile.TemporaryDirectory(prefix="screen-")
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            [
                "Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width_px}x{height_px}x24",
                "-nolisten", "tcp", "-noreset", "-ac", "-fbdir", self._dir.name,
            ],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise RuntimeError(f"Xvfb did not start, exit code {self._server.wait(10)}")
        self.display = f":{number}"
        self.env = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}

    def xdotool(self, *arguments: str) -> str:
        """Run xdotool on this screen; its output."""
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, **self.env},
            check=True,
            capture_output=True,
            text=True,
            timeout=10,
        )
        return done.stdout.strip()

    def pixels(self) -> npt.NDArray[np.uint8]:
        """What is on the screen now, as rows of red, green and blue."""
        # The server keeps it in a file in the format of xwd.
        data = (Path(self._dir.name) / "Xvfb_screen0").read_bytes()
        header = np.frombuffer(data, ">u4", 25)
        header_bytes, width, height = int(header[0]), int(header[4]), int(header[5])
        line_bytes, colours = int(header[12]), int(header[19])
        rows = np.frombuffer(data, np.uint8, height * line_bytes, header_bytes + 12 * colours)
        bgrx = rows.reshape(height, line_bytes)[:, : 4 * width].reshape(height, width, 4)
        return np.ascontiguousarray(bgrx[:, :, 2::-1])

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(10)
        self._dir.cleanup()

    def __enter__(self) -> Screen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class App:
    """Greenroom's window as a process of its own, with a data folder and an event log of its own."""

    def __init__(
        self,
        screen: Screen,
        data_dir: Path,
        env: Mapping[str, str],
        *,
        inside: Sequence[str] = (),
        program: Sequence[str] = (),
    ) -> None:
        """env: the environment without the screen's part, as `Sound.env`. inside: words before the command.

        program: what starts Greenroom, if not the interpreter of the tests; another person may run it.
        """
        self.paths = Paths(data_dir)
        self.started_at = time.monotonic()
        self._screen = screen
        self._dir = tempfile.TemporaryDirectory(prefix="app-")
        self._log = Path(self._dir.name) / "events.jsonl"
        self._log.touch()
        Path(self._dir.name).chmod(0o777)
        self._log.chmod(0o666)
        self._read_bytes = 0
        self._events: list[Event] = []
        self._stderr = Path(self._dir.name) / "stderr"
        with self._stderr.open("wb") as stderr:
            self.process = subprocess.Popen(
                [*inside, *(program or greenroom_command()), "--data-dir", data_dir, "--log-json", self._log],
                env={"PYTHONWARNINGS": "default,ignore::ResourceWarning", **env, **screen.env},
                stdout=subprocess.DEVNULL,
                stderr=stderr,
            )

    # What it does.

    @property
    def events(self) -> list[Event]:
        """Everything logged so far, in order."""
        with self._log.open("rb") as log:
            log.seek(self._read_bytes)
            lines = log.read()
        whole = lines[: lines.rfind(b"\n") + 1]
        self._read_bytes += len(whole)
        self._events += [json.loads(line) for line in whole.splitlines()]
        return self._events

    def all(self, name: str, **fields: object) -> list[Event]:
        """The events of this name with these fields, so far."""
        return [
            event
            for event in self.events
            if event["event"] == name and all(event.get(key) == value for key, value in fields.items())
        ]

    def wait_for(self, name: str, n: int = 1, timeout_s: float = 20, **fields: object) -> Event:
        """The n-th event of this name with these fields, counted from the start of the app."""
        wanted = f"{name} {fields or ''}".strip()
        try:
            wait_until(
                lambda: (
                    len(self.all(name, **fields)) >= n or self.process.poll() is not None or bool(self.all("bug"))
                ),
                timeout_s,
                f"{wanted} number {n}",
            )
            return self.all(name, **fields)[n - 1]
        except (AssertionError, IndexError) as error:
            seen = "\n".join(map(str, self.events))
            raise AssertionError(
                f"no {wanted} number {n}; exit code {self.process.poll()}; events:\n{seen}\n{self.complaints()}"
            ) from error

    def wait_for_notice(self, words: str, timeout_s: float = 20) -> str:
        """The text of the first notice to the person that has these words in it."""

        def found() -> list[str]:
            return [event["text"] for event in self.all("notice") if words in event["text"]]

        try:
            wait_until(lambda: bool(found()), timeout_s, f"a notice with “{words}”")
        except AssertionError as error:
            raise AssertionError(f"{error}; notices: {[e['text'] for e in self.all('notice')]}") from error
        return found()[0]

    # What the person does.

    def wait_until_ready(self) -> None:
        """There is something to ask, and the window has the keyboard, which a window manager would give it."""
        self.wait_for("ready.to.ask", timeout_s=WINDOW_TIMEOUT_S)
        self.take_focus()

    def take_focus(self) -> None:
        self._screen.xdotool("windowfocus", "--sync", str(self.window))

    @property
    def window(self) -> int:
        """The X id of the window."""
        return int(self._screen.xdotool("search", "--onlyvisible", "--name", "^Greenroom$").splitlines()[0])

    @property
    def windows(self) -> list[int]:
        """The X ids of all visible windows on the screen."""
        found = self._screen.xdotool("search", "--onlyvisible", "--name", "")
        return [int(window) for window in found.splitlines()]

    def keys(self, *keys: str) -> None:
        """Press keys one after another, named as X names them: "space", "ctrl+2", "Return"."""
        self._screen.xdotool("key", *keys)

    def type(self, text: str) -> None:
        self._screen.xdotool("type", "--delay", "5", text)

    def begin_answer(self) -> str:
        """From home or a question to the cue: the attempt's id. The question is not heard to its end."""
        asked, cues = len(self.all("question.asked")), len(self.all("answer.cue"))
        self.keys("space")
        self.wait_for("question.asked", asked + 1)
        self.keys("space")
        return str(self.wait_for("answer.cue", cues + 1)["attempt"])

    def helper(self, role: str) -> psutil.Process:
        """The helper process with this role, "ear" or "voice"."""
        (found,) = [helper for helper in self.helpers() if helper.cmdline()[-1:] == [role]]
        return found

    # How it ends.

    def helpers(self) -> list[psutil.Process]:
        """The processes that it has started and that still run."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def complaints(self) -> str:
        """What it wrote to standard error, and the errors in its log file: nothing, if all went well."""
        log = self.paths.log.read_text(encoding="utf-8") if self.paths.log.exists() else ""
        errors = log if " ERROR " in log or "Traceback" in log else ""
        bugs = "\n".join(str(event) for event in self.all("bug"))
        return self._stderr.read_text(encoding="utf-8", errors="replace") + errors + bugs

    def close(self, *, may_complain_of: str = "") -> None:
        """Ask the window to close, as a window manager does; it must end in good order and leave nothing behind.

        may_complain_of: words that excuse what stands in standard error and log.
        """
        helpers = self.helpers()
        _ask_to_close(self._screen.display, self.window)
        self._check_end(helpers, CLOSE_TIMEOUT_S)
        assert self.process.returncode == 0, f"exit code {self.process.returncode}\n{self.complaints()}"
        complaints = self.complaints()
        assert not complaints or (may_complain_of and may_complain_of in complaints), complaints
        self._dir.cleanup()

    def kill(self) -> None:
        """As `kill -9`; its helpers must notice by themselves."""
        helpers = self.helpers()
        self.process.send_signal(signal.SIGKILL)
        self._check_end(helpers, CLOSE_TIMEOUT_S)
        self._dir.cleanup()

    def _check_end(self, helpers: list[psutil.Process], timeout_s: float) -> None:
        try:
            self.process.wait(timeout_s)
        except subprocess.TimeoutExpired as error:
            raise AssertionError(f"still running after {timeout_s} s\n{self.complaints()}") from error
        wait_until(lambda: not any(map(_runs, helpers)), timeout_s, f"the end of {helpers}")

    def abandon(self) -> None:
        """After a failed test: end whatever still runs."""
        if self.process.poll() is None:
            for helper in self.helpers():
                helper.kill()
            self.process.kill()
            self.process.wait(10)


@contextmanager
def open_app(
    screen: Screen,
    data_dir: Path,
    env: Mapping[str, str],
    *,
    inside: Sequence[str] = (),
    program: Sequence[str] = (),
    may_complain_of: str = "",
) -> Iterator[App]:
    """The app, ready to ask, and closed in good order at the end unless it ended already."""
    app = App(screen, data_dir, env, inside=inside, program=program)
    try:
        app.wait_until_ready()
        yield app
        if app.process.poll() is None:
            app.close(may_complain_of=may_complain_of)
    finally:
        app.abandon()


@contextmanager
def history_of(data_dir: Path) -> Iterator[Store]:
    """The history in a data folder, as another program reads it."""
    store = Store.open(Paths(data_dir).database)
    try:
        yield store
    finally:
        store.close()


def _runs(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


class _ClientMessage(ctypes.Structure):
    """XClientMessageEvent of Xlib.h, with room for the rest of the union XEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),
    )


def _ask_to_close(display_name: str, window: int) -> None:
    """Send WM_DELETE_WINDOW, as the close button does; xdotool can only destroy a window."""
    x11 = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    open_display: Callable[[bytes], int | None] = x11.XOpenDisplay
    display = ctypes.c_void_p(open_display(display_name.encode()))
    protocols = x11.XInternAtom(display, b"WM_PROTOCOLS", 0)
    delete_window = x11.XInternAtom(display, b"WM_DELETE_WINDOW", 0)
    client_message, current_time = 33, 0
    message = _ClientMessage(
        type=client_message, window=window, message_type=protocols, format=32, data=(delete_window, current_time)
    )
    x11.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(display)
