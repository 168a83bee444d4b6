"""The Questions page: what a person sees of their packs, and what they can do there by keyboard."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from greenroom.history.attempt import Rating, Source
from greenroom.services import Services
from greenroom.ui.background import Background
from greenroom.ui.questions.browse import Browse
from greenroom.ui.questions.page import NARROW_PX
from greenroom.ui.questions.table import Column, due_in_words
from greenroom.ui.theme import Theme
from tests.ui.conftest import FoldersOpened

PACK = """\
format: 1
id: {id}
title: {title}
rounds:
  - {{id: technical, title: Technical interview, about: The details.}}
  - {{id: hr, title: Talk with HR, about: You.}}
questions:
"""
QUESTION = """\
  - id: {id}
    round: {round}
    topic: {topic}
    difficulty: {difficulty}
    ask_chance: {chance}
    kind: experience
    prompt: {prompt}
    why: Because of {id}.
    how_to_answer: Begin with what {id} is.
    model_answer: The secret of {id}.
"""
BROKEN = "format: 1\nid: broken\ntitel: Oops\nrounds:\n  - {id: a, title: A, about: B}\nquestions: []\n"


def question(
    name: str, prompt: str, difficulty: str = "easy", chance: str = "low", topic: str = "Data", round_: str = "hr"
) -> str:
    return QUESTION.format(id=name, prompt=prompt, difficulty=difficulty, chance=chance, topic=topic, round=round_)


def write_pack(folder: Path, name: str, title: str, *questions: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    written = "".join(questions) if questions else "  []\n"
    (folder / f"{name}.yaml").write_text(PACK.format(id=name, title=title) + written, encoding="utf-8")


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """The folder of packs that ship, with one pack in it."""
    folder = tmp_path / "shipped"
    write_pack(
        folder,
        "iron",
        "Iron Works",
        question("overfitting", "What is overfitting?", "hard", "very high", "Learning", "technical"),
        question("missing", "How do you handle missing data?", "medium", "high", "Data", "technical"),
        question("proud", "What are you proud of?", "easy", "low", "People", "hr"),
    )
    return folder


@pytest.fixture
def page(theme: Theme, services: Services, background: Background, packs: Path, qtbot: QtBot) -> Browse:
    made = Browse(theme, services, background)
    qtbot.addWidget(made)
    made.set_narrow(False)
    made.resize(1072, 800)
    return made


def show(page: Browse, qtbot: QtBot) -> None:
    """Show the page and wait until it has read the packs."""
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: bool(page.summary.text()))


def prompts(page: Browse) -> list[str]:
    return [row.question.prompt for row in page.table.shown]


def cell(page: Browse, row: int, column: Column) -> str:
    return str(page.table.model().index(row, column).data())


def pack_lines(page: Browse) -> list[str]:
    return [str(page.packs.item(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(page.packs.count())]


def press(page: Browse, text: str) -> None:
    [found] = [
        button for button in page.message.findChildren(QPushButton) if button.text() == text and button.isVisible()
    ]
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def answer(services: Services, name: str, rating: Rating | None, days_ago: int = 0) -> None:
    pack = services.library.find("iron")
    store = services.store()
    started_at = datetime.now(UTC) - timedelta(days=days_ago)
    attempt = store.start_attempt(
        pack=pack,
        question=services.library.question("iron", name),
        session_id="s",
        source=Source.FILE,
        started_at=started_at,
    )
    store.finish_recording(attempt.id, 60.0)
    if rating is not None:
        store.rate(attempt.id, rating)


def test_before_the_packs_are_read_it_says_so(page: Browse) -> None:
    assert page.message.text == "Reading the packs…"


def test_packs_stand_with_their_number_of_questions_and_whose_they_are(
    page: Browse, services: Services, qtbot: QtBot
) -> None:
    write_pack(services.paths.packs, "mine", "My pack", question("one", "One?"))
    show(page, qtbot)
    assert pack_lines(page) == ["Iron Works, 3 questions · shipped", "My pack, 1 question · your own"]
    assert page.summary.text() == "Four questions in two packs"


def test_the_first_pack_is_open_with_its_first_question_below(page: Browse, qtbot: QtBot) -> None:
    show(page, qtbot)
    assert prompts(page) == ["What is overfitting?", "How do you handle missing data?", "What are you proud of?"]
    row = [cell(page, 0, column) for column in Column]
    assert row == [
        "What is overfitting?",
        "Iron Works",
        "Learning",
        "Technical interview",
        "Hard",
        "Very likely",
        "Not yet",
        "",
    ]
    assert page.detail.prompt.text() == "What is overfitting?"
    assert page.detail.facts.text() == "Learning · Technical interview · Hard · Very likely asked"
    assert page.detail.why.text.text() == "Because of overfitting."
    assert page.detail.how.text.text() == "Begin with what overfitting is."


def test_arrow_keys_move_through_the_questions(page: Browse, qtbot: QtBot) -> None:
    show(page, qtbot)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.detail.prompt.text() == "How do you handle missing data?"


def test_the_model_answer_is_hidden_until_it_is_asked_for(page: Browse, qtbot: QtBot) -> None:
    show(page, qtbot)
    assert not page.detail.model_answer.isVisible()
    assert page.detail.reveal.text() == "Show the model answer"
    page.detail.reveal.click()
    assert page.detail.model_answer.isVisible()
    assert page.detail.model_answer.text.text() == "The secret of overfitting."
    assert page.detail.reveal.text() == "Hide the model answer"


def test_the_next_question_hides_its_model_answer_again(page: Browse, qtbot: QtBot) -> None:
    show(page, qtbot)
    page.detail.reveal.click()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert not page.detail.model_answer.isVisible()
    assert "secret" not in page.detail.model_answer.text.text()


def test_searching_does_not_give_the_model_answer_away(page: Browse, qtbot: QtBot) -> None:
    show(page, qtbot)
    page.search.setText("secret")
    assert prompts(page) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_practises_the_chosen_question(page: Browse, qtbot: QtBot, key: Qt.Key) -> None:
    show(page, qtbot)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.practise_wanted) as signal:
        QTest.keyClick(page.table, key)
    assert signal.args == ["iron", "missing"]


def test_the_button_practises_the_chosen_question(page: Browse, qtbot: QtBot) -> None:
    show(page, qtbot)
    with qtbot.waitSignal(page.practise_wanted) as signal:
        QTest.mouseClick(page.detail.practise, Qt.MouseButton.LeftButton)
    assert signal.args == ["iron", "overfitting"]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (Column.PROMPT, ["missing", "proud", "overfitting"]),
        (Column.DIFFICULTY, ["proud", "missing", "overfitting"]),
        (Column.CHANCE, ["proud", "missing", "overfitting"]),
        (Column.ROUND, ["overfitting", "missing", "proud"]),
        (Column.LAST, ["overfitting", "proud", "missing"]),
    ],
)
def test_columns_sort_by_what_they_mean(
    page: Browse, services: Services, qtbot: QtBot, column: Column, order: list[str]
) -> None:
    answer(services, "missing", Rating.EASY)
    answer(services, "proud", Rating.AGAIN)
    show(page, qtbot)
    qtbot.waitUntil(lambda: cell(page, 1, Column.LAST) == "Easy, Today")
    page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert [row.question.id for row in page.table.shown] == order


def test_the_last_answer_shows_its_rating_and_day(page: Browse, services: Services, qtbot: QtBot) -> None:
    answer(services, "missing", Rating.EASY, days_ago=1)
    answer(services, "missing", Rating.GOOD)
    answer(services, "proud", None)
    show(page, qtbot)
    qtbot.waitUntil(lambda: cell(page, 1, Column.LAST) == "Good, Today")
    assert cell(page, 0, Column.LAST) == "Not yet"
    assert cell(page, 2, Column.LAST) == "Answered, Today"


def test_a_rated_question_says_when_it_is_due(page: Browse, services: Services, qtbot: QtBot) -> None:
    answer(services, "missing", Rating.AGAIN)
    answer(services, "proud", Rating.HARD)
    show(page, qtbot)
    qtbot.waitUntil(lambda: cell(page, 1, Column.DUE) == "Today")
    assert not page.table.isColumnHidden(Column.DUE)
    assert cell(page, 2, Column.DUE) == "Tomorrow"
    assert cell(page, 0, Column.DUE) == ""
    page.table.sortByColumn(Column.DUE, Qt.SortOrder.AscendingOrder)
    assert [row.question.id for row in page.table.shown] == ["missing", "proud", "overfitting"]


@pytest.mark.parametrize(
    ("days", "words"),
    [(-3, "Today"), (0, "Today"), (1, "Tomorrow"), (4, "Friday"), (10, "12\u00a0Mar"), (400, "6\u00a0Apr 2027")],
)
def test_due_days_are_said_as_people_say_them(days: int, words: str) -> None:
    monday = date(2026, 3, 2)
    assert due_in_words(monday + timedelta(days=days), monday) == words


def test_the_search_goes_through_all_packs_and_names_the_pack(
    page: Browse, services: Services, qtbot: QtBot
) -> None:
    write_pack(services.paths.packs, "mine", "My pack", question("one", "Where is your data?"))
    show(page, qtbot)
    assert page.table.isColumnHidden(Column.PACK)
    QTest.keyClicks(page.search, "DATA")
    assert prompts(page) == ["How do you handle missing data?", "Where is your data?"]
    assert page.heading.text() == "All packs · Two questions"
    assert not page.table.isColumnHidden(Column.PACK)
    assert cell(page, 1, Column.PACK) == "My pack"


def test_every_word_has_to_match_in_any_order(page: Browse, qtbot: QtBot) -> None:
    show(page, qtbot)
    page.search.setText("data handle")
    assert prompts(page) == ["How do you handle missing data?"]
    page.search.setText("data overfitting")
    assert prompts(page) == []


def test_enter_in_the_search_goes_to_what_was_found_and_escape_clears_it(
    page: Browse, qtbot: QtBot, qapp: QApplication
) -> None:
    show(page, qtbot)
    page.search.setFocus()
    QTest.keyClicks(page.search, "proud")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert qapp.focusWidget() is page.table
    assert page.detail.prompt.text() == "What are you proud of?"
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(prompts(page)) == 3


def test_the_find_keys_lead_to_the_search(page: Browse, qtbot: QtBot, qapp: QApplication) -> None:
    show(page, qtbot)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert qapp.focusWidget() is page.search


def test_a_search_without_hits_says_so_and_offers_to_clear_it(page: Browse, qtbot: QtBot) -> None:
    show(page, qtbot)
    page.search.setText("quantum")
    assert page.message.text == "No question has “quantum” in it."
    press(page, "Clear the search")
    assert len(prompts(page)) == 3


def test_choosing_a_pack_ends_the_search(page: Browse, services: Services, qtbot: QtBot) -> None:
    write_pack(services.paths.packs, "mine", "My pack", question("one", "One?"))
    show(page, qtbot)
    page.search.setText("data")
    page.packs.setCurrentRow(1)
    assert page.search.text() == ""
    assert prompts(page) == ["One?"]


def test_a_broken_pack_says_where_and_what_to_do_and_hides_nothing(
    page: Browse, services: Services, qtbot: QtBot
) -> None:
    services.paths.packs.mkdir(parents=True)
    file = services.paths.packs / "broken.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    show(page, qtbot)
    assert pack_lines(page) == ["Iron Works, 3 questions · shipped", "broken.yaml, Cannot be used: line 3"]
    assert len(prompts(page)) == 3
    page.packs.setCurrentRow(1)
    assert "Line 3, titel" in page.message.text
    assert "title" in page.message.text
    assert str(file) in page.message.text
    assert "put right" in page.message.text


def test_a_corrected_pack_is_there_after_reading_again(page: Browse, services: Services, qtbot: QtBot) -> None:
    services.paths.packs.mkdir(parents=True)
    (services.paths.packs / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    show(page, qtbot)
    page.packs.setCurrentRow(1)
    write_pack(services.paths.packs, "broken", "Whole again", question("one", "One?"))
    press(page, "Read again")
    qtbot.waitUntil(lambda: prompts(page) == ["One?"])
    assert pack_lines(page)[1] == "Whole again, 1 question · your own"


def test_reading_again_keeps_the_pack_and_the_question(page: Browse, services: Services, qtbot: QtBot) -> None:
    show(page, qtbot)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    page.detail.reveal.click()
    write_pack(services.paths.packs, "mine", "My pack", question("one", "One?"))
    page.refresh()
    qtbot.waitUntil(lambda: page.packs.count() == 2)
    assert page.detail.prompt.text() == "How do you handle missing data?"
    assert page.detail.model_answer.isVisible()


def test_without_packs_it_says_where_to_put_one(
    page: Browse, services: Services, packs: Path, qtbot: QtBot, folders_opened: FoldersOpened
) -> None:
    (packs / "iron.yaml").unlink()
    show(page, qtbot)
    assert "There are no packs yet." in page.message.text
    assert str(services.paths.packs) in page.message.text
    press(page, "Open the folder")
    assert folders_opened.folders == [services.paths.packs]
    assert services.paths.packs.is_dir()


def test_a_pack_without_questions_says_so(page: Browse, services: Services, qtbot: QtBot) -> None:
    write_pack(services.paths.packs, "mine", "My pack")
    show(page, qtbot)
    page.packs.setCurrentRow(1)
    assert "This pack has no questions yet." in page.message.text


def test_a_folder_that_cannot_be_made_is_said(page: Browse, services: Services, qtbot: QtBot) -> None:
    services.paths.data_dir.write_text("a file where the folder should be", encoding="utf-8")
    show(page, qtbot)
    page.folder.click()
    assert f"The folder {services.paths.packs} could not be opened." in page.notice.text


def test_questions_stay_when_the_history_cannot_be_read(page: Browse, services: Services, qtbot: QtBot) -> None:
    services.paths.data_dir.mkdir()
    services.paths.database.write_bytes(b"no database" * 100)
    show(page, qtbot)
    qtbot.waitUntil(lambda: page.notice.isVisible())
    assert str(services.paths.database) in page.notice.text
    assert len(prompts(page)) == 3


def test_a_choice_question_shows_its_choices_and_keeps_the_right_one_back(
    page: Browse, services: Services, qtbot: QtBot
) -> None:
    choice = """\
  - id: next
    round: technical
    topic: Logic
    difficulty: easy
    ask_chance: high
    kind: choice
    prompt: Which comes next?
    choices: [Seven, Nine]
    answer: 1
    explanation: Each is two more.
