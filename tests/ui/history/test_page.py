"""The history as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from greenroom.errors import UserError
from greenroom.history.attempt import AttemptState, AttemptSummary, Found, Rating, Source
from greenroom.history.search import Wanted
from greenroom.history.store import Store
from greenroom.questions.pack import Pack, Question, Round
from greenroom.services import Services
from greenroom.speech.transcript import Segment, Transcript
from greenroom.ui.background import Background
from greenroom.ui.history.list import PAGE, ROW_PX
from greenroom.ui.history.page import HistoryPage
from greenroom.ui.history.trash import TrashPage
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
    made = HistoryPage(theme, services, background, background)
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
        self.ids = [f"attempt {number}" for number in range(count)]
        self.asked: list[tuple[int, int]] = []

    def find(self, wanted: Wanted, limit: int) -> Found:
        ids = tuple(self.ids)
        lines = tuple(self.summaries(ids[:limit]))
        return Found(ids, lines, total=len(ids), in_trash=0, packs=(), topics=())

    def summaries(self, ids: Sequence[str], text: str = "") -> list[AttemptSummary]:
        first = self.ids.index(ids[0])
        self.asked.append((first, len(ids)))
        return [summary(number) for number in range(first, first + len(ids))]

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


def written(page: HistoryPage) -> list[str]:
    return [summary.excerpt for summary in page.attempts.summaries]


@pytest.fixture
def three(services: Services) -> list[str]:
    """Three answers: on a project, on a model that was late, on a model."""
    ids = [add(services.store(), number) for number in range(3)]
    for attempt_id, text in zip(ids, ("The project.", "A late model.", "A model."), strict=True):
        transcribe(services.store(), attempt_id, text)
    return ids


def test_the_list_follows_what_is_typed(
    page: HistoryPage, refresh: Callable[[], None], three: list[str], qtbot: QtBot, background: Background
) -> None:
    refresh()
    assert page.counted.text() == "Three answers"
    QTest.keyClick(page.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.search.hasFocus()
    QTest.keyClicks(page.filters.search, "model la")
    settle(qtbot, background)
    assert written(page) == ["A late model."]
    assert page.counted.text() == "1 of 3 answers"
    assert page.filters.search.hasFocus()  # typing goes on
    assert lines(page)[0].endswith("“A late model.”")
    QTest.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert page.list.hasFocus()
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    settle(qtbot, background)
    assert written(page) == ["A model.", "A late model.", "The project."]


def test_a_search_that_finds_nothing_says_so_and_offers_to_show_all(
    page: HistoryPage, refresh: Callable[[], None], three: list[str], qtbot: QtBot, background: Background
) -> None:
    refresh()
    page.filters.search.setText("walrus")
    settle(qtbot, background)
    assert page.said.text() == "No answer has “walrus”, neither in its question nor in what you said or noted."
    assert not page.is_empty
    page.show_all.click()
    settle(qtbot, background)
    assert len(written(page)) == len(three)


def test_filters_offer_what_there_is_and_narrow_the_list(
    page: HistoryPage,
    refresh: Callable[[], None],
    services: Services,
    three: list[str],
    qtbot: QtBot,
    background: Background,
) -> None:
    services.store().rate(three[0], Rating.GOOD)
    refresh()
    assert page.filters.pack.offered == ["Any pack", "Pack"]
    assert page.filters.topic.offered == ["Any topic", "Statistics"]
    page.filters.judged.setFocus()
    QTest.keyClicks(page.filters.judged, "Good")
    QTest.keyClick(page.filters.judged, Qt.Key.Key_Return)
    page.filters.judged.activated.emit(page.filters.judged.currentIndex())
    settle(qtbot, background)
    assert written(page) == ["The project."]
    assert page.counted.text() == "1 of 3 answers"


def test_delete_moves_what_is_selected_to_the_trash_and_undo_brings_it_back(
    page: HistoryPage, refresh: Callable[[], None], three: list[str], qtbot: QtBot, background: Background
) -> None:
    refresh()
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    settle(qtbot, background)
    settle(qtbot, background)
    assert written(page) == ["The project."]
    assert page.notice.text == "Two answers are in the trash."
    assert page.show_trash.text() == "Trash · 2"
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, background)
    settle(qtbot, background)
    assert len(written(page)) == len(three)
    assert not page.notice.isVisible()
    assert not page.show_trash.isVisible()


def test_a_full_disk_while_deleting_is_told_and_everything_is_still_listed(
    page: HistoryPage,
    refresh: Callable[[], None],
    services: Services,
    three: list[str],
    monkeypatch: pytest.MonkeyPatch,
    background: Background,
    qtbot: QtBot,
) -> None:
    refresh()

    def full(_: object) -> None:
        raise UserError("Greenroom cannot save.", "The disk is full.")

    monkeypatch.setattr(services.store(), "trash", full)
    with qtbot.waitSignal(background.failed) as failed:
        page.delete.click()
    assert "The disk is full" in str(failed.args[0])
    assert len(written(page)) == len(three)
    assert not page.notice.isVisible()


@pytest.fixture
def trash(
    page: HistoryPage,
    refresh: Callable[[], None],
    services: Services,
    three: list[str],
    qtbot: QtBot,
    background: Background,
) -> TrashPage:
    """The trash, opened, with the first two of the three."""
    services.store().trash(three[:2])
    refresh()
    page.show_trash.click()
    settle(qtbot, background)
    return page.trash


def in_trash(trash: TrashPage) -> list[str]:
    return [summary.id for summary in trash.listing.attempts.summaries]


def test_the_trash_gives_back_what_is_restored(
    page: HistoryPage, trash: TrashPage, three: list[str], qtbot: QtBot, background: Background
) -> None:
    assert in_trash(trash) == [three[1], three[0]]
    assert trash.list.hasFocus()
    QTest.keyClick(trash.list, Qt.Key.Key_R)
    settle(qtbot, background)
    settle(qtbot, background)
    assert in_trash(trash) == [three[0]]
    QTest.keyClick(trash.list, Qt.Key.Key_Escape)
    settle(qtbot, background)
    assert [summary.id for summary in page.attempts.summaries] == [three[2], three[1]]
    assert page.list.hasFocus()


def test_deleting_for_good_asks_once_and_keeps_what_is_not_confirmed(
    trash: TrashPage, services: Services, three: list[str], qtbot: QtBot, background: Background
) -> None:
    folder = services.paths.attempt_dir(three[1])
    folder.mkdir(parents=True)
    asked: list[str] = []

    def answer_with(words: str) -> Callable[[], None]:
        def click() -> None:
            box = trash.findChild(QMessageBox)
            assert box is not None
            asked.append(f"{box.text()} {box.informativeText()}")
            next(each for each in box.buttons() if each.text() == words).click()

        return click

    QTimer.singleShot(0, answer_with("Keep"))
    QTest.keyClick(trash.list, Qt.Key.Key_Delete)
    settle(qtbot, background)
    assert in_trash(trash) == [three[1], three[0]]
    QTimer.singleShot(0, answer_with("Delete for good"))
    trash.delete.click()
    settle(qtbot, background)
    settle(qtbot, background)
    assert in_trash(trash) == [three[0]]
    assert not folder.exists()
    assert asked[0].startswith("Delete one answer for good? The recording, the transcript")


def test_an_empty_trash_says_so(trash: TrashPage, qtbot: QtBot, background: Background) -> None:
    trash.list.selectAll()
    trash.restore.click()
    settle(qtbot, background)
    settle(qtbot, background)
    assert trash.empty.isVisible()
    assert not trash.restore.isVisible()
    assert trash.back.hasFocus()


def test_what_is_listed_or_selected_is_exported_in_each_format(
    page: HistoryPage,
    refresh: Callable[[], None],
    three: list[str],
    tmp_path: Path,
    qtbot: QtBot,
    background: Background,
) -> None:
    refresh()
    page.export.write("json", tmp_path / "all.json")
    settle(qtbot, background)
    assert page.notice.text == f"Three answers exported to {tmp_path / 'all.json'}."
    documents = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["answers"]
    assert [each["attempt"]["id"] for each in documents] == three[::-1]
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    page.export.write("markdown", tmp_path / "two.md")
    page.export.write("csv", tmp_path / "two.csv")
    settle(qtbot, background)
    written = (tmp_path / "two.md").read_text(encoding="utf-8")
    assert ("A model." in written, "A late model." in written, "The project." in written) == (True, True, False)
    assert (tmp_path / "two.csv").read_text(encoding="utf-8-sig").startswith("id,answered_at,pack")


def test_a_pdf_has_a_page_for_each_answer(
    page: HistoryPage,
    refresh: Callable[[], None],
    three: list[str],
    tmp_path: Path,
    qtbot: QtBot,
    background: Background,
) -> None:
    refresh()
    page.export.write("pdf", tmp_path / "all.pdf")
    settle(qtbot, background)
    assert page.notice.text.startswith("Three answers exported")
    content = (tmp_path / "all.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == len(three)


def test_an_export_that_cannot_be_written_is_told(
    page: HistoryPage,
    refresh: Callable[[], None],
    three: list[str],
    tmp_path: Path,
    qtbot: QtBot,
    background: Background,
) -> None:
    refresh()
    page.export.write("csv", tmp_path / "nowhere" / "all.csv")
    settle(qtbot, background)
    assert page.notice.text.startswith(f"{tmp_path / 'nowhere' / 'all.csv'} could not be written.")
