"""The editor: what is typed is checked beside its field, saved by itself, and never lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from greenroom.speech.errors import NoVoice
from greenroom.ui.questions.editor.outline import FIRST_QUESTION_ROW
from greenroom.ui.questions.editor.page import PackEditor
from greenroom.ui.questions.page import QuestionsPage
from tests.fakes import FakePlayer, FakeVoice
from tests.ui.questions.conftest import press, read, show_page
from tests.unit.questions.packs import GOOD


@pytest.fixture
def editor(whole_page: QuestionsPage, own_file: Path, qtbot: QtBot) -> PackEditor:
    """Open at the first question of the person's own pack."""
    show_page(whole_page, qtbot)
    whole_page.edit(own_file, "p-values")
    qtbot.waitUntil(lambda: whole_page.is_editing)
    return whole_page.editor


def type_over(field: QPlainTextEdit | QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)


def saved(editor: PackEditor, qtbot: QtBot, words: str = "Saved") -> None:
    qtbot.waitUntil(lambda: editor.status.text().startswith(words), timeout=5000)


def outline_rows(editor: PackEditor) -> list[str]:
    return [str(editor.outline.item(row).text()) for row in range(editor.outline.count())]


def go_to(editor: PackEditor, question: int) -> None:
    editor.outline.setCurrentRow(FIRST_QUESTION_ROW + question)


def test_every_field_of_the_question_is_there(editor: PackEditor) -> None:
    form = editor.question_form
    assert form.prompt.text == "What is a p-value?"
    assert form.kind.choice.currentText() == "Explain something"
    assert form.round.choice.currentText() == "Technical interview"
    assert form.topic.text == "Statistics"
    assert form.difficulty.choice.currentText() == "Medium"
    assert form.chance.choice.currentText() == "Very likely"
    assert form.model_answer.text == "How surprising the data would be, were there no effect."
    assert [say.text for say in form.points.says] == [
        "Under the null hypothesis",
        "At least as extreme",
        "Not the chance of being wrong",
    ]
    assert form.points.phrases[0].text == "no effect\nunder the null"
    assert [ask.text for ask in form.follow_ups.asks] == ["Why 0.05?", "What is it not?"]
    assert [point.choice.currentText() for point in form.follow_ups.points] == [
        "No point",
        "3  Not the chance of being wrong",
    ]
    assert editor.status.text() == "Saved"


def test_what_is_typed_is_saved_by_itself_and_the_id_stays(
    editor: PackEditor, own_file: Path, qtbot: QtBot
) -> None:
    type_over(editor.question_form.prompt.block, "What does a p-value tell you?")
    assert editor.status.text() == "Saving…"
    saved(editor, qtbot)
    question = read(own_file).questions[0]
    assert question.prompt == "What does a p-value tell you?"
    assert question.id == "p-values"


def test_a_fault_is_said_beside_its_field_as_one_types(editor: PackEditor, qtbot: QtBot) -> None:
    topic = editor.question_form.topic
    type_over(topic.line, "")
    assert topic.fault.isVisible()
    assert topic.fault.text() == "Name the topic, as in “Statistics”."
    assert "Name the topic" in topic.line.accessibleDescription()
    QTest.keyClicks(topic.line, "Q")
    assert not topic.fault.isVisible()


def test_an_unfinished_question_never_replaces_the_good_file(
    editor: PackEditor, own_file: Path, qtbot: QtBot
) -> None:
    type_over(editor.question_form.prompt.block, "")
    saved(editor, qtbot, "Kept as a draft: one thing to finish.")
    assert read(own_file).questions[0].prompt == "What is a p-value?"
    assert outline_rows(editor)[FIRST_QUESTION_ROW] == "•  New question"


