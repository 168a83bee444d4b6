"""`--log-json FILE`: what happened and when, one JSON object a line.

End-to-end tests wait on these lines instead of sleeping, and the latency benchmark reads them. Lines hold ids,
lengths and times, never what was said.
"""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import TextIO

_lock = threading.Lock()
_stream: TextIO | None = None


def open_event_log(path: Path) -> None:
    """Write every later event to `path`, appending. Raises OSError if the file cannot be opened."""
    global _stream
    _stream = path.open("a", encoding="utf-8", buffering=1)


def is_logging_events() -> bool:
    """Whether anyone reads them."""
    return _stream is not None


def event(name: str, /, **fields: object) -> None:
    """Log that `name` (as in "answer.cue") happened now; `t` is monotonic seconds. Without a log, do nothing."""
    if _stream is None:
        return
    line = json.dumps({"t": round(time.monotonic(), 4), "event": name, **fields}, default=str)
    with _lock:
        _stream.write(line + "\n")
