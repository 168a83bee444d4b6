"""The first page: what to practise, from packs and history as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDateEdit, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from greenroom.history.attempt import AttemptState, Rating, Source
from greenroom.interview.plan import Plan
from greenroom.questions.dump import pack_as_yaml
from greenroom.services import Services
from greenroom.settings import SettingsFile
from greenroom.speech.take import TakeWriter
from greenroom.ui.background import Background
from greenroom.ui.practice.drill import Drill
from greenroom.ui.practice.home import Home
from greenroom.ui.scribe import Scribe
from greenroom.ui.theme import Theme
from greenroom.ui.widgets.plain import button
from tests.ui.practice.conftest import HEARD, PACK, FakeEar


@pytest.fixture
def speech(qtbot: QtBot) -> Iterator[Background]:
    made = Background("speech")
    yield made
    made.close()


@pytest.fixture
def home(services: Services, theme: Theme, background: Background, speech: Background, qtbot: QtBot) -> Home:
    services.ear = FakeEar()
    made = Home(theme, services, Scribe(services, background, speech), background)
    qtbot.addWidget(made)
    made.resize(1040, 800)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def a_pack(tmp_path: Path) -> None:
    """One pack of two spoken questions ships."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    (shipped / "pack.yaml").write_text(pack_as_yaml(PACK), encoding="utf-8")


def load(home: Home, qtbot: QtBot) -> None:
    with qtbot.waitSignal(home.loaded, timeout=5000):
        home.refresh()


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def buttons_of(widget: QWidget) -> dict[str, QAbstractButton]:
    return {each.text(): each for each in widget.findChildren(QAbstractButton) if each.isVisible()}


@pytest.mark.usefixtures("a_pack")
def test_it_says_what_there_is_to_practise_and_starts_it_with_space(home: Home, qtbot: QtBot) -> None:
    load(home, qtbot)
    assert texts(home)[:2] == ["Two questions to practise", "A pack. About five minutes of speaking."]
    assert "“Question number 1?”" in texts(home)
    started: list[Plan] = []
    home.started.connect(started.append)
    QTest.keyClick(home, Qt.Key.Key_Space)
    assert [planned.question.id for planned in started[0].questions] == ["q1", "q2"]


@pytest.mark.usefixtures("a_pack")
def test_a_round_and_a_topic_can_be_practised_by_themselves(home: Home, qtbot: QtBot) -> None:
    load(home, qtbot)
    started: list[Plan] = []
    home.started.connect(started.append)
    qtbot.waitUntil(lambda: "Technical interview · two questions" in buttons_of(home), timeout=5000)
    buttons_of(home)["Technical interview · two questions"].click()
    buttons_of(home)["Topic · 2"].click()
    assert [plan.title for plan in started] == ["Technical interview", "Topic"]


@pytest.mark.usefixtures("a_pack")
def test_what_went_badly_comes_first(home: Home, services: Services, qtbot: QtBot) -> None:
    store = services.store()
    attempt = store.start_attempt(
        pack=PACK,
        question=PACK.questions[1],
        session_id="s",
        source=Source.MICROPHONE,
        started_at=datetime.now(UTC),
    )
    store.finish_recording(attempt.id, 90.0)
    store.save_transcript(attempt.id, HEARD)
    store.rate(attempt.id, Rating.AGAIN)
    load(home, qtbot)
    assert "“Question number 2?”" in texts(home)
    assert "One answer, 1:30 of speaking." in texts(home)


@pytest.mark.usefixtures("a_pack")
def test_an_answer_that_was_cut_off_is_offered_and_can_be_kept(
    home: Home, services: Services, qtbot: QtBot
) -> None:
    store = services.store()
    attempt = store.start_attempt(pack=PACK, question=PACK.questions[0], session_id="s", source=Source.MICROPHONE)
    take = services.paths.take(attempt.id)
    take.parent.mkdir(parents=True)
    writer = TakeWriter(take)
    writer.append(bytes(96_000))
    writer.close()
    load(home, qtbot)
    assert any("0:03 of it is recorded: “Question number 1?”" in text for text in texts(home))
    buttons_of(home)["Keep and transcribe"].click()
    qtbot.waitUntil(lambda: store.attempt(attempt.id).state is AttemptState.TRANSCRIBED, timeout=5000)
    assert store.attempt(attempt.id).duration_s == 3.0


