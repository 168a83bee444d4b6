"""What the person does in a review is in history afterwards, and history shows in the review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from greenroom.history.attempt import Attempt, Rating, Source
from greenroom.questions.pack import Pack, Round
from greenroom.review.status import Status
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.review.context import due_dates
from greenroom.ui.review.point_mark import Mark
from greenroom.ui.review.rating_row import due_words
from greenroom.ui.reviewing import Reviewing
from greenroom.ui.scribe import Scribe
from greenroom.ui.theme import Theme
from tests.ui.review.conftest import ANSWER, QUESTION, TakePlayer, spoken, write_take
from tests.ui.review.test_correcting import put_cursor_on

PACK = Pack.model_construct(
    format=1,
    id="pack",
    title="Pack",
    company="",
    role="",
    language="en",
    about="",
    rounds=(Round(id="technical", title="Technical interview", about="Talk."),),
    questions=(QUESTION,),
)
Answer = Callable[..., str]


@pytest.fixture
def answer(services: Services) -> Answer:
    """Puts an answer to the question into history, given so many days ago, and says its id."""

    def keep(text: str = "", *, days_ago: float = 0, rating: Rating | None = None) -> str:
        store = services.store()
        made = store.start_attempt(
            pack=PACK,
            question=QUESTION,
            session_id=f"session-{days_ago}",
            source=Source.MICROPHONE,
            started_at=datetime.now(UTC) - timedelta(days=days_ago),
        )
        transcript = spoken(text) if text else ANSWER
        write_take(services.paths.take(made.id), seconds=transcript.duration)
        store.finish_recording(made.id, transcript.duration)
        store.save_transcript(made.id, transcript)
        if rating is not None:
            store.rate(made.id, rating)
        return made.id

    return keep


@pytest.fixture
def reviewing(qtbot: QtBot, theme: Theme, services: Services, background: Background) -> Reviewing:
    scribe = Scribe(services, background, background)
    made = Reviewing(theme, services, TakePlayer(), scribe, background, background)
    qtbot.addWidget(made.page)
    made.page.resize(1072, 800)
    made.page.show()
    return made


@pytest.fixture
def opened(reviewing: Reviewing, qtbot: QtBot) -> Callable[[str], Reviewing]:
    """Opens an attempt and waits until its points are judged."""

    def open_attempt(attempt_id: str, *, in_session: bool = False) -> Reviewing:
        reviewing.open(attempt_id, in_session=in_session, shown=lambda: None)
        qtbot.waitUntil(lambda: any(row.view.heard is not Mark.UNKNOWN for row in reviewing.page.answer.rows))
        return reviewing

    return open_attempt


def kept(services: Services, attempt_id: str) -> Attempt:
    return services.store().attempt(attempt_id)


def test_ticks_are_kept_and_taken_back(
    opened: Callable[[str], Reviewing], answer: Answer, services: Services, qtbot: QtBot
) -> None:
    attempt_id = answer()
    row = opened(attempt_id).page.answer.rows[1]
    QTest.keyClick(row, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: kept(services, attempt_id).ticks == {1: Status.PARTLY})
    QTest.keyClick(row, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: kept(services, attempt_id).ticks == {})


def test_a_correction_is_kept_beside_the_original_and_taken_back_with_ctrl_z(
    opened: Callable[[str], Reviewing], answer: Answer, services: Services, qtbot: QtBot
) -> None:
    attempt_id = answer()
    page = opened(attempt_id).page
    put_cursor_on(page, "curve")
    QTest.keyClick(page.said.transcript, Qt.Key.Key_F2)
    QTest.keyClicks(page.said.transcript.editor, "finite variance")
    QTest.keyClick(page.said.transcript.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "a bell finite variance" in page.said.transcript.toPlainText())
    qtbot.waitUntil(lambda: page.answer.rows[1].view.mark is Mark.COVERED)
    after = kept(services, attempt_id)
    assert after.transcript == ANSWER
    assert after.heard is not None
    assert "bell finite variance" in after.heard.text
    QTest.keyClick(page.said.transcript, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "looking like a bell curve" in page.said.transcript.toPlainText())
    qtbot.waitUntil(lambda: page.answer.rows[1].view.mark is Mark.MISSED)


def test_each_rating_says_when_the_question_comes_back_and_that_is_what_comes(
    opened: Callable[[str], Reviewing], answer: Answer, services: Services, qtbot: QtBot
) -> None:
    answer(days_ago=9, rating=Rating.GOOD)
    attempt_id = answer()
    page = opened(attempt_id).page
    qtbot.waitUntil(lambda: page.ratings.buttons[Rating.AGAIN].under == "today · 1")
    said = {rating: button.under for rating, button in page.ratings.buttons.items()}
    assert all(under.endswith(f"· {int(rating)}") for rating, under in said.items())
    assert said[Rating.GOOD].startswith("in ")
    QTest.keyClick(page, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: kept(services, attempt_id).rating is Rating.GOOD)
    rated = services.store().ratings("pack")[QUESTION.id]
    due = due_dates(rated, kept(services, attempt_id).started_at, datetime.now(UTC))
    assert said[Rating.GOOD] == f"{due_words(due[Rating.GOOD])} · 3"


def test_the_prediction_is_kept_beside_the_rating(
    reviewing: Reviewing, answer: Answer, services: Services, qtbot: QtBot
) -> None:
    attempt_id = answer()
    with qtbot.waitCallback() as shown:
        reviewing.open(attempt_id, in_session=True, shown=shown)
    QTest.keyClick(reviewing.page, Qt.Key.Key_4)
    QTest.keyClick(reviewing.page, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: kept(services, attempt_id).rating is Rating.HARD)
    assert kept(services, attempt_id).prediction is Rating.EASY


def test_the_last_answers_are_the_yardstick(
    opened: Callable[[str], Reviewing], answer: Answer, qtbot: QtBot
) -> None:
    for days_ago in (3, 2, 1):
        answer("one two three four five " * 12, days_ago=days_ago)
    page = opened(answer("the bell curve and " * 15)).page
    qtbot.waitUntil(lambda: any("yours is usually 151" in fact.sentence for fact in page.sound.facts.facts))