"""
    write_pack(services.paths.packs, "mine", "My pack", choice)
    show(page, qtbot)
    page.packs.setCurrentRow(1)
    assert page.detail.choices.text() == "A  Seven\nB  Nine"
    page.detail.reveal.click()
    assert page.detail.model_answer.text.text() == "B  Nine\n\nEach is two more."


def test_a_column_that_says_the_same_in_each_row_makes_room(page: Browse, services: Services, qtbot: QtBot) -> None:
    same = [question(f"q{number}", f"Question {number}?", topic="Data") for number in range(3)]
    write_pack(services.paths.packs, "mine", "My pack", *same)
    show(page, qtbot)
    assert not page.table.isColumnHidden(Column.ROUND)
    page.packs.setCurrentRow(1)
    assert page.table.isColumnHidden(Column.ROUND)
    assert page.table.isColumnHidden(Column.TOPIC)
    assert page.table.isColumnHidden(Column.DUE)


def test_a_search_shows_its_first_hit_wherever_the_table_stood(
    page: Browse, services: Services, qtbot: QtBot
) -> None:
    many = [question(f"q{number}", f"What about {number}?") for number in range(40)]
    write_pack(services.paths.packs, "mine", "My pack", *many)
    show(page, qtbot)
    page.packs.setCurrentRow(1)
    page.table.scrollToBottom()
    QTest.keyClicks(page.search, "about")
    assert page.table.viewport().rect().contains(page.table.visualRect(page.table.currentIndex()))


@pytest.mark.parametrize("width", [692, 836, 1072, 1700])
def test_nothing_is_clipped_at_any_width(page: Browse, qtbot: QtBot, width: int) -> None:
    page.set_narrow(width < NARROW_PX)
    page.resize(width, 560)
    show(page, qtbot)
    page.resize(width, 560)
    assert page.width() == width
    table = page.table
    seen = sum(table.columnWidth(column) for column in Column if not table.isColumnHidden(column))
    assert seen <= table.viewport().width()
    assert table.columnWidth(Column.PROMPT) >= 160
    for control in (page.detail.practise, page.detail.reveal, page.folder):
        assert control.width() >= control.minimumSizeHint().width()
        assert page.rect().contains(control.mapTo(page, control.rect().bottomRight()))


def test_everything_that_takes_keys_has_a_name(page: Browse, qtbot: QtBot) -> None:
    show(page, qtbot)
    named = (page.search, page.packs, page.table, page.detail.practise, page.detail.reveal, page.folder)
    assert all(widget.accessibleName() for widget in named)
