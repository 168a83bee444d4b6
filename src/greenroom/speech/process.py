"""One helper process behind JSON lines: started when needed, watched, ended, replaced. Protocol: see `helper`."""

from __future__ import annotations

import contextlib
import itertools
import json
import logging
import queue
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import IO, Any, cast

from greenroom.speech.errors import Cancelled, from_wire
from greenroom.speech.wire import PROTOCOL

log = logging.getLogger(__name__)

START_TIMEOUT_S = 30.0
CLOSE_TIMEOUT_S = 2.0
# How often an open call looks whether it was cancelled, and counts that the helper was silent. Counting instead of
# subtracting clock times keeps a laptop's sleep from looking like a hang.
TICK_S = 0.1
STDERR_LINES_KEPT = 20

# No console window, and the app's own window and its microphone go first, as POLITENESS has it elsewhere.
WINDOWS_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)

OnEvent = Callable[[dict[str, Any]], None]
Inbox = queue.SimpleQueue[dict[str, Any] | None]


class HelperDied(Exception):
    """The helper ended while a call was open, or could not be started."""


class HelperHung(Exception):
    """The helper wrote no line for too long and was ended."""


class HelperGarbled(Exception):
    """The helper wrote something outside the protocol and was ended."""


class HelperBug(Exception):
    """A method failed for a reason that is ours. The helper lives on."""