def test_a_draft_is_there_when_the_editor_opens_again(
    whole_page: QuestionsPage, editor: PackEditor, own_file: Path, qtbot: QtBot
) -> None:
    type_over(editor.question_form.prompt.block, "")
    type_over(editor.question_form.why.block, "Not to be lost")
    saved(editor, qtbot, "Kept as a draft")
    press(editor, "← Questions · Esc")
    qtbot.waitUntil(lambda: not whole_page.is_editing)
    whole_page.edit(own_file, "p-values")
    qtbot.waitUntil(lambda: whole_page.is_editing)
    assert "This is your draft" in editor.notice.text
    assert editor.question_form.why.text == "Not to be lost"
    press(editor, "Discard the draft")
    qtbot.waitUntil(lambda: not editor.notice.isVisible())
    go_to(editor, 0)
    assert editor.question_form.prompt.text == "What is a p-value?"


def test_leaving_saves_what_was_typed_a_moment_ago(
    whole_page: QuestionsPage, editor: PackEditor, own_file: Path, qtbot: QtBot
) -> None:
    type_over(editor.question_form.why.block, "At once")
    QTest.keyClick(editor.question_form.why.block, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not whole_page.is_editing)
    assert read(own_file).questions[0].why == "At once"


def test_a_full_disk_is_said_and_the_text_is_still_there(
    whole_page: QuestionsPage, editor: PackEditor, own_file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", full)
        type_over(editor.question_form.why.block, "Hold on")
        saved(editor, qtbot, "Not saved")
        assert "The disk is full." in editor.notice.text
        assert "What you typed is still here." in editor.notice.text
        assert editor.question_form.why.text == "Hold on"
        editor.leave()
        qtbot.waitUntil(lambda: "Leave without saving" in _offered(editor))
        assert whole_page.is_editing
    press(editor, "Try again")
    saved(editor, qtbot)
    assert read(own_file).questions[0].why == "Hold on"


def _offered(editor: PackEditor) -> list[str]:
    return [one.text() for one in editor.notice.findChildren(QPushButton)]


@pytest.mark.parametrize(("answer", "title"), [("Keep mine", "Mine"), ("Take the file", "Theirs")])
def test_a_file_changed_elsewhere_is_for_the_person_to_decide(
    editor: PackEditor, own_file: Path, qtbot: QtBot, answer: str, title: str
) -> None:
    own_file.write_text(GOOD.replace("A small pack", "Theirs"), encoding="utf-8")
    editor.outline.setCurrentRow(0)
    type_over(editor.pack_form.title.line, "Mine")
    saved(editor, qtbot, "Not saved")
    assert "changed outside this window" in editor.notice.text
    assert read(own_file).title == "Theirs"
    press(editor, answer)
    saved(editor, qtbot)
    qtbot.waitUntil(lambda: editor.pack_form.title.text == title)
    assert read(own_file).title == title


def test_a_new_question_is_named_by_its_prompt_until_one_moves_on(
    editor: PackEditor, own_file: Path, qtbot: QtBot
) -> None:
    editor.outline.setFocus()
    QTest.keyClick(editor.outline, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = editor.question_form
    type_over(form.prompt.block, "What is bias?")
    form.kind.choice.setCurrentIndex(1)
    form.kind.choice.activated.emit(1)
    type_over(form.model_answer.block, "Being wrong on average.")
    saved(editor, qtbot)
    assert read(own_file).questions[3].id == "what-is-bias"
    assert "Id what-is-bias." in form.id_line.text()
    go_to(editor, 0)
    go_to(editor, 3)
    type_over(form.prompt.block, "What is variance?")
    assert "Id what-is-bias." in form.id_line.text()


def test_a_duplicate_stands_behind_the_original(editor: PackEditor, own_file: Path, qtbot: QtBot) -> None:
    editor.outline.setFocus()
    QTest.keyClick(editor.outline, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    saved(editor, qtbot)
    assert [question.prompt for question in read(own_file).questions][:2] == ["What is a p-value?"] * 2
    assert editor.outline.question_index == 1
    assert editor.question_form.prompt.text == "What is a p-value?"


def test_a_deleted_question_comes_back_with_undo(editor: PackEditor, own_file: Path, qtbot: QtBot) -> None:
    editor.outline.setFocus()
    QTest.keyClick(editor.outline, Qt.Key.Key_Delete)
    saved(editor, qtbot)
    assert [question.id for question in read(own_file).questions] == ["a-project", "odd-one-out"]
    assert editor.notice.text == "The question “What is a p-value?” was deleted."
    assert editor.question_form.prompt.text == "Tell me about a project."
    QTest.keyClick(editor.outline, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    saved(editor, qtbot)
    assert [question.id for question in read(own_file).questions] == ["p-values", "a-project", "odd-one-out"]
    assert editor.question_form.prompt.text == "What is a p-value?"


def test_a_removed_point_comes_back_and_what_was_typed_since_stays(
    editor: PackEditor, own_file: Path, qtbot: QtBot
) -> None:
    form = editor.question_form
    QTest.mouseClick(form.points.removes[0], Qt.MouseButton.LeftButton)
    assert form.points.fault.text() == "Three to seven points are needed; there are 2."
    type_over(form.points.says[0].block, "As extreme or more")
    press(editor.notice, "Undo · Ctrl+Z")
    saved(editor, qtbot)
    assert [point.say for point in read(own_file).questions[0].points] == [
        "Under the null hypothesis",
        "As extreme or more",
        "Not the chance of being wrong",
    ]
    assert read(own_file).questions[0].follow_ups[1].point == 2


def test_points_follow_ups_and_phrases_are_added_and_saved(
    editor: PackEditor, own_file: Path, qtbot: QtBot
) -> None:
    form = editor.question_form
    press(form.points, "Add a point")
    type_over(form.points.says[3].block, "A fourth")
    type_over(form.points.phrases[3].block, "one")
    QTest.keyClick(form.points.phrases[3].block, Qt.Key.Key_Return)
    QTest.keyClicks(form.points.phrases[3].block, "two")
    press(form.follow_ups, "Add a follow-up")
    type_over(form.follow_ups.asks[2].line, "And then?")
    saved(editor, qtbot)
    question = read(own_file).questions[0]
    assert (question.points[3].say, question.points[3].listen_for) == ("A fourth", ("one", "two"))
    assert question.follow_ups[2].ask == "And then?"
    assert form.follow_ups.points[2].choice.offered[4] == "4  A fourth"


def test_a_choice_question_is_edited_by_its_choices(editor: PackEditor, own_file: Path, qtbot: QtBot) -> None:
    go_to(editor, 2)
    form = editor.question_form
    assert not form.model_answer.isVisible()
    assert [text.text for text in form.choices.texts] == ["Yes", "No", "1.50", "null"]
    assert [mark.isChecked() for mark in form.choices.marks] == [False, True, False, False]
    QTest.mouseClick(form.choices.marks[2], Qt.MouseButton.LeftButton)
    QTest.mouseClick(form.choices.removes[0], Qt.MouseButton.LeftButton)
    type_over(form.choices.texts[0].line, "Not at all")
    saved(editor, qtbot)
    question = read(own_file).questions[2]
    assert question.choices == ("Not at all", "1.50", "null")
    assert question.answer == 1


def test_another_kind_puts_the_answer_aside_and_brings_it_back(editor: PackEditor, qtbot: QtBot) -> None:
    form = editor.question_form
    for index in (2, 0):
        form.kind.choice.setCurrentIndex(index)
        form.kind.choice.activated.emit(index)
        assert form.choices.isVisible() == (index == 2)
        assert form.put_aside.isVisible() == (index == 2)
    assert form.model_answer.text.startswith("How surprising")
    saved(editor, qtbot)


def test_rounds_are_edited_and_a_removed_one_comes_back(editor: PackEditor, own_file: Path, qtbot: QtBot) -> None:
    editor.outline.setCurrentRow(1)
    forms = editor.rounds_form
    type_over(forms.rounds[0].title.line, "Panel")
    forms.rounds[0].minutes.number.setValue(45)
    QTest.mouseClick(forms.rounds[1].remove, Qt.MouseButton.LeftButton)
    assert editor.notice.text == "The round “HR interview” was removed. Its questions are in “Panel” now."
    saved(editor, qtbot)
    pack = read(own_file)
    assert [(one.id, one.title, one.minutes) for one in pack.rounds] == [("technical", "Panel", 45)]
    assert pack.questions[2].round == "technical"
    press(editor.notice, "Undo · Ctrl+Z")
    saved(editor, qtbot)
    assert read(own_file).questions[2].round == "hr"


def test_the_only_round_cannot_be_removed(editor: PackEditor, qtbot: QtBot) -> None:
    editor.outline.setCurrentRow(1)
    QTest.mouseClick(editor.rounds_form.rounds[1].remove, Qt.MouseButton.LeftButton)
    assert not editor.rounds_form.rounds[0].remove.isEnabled()
    press(editor.rounds_form, "Add a round")
    assert editor.rounds_form.rounds[1].title.fault.text() == "Give it a title."
    saved(editor, qtbot, "Kept as a draft")


def test_the_pack_itself_is_edited(editor: PackEditor, own_file: Path, qtbot: QtBot) -> None:
    editor.outline.setCurrentRow(0)
    type_over(editor.pack_form.title.line, "My <b>pack</b>")
    type_over(editor.pack_form.company.line, "Acme")
    saved(editor, qtbot)
    assert (read(own_file).title, read(own_file).company, read(own_file).id) == ("My <b>pack</b>", "Acme", "small")
    assert editor.title.text() == "My <b>pack</b>"
    assert editor.title.textFormat() is Qt.TextFormat.PlainText


def test_the_length_of_the_answer_is_told_as_one_types(editor: PackEditor) -> None:
    form = editor.question_form
    form.model_answer.block.setPlainText("word " * 200)
    assert form.answer_length.text() == "Takes 1:20 to say; an interview has time for 1:00 to 1:50."


def test_the_question_is_heard_and_silenced(
    editor: PackEditor, player: FakePlayer, voice: FakeVoice, qtbot: QtBot
) -> None:
    form = editor.question_form
    form.prompt.block.setFocus()
    QTest.keyClick(form.prompt.block, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: player.playing is not None)
    assert voice.rendered[0][0] == "What is a p-value?"
    assert form.hear.text() == "Stop · Ctrl+H"
    press(form, "Stop · Ctrl+H")
    assert player.playing is None
    assert form.hear.text() == "Hear it · Ctrl+H"


def test_without_a_voice_it_says_why(editor: PackEditor, voice: FakeVoice, qtbot: QtBot) -> None:
    voice.error = NoVoice("The question cannot be read aloud.", "There is no voice.", "Install one.")
    press(editor.question_form, "Hear it · Ctrl+H")
    qtbot.waitUntil(lambda: editor.notice.isVisible())
    assert editor.notice.text == "The question cannot be read aloud. There is no voice. Install one."
    assert editor.question_form.hear.text() == "Hear it · Ctrl+H"


@pytest.mark.parametrize("width", [760, 836, 1072, 1700])
@pytest.mark.parametrize("row", [0, 1, 2, 4])
def test_no_field_is_cut_off_at_any_width(
    whole_page: QuestionsPage, editor: PackEditor, qtbot: QtBot, width: int, row: int
) -> None:
    for _ in range(2):  # the first makes room for the second
        whole_page.resize(width, 560)
        QApplication.processEvents()
    editor.outline.setCurrentRow(row)
    QApplication.processEvents()
    assert whole_page.width() == width
    area = editor.form_area
    content = area.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= area.viewport().width()


@pytest.mark.parametrize("row", [0, 1, 2, 4])
def test_everything_that_takes_keys_has_a_name(editor: PackEditor, row: int) -> None:
    editor.outline.setCurrentRow(row)
    content = editor.form_area.widget()
    assert content is not None
    for kind in (QLineEdit, QPlainTextEdit, QPushButton, QComboBox, QRadioButton):
        for one in content.findChildren(kind):
            inside = one.parentWidget()
            assert one.accessibleName() or (isinstance(inside, QSpinBox) and inside.accessibleName())


def test_no_other_window_flashes_up(whole_page: QuestionsPage, editor: PackEditor) -> None:
    for row in range(editor.outline.count()):
        editor.outline.setCurrentRow(row)
        assert whole_page.isActiveWindow()
        assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [whole_page]


def test_words_of_people_are_never_markup(editor: PackEditor) -> None:
    labels = editor.findChildren(QLabel)
    assert labels
    assert {one.textFormat() for one in labels} == {Qt.TextFormat.PlainText}
