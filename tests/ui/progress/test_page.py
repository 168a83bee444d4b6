"""The page of progress as a person sees it, and as a screen reader says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greenroom.history.progress import Measured, Progress, TopicPoints, read_progress
from greenroom.review.delivery import Facts
from greenroom.review.rating import Rating
from greenroom.review.yardstick import Yardstick, yardstick
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.progress.page import ProgressPage
from greenroom.ui.theme import Theme


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, services: Services, background: Background) -> ProgressPage:
    made = ProgressPage(theme, services, background)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    made.show()
    return made


def usual(pace_wpm: float) -> Yardstick:
    nothing = yardstick(list[Facts]())
    return Yardstick(**{**vars(nothing), "pace_wpm": pace_wpm, "hesitations_per_minute": 2.0})


def some(services: Services) -> Progress:
    """A month of practice."""
    empty = read_progress(services.store())
    return Progress(
        days=empty.days,
        ratings=(Rating.HARD, Rating.GOOD, Rating.GOOD),
        foreseen=Counter({(Rating.GOOD, Rating.HARD): 4, (Rating.GOOD, Rating.GOOD): 8}),
        measured=(Measured(150.0, 2.0), Measured(None, None), Measured(130.0, 1.0)),
        usual=usual(140.0),
        usual_before=usual(155.0),
        topics=(TopicPoints("SQL", 2, 3, 8), TopicPoints("Statistics", 1, 4, 5)),
    )


def test_without_answers_the_page_says_what_will_be_here_and_offers_to_begin(
    page: ProgressPage, qtbot: QtBot
) -> None:
    page.refresh()
    qtbot.waitUntil(lambda: page.is_empty)
    with qtbot.waitSignal(page.practise_wanted):
        page.practise.click()


def test_every_chart_says_in_words_what_it_shows(page: ProgressPage, services: Services) -> None:
    page._show(some(services))
    assert page.days.accessibleDescription() == "No answers in these four weeks."
    assert page.ratings.accessibleDescription() == "Your last three ratings: 1 Hard, 2 Good."
    assert page.foreseen.text() == "You said Good: 8 of 12 rated Good, 4 of 12 rated Hard."
    assert page.pace.accessibleDescription().startswith(
        "Usual for you: 140 words a minute, the middle of your last 10 answers (dashed). "
        "Before them: 155 words a minute."
    )
    assert "2.0 hesitations a minute" in page.hesitations.accessibleDescription()
    assert "SQL: 3 of 8 in two answers; Statistics: 4 of 5 in one answer" in page.topics.accessibleDescription()


def test_every_chart_is_reached_with_the_keyboard(page: ProgressPage, services: Services) -> None:
    page._show(some(services))
    page.days.setFocus()
    reached = {page.focusWidget()}
    for _ in range(8):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        reached.add(page.focusWidget())
    assert {page.days, page.ratings, page.pace, page.hesitations, page.topics} <= reached


def test_charts_are_painted_light_and_dark(page: ProgressPage, services: Services, theme: Theme) -> None:
    page._show(some(services))
    for chart in (page.ratings, page.pace, page.topics):
        colours = {}
        for appearance in ("light", "dark"):
            theme.set_appearance(appearance)
            image = chart.grab().toImage()
            colours[appearance] = {
                image.pixelColor(x, y).name()
                for x in range(0, image.width(), 2)
                for y in range(0, image.height(), 2)
            }
            assert theme.tokens.accent.lower() in colours[appearance]


def test_what_was_read_first_and_comes_last_does_not_show(qtbot: QtBot, theme: Theme, services: Services) -> None:
    class Held(Background):
        """Keeps what should be told of the results."""

        def __init__(self) -> None:
            super().__init__("held")
            self.tells: list[Callable[[Any], None]] = []

        def run(self, work: object, done: Callable[[Any], None] | None = None, failed: object = None) -> None:
            assert done is not None
            self.tells.append(done)

    held = Held()
    page = ProgressPage(theme, services, held)
    qtbot.addWidget(page)
    page.refresh()
    page.refresh()
    tell_first, tell_second = held.tells
    tell_second(some(services))
    tell_first(read_progress(services.store()))
    assert not page.is_empty
    held.close()
