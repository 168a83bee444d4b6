"""The composition root: builds the services, and the window on top of them."""

from __future__ import annotations

import gc
import logging
import logging.handlers
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from greenroom.errors import UserError
from greenroom.eventlog import event, is_logging_events
from greenroom.paths import Paths, shipped
from greenroom.questions.library import Library
from greenroom.services import Services
from greenroom.settings import SettingsFile
from greenroom.speech.ear import Ear
from greenroom.speech.models import model_of
from greenroom.speech.voice import Voice

if TYPE_CHECKING:
    from greenroom.history.attempt import Attempt

LOG_BYTES = 1_000_000
SPEECH_THREADS = 4  # a transcript, an import, a question being rendered and a model may be on their way together


class AlreadyOpen(UserError):
    """Another window works on the same data folder."""


def build_services(paths: Paths) -> Services:
    """Everything that window and command line share. Starts nothing and opens no database."""
    settings = SettingsFile(paths.settings)
    ear = Ear(shipped().model)
    ear.use_model(model_of(settings.current.model, paths.models))
    return Services(
        paths=paths,
        settings=settings,
        library=Library(shipped().packs, paths.packs, paths.pack_cache),
        ear=ear,
        voice=Voice(paths.voice_cache),
    )


def log_to_file(paths: Paths) -> None:
    """Send warnings and tracebacks to the log in the data folder; without one (read-only, say) to nowhere."""
    try:
        paths.log.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            paths.log, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    logging.basicConfig(
        level=logging.WARNING, handlers=[handler], format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("greenroom").setLevel(logging.INFO)


def has_screen() -> bool:
    """Whether a window can open here."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def device_names() -> tuple[list[str], list[str]]:
    """The names of the microphones and of the speakers that the system lists."""
    from PySide6.QtCore import QCoreApplication

    from greenroom.audio.devices import Devices

    app = QCoreApplication.instance() or QCoreApplication([])
    devices = Devices(app)
    return [each.name for each in devices.microphones()], [each.name for each in devices.speakers()]


@contextmanager
def no_window(paths: Paths) -> Iterator[None]:
    """While this lasts no window works on the data folder, and none can be opened. Raises AlreadyOpen."""
    from greenroom.ui.doorbell import Doorbell

    paths.data_dir.mkdir(parents=True, exist_ok=True)
    doorbell = Doorbell(paths.data_dir)
    if doorbell.is_taken():
        raise AlreadyOpen(
            "Greenroom is open.", "This cannot be done while its window is.", "Close it, then try again."
        )
    try:
        yield
    finally:
        doorbell.leave()


def as_pdf(attempts: Sequence[Attempt]) -> bytes:
    """The reviews of these answers as one PDF, without a window."""
    from PySide6.QtGui import QGuiApplication

    from greenroom.ui.review.pdf import reviews_as_pdf
    from greenroom.ui.theme import load_fonts

    app = QGuiApplication.instance() or QGuiApplication(["greenroom", "-platform", "offscreen"])
    load_fonts()
    made = reviews_as_pdf(attempts)
    del app
    return made


def run_window(services: Services, file: Path | None = None) -> int:
    """Open the window, with what `file` holds to look at, and stay until it is closed; the exit code.

    If a window is open already it comes to the front and opens the file instead. Raises AlreadyOpen if it does not.
    """
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QIcon

    from greenroom.audio.devices import Devices
    from greenroom.ui.background import Background
    from greenroom.ui.doorbell import PATIENCE_MS, Application, Doorbell
    from greenroom.ui.loop_watch import LoopWatch
    from greenroom.ui.signals import closing_on_signals
    from greenroom.ui.theme import Theme
    from greenroom.ui.window import MainWindow

    app = Application(sys.argv[:1])
    app.setApplicationName("Greenroom")
    app.setDesktopFileName("greenroom")
    app.setWindowIcon(QIcon(str(shipped().resources / "icons" / "greenroom.svg")))
    doorbell = Doorbell(services.paths.data_dir)
    if doorbell.is_taken():
        if doorbell.ring(file):
            return 0
        if doorbell.is_taken(PATIENCE_MS):  # else it was closing
            raise AlreadyOpen(
                "Greenroom is already open, but does not answer.", "", "Look for its window, or end it."
            )
    doorbell.listen()
    theme = Theme(app)
    theme.set_appearance(services.settings.current.appearance)
    db = Background("history")
    speech = Background("speech", threads=SPEECH_THREADS)
    services.ear.on_model_problem = speech.failed.emit
    window = MainWindow(services, theme, Devices(), db, speech)

    def on_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        logging.getLogger(__name__).error("unexpected", exc_info=(kind, error, trace))
        window.tell(error)

    def on_ring(path: str) -> None:
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        if path:
            window.open_file(Path(path))

    sys.excepthook = on_bug
    watch = LoopWatch() if is_logging_events() else None
    window.painted.connect(window.warm_up)
    # What is there by then stays to the end. Looking through it for garbage held up every thread for 40 ms.
    window.built.connect(gc.freeze)
    doorbell.rung.connect(on_ring)
    app.asked_to_open.connect(on_ring)
    if file is not None:
        window.painted.connect(lambda: window.open_file(file))
    window.show()
    event("window.shown")
    try:
        with closing_on_signals(window):
            return app.exec()
    finally:
        if watch is not None:
            watch.stop()
        services.downloads.close()
        services.ear.close()
        services.voice.close()
        speech.close()
        db.close(finish_queued=True)
        services.close()
        sys.excepthook = sys.__excepthook__
        event("app.ended")
