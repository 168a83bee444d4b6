"""The helper's end of the pipe: lines out, and the jobs that lines in ask for. The protocol is told in `helper`."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from greenroom.speech.errors import Cancelled

PROTOCOL = 1
PROGRESS_EVERY_S = 0.1


class Wire:
    """Writes one JSON object a line; safe to use from several threads."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, **message: object) -> None:
        line = json.dumps(message).encode("ascii") + b"\n"
        with self._lock:
            self._stream.write(line)
            self._stream.flush()


class Job:
    """One request in work: its parameters, what it may tell meanwhile, and whether it should end."""

    def __init__(self, wire: Wire, job_id: int, method: str, params: dict[str, Any]) -> None:
        self.id = job_id
        self.method = method
        self.params = params
        self._wire = wire
        self._cancelled = threading.Event()
        self._finishing = threading.Event()
        self._nudge = threading.Event()
        self._progress_at = -PROGRESS_EVERY_S

    def event(self, name: str, **fields: object) -> None:
        """Tell the app that something happened, at once."""
        self._wire.send(id=self.id, event=name, **fields)

    def progress(self, **fields: object) -> None:
        """Tell the app how far the job is, at most ten times a second. Raises Cancelled when the app gave up."""
        if self._cancelled.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._progress_at >= PROGRESS_EVERY_S:
            self._progress_at = now
            self.event("progress", **fields)

    @property
    def finishing(self) -> bool:
        """The take is complete: what is on disk now is all there will be."""
        return self._finishing.is_set()

    def cancel(self) -> None:
        self._cancelled.set()
        self._nudge.set()

    def finish(self) -> None:
        self._finishing.set()
        self._nudge.set()

    def wait(self, seconds: float) -> None:
        """Wait, but no longer than until the app says finish or cancel."""
        self._nudge.wait(seconds)


Methods = Mapping[str, Callable[[Job], dict[str, Any]]]
"""What a role answers, by the protocol's names."""
