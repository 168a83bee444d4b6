"""The review at work: what the person does on the page goes into history, what history has goes onto the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from greenroom.audio.player import Player
from greenroom.history.attempt import Attempt, AttemptState, AttemptSummary, Rating
from greenroom.review.status import Status
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.review.compare_page import ComparePage
from greenroom.ui.review.context import read_context
from greenroom.ui.review.judgement import Compared, compare_takes
from greenroom.ui.review.page import ReviewPage
from greenroom.ui.scribe import Scribe
from greenroom.ui.theme import Theme


class Reviewing(QObject):
    """Shows attempts on one ReviewPage: the take of a rehearsal as it becomes ready, or a past one.

    page_wanted(QWidget): this page of the review is to be shown: `page`, or `comparison` with two takes on it.
    again_wanted(pack id, question id): the question of a past attempt is to be asked anew.
    """

    page_wanted = Signal(QWidget)
    again_wanted = Signal(str, str)

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
        self._work = work
        self._wanted_id = ""
        self._attempt_id = ""
        self._compared_ids = ("", "")
        self._in_session = False
        self.page = ReviewPage(theme, player, work, services.paths)
        self.page.predicted.connect(self._predict)
        self.page.rated.connect(self._rate)
        self.page.noted.connect(self._note)
        self.page.ticked.connect(self._tick)
        self.page.corrected.connect(self._correct)
        self.page.undo_wanted.connect(self._undo_correction)
        self.page.retry_wanted.connect(self._retry)
        self.page.again_wanted.connect(self._again)
        self.page.compare_wanted.connect(self._compare)
        self.comparison = ComparePage(theme)
        self.comparison.chosen.connect(self._compare_these)
        self.comparison.back_wanted.connect(lambda: self.page_wanted.emit(self.page))
        scribe.finished.connect(self._on_changed)
        scribe.progress.connect(self._on_progress)
        scribe.archived.connect(self.page.follow_recording)

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
            interview = self._services.settings.current.interviews.get(attempt.pack_id)
            self._db.run(
                lambda: read_context(self._services.store(), attempt, now, interview), self.page.show_context
            )

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

    def _again(self, pack_id: str, question_id: str) -> None:
        """Ask for it when the question is still in its pack; else the database worker says that it is not."""
        self._db.run(
            lambda: self._services.library.question(pack_id, question_id),
            lambda _: self.again_wanted.emit(pack_id, question_id),
        )

    def _compare(self, attempt_id: str) -> None:
        """Show this take beside the one before it; where it is the first, beside the next."""

        def read() -> list[AttemptSummary]:
            attempt = self._services.store().attempt(attempt_id)
            takes = self._services.store().takes(attempt.pack_id, attempt.question_id)
            return [take for take in takes if take.state is AttemptState.TRANSCRIBED]

        def show(takes: list[AttemptSummary]) -> None:
            ids = [take.id for take in takes]  # newest first
            at = ids.index(attempt_id)
            one, other = (at + 1, at) if at + 1 < len(ids) else (at, at - 1)
            self.comparison.show_choice(takes, ids[one], ids[other])
            self.page_wanted.emit(self.comparison)
            self._compare_these(ids[one], ids[other])

        self._db.run(read, show)

    def _compare_these(self, one_id: str, other_id: str) -> None:
        self._compared_ids = (one_id, other_id)

        def read() -> tuple[Attempt, Attempt]:
            store = self._services.store()
            return store.attempt(one_id), store.attempt(other_id)

        def show(compared: Compared) -> None:
            if self._compared_ids == (one_id, other_id):  # no other two were chosen in the meantime
                self.comparison.show_compared(compared)

        self._db.run(read, lambda both: self._work.run(lambda: compare_takes(*both), show))
