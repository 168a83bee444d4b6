"""The window: the rail, the pages, and the one rehearsal that may be going on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from greenroom.audio.chime import Chime
from greenroom.audio.devices import Devices
from greenroom.audio.player import Player
from greenroom.audio.recorder import Recorder
from greenroom.errors import UserError
from greenroom.eventlog import event as log_event
from greenroom.interview.assessment import Assessment
from greenroom.interview.plan import Plan, plan_question
from greenroom.interview.session import Move, Session, State
from greenroom.questions.pack import Pack
from greenroom.services import Services
from greenroom.settings import Settings
from greenroom.ui.background import Background
from greenroom.ui.practice.answering import Answering
from greenroom.ui.practice.assessment_page import AssessmentPage
from greenroom.ui.practice.home import Home
from greenroom.ui.practice.interviewer import Interviewer
from greenroom.ui.practice.rehearsal import Rehearsal
from greenroom.ui.practice.stage import Stage
from greenroom.ui.rail import Rail
from greenroom.ui.scribe import Scribe
from greenroom.ui.theme import Theme
from greenroom.ui.updates import remind
from greenroom.ui.widgets.offer import Offer

if TYPE_CHECKING:
    from greenroom.ui.history.page import HistoryPage
    from greenroom.ui.progress.page import ProgressPage
    from greenroom.ui.questions.page import QuestionsPage
    from greenroom.ui.reviewing import Reviewing
    from greenroom.ui.settings.page import SettingsPage

NARROW_PX = 1100
"""Below this width the rail shrinks to pictures."""
BUG_WORDS = "Something in Greenroom failed. What you recorded is kept. The details are in {0}."


class MainWindow(QMainWindow):
    """Everything the person sees. Pages other than the first are built when they are first opened."""

    painted = Signal()
    built = Signal()
    """All that an interview needs is there."""

    def __init__(
        self, services: Services, theme: Theme, devices: Devices, db: Background, speech: Background
    ) -> None:
        super().__init__()
        self.setWindowTitle("Greenroom")
        self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))
        self.setMinimumSize(900, 600)
        self._services = services
        self._theme = theme
        self._devices = devices
        self._db = db
        self._speech = speech
        self._scribe = Scribe(services, db, speech, self)
        self._rehearsal: Rehearsal | None = None
        self._stage: Stage | None = None
        self._was_painted = False
        self.notice = Offer()
        self._rail = Rail(theme, devices, services.settings)
        self._home = Home(theme, services, self._scribe, db)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._home)
        self._lay_out()
        leave = QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self)
        leave.activated.connect(self.close)
        self._rail.chosen.connect(self.go)
        self._home.started.connect(self.start)
        self._home.loaded.connect(self._on_loaded)
        db.failed.connect(self.tell)
        speech.failed.connect(self.tell)

    def warm_up(self) -> None:
        """What may happen only after the window shows: the history is read, then the ear is started."""
        self._home.setFocus()
        self._rail.show_microphone()
        self._home.refresh()
        self._speech.run(self._services.ear.warm_up, None, self.tell)
        self._scribe.tidy()
        if (problem := self._services.settings.problem) is not None:
            self.tell(problem)
        else:
            remind(self.notice, self._services.settings, datetime.now().astimezone().date())

    def tell(self, message: object) -> None:
        """Show a UserError or text as it is; anything else is our bug, whose details are in the log."""
        if isinstance(message, (str, UserError)):
            log_event("notice", text=str(message))
            self.notice.say(message)
        else:
            log_event("bug", text=repr(message))
            self.notice.say(self.tr(BUG_WORDS).format(self._services.paths.log))

    def go(self, place: str) -> None:
        """Open one of the rail's places. A rehearsal that is going on waits under Practice."""
        self._rail.select(place)
        match place:
            case "practice":
                self._show_practice()
            case "history":
                self._history.refresh()
                self._show(self._history)
            case "progress":
                self._progress.refresh()
                self._show(self._progress)
            case "questions":
                self._show(self._questions)
            case "settings":
                is_answering = self._rehearsal is not None and self._rehearsal.session.state is State.ANSWERING
                self._settings.set_microphone_allowed(not is_answering)
                self._show(self._settings)

    def start(self, plan: Plan) -> None:
        """Begin a session with `plan`: spoken, or an assessment."""
        self._end_rehearsal()
        if plan.is_assessment:
            self._start_assessment(plan)
            return
        rehearsal = self._make_rehearsal(plan)
        rehearsal.moved.connect(self._on_move)
        rehearsal.noticed.connect(self.tell)
        self._rehearsal = rehearsal
        self._stage = Stage(self._theme, rehearsal)
        self._stage.end_wanted.connect(rehearsal.end)
        self._stack.addWidget(self._stage)
        self._show(self._stage)
        rehearsal.start()

    def open_file(self, file: Path) -> None:
        """Show what a pack, a guide or a table holds, to add to one's packs or not."""
        self.go("questions")
        self._questions.preview(file)

    def _lay_out(self) -> None:
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        strip = QVBoxLayout()
        strip.setContentsMargins(32, 12, 32, 0)
        strip.addWidget(self.notice)
        content.addLayout(strip)
        content.addWidget(self._stack, 1)
        whole = QWidget()
        whole.setObjectName("page")
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(content, 1)
        self.setCentralWidget(whole)

    # Pages, built when they are first opened.

    @cached_property
    def _history(self) -> HistoryPage:
        from greenroom.ui.history.page import HistoryPage

        page = HistoryPage(self._theme, self._services, self._db, self._speech)
        page.opened.connect(partial(self._show_review, in_session=False))
        page.practise_wanted.connect(lambda: self.go("practice"))
        self._scribe.finished.connect(lambda _: page.refresh())
        self._stack.addWidget(page)
        return page

    @cached_property
    def _progress(self) -> ProgressPage:
        from greenroom.ui.progress.page import ProgressPage

        page = ProgressPage(self._theme, self._services, self._speech)
        page.practise_wanted.connect(lambda: self.go("practice"))
        self._stack.addWidget(page)
        return page

    @cached_property
    def _questions(self) -> QuestionsPage:
        from greenroom.ui.questions.page import QuestionsPage

        page = QuestionsPage(self._theme, self._services, self._db, self._new_player(), self._speech)
        page.practise_wanted.connect(self._practise)
        self._stack.addWidget(page)
        return page

    @cached_property
    def _settings(self) -> SettingsPage:
        from greenroom.ui.settings.page import SettingsPage

        page = SettingsPage(self._theme, self._services, self._devices, self._new_player(), self._speech)
        page.changed.connect(self._on_settings)
        page.erased.connect(self.close)
        self._stack.addWidget(page)
        return page

    @cached_property
    def _review(self) -> Reviewing:
        from greenroom.ui.reviewing import Reviewing

        review = Reviewing(
            self._theme, self._services, self._new_player(), self._scribe, self._db, self._speech, self
        )
        review.page.retake_wanted.connect(self._retake)
        review.page.follow_up_wanted.connect(self._follow_up)
        review.page.next_wanted.connect(self._next)
        review.page.back_wanted.connect(lambda: self.go("history"))
        review.page_wanted.connect(self._show)
        review.again_wanted.connect(self._practise)
        for page in (review.page, review.comparison):
            self._stack.addWidget(page)
        return review

    def _build_review(self) -> None:
        """Build the review ahead: it comes right after an answer, when nothing may hold the window up."""
        self._review.page.ensurePolished()
        self.built.emit()

    def _show(self, page: QWidget) -> None:
        is_on_stage = page is self._stage
        is_paused = self._rehearsal is not None and self._rehearsal.session.state is State.PAUSED
        self._rail.setVisible(not is_on_stage or is_paused)
        self._stack.setCurrentWidget(page)
        page.setFocus()

    # The rehearsal.

    def _start_assessment(self, plan: Plan) -> None:
        page = AssessmentPage(self._theme, self._services, Assessment(plan), self._db)
        self._stack.addWidget(page)

        def done() -> None:
            self._stack.removeWidget(page)
            page.deleteLater()
            self.go("practice")

        page.done.connect(done)
        self._show(page)
        self._rail.hide()

    def _make_rehearsal(self, plan: Plan) -> Rehearsal:
        """With a voice and a microphone of its own: an earlier one may still be writing its last half second."""
        services, db, speech = self._services, self._db, self._speech
        interviewer = Interviewer(services, Player(self._devices), speech)
        answering = Answering(services, Recorder(self._devices), Chime(self._devices), db, speech)
        return Rehearsal(services, Session(plan), interviewer, answering, self._scribe, db, self)

    def _show_practice(self) -> None:
        """Show where the rehearsal is; without one, home."""
        if self._rehearsal is None or self._stage is None:
            self._home.refresh()
            self._show(self._home)
            return
        session = self._rehearsal.session
        if session.state in (State.TRANSCRIBING, State.REVIEWING) and session.take_id is not None:
            self._show_review(session.take_id, in_session=True)
        else:
            self._show(self._stage)

    def _show_review(self, attempt_id: str, *, in_session: bool) -> None:
        self._review.open(attempt_id, in_session=in_session, shown=lambda: self._show(self._review.page))

    def _on_move(self, move: Move) -> None:
        if self._rehearsal is None or self._stage is None:
            return
        if move.command in ("next", "skip", "follow_up", "resume", "begin_answer"):
            self.notice.hide()
        if move.after is State.FINISHED:
            self._end_rehearsal()
            self.go("practice")
        elif move.after is not State.REVIEWING:
            self._show_practice()

    def _retake(self) -> None:
        if self._rehearsal is not None:
            self._rehearsal.start_over()

    def _follow_up(self, missing: Sequence[int]) -> None:
        if self._rehearsal is not None:
            self._rehearsal.follow_up(missing)

    def _next(self) -> None:
        if self._rehearsal is not None:
            self._rehearsal.next()

    def _practise(self, pack_id: str, question_id: str) -> None:
        def show(pack: Pack) -> None:
            self.start(plan_question(pack, question_id))
            self._rail.select("practice")

        self._db.run(lambda: self._services.library.find(pack_id), show)

    def _end_rehearsal(self) -> None:
        """Let go of microphone and stage; what was being recorded is closed, kept and transcribed."""
        rehearsal, stage = self._rehearsal, self._stage
        self._rehearsal = self._stage = None
        if rehearsal is not None and stage is not None:
            rehearsal.close()
            self._stack.removeWidget(stage)
            stage.deleteLater()

    # What else happens.

    def _on_loaded(self, today: Plan | None, due: int) -> None:
        """There is something to practise: render its first question, so that asking is quick."""
        self._rail.show_due(due)
        log_event("ready.to.ask", questions=len(today.questions) if today else 0)
        self._speech.run(lambda: import_module("greenroom.ui.reviewing"), lambda _: self._build_review())
        settings = self._services.settings.current
        if today is not None and today.questions and settings.read_aloud:
            prompt = today.questions[0].question.prompt
            voice = self._services.voice
            # A failure is told when the question is asked, not before.
            self._speech.run(
                lambda: voice.render(prompt, settings.voice, settings.voice_rate_wpm), None, lambda _: None
            )

    def _on_settings(self, _: Settings) -> None:
        self._rail.show_microphone()

    def _new_player(self) -> Player:
        return Player(self._devices, self)

    def event(self, happening: QEvent) -> bool:
        handled = super().event(happening)
        if happening.type() is QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            log_event("window.painted")
            QTimer.singleShot(0, self.painted.emit)
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rail.set_narrow(self.width() < NARROW_PX)

    def closeEvent(self, closing: QCloseEvent) -> None:
        self._end_rehearsal()
        super().closeEvent(closing)