@pytest.mark.usefixtures("a_pack")
def test_an_answer_that_was_cut_off_can_be_thrown_away(home: Home, services: Services, qtbot: QtBot) -> None:
    store = services.store()
    attempt = store.start_attempt(pack=PACK, question=PACK.questions[0], session_id="s", source=Source.MICROPHONE)
    services.paths.attempt_dir(attempt.id).mkdir(parents=True)
    load(home, qtbot)
    buttons_of(home)["Discard"].click()
    qtbot.waitUntil(lambda: store.attempts() == [], timeout=5000)
    qtbot.waitUntil(lambda: not services.paths.attempt_dir(attempt.id).exists(), timeout=5000)


def test_without_packs_it_says_where_to_look(home: Home, qtbot: QtBot) -> None:
    load(home, qtbot)
    assert texts(home)[0] == "No questions yet"
    assert not buttons_of(home)["Start practising"].isEnabled()


@pytest.mark.usefixtures("a_pack")
def test_a_database_that_cannot_be_opened_is_explained_and_tried_again(
    home: Home, services: Services, qtbot: QtBot
) -> None:
    services.paths.data_dir.mkdir(parents=True)
    services.paths.database.write_bytes(b"this is not a database" * 100)
    load(home, qtbot)
    assert str(services.paths.database) in " ".join(texts(home))
    services.paths.database.unlink()
    with qtbot.waitSignal(home.loaded, timeout=5000):
        buttons_of(home)["Try again"].click()
    assert texts(home)[0] == "Two questions to practise"


def test_an_ampersand_in_a_topic_is_shown_as_one(qtbot: QtBot) -> None:
    made = button("Python & General Programming", "pill")
    qtbot.addWidget(made)
    assert made.text() == "Python && General Programming"  # which Qt shows as one
    assert made.accessibleName() == "Python & General Programming"


@pytest.mark.usefixtures("a_pack")
def test_an_interview_date_shows_the_days_left_and_is_kept(home: Home, services: Services, qtbot: QtBot) -> None:
    load(home, qtbot)
    assert "Set the interview's date…" in buttons_of(home)
    day = datetime.now().astimezone().date() + timedelta(days=1)
    with qtbot.waitSignal(home.loaded, timeout=5000):
        home.interview.chosen.emit(day)
    assert texts(home)[1].startswith("Interview tomorrow. Two questions are new to you: two a day. About five")
    assert any(text.startswith("Interview on ") for text in buttons_of(home))
    assert SettingsFile(services.paths.settings).current.interviews == {PACK.id: day}
    with qtbot.waitSignal(home.loaded, timeout=5000):
        home.interview.chosen.emit(None)
    assert texts(home)[1] == "A pack. About five minutes of speaking."


@pytest.mark.usefixtures("a_pack")
def test_an_interview_that_is_over_is_not_spoken_of(home: Home, services: Services, qtbot: QtBot) -> None:
    services.settings.change(interviews={PACK.id: date(2020, 1, 1)})
    load(home, qtbot)
    assert texts(home)[1] == "A pack. About five minutes of speaking."
    assert "Set the interview's date…" in buttons_of(home)


@pytest.mark.usefixtures("a_pack")
def test_the_date_is_chosen_in_a_dialog(home: Home, qtbot: QtBot) -> None:
    load(home, qtbot)
    chosen: list[date] = []
    home.interview.chosen.connect(chosen.append)

    def save() -> None:
        dialog = home.interview.findChild(QDialog)
        assert dialog is not None
        edit = dialog.findChild(QDateEdit)
        assert edit is not None
        edit.setDate(edit.minimumDate().addDays(3))
        buttons_of(dialog)["Save"].click()

    QTimer.singleShot(0, save)
    home.interview.link.click()
    assert chosen == [datetime.now().astimezone().date() + timedelta(days=3)]


def test_of_many_topics_the_largest_show_and_the_others_on_demand(qtbot: QtBot) -> None:
    questions = tuple(
        PACK.questions[0].model_copy(update={"id": f"q{topic}-{number}", "topic": f"Topic {topic}"})
        for topic in range(12)
        for number in range(12 - topic)
    )
    drill = Drill()
    qtbot.addWidget(drill)
    drill.show()
    drill.show_topics(PACK.model_copy(update={"questions": questions}))
    every = [f"Topic {topic} · {12 - topic}" for topic in range(12)]
    qtbot.waitUntil(lambda: list(buttons_of(drill)) == [*every[:8], "4 more…"])
    buttons_of(drill)["4 more…"].click()
    qtbot.waitUntil(lambda: list(buttons_of(drill)) == every)
