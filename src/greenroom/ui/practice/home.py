"""Practice: what to do today, a mock interview by rounds, a quick drill by topic, and the week so far."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from greenroom.errors import UserError
from greenroom.eventlog import event
from greenroom.history.attempt import Week
from greenroom.interview.plan import Plan, plan_round, spoken
from greenroom.questions.pack import Round
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.practice.drill import Drill
from greenroom.ui.practice.home_data import HomeData, PackData, read_home
from greenroom.ui.practice.interview_date import InterviewDate, days_left
from greenroom.ui.practice.unfinished import Unfinished
from greenroom.ui.scribe import Scribe
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button, card, label, question_label, scrolled
from greenroom.ui.widgets.stage import WeekBars
from greenroom.ui.words import capital, clock, count

NARROW_PX = 900
SPEAKING_MINUTES_PER_QUESTION = 2.3  # two minutes of answer and the question itself
CHANCE_WORDS = {"very high": "Very likely", "high": "Likely", "medium": "Possible", "low": "Unlikely"}


class Home(QWidget):
    """The first page.

    started(Plan): practise this.
    loaded(Plan | None, int): what there is to practise today shows now, and how many questions are due.
    """

    started = Signal(object)
    loaded = Signal(object, int)

    def __init__(
        self, theme: Theme, services: Services, scribe: Scribe, db: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._services = services
        self._db = db
        self._data: HomeData | None = None
        self._today: Plan | None = None
        self._is_narrow: bool | None = None
        self._title = label(self.tr("Practice"), "title", wrap=True)
        self._subtitle = label("", "soft", wrap=True)
        self.interview = InterviewDate(_today)
        self.interview.chosen.connect(self._set_interview)
        self._packs = QComboBox()
        self._packs.setAccessibleName(self.tr("Pack"))
        self._packs.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._packs.currentIndexChanged.connect(self._show_pack)
        self._packs.activated.connect(self._remember_pack)
        self._unfinished = Unfinished(services, scribe, db)
        self._unfinished.settled.connect(self.refresh)
        self._bars = WeekBars(theme)
        self._lay_out()
        start = QShortcut(QKeySequence("Space"), self)
        start.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        start.activated.connect(self._space)

    def refresh(self) -> None:
        """Read everything again in the background and show it."""
        self._db.run(lambda: read_home(self._services), self._show, self._show_failure)

    # What it looks like.

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 32, 40, 32)
        column.setSpacing(16)
        heading = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(6)
        titles.addWidget(self._title)
        titles.addWidget(self._subtitle)
        titles.addWidget(self.interview)
        heading.addLayout(titles, 1)
        heading.addWidget(self._packs, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(heading)
        column.addWidget(self._unfinished)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        for number in range(10):
            self._grid.setColumnStretch(number, 1)
        today, rounds = self._make_today(), self._make_rounds()
        self._drill = Drill()  # made here, so that Tab comes to it after what stands above
        self._drill.started.connect(self.started)
        self._cards = (today, rounds, self._drill, self._make_week())
        self._arrange(is_narrow=False)
        column.addLayout(self._grid)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page))

    def _arrange(self, *, is_narrow: bool) -> None:
        """The cards two by two, or below each other."""
        if is_narrow is self._is_narrow:
            return
        self._is_narrow = is_narrow
        today, rounds, drill, week = self._cards
        if is_narrow:
            for row, each in enumerate(self._cards):
                self._grid.addWidget(each, row, 0, 1, 10)
        else:
            self._grid.addWidget(today, 0, 0, 1, 6)
            self._grid.addWidget(rounds, 0, 6, 1, 4)
            self._grid.addWidget(drill, 1, 0, 1, 5)
            self._grid.addWidget(week, 1, 5, 1, 5, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_narrow=event.size().width() < NARROW_PX)

    def _make_today(self) -> QFrame:
        frame, column = card()
        column.addWidget(label(self.tr("Today"), "heading"))
        self._first = question_label(21)
        column.addWidget(self._first)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(6)
        column.addLayout(self._pills)
        self._then = label("", "small", wrap=True)
        column.addWidget(self._then)
        column.addStretch(1)
        row = QHBoxLayout()
        self._start = button(self.tr("Start practising"), "primary")
        self._start.setEnabled(False)
        self._start.clicked.connect(self._start_today)
        row.addWidget(self._start)
        row.addWidget(label(self.tr("Space"), "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        column.addLayout(row)
        return frame

    def _make_rounds(self) -> QFrame:
        frame, column = card()
        column.addWidget(label(self.tr("Mock interview"), "heading"))
        self._rounds = QVBoxLayout()
        self._rounds.setSpacing(6)
        column.addLayout(self._rounds)
        column.addStretch(1)
        return frame

    def _make_week(self) -> QFrame:
        frame, column = card()
        column.addWidget(label(self.tr("This week"), "heading"))
        column.addWidget(self._bars)
        self._week_text = label("", "small", wrap=True)
        column.addWidget(self._week_text)
        column.addStretch(1)
        return frame

    # What it shows.

    def _show(self, data: HomeData) -> None:
        chosen = self._packs.currentData() or self._services.settings.current.pack
        self._data = data
        self._packs.blockSignals(True)
        self._packs.clear()
        for each in sorted(data.packs, key=lambda each: not each.pack.company):
            self._packs.addItem(each.pack.title, each.pack.id)
        self._packs.setCurrentIndex(max(0, self._packs.findData(chosen)))
        self._packs.blockSignals(False)
        self._packs.setVisible(len(data.packs) > 1)
        self._show_pack()
        self._bars.set_minutes(tuple(each.minutes for each in data.week.days))
        self._week_text.setText(self._week_words(data.week))
        self._unfinished.offer(data.unfinished)
        chosen_data = self._chosen()
        self.loaded.emit(self._today, chosen_data.due if chosen_data else 0)

    def _show_failure(self, error: Exception) -> None:
        """Without a database nothing could be kept, so nothing is asked: say why, and offer to try again."""
        event("home.failed", problem=str(error))
        if isinstance(error, UserError):
            self._title.setText(error.what)
            self._subtitle.setText(" ".join(part for part in (error.why, error.remedy) if part))
        else:
            self._title.setText(self.tr("Your history could not be opened"))
            self._subtitle.setText(self.tr("Greenroom failed here. Nothing is lost; the details are in the log."))
        self._start.setText(self.tr("Try again"))
        self._start.setEnabled(True)
        self._today = None
        self.loaded.emit(None, 0)

    def _show_pack(self) -> None:
        data = self._chosen()
        if data is None:
            self._title.setText(self.tr("No questions yet"))
            self._subtitle.setText(self.tr("Questions comes with packs, and shows why one could not be read."))
            self._start.setEnabled(False)
            return
        pack, self._today = data.pack, data.today
        self._start.setText(self.tr("Start practising"))
        questions = self._today.questions
        self._start.setEnabled(bool(questions))
        number = len(questions)
        title = count(number, self.tr("question to practise"), self.tr("questions to practise"))
        if data.due:
            title = count(data.due, self.tr("question is due today"), self.tr("questions are due today"))
        self._title.setText(capital(title))
        minutes = round(number * SPEAKING_MINUTES_PER_QUESTION)
        what = f"{pack.title}."
        if data.interview is not None:
            new = sum(question.id not in data.answered for question in spoken(pack.questions))
            what = days_left(data.interview, _today(), pack.company, new)
        self._subtitle.setText(self.tr("{0} About {1}.").format(what, self._minutes(minutes)))
        self.interview.show_date(data.interview)
        _clear(self._pills)
        if questions:
            first = questions[0].question
            self._first.setText(f"“{first.prompt}”")
            for text in (first.topic, first.difficulty.capitalize(), CHANCE_WORDS[first.ask_chance]):
                self._pills.addWidget(label(text, "pill"))
            self._pills.addStretch(1)
        rest = number - 1
        self._then.setText(self.tr("then {0} more").format(count(rest, "", "").strip()) if rest > 0 else "")
        self._show_rounds(data)
        self._drill.show_topics(pack)

    def _show_rounds(self, data: PackData) -> None:
        _clear(self._rounds)
        for each in data.pack.rounds:
            self._rounds.addWidget(self._round_row(data, each))

    def _round_row(self, data: PackData, each: Round) -> QWidget:
        plan = plan_round(data.pack, each.id, data.answered, random.Random())  # noqa: S311
        number = len(plan.questions)
        if not number:
            words = self.tr("{0} · not in this pack yet").format(each.title)
        else:
            detail = count(number, self.tr("question"), self.tr("questions"))
            words = self.tr("{0} · {1}").format(each.title, detail)
            if each.minutes:
                words = self.tr("{0}, {1} min").format(words, each.minutes)
        row = button(words, "round")
        row.setToolTip(each.about)
        row.setEnabled(bool(number))
        row.clicked.connect(lambda: self.started.emit(plan))
        return row

    def _week_words(self, week: Week) -> str:
        if not week.answers:
            return self.tr("Your days of practice show here after your first answer.")
        answers = count(week.answers, self.tr("answer"), self.tr("answers"))
        return self.tr("{0}, {1} of speaking.").format(capital(answers), clock(week.minutes * 60))

    def _minutes(self, minutes: int) -> str:
        return count(minutes, self.tr("minute of speaking"), self.tr("minutes of speaking"))

    def _remember_pack(self) -> None:
        with suppress(OSError):  # then it is only not remembered
            self._services.settings.change(pack=self._packs.currentData())

    def _set_interview(self, day: date | None) -> None:
        data = self._chosen()
        if data is None:
            return
        interviews = {**self._services.settings.current.interviews}
        interviews.pop(data.pack.id, None)
        if day is not None:
            interviews[data.pack.id] = day
        try:
            self._services.settings.change(interviews=interviews)
        except OSError as error:
            why = self.tr("The system says: {0}.").format(error.strerror or error)
            self._db.failed.emit(
                UserError(self.tr("The date is kept only until you close Greenroom."), why, self.tr("Make room."))
            )
        self.refresh()

    def _chosen(self) -> PackData | None:
        chosen = self._packs.currentData()
        return next((each for each in self._data.packs if each.pack.id == chosen), None) if self._data else None

    # What the person does.

    def _start_today(self) -> None:
        if self._today is None:
            self.refresh()
        elif self._today.questions:
            self.started.emit(self._today)

    def _space(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, type(self._start)) and self.isAncestorOf(focused):
            focused.click()
        else:
            self._start.click()


def _today() -> date:
    return datetime.now().astimezone().date()


def _clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
