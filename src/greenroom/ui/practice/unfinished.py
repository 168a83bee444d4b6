"""An answer that was being recorded when Greenroom ended: keep it, or throw it away."""

from __future__ import annotations

import shutil

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from greenroom.history.attempt import Attempt
from greenroom.services import Services
from greenroom.speech.take import take_seconds
from greenroom.ui.background import Background
from greenroom.ui.scribe import Scribe
from greenroom.ui.widgets.plain import Notice, button
from greenroom.ui.words import clock, day, time_of_day


class Unfinished(Notice):
    """Offers one unfinished attempt at a time. settled(): it is kept or gone; there may be another."""

    settled = Signal()

    def __init__(self, services: Services, scribe: Scribe, db: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._scribe = scribe
        self._db = db
        self._attempt: Attempt | None = None
        self.keep = button(self.tr("Keep and transcribe"))
        self.discard = button(self.tr("Discard"))
        self.keep.clicked.connect(self._keep)
        self.discard.clicked.connect(self._discard)
        self.remedies.addWidget(self.keep)
        self.remedies.addWidget(self.discard)

    def offer(self, unfinished: tuple[Attempt, ...]) -> None:
        """Ask about the first of these; with none, hide."""
        self._attempt = unfinished[0] if unfinished else None
        if self._attempt is None:
            self.hide()
            return
        attempt = self._attempt
        when = f"{day(attempt.started_at).lower()}, {time_of_day(attempt.started_at)}"
        length = clock(_recorded_s(self._services, attempt))
        self.say(
            self.tr("Greenroom ended during an answer ({0}). {1} of it is recorded: “{2}”").format(
                when, length, attempt.prompt
            )
        )

    def _keep(self) -> None:
        """Finish what was recorded, and transcribe it."""
        attempt = self._attempt
        if attempt is None:
            return

        def work() -> None:
            self._services.store().finish_recording(attempt.id, _recorded_s(self._services, attempt))

        def done(_: None) -> None:
            self._scribe.transcribe(attempt.id)
            self.settled.emit()

        self.hide()
        self._db.run(work, done)

    def _discard(self) -> None:
        attempt = self._attempt
        if attempt is None:
            return

        def work() -> None:
            self._services.store().discard(attempt.id)
            shutil.rmtree(self._services.paths.attempt_dir(attempt.id), ignore_errors=True)

        self.hide()
        self._db.run(work, lambda _: self.settled.emit())


def _recorded_s(services: Services, attempt: Attempt) -> float:
    """Seconds on disk; 0 when Greenroom ended before the first."""
    try:
        return take_seconds(services.paths.take(attempt.id))
    except OSError:
        return 0.0
