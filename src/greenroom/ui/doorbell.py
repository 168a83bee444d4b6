"""One window for a data folder: a second start rings at the first, hands over the file to open, and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QLockFile, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

PATIENCE_MS = 2000
# A window that is being built takes its time to answer; one that has ended hangs up at once.
ANSWER_PATIENCE_MS = 10_000


class Application(QApplication):
    """`asked_to_open` gives the path of what was double-clicked on macOS, which tells it to the running program."""

    asked_to_open = Signal(str)

    def event(self, happening: QEvent) -> bool:
        if isinstance(happening, QFileOpenEvent) and happening.file():
            self.asked_to_open.emit(happening.file())
            return True
        return super().event(happening)


class Doorbell(QObject):
    """`rung` gives the path of a file to open, or "" where only the window is wanted."""

    rung = Signal(str)

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(data_dir / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._name = "greenroom-" + hashlib.sha256(str(data_dir).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_ring)

    def is_taken(self, patience_ms: int = 0) -> bool:
        """Whether another window works on this data folder, and still does after `patience_ms`.

        If not, the folder is taken from now on. Where it cannot be written there is no telling, and no other window
        is assumed.
        """
        return not self._lock.tryLock(patience_ms) and self._lock.error() == QLockFile.LockError.LockFailedError

    def leave(self) -> None:
        """Let others have the data folder."""
        self._lock.unlock()

    def listen(self) -> None:
        """Hear rings from now on."""
        QLocalServer.removeServer(self._name)  # what a crash left behind
        self._server.listen(self._name)

    def ring(self, file: Path | None) -> bool:
        """Tell the window that is open what is wanted; False if nobody answers, as one that is closing."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        waiting, patience = QEventLoop(), QTimer(singleShot=True, interval=ANSWER_PATIENCE_MS)
        socket.readyRead.connect(waiting.quit)
        socket.disconnected.connect(waiting.quit)
        patience.timeout.connect(waiting.quit)
        patience.start()
        socket.write(f"{file.absolute() if file is not None else ''}\n".encode())
        waiting.exec()
        return socket.bytesAvailable() > 0

    def _on_ring(self) -> None:
        visitor = self._server.nextPendingConnection()

        def hear() -> None:
            if visitor.canReadLine():
                wanted = bytes(visitor.readLine().data()).decode().rstrip("\n")
                visitor.write(b"\n")
                visitor.flush()
                self.rung.emit(wanted)

        visitor.readyRead.connect(hear)
        visitor.disconnected.connect(visitor.deleteLater)
        hear()
