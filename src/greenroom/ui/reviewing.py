"""The review at work: what the person does on the page goes into history, what history has goes onto the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject

from greenroom.audio.player import Player
from greenroom.history.attempt import Attempt, Rating
from greenroom.review.status import Status
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.review.context import read_context
from greenroom.ui.review.page import ReviewPage
from greenroom.ui.scribe import Scribe
from greenroom.ui.theme import Theme


class Reviewing(QObject):
    """Shows attempts on one ReviewPage: the take of a rehearsal as it becomes ready, or a past one."""

    def __init__(
        self,
        theme: Theme,
        services: Services,
        player: Player,
        scribe: Scribe,
        db: Background,
        work: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._scribe = scribe
        self._db = db
        self._wanted_id = ""
        self._attempt_id = ""
        self._in_session = False
        self.page = ReviewPage(theme, player, work, services.paths)
        self.page.predicted.connect(self._predict)
        self.page.rated.connect(self._rate)
        self.page.noted.connect(self._note)
        self.page.ticked.connect(self._tick)
        self.page.corrected.connect(self._correct)
        self.page.undo_wanted.connect(self._undo_correction)
        self.page.retry_wanted.connect(self._retry)
        scribe.finished.connect(self._on_changed)
        scribe.progress.connect(self._on_progress)

    def open(self, attempt_id: str, *, in_session: bool, shown: Callable[[], None]) -> None:
        """Show an attempt, as far as it has come; `shown` is called when it is there.

        in_session: it is the take of a rehearsal, whose transcript may still be on its way.
        """
        self._wanted_id = attempt_id

        def show(attempt: Attempt) -> None:
            if attempt.id != self._wanted_id:
                return  # the person went on in the meantime
            self._attempt_id = attempt.id
            self._in_session = in_session
            self._show(attempt)
            shown()
            now = datetime.now(UTC)
            self._db.run(lambda: read_context(self._services.store(), attempt, now), self.page.show_context)

        self._db.run(lambda: self._services.store().attempt(attempt_id), show)

    def _show(self, attempt: Attempt) -> None:
        self.page.show_attempt(
            attempt,
            in_session=self._in_session,
            predict_first=self._services.settings.current.predict_first,
        )

    def _on_changed(self, attempt: Attempt) -> None:
        if attempt.id == self._attempt_id:
            self._show(attempt)

    def _on_progress(self, attempt_id: str, share: float) -> None:
        if attempt_id == self._attempt_id:
            self.page.set_progress(share)

    def _predict(self, attempt_id: str, rating: Rating) -> None:
        self._db.run(lambda: self._services.store().predict(attempt_id, rating))

    def _rate(self, attempt_id: str, rating: Rating) -> None:
        self._db.run(lambda: self._services.store().rate(attempt_id, rating))

    def _tick(self, attempt_id: str, point_index: int, status: Status | None) -> None:
        self._db.run(lambda: self._services.store().tick(attempt_id, point_index, status))

    def _correct(self, attempt_id: str, word_index: int, text: str) -> None:
        self._change(attempt_id, lambda: self._services.store().correct(attempt_id, word_index, text))

    def _undo_correction(self, attempt_id: str) -> None:
        self._change(attempt_id, lambda: self._services.store().undo_correction(attempt_id))

    def _change(self, attempt_id: str, write: Callable[[], object]) -> None:
        """Write, and show what has come of it."""

        def work() -> Attempt:
            write()
            return self._services.store().attempt(attempt_id)

        self._db.run(work, self._on_changed)

    def _note(self, attempt_id: str, text: str) -> None:
        self._db.run(lambda: self._services.store().note(attempt_id, text))

    def _retry(self, attempt_id: str) -> None:
        self._scribe.transcribe(attempt_id)
