"""The history as a person reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greenroom.errors import UserError
from greenroom.history.attempt import AttemptState, AttemptSummary, Rating, Source
from greenroom.history.store import Store
from greenroom.questions.pack import Pack, Question, Round
from greenroom.services import Services
from greenroom.speech.transcript import Segment, Transcript
from greenroom.ui.background import Background
from greenroom.ui.history.list import PAGE, ROW_PX
from greenroom.ui.history.page import HistoryPage
from greenroom.ui.theme import Theme

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
QUESTION = Question(
    id="p-values",
    round="technical",
    topic="Statistics",
    difficulty="easy",
    ask_chance="high",
    kind="experience",
    prompt="What is a <b>p-value</b>?",
    model_answer="A probability.",
)
PACK = Pack(
    format=1,
    id="pack",
    title="Pack",
    rounds=(Round(id="technical", title="Technical", about="Details."),),
    questions=(QUESTION,),
)


def add(store: Store, number: int = 0) -> str:
    """An attempt, recorded `number` minutes after noon; its id."""
    attempt = store.start_attempt(
        pack=PACK,
        question=QUESTION,
        session_id=f"session {number}",
        source=Source.MICROPHONE,
        started_at=NOON + timedelta(minutes=number),
    )
    store.finish_recording(attempt.id, 78.0)
    return attempt.id


def transcribe(store: Store, attempt_id: str, text: str = "Well, it is small.") -> None:
    segment = Segment(start=0.0, end=1.0, text=text)
    store.save_transcript(attempt_id, Transcript(segments=(segment,), duration=78.0, engine="", model=""))


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, services: Services, background: Background) -> HistoryPage:
    made = HistoryPage(theme, services, background)
    qtbot.addWidget(made)
    made.resize(1072, 800)
    made.show()
    return made


@pytest.fixture
def refresh(qtbot: QtBot, page: HistoryPage, background: Background) -> Callable[[], None]:
    """Refreshes, and waits until what was asked for is there."""

    def refresh_and_wait() -> None:
        page.refresh()
        settle(qtbot, background)

    return refresh_and_wait


def settle(qtbot: QtBot, background: Background) -> None:
    """Wait until the one worker has done all that was asked of it before."""
    done: list[None] = []
    background.run(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))


def lines(page: HistoryPage) -> list[str]:
    """What a screen reader says of each line."""
    model = page.attempts
    return [
        str(model.data(model.index(row, 0), Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())
    ]


def test_attempts_are_listed_newest_first_with_what_there_is_to_know(
    page: HistoryPage, refresh: Callable[[], None], services: Services
) -> None:
    rated, recorded, failed, unrated = (add(services.store(), number) for number in range(4))
    for attempt_id in (rated, unrated):
        transcribe(services.store(), attempt_id)
    services.store().rate(rated, Rating.GOOD)
    services.store().fail_transcription(failed, "No memory.")
    refresh()
    assert [summary.id for summary in page.attempts.summaries] == [unrated, failed, recorded, rated]
    states = [line.rsplit(", ", 1)[1] for line in lines(page)]
    assert states == ["not rated", "failed", "not transcribed", "Good"]
    when = f"{NOON.astimezone():%H:%M}"
    assert lines(page)[-1].endswith(f"{when}, What is a <b>p-value</b>?, 1:18, Good")


def test_enter_and_click_open_an_attempt(
    page: HistoryPage, refresh: Callable[[], None], services: Services, qtbot: QtBot
) -> None:
    older, newer = add(services.store(), 0), add(services.store(), 1)
    refresh()
    assert page.list.hasFocus()
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert opened.args == [newer]
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.opened) as opened:
        QTest.keyClick(page.list, Qt.Key.Key_Enter)
    assert opened.args == [older]
    place = page.list.visualRect(page.attempts.index(0, 0)).center()
    with qtbot.waitSignal(page.opened) as opened:
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [newer]


def test_an_empty_history_says_what_will_be_here_and_offers_to_begin(
    page: HistoryPage, refresh: Callable[[], None], qtbot: QtBot
) -> None:
    refresh()
    assert page.is_empty
    assert page.practise.isVisible()
    with qtbot.waitSignal(page.practise_wanted):
        page.practise.click()


def test_nothing_is_called_empty_before_it_was_read(page: HistoryPage) -> None:
    assert not page.is_empty
    assert not page.practise.isVisible()


def test_coming_back_keeps_the_place_and_shows_what_changed(
    page: HistoryPage, refresh: Callable[[], None], services: Services
) -> None:
    ids = [add(services.store(), number) for number in range(40)]
    refresh()
    page.list.select(ids[10])
    page.list.scrollTo(page.list.currentIndex())
    place = page.list.verticalScrollBar().value()
    assert place > 0
    transcribe(services.store(), ids[10])
    services.store().rate(ids[10], Rating.EASY)
    refresh()
    assert page.list.selected_id() == ids[10]
    assert page.list.verticalScrollBar().value() == place
    assert lines(page)[page.list.currentIndex().row()].endswith("Easy")


def test_a_history_that_cannot_be_read_is_told_and_the_list_stays(
    page: HistoryPage,
    refresh: Callable[[], None],
    services: Services,
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    add(services.store())
    refresh()

    def unreadable() -> Store:
        raise UserError("Your history cannot be read.")

    monkeypatch.setattr(services, "store", unreadable)
    with qtbot.waitSignal(background.failed) as failed:
        page.refresh()
    assert str(failed.args[0]) == "Your history cannot be read."
    assert page.attempts.rowCount() == 1


class ManyAttempts(Store):
    """A history of so many attempts, without a database."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.asked: list[tuple[int, int | None]] = []

    def attempts(self, *, limit: int | None = None, offset: int = 0) -> list[AttemptSummary]:
        self.asked.append((offset, limit))
        return [summary(number) for number in range(offset, min(self.count, offset + (limit or self.count)))]

    def close(self) -> None:
        """There is nothing to close."""


def summary(number: int) -> AttemptSummary:
    return AttemptSummary(
        id=f"attempt {number}",
        pack_id="pack",
        pack_title="Pack",
        question_id="q",
        prompt=f"Question {number}",
        topic="Topic",
        started_at=NOON - timedelta(hours=number),
        duration_s=60.0,
        rating=None,
        state=AttemptState.TRANSCRIBED,
        take_number=1,
        excerpt="An answer",
    )


def test_a_long_history_loads_as_far_as_it_is_read(
    page: HistoryPage,
    refresh: Callable[[], None],
    services: Services,
    background: Background,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    store = ManyAttempts(10_000)
    monkeypatch.setattr(services, "store", lambda: store)
    refresh()
    settle(qtbot, background)
    assert page.attempts.rowCount() == PAGE
    QTest.keyClick(page.list, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: page.attempts.rowCount() == 2 * PAGE)
    assert store.asked == [(0, PAGE), (PAGE, PAGE)]
    assert page.attempts.summaries[PAGE].id == f"attempt {PAGE}"
    refresh()
    assert page.attempts.rowCount() == 2 * PAGE  # as far as it had been read


def test_lines_are_painted_light_and_dark(
    page: HistoryPage, refresh: Callable[[], None], services: Services, theme: Theme
) -> None:
    add(services.store())
    refresh()
    light = page.list.viewport().grab().toImage()
    theme.set_appearance("dark")
    dark = page.list.viewport().grab().toImage()
    assert light.pixelColor(400, 60) != dark.pixelColor(400, 60)
    assert len({light.pixelColor(x, ROW_PX // 2).name() for x in range(100, 500)}) > 8  # letters, not a blank
