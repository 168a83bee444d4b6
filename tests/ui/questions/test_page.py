"""The Questions page as a whole: packs are made, copied, deleted, brought in and taken out."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from greenroom.questions.load import load_pack
from greenroom.services import Services
from greenroom.ui.questions.exporting import named
from greenroom.ui.questions.page import QuestionsPage
from tests.ui.questions.conftest import press, show_page
from tests.unit.questions.packs import GOOD

GUIDE = """\
Acme Data Engineer Interview Questions + Guide in 2031

Machine Learning

1. What is overfitting?
They want to see that you know when a model has learnt noise.
How to Answer
Say what it is, then how you see it.
Example
"Overfitting is when a model learns the noise of its training data. You see it as a gap between the two errors."

2. Describe a time when you missed a deadline.
They look for honesty.
How to Answer
Be brief.
Example
"Last spring I was late with a report. I told my team early and we moved the date."

Subscribe to our newsletter xyzzy
"""


@pytest.fixture
def page(whole_page: QuestionsPage, tmp_path: Path, qtbot: QtBot) -> QuestionsPage:
    """Shown, with one pack that ships."""
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "small.yaml").write_text(GOOD, encoding="utf-8")
    show_page(whole_page, qtbot)
    return whole_page


def own_packs(services: Services) -> list[str]:
    folder = services.paths.packs
    return sorted(file.name for file in folder.glob("*.yaml")) if folder.exists() else []


def menu_texts(page: QuestionsPage) -> list[str]:
    page.browse.pack_actions.menu.aboutToShow.emit()
    return [action.text() for action in page.browse.pack_actions.menu.actions() if action.text()]


def choose_in_menu(page: QuestionsPage, text: str) -> None:
    menu_texts(page)
    [found] = [action for action in page.browse.pack_actions.menu.actions() if action.text() == text]
    found.trigger()


def pack_titles(page: QuestionsPage) -> list[str]:
    return [page.browse.packs.item(row).text() for row in range(page.browse.packs.count())]


def test_a_shipped_pack_is_copied_before_it_can_be_edited(
    page: QuestionsPage, services: Services, qtbot: QtBot
) -> None:
    assert not page.browse.pack_actions.edit.isVisible()
    choose_in_menu(page, "The whole pack")
    qtbot.waitUntil(lambda: page.is_editing)
    assert page.editor.title.text() == "A small pack (my copy)"
    assert own_packs(services) == ["a-small-pack-my-copy.yaml"]
    page.editor.leave()
    qtbot.waitUntil(lambda: pack_titles(page) == ["A small pack", "A small pack (my copy)"])


def test_a_question_is_copied_into_a_new_pack_and_into_an_own_one(
    page: QuestionsPage, services: Services, qtbot: QtBot
) -> None:
    assert menu_texts(page) == ["The whole pack", "This question to a new pack"]
    choose_in_menu(page, "This question to a new pack")
    qtbot.waitUntil(lambda: page.is_editing)
    page.editor.leave()
    qtbot.waitUntil(lambda: len(pack_titles(page)) == 2)
    QTest.keyClick(page.browse.table, Qt.Key.Key_Down)
    choose_in_menu(page, "This question to “My questions”")
    qtbot.waitUntil(lambda: page.browse.notice.text == "Copied to “My questions”.")
    pack = load_pack(services.paths.packs / "my-questions.yaml")
    assert [question.id for question in pack.questions] == ["p-values", "a-project"]


def test_a_new_pack_opens_in_the_editor(page: QuestionsPage, services: Services, qtbot: QtBot) -> None:
    page.browse.table.setFocus()
    QTest.keyClick(page.browse.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.is_editing)
    assert own_packs(services) == ["my-questions.yaml"]
    assert page.editor.pack_form.title.text == "My questions"
    assert QApplication.focusWidget() is page.editor.outline


def test_an_own_question_is_edited_from_the_table(
    page: QuestionsPage, own_file: Path, services: Services, qtbot: QtBot
) -> None:
    own_file.write_text(GOOD.replace("id: small", "id: mine").replace("A small pack", "Mine"), encoding="utf-8")
    page.browse.refresh()
    qtbot.waitUntil(lambda: page.browse.packs.count() == 2)
    page.browse.packs.setCurrentRow(1)
    page.browse.table.setFocus()
    QTest.keyClick(page.browse.table, Qt.Key.Key_Down)
    QTest.keyClick(page.browse.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.is_editing)
    assert page.editor.question_form.prompt.text == "Tell me about a project."


def test_a_deleted_pack_comes_back_with_undo(
    page: QuestionsPage, own_file: Path, services: Services, qtbot: QtBot
) -> None:
    own_file.write_text(GOOD.replace("id: small", "id: mine").replace("A small pack", "Mine"), encoding="utf-8")
    page.edit(own_file)
    qtbot.waitUntil(lambda: page.is_editing)
    press(page.editor, "Delete this pack")
    qtbot.waitUntil(lambda: not page.is_editing)
    qtbot.waitUntil(lambda: pack_titles(page) == ["A small pack"])
    assert page.browse.notice.text == "The pack “Mine” was deleted."
    press(page.browse.notice, "Undo")
    qtbot.waitUntil(lambda: pack_titles(page) == ["A small pack", "Mine"])


def test_packs_changed_on_disk_are_picked_up(page: QuestionsPage, services: Services, qtbot: QtBot) -> None:
    shipped = services.library.folders[0]
    (shipped / "other.yaml").write_text(GOOD.replace("id: small", "id: other"), encoding="utf-8")
    qtbot.waitUntil(lambda: page.browse.packs.count() == 2)
    (shipped / "other.yaml").write_text("format: 1\n", encoding="utf-8")
    qtbot.waitUntil(lambda: pack_titles(page) == ["A small pack", "other.yaml"])
    (shipped / "other.yaml").unlink()
    qtbot.waitUntil(lambda: page.browse.packs.count() == 1)


def test_filters_narrow_the_table_down(page: QuestionsPage, qtbot: QtBot) -> None:
    filters = page.browse.filters
    assert filters.topic.offered == ["Any topic", "Logic", "Machine Learning", "Statistics"]
    assert filters.round.offered == ["Any round", "Technical interview", "HR interview"]
    filters.round.setCurrentIndex(1)
    filters.round.activated.emit(1)
    assert [row.question.id for row in page.browse.table.shown] == ["p-values", "a-project"]
    filters.difficulty.setCurrentIndex(filters.difficulty.findData("easy"))
    filters.difficulty.activated.emit(1)
    assert page.browse.message.text == "No question fits the filters."
    press(page.browse.message, "Clear the filters")
    assert len(page.browse.table.shown) == 3


def paste(page: QuestionsPage, text: str, qtbot: QtBot) -> None:
    page.browse.table.setFocus()
    QTest.keyClick(page.browse.table, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert page.importing.isVisible()
    page.importing.text.setPlainText(text)


def rows(listed: object) -> list[str]:
    return [listed.item(row).text() for row in range(listed.count())]  # type: ignore[attr-defined]


def test_a_pasted_guide_is_shown_before_it_is_added(page: QuestionsPage, services: Services, qtbot: QtBot) -> None:
    paste(page, GUIDE, qtbot)
    importing = page.importing
    qtbot.waitUntil(lambda: importing.questions.count() == 2)
    assert rows(importing.questions)[0].startswith("What is overfitting? · Machine Learning")
    assert any("xyzzy" in line for line in rows(importing.left_out))
    assert own_packs(services) == []
    importing.questions.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert importing.found.text() == "Found: two questions; 1 to leave out"
    importing.title.setText("From the web")
    QTest.keyClick(importing.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.browse.isVisible() and "From the web" in pack_titles(page))
    assert page.browse.notice.text == "“From the web” is in your packs."
    assert [row.question.prompt for row in page.browse.table.shown] == [
        "Describe a time when you missed a deadline."
    ]


def test_a_guide_that_was_pasted_is_still_there_after_looking_elsewhere(page: QuestionsPage, qtbot: QtBot) -> None:
    paste(page, GUIDE, qtbot)
    QTest.keyClick(page.importing.text, Qt.Key.Key_Escape)
    assert page.browse.isVisible()
    page.open_import()
    assert page.importing.text.toPlainText() == GUIDE
    qtbot.waitUntil(lambda: page.importing.questions.count() == 2)


def test_text_without_questions_says_so(page: QuestionsPage, qtbot: QtBot) -> None:
    paste(page, "Nothing to see", qtbot)
    qtbot.waitUntil(lambda: page.importing.found.text().startswith("No question was recognised."))
    assert not page.importing.add.isEnabled()


def test_a_file_that_cannot_be_imported_says_why_and_keeps_what_was_shown(
    page: QuestionsPage, tmp_path: Path, qtbot: QtBot
) -> None:
    paste(page, GUIDE, qtbot)
    qtbot.waitUntil(lambda: page.importing.questions.count() == 2)
    file = tmp_path / "broken.yaml"
    file.write_text("format: 1\n", encoding="utf-8")
    page.importing.read_file(file)
    qtbot.waitUntil(lambda: page.importing.notice.isVisible())
    assert "broken.yaml cannot be imported." in page.importing.notice.text
    assert page.importing.questions.count() == 2


def test_an_import_that_cannot_be_saved_stays_on_the_screen(
    page: QuestionsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    paste(page, GUIDE, qtbot)
    qtbot.waitUntil(lambda: page.importing.questions.count() == 2)
    press(page.importing, "Add to my packs · Ctrl+Enter")
    qtbot.waitUntil(lambda: page.importing.notice.isVisible())
    assert "The disk is full." in page.importing.notice.text
    assert page.importing.text.toPlainText() == GUIDE


@pytest.mark.parametrize(
    ("kind", "ending"), [("yaml", ".yaml"), ("csv", ".csv"), ("markdown", ".md"), ("anki", ".txt")]
)
def test_an_exported_pack_comes_back_whole(
    page: QuestionsPage, services: Services, tmp_path: Path, qtbot: QtBot, kind: str, ending: str
) -> None:
    pack = services.library.find("small")
    file = tmp_path / f"out{ending}"
    page.export_to(pack, file, kind)
    qtbot.waitUntil(lambda: page.browse.notice.text == f"“A small pack” was exported to {file}.")
    page.open_import()
    page.importing.read_file(file)
    qtbot.waitUntil(lambda: page.importing.questions.count() == 3)
    assert page.importing.found.text() == f"Found in out{ending}: three questions"
    assert page.importing.left_out.count() == 0
    with qtbot.waitSignal(page.importing.accepted) as accepted:
        page.importing.accept()
    assert accepted.args is not None
    assert accepted.args[0].questions == pack.questions


def test_an_export_that_cannot_be_written_says_so(
    page: QuestionsPage, services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "gone" / "out.csv"
    page.export_to(services.library.find("small"), file, "csv")
    qtbot.waitUntil(lambda: page.browse.notice.isVisible())
    assert f"{file} could not be written." in page.browse.notice.text


@pytest.mark.parametrize(
    ("chosen", "kind", "becomes"),
    [
        ("a.yaml", "yaml", ("a.yaml", "yaml")),
        ("a.yaml", "csv", ("a.csv", "csv")),
        ("a.csv", "yaml", ("a.csv", "csv")),
        ("a", "anki", ("a.txt", "anki")),
        ("a.b", "markdown", ("a.b.md", "markdown")),
        ("a.greenroom.yaml", "yaml", ("a.greenroom.yaml", "yaml")),
        ("a.greenroom.yaml", "anki", ("a.txt", "anki")),
    ],
)
def test_the_ending_and_the_format_of_an_export_agree(chosen: str, kind: str, becomes: tuple[str, str]) -> None:
    file, format_ = named(Path(chosen), kind)
    assert (str(file), format_) == becomes
