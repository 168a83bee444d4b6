"""Ctrl+C in the terminal and the system's request to end close the window as its close button does."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QWidget


@contextmanager
def closing_on_signals(window: QWidget) -> Iterator[None]:
    """While inside, SIGINT and SIGTERM close `window`; not on Windows, where messages end a program.

    Python runs signal handlers only between its own instructions, and Qt's loop may rest for long: the wake-up
    socket brings the signal into the loop. On Windows that would be a network port, which a firewall may forbid.
    """
    if sys.platform == "win32":
        yield
        return
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda *_: (reader.recv(64), window.close()))
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}
    previous_fd = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(previous_fd)
        for number, handler in before.items():
            signal.signal(number, handler)
        notifier.setEnabled(False)
        reader.close()
        writer.close()
