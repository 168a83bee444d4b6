"""The online assessment: multiple choice against the clock, and afterwards what was right and why."""

from __future__ import annotations

import textwrap
import time
import uuid
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from greenroom.history.attempt import Rating, Source
from greenroom.interview.assessment import Assessment, Outcome
from greenroom.review.typed import transcript_of_typed
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.theme import Theme, text_width
from greenroom.ui.widgets.plain import as_written, button, card, label, question_label, scrolled
from greenroom.ui.widgets.stage import WayLine
from greenroom.ui.words import clock

LETTERS = "ABCDEFGH"
CHOICE_CHARACTERS = 80  # a button does not break its own lines
TICK_MS = 250
LITTLE_TIME_S = 60


class AssessmentPage(QWidget):
    """Runs one assessment. done(): the person has seen how it came out. Every answer is kept as it is given."""

    done = Signal()

    def __init__(
        self,
        theme: Theme,
        services: Services,
        assessment: Assessment,
        db: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._services = services
        self._assessment = assessment
        self._db = db
        self._session_id = uuid.uuid4().hex
        self._progress = label(kind="soft")
        self._time = label(kind="soft")
        self._way = WayLine(theme)
        self._question = question_label(21)
        self._question.setMaximumWidth(text_width(self._question.font()))
        self._choice_column = QVBoxLayout()
        self._choice_column.setSpacing(10)
        self._confirm = button(self.tr("Confirm"), "primary", self.tr("Enter"))
        self._confirm.clicked.connect(self._answer)
        self._choices = QButtonGroup(self)
        self._choices.setExclusive(True)
        self._choices.idClicked.connect(lambda _: self._confirm.setEnabled(True))
        self._leave_out = button(self.tr("Leave it out"), key="→")
        self._leave_out.clicked.connect(lambda: self._go_on(None))
        self._end = button(self.tr("End now"), "link", self.tr("Esc"))
        self._end.clicked.connect(self._finish)
        self._pages = QStackedWidget()
        self._lay_out()
        self._add_keys()
        self._last_tick = time.monotonic()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._pass_time)
        self._tick.start()
        self._show_question()

    # What it looks like.

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 24, 40, 36)
        column.setSpacing(16)
        top = QHBoxLayout()
        top.addWidget(self._progress)
        top.addStretch(1)
        top.addWidget(self._time)
        top.addWidget(self._end)
        column.addLayout(top)
        column.addWidget(self._way)
        asked = QWidget()
        inner = QVBoxLayout(asked)
        inner.setSpacing(16)
        inner.addStretch(1)
        inner.addWidget(self._question)
        inner.addLayout(self._choice_column)
        inner.addStretch(2)
        actions = QHBoxLayout()
        actions.setSpacing(14)
        actions.addWidget(self._confirm)
        actions.addWidget(self._leave_out)
        actions.addStretch(1)
        self._pages.addWidget(scrolled(asked))
        column.addWidget(self._pages, 1)
        self._actions = QWidget()
        self._actions.setLayout(actions)
        column.addWidget(self._actions)

    def _add_keys(self) -> None:
        for number, letter in enumerate(LETTERS):
            for keys in (str(number + 1), letter):
                self._key(keys, partial(self._choose, number))
        for keys in ("Return", "Enter"):
            self._key(keys, self._press)
        self._key("Right", self._leave_out.click)
        self._key("Esc", self._end.click)

    def _key(self, keys: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _show_question(self) -> None:
        assessment = self._assessment
        planned, count = assessment.question, len(assessment.plan.questions)
        where = self.tr("{0} · question {1} of {2}")
        self._progress.setText(where.format(planned.round.title, assessment.index + 1, count))
        self._way.set_share(assessment.index / count)
        self._question.setText(planned.question.prompt)
        for old in self._choices.buttons():
            self._choices.removeButton(old)
            old.deleteLater()
        for number, choice in enumerate(planned.question.choices):
            lines = textwrap.fill(choice, CHOICE_CHARACTERS, subsequent_indent=" " * 5)
            made = QPushButton(as_written(f"{LETTERS[number]}   {lines}"))
            made.setAccessibleName(choice)
            made.setProperty("kind", "choice")
            made.setCheckable(True)
            made.setMaximumWidth(text_width(made.font()))
            self._choices.addButton(made, number)
            self._choice_column.addWidget(made)
        self._confirm.setEnabled(False)
        self._show_time()

    def _show_time(self) -> None:
        left_s = self._assessment.left_s
        if left_s == float("inf"):
            self._time.hide()
            return
        self._time.setText(self.tr("{0} left").format(clock(max(0.0, left_s))))
        kind = "heading" if left_s < LITTLE_TIME_S else "soft"
        if self._time.property("kind") != kind:
            self._time.setProperty("kind", kind)
            self._time.style().polish(self._time)

    # What the person does.

    def _choose(self, number: int) -> None:
        chosen = self._choices.button(number)
        if chosen is not None and not self._assessment.is_over:
            chosen.setChecked(True)
            self._confirm.setEnabled(True)

    def _press(self) -> None:
        """Enter presses the button that has the focus, unless that is one of the choices; else it confirms."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton) and focused not in self._choices.buttons():
            focused.click()
        else:
            self._confirm.click()

    def _answer(self) -> None:
        if self._assessment.is_over:
            self.done.emit()
        elif self._choices.checkedId() >= 0:
            self._go_on(self._choices.checkedId())

    def _go_on(self, choice: int | None) -> None:
        if self._assessment.is_over:
            return
        outcome = self._assessment.confirm(choice)
        if choice is not None:
            self._keep(outcome)
        if self._assessment.is_over:
            self._show_outcomes()
        else:
            self._show_question()

    def _finish(self) -> None:
        """End before the last question: what is not answered stays so."""
        if self._assessment.is_over:
            return
        while not self._assessment.is_over:
            self._assessment.confirm(None)
        self._show_outcomes()

    def _pass_time(self) -> None:
        now = time.monotonic()
        self._assessment.pass_time(now - self._last_tick)
        self._last_tick = now
        self._show_time()
        if self._assessment.is_over:
            self._show_outcomes()

    def _keep(self, outcome: Outcome) -> None:
        """A right choice counts as Good and a wrong one as Again, so that the wrong ones come back."""
        planned, choice = outcome.planned, outcome.chosen
        if choice is None:
            return
        text = planned.question.choices[choice]

        def work() -> None:
            store = self._services.store()
            attempt = store.start_attempt(
                pack=planned.pack, question=planned.question, session_id=self._session_id, source=Source.TYPED
            )
            store.save_transcript(attempt.id, transcript_of_typed(text))
            store.rate(attempt.id, Rating.GOOD if outcome.is_right else Rating.AGAIN)

        self._db.run(work)

    # How it came out.

    def _show_outcomes(self) -> None:
        self._tick.stop()
        outcomes = self._assessment.outcomes()
        right = sum(outcome.is_right for outcome in outcomes)
        self._progress.setText(self._assessment.question.round.title)
        self._time.hide()
        self._end.hide()
        self._leave_out.hide()
        self._way.set_share(1.0)
        self._confirm.setText(self.tr("Back to Practice · Enter"))
        self._confirm.setAccessibleName(self.tr("Back to Practice"))
        self._confirm.setEnabled(True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setSpacing(12)
        column.addWidget(label(self.tr("{0} of {1} right").format(right, len(outcomes)), "title"))
        used = clock(self._assessment.elapsed_s)
        column.addWidget(label(self.tr("In {0}. Your answers are in History.").format(used), "soft"))
        for outcome in outcomes:
            column.addWidget(self._outcome_card(outcome))
        column.addStretch(1)
        self._pages.addWidget(scrolled(content))
        self._pages.setCurrentIndex(self._pages.count() - 1)
        self.setFocus()

    def _outcome_card(self, outcome: Outcome) -> QWidget:
        question = outcome.planned.question
        frame, column = card(spacing_px=8)
        mark = self.tr("✓ Right") if outcome.is_right else self.tr("○ Not answered")
        if not outcome.is_right and outcome.chosen is not None:
            mark = self.tr("✗ You chose: {0}").format(question.choices[outcome.chosen])
        prompt = question_label(17)
        prompt.setText(question.prompt)
        column.addWidget(prompt)
        column.addWidget(label(mark, "soft", wrap=True, selectable=True))
        if question.answer is not None and not outcome.is_right:
            answer = self.tr("The answer: {0}").format(question.choices[question.answer])
            column.addWidget(label(answer, wrap=True, selectable=True))
        column.addWidget(label(question.explanation, "small", wrap=True, selectable=True))
        return frame