class Helper:
    """Calls methods of a helper program. Thread-safe; constructing starts nothing; a dead helper is replaced."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._lock = threading.Lock()
        self._process: _Process | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Of the running helper, else None."""
        process = self._process
        return process.pid if process is not None and process.failure is None else None

    def start(self) -> None:
        """Have a helper running that has said hello. Raises HelperDied, HelperHung, HelperGarbled, Cancelled."""
        self._running()

    def call(
        self,
        method: str,
        params: dict[str, Any],
        *,
        timeout_s: float,
        on_event: OnEvent | None = None,
        cancelled: threading.Event | None = None,
        opened: Callable[[int], None] | None = None,
    ) -> dict[str, Any]:
        """Ask and wait for the answer; `on_event` runs in the calling thread.

        timeout_s: how long the helper may write nothing at all before it counts as hung. opened: is told the
        call's id, for `tell`. Raises the SpeechError that the helper answered; Cancelled once `cancelled` is set or
        this is closed; HelperDied, HelperHung, HelperGarbled (the next call starts a fresh helper); HelperBug.
        """
        process = self._running()
        with process.open_call() as (call_id, inbox):
            process.send({"id": call_id, "method": method, "params": params})
            if opened is not None:
                opened(call_id)
            silent_s, lines_seen, told = 0.0, process.lines, False
            while True:
                if cancelled is not None and cancelled.is_set() and not told:
                    process.send({"method": "cancel", "params": {"id": call_id}})
                    told = True
                try:
                    message = inbox.get(timeout=TICK_S)
                except queue.Empty:
                    silent_s = silent_s + TICK_S if process.lines == lines_seen else 0.0
                    lines_seen = process.lines
                    if silent_s >= timeout_s:
                        process.end(HelperHung(f"no line for {timeout_s:g} s in {method}"))
                    continue
                if message is None:
                    raise self._ending(process)
                if "event" in message:
                    if on_event is not None:
                        on_event(message)
                elif "error" in message:
                    raise _error(message["error"])
                else:
                    result: dict[str, Any] = message["result"]
                    return result

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Send a line that has no answer. A helper that is gone is no error: its open calls know."""
        process = self._process
        if process is not None:
            process.send({"method": method, "params": params})

    def replace(self) -> None:
        """End the running helper, if any; the next call starts a fresh one."""
        process = self._process
        if process is not None:
            process.end(HelperDied("replaced"))

    def close(self) -> None:
        """End the helper for good: open and later calls raise Cancelled."""
        with self._lock:
            self._closed = True
            process, self._process = self._process, None
        if process is not None:
            process.end(Cancelled())

    def _running(self) -> _Process:
        with self._lock:
            if self._closed:
                raise Cancelled
            if self._process is None or self._process.failure is not None:
                self._process = _Process(self._command)
            process = self._process
        if not process.ready.wait(START_TIMEOUT_S):
            process.end(HelperHung(f"no hello within {START_TIMEOUT_S:g} s"))
        if process.failure is not None:
            raise self._ending(process)
        return process

    def _ending(self, process: _Process) -> Exception:
        return Cancelled() if self._closed else process.failure or HelperDied("ended")


class _Process:
    """One run of the helper program. `failure` is set, once and for good, when it can no longer be used."""

    def __init__(self, command: list[str]) -> None:
        self.failure: Exception | None = None
        self.lines = 0
        self.ready = threading.Event()
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._inboxes: dict[int, Inbox] = {}
        self._stderr_tail: deque[str] = deque(maxlen=STDERR_LINES_KEPT)
        try:
            self._popen = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                creationflags=WINDOWS_FLAGS,
            )
        except OSError as error:
            raise HelperDied(f"could not be started: {error}") from error
        self._stdin = cast(IO[bytes], self._popen.stdin)
        self._readers = [
            threading.Thread(target=self._read_stderr, name="helper-stderr", daemon=True),
            threading.Thread(target=self._read, name="helper-lines", daemon=True),
        ]
        for reader in self._readers:
            reader.start()

    @property
    def pid(self) -> int:
        return self._popen.pid

    @contextlib.contextmanager
    def open_call(self) -> Iterator[tuple[int, Inbox]]:
        """A new call's id and its inbox, where None means that no more will come."""
        inbox: Inbox = queue.SimpleQueue()
        with self._lock:
            call_id = next(self._ids)
            self._inboxes[call_id] = inbox
            if self.failure is not None:
                inbox.put(None)
        try:
            yield call_id, inbox
        finally:
            with self._lock:
                del self._inboxes[call_id]

    def send(self, message: dict[str, Any]) -> None:
        line = json.dumps(message).encode("ascii") + b"\n"
        with contextlib.suppress(OSError, ValueError), self._lock:  # gone: the reader sees it too and tells
            self._stdin.write(line)
            self._stdin.flush()

    def end(self, reason: Exception) -> None:
        """End the process and fail its open calls with `reason`, unless it has failed before."""
        self._fail(reason)
        self._close_stdin()
        try:
            self._popen.wait(CLOSE_TIMEOUT_S if isinstance(reason, Cancelled) else 0)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        for reader in self._readers:
            if reader is not threading.current_thread():
                reader.join()

    def _close_stdin(self) -> None:
        with contextlib.suppress(OSError):
            self._stdin.close()

    def _fail(self, reason: Exception) -> None:
        with self._lock:
            if self.failure is None:
                self.failure = reason
            for inbox in self._inboxes.values():
                inbox.put(None)
        self.ready.set()

    def _read(self) -> None:
        try:
            with cast(IO[bytes], self._popen.stdout) as stdout:
                for line in stdout:
                    self._take(json.loads(line))
                    self.lines += 1
        except Exception as error:  # whatever the line was, nothing may be raised here: no one would hear it
            log.error("the helper wrote outside the protocol: %s", error)
            self._fail(HelperGarbled(str(error)))
            self._popen.kill()
        code = self._popen.wait()
        self._close_stdin()
        if self.failure is None:
            self._readers[0].join(timeout=CLOSE_TIMEOUT_S)
            log.error(
                "the helper ended by itself, code %s; its last lines:\n%s", code, "\n".join(self._stderr_tail)
            )
        self._fail(HelperDied(_how_it_ended(code)))

    def _take(self, message: dict[str, Any]) -> None:
        if self.lines == 0:  # the hello, even if the process was told to end before it came
            if message["hello"] != "greenroom-helper" or message["protocol"] != PROTOCOL:
                raise ValueError("another protocol")
            self.ready.set()
            return
        if not {"event", "result", "error"} & message.keys():
            raise ValueError("neither event nor answer")
        if not isinstance(message.get("result", {}), dict) or not isinstance(message.get("error", {}), dict):
            raise ValueError("the answer is no object")
        with self._lock:
            inbox = self._inboxes.get(message["id"])
        if inbox is not None:  # else the caller is gone
            inbox.put(message)

    def _read_stderr(self) -> None:
        with cast(IO[bytes], self._popen.stderr) as stderr:
            for raw in stderr:
                line = raw.decode("utf-8", "replace").rstrip()
                self._stderr_tail.append(line)
                log.info("helper %d: %s", self._popen.pid, line)


def _how_it_ended(code: int) -> str:
    return f"ended by signal {-code}" if code < 0 else f"ended with code {code}"


def _error(error: dict[str, Any]) -> Exception:
    if error.get("code") == "Cancelled":
        return Cancelled()
    if error.get("code") == "Bug":
        return HelperBug(error.get("why", ""))
    return from_wire(error)
