"""The one way to do work off the GUI thread: a pure callable in, its result or error on the GUI thread out."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from greenroom.errors import UserError

log = logging.getLogger(__name__)

T = TypeVar("T")


class Background(QObject):
    """Runs callables on `threads` worker threads, in order when there is one.

    Results are delivered on the thread that owns this object. Work that raises goes to its own `failed`
    callback, and without one to the `failed` signal, which the window shows: no failure is silent.
    """

    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, name: str, threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run `work()` on a worker, then `done(result)` or `failed(error)` on the owning thread.

        After `close` nothing runs: the window is going.
        """
        if self._closed:
            return

        def finish(future: Future[T]) -> None:
            if self._closed or future.cancelled():
                return
            error = future.exception()
            if error is None:
                if done is not None:
                    self._arrived.emit(lambda: done(future.result()))
            elif isinstance(error, Exception):
                self._arrived.emit(lambda: self._fail(error, failed))

        self._pool.submit(work).add_done_callback(finish)

    def close(self, *, finish_queued: bool = False) -> None:
        """Wait for what has begun, and with `finish_queued` for what has not; nothing is delivered afterwards."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=not finish_queued)

    def _fail(self, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if isinstance(error, UserError):
            log.info("told the person: %s", error)
        else:
            log.error("background work failed", exc_info=error)
        if failed is not None:
            failed(error)
        else:
            self.failed.emit(error)

    @Slot(object)
    def _deliver(self, callback: Callable[[], None]) -> None:
        if not self._closed:
            callback()
