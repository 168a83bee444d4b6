"""Progress: days, ratings, predictions, pace, hesitations and points, beside what is usual for the person."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from greenroom.eventlog import event
from greenroom.history.progress import Progress, read_progress
from greenroom.review.rating import Rating
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.progress.charts import DayBars, Dots, Level, Shares
from greenroom.ui.progress.words import ProgressWords
from greenroom.ui.review.fact_words import BAND_WPM
from greenroom.ui.review.rating_row import rating_name
from greenroom.ui.theme import Theme, text_width
from greenroom.ui.widgets.plain import button, card, label, scrolled


class ProgressPage(QWidget):
    """Reads the history anew each time it is opened. What goes wrong is told by `work.failed`."""

    practise_wanted = Signal()

    def __init__(self, theme: Theme, services: Services, work: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._services = services
        self._work = work
        self._words = ProgressWords(self)
        self._reads = 0  # what was asked for before the last one is dropped
        self.days = DayBars(theme, self.tr("Answers a day"))
        self.ratings = Dots(theme, self.tr("Your ratings"))
        self.topics = Shares(theme, self.tr("Points heard, by topic"))
        self.pace = Dots(theme, self.tr("Pace"))
        self.hesitations = Dots(theme, self.tr("Hesitations"))
        self.said = {chart: label(kind="small", wrap=True) for chart in self._charts}
        self.foreseen = label(wrap=True, selectable=True)
        self.practise = button(self.tr("Start practising"), "primary")
        self.practise.clicked.connect(self.practise_wanted)
        self._pages = QStackedWidget()
        self._waiting = label(self.tr("Looking through your answers…"), "soft")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty = self._make_empty()
        self._cards = self._make_cards()
        for page in (self._waiting, self._empty, self._cards):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 32, 30, 0)
        column.setSpacing(16)
        column.addWidget(label(self.tr("Progress"), "title"))
        column.addWidget(self._pages, 1)

    @property
    def is_empty(self) -> bool:
        """True once it is known that there is nothing to show."""
        return self._pages.currentWidget() is self._empty

    def refresh(self) -> None:
        """Read everything again in the background; until it is there, what was shown stays."""
        self._reads += 1
        read = self._reads

        def show(progress: Progress) -> None:
            if read == self._reads:
                self._show(progress)

        self._work.run(lambda: read_progress(self._services.store()), show)

    @property
    def _charts(self) -> tuple[DayBars, Dots, Shares, Dots, Dots]:
        return self.days, self.ratings, self.topics, self.pace, self.hesitations

    def _show(self, progress: Progress) -> None:
        self._pages.setCurrentWidget(self._empty if progress.is_empty else self._cards)
        self.setFocusProxy(self.practise if progress.is_empty else self.days)
        words = self._words
        days = progress.days.days
        self.days.show_days(
            [each.answers for each in days], f"{days[0].date.day} {days[0].date:%b}", self.tr("Today")
        )
        self._say(self.days, words.days(progress))
        levels = [Level(float(rating), rating_name(rating)) for rating in Rating]
        self.ratings.show_values([float(each) for each in progress.ratings], levels)
        self._say(self.ratings, words.ratings(progress.ratings))
        self.foreseen.setText("\n".join(words.foreseen(progress)))
        rows = [(each.topic, each.covered / each.points, words.topic(each)) for each in progress.topics]
        self.topics.show_rows(rows)
        read = "; ".join(f"{each.topic}: {words.topic(each)}" for each in progress.topics)
        self._say(self.topics, words.topics(progress), read)
        self.pace.show_values(
            [each.pace_wpm for each in progress.measured],
            [Level(value, f"{value:.0f}") for value in (80, *BAND_WPM, 200)],
            usual=progress.usual.pace_wpm,
            band=BAND_WPM,
        )
        self._say(self.pace, words.pace(progress))
        self.hesitations.show_values(
            [each.hesitations_per_minute for each in progress.measured],
            [Level(value, f"{value:.0f}") for value in (0.0, 5.0, 10.0)],
            usual=progress.usual.hesitations_per_minute,
        )
        self._say(self.hesitations, words.hesitations(progress))
        event("progress.shown", answers=len(progress.measured))
        if self.isVisible() and not self._cards.isAncestorOf(self.focusWidget() or self):
            self.setFocus()

    def _say(self, chart: DayBars | Dots | Shares, words: str, more: str = "") -> None:
        self.said[chart].setText(words)
        chart.say(f"{words} {more}".strip())

    def _make_cards(self) -> QScrollArea:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 10, 32)
        grid.setSpacing(16)
        titles = {
            self.days: self.tr("Answers a day"),
            self.ratings: self.tr("Your own ratings"),
            self.topics: self.tr("Points heard, by topic"),
            self.pace: self.tr("Pace"),
            self.hesitations: self.tr("Hesitations"),
        }
        cards = {chart: self._card(titles[chart], chart, self.said[chart]) for chart in self._charts}
        foreseen = self._card(self.tr("Before and after the strong answer"), self.foreseen)
        grid.addWidget(cards[self.days], 0, 0)
        grid.addWidget(cards[self.ratings], 0, 1)
        grid.addWidget(foreseen, 1, 0, 1, 2)
        grid.addWidget(cards[self.pace], 2, 0)
        grid.addWidget(cards[self.hesitations], 2, 1)
        grid.addWidget(cards[self.topics], 3, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(4, 1)
        return scrolled(content)

    def _card(self, title: str, *parts: QWidget) -> QWidget:
        frame, column = card()
        column.addWidget(label(title, "heading"))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return frame

    def _make_empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(16)
        words: QLabel = label(
            self.tr(
                "After your first answers you see here how often you practise, how you rate yourself and how well "
                "you foresaw it, your pace, and which points you make. There is no score."
            ),
            "soft",
            wrap=True,
        )
        words.setMaximumWidth(text_width(words.font()))
        column.addWidget(words)
        column.addWidget(self.practise, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page
