"""Files from elsewhere: what is taken from them, what is left out and told, and what is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.errors import UserError
from greenroom.files import write_whole
from greenroom.questions.exchange import EXPORTS, CannotImport, Imported, import_pack
from greenroom.questions.load import load_pack
from greenroom.questions.pack import Pack

SHIPPED = sorted((Path(__file__).parents[3] / "questions").glob("*.yaml"))
ENDINGS = {"yaml": ".yaml", "csv": ".csv", "markdown": ".md", "anki": ".txt"}
ANSWER = "A list can be changed in place. A tuple cannot be changed after it is made. That lets a tuple be a key."


def imported(folder: Path, name: str, text: str | bytes) -> Imported:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_pack(file)


def refusal(folder: Path, name: str, text: str | bytes) -> str:
    with pytest.raises(CannotImport) as caught:
        imported(folder, name, text)
    return str(caught.value)


def left_out(found: Imported) -> list[tuple[int | None, str]]:
    return [(one.line, one.text) for one in found.ignored]


def only_question(found: Imported) -> tuple[str, str, str, str]:
    (question,) = found.pack.questions
    return question.prompt, question.model_answer, question.topic, question.kind


@pytest.mark.parametrize("name", EXPORTS)
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_shipped_packs_come_back_from_files_as_they_were(tmp_path: Path, file: Path, name: str) -> None:
    pack = load_pack(file)
    exported = tmp_path / f"pack{ENDINGS[name]}"
    write_whole(exported, EXPORTS[name](pack))
    assert import_pack(exported) == Imported(pack)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", f"question,answer\nList or tuple?,{ANSWER}\n"),
        ("a.csv", f"Question;Answer\r\nList or tuple?;{ANSWER}\r\n"),
        ("a.tsv", f"Front\tBack\nList or tuple?\t{ANSWER}\n"),
        ("a.csv", f"List or tuple?,{ANSWER}\n"),
        ("a.csv", f'Question,Model Answer\n"List or tuple?","{ANSWER}"\n'.encode("utf-16")),
        ("a.txt", f"List or tuple?\t{ANSWER}\n"),
        ("a.txt", f"#separator:tab\n#html:true\nList or tuple?\t<div>{ANSWER}</div>\n"),
        ("a.txt", f"#separator:Semicolon\nList or tuple?;{ANSWER}\n"),
        ("a.txt", f"#separator:tab\n#notetype column:1\n#deck column:2\nBasic\tPython\tList or tuple?\t{ANSWER}\n"),
        ("a.md", f"# Python\n\n## List or tuple?\n\n{ANSWER}\n"),
        ("a.md", f"## 1. List or tuple?\n\n**Answer:** {ANSWER}\n"),
        ("a.md", f"# Python\n### List or tuple?\n\n{ANSWER}\n"),
        ("a.md", f"# List or tuple?\n{ANSWER}\n"),
    ],
)
def test_question_and_answer_are_enough(tmp_path: Path, name: str, text: str | bytes) -> None:
    (question,) = imported(tmp_path, name, text).pack.questions
    assert (question.prompt, question.model_answer) == ("List or tuple?", ANSWER)
    assert [point.proposed for point in question.points] == [True, True, True]


def test_columns_that_packs_do_not_have_are_told(tmp_path: Path) -> None:
    found = imported(
        tmp_path, "a.csv", f"Question,Colour,Answer,Topic,Difficulty\nList or tuple?,red,{ANSWER},Python,HARD\n"
    )
    assert left_out(found) == [(1, "Colour")]
    (question,) = found.pack.questions
    assert (question.topic, question.difficulty) == ("Python", "hard")


def test_values_that_packs_do_not_have_are_told_with_their_line(tmp_path: Path) -> None:
    text = "question,answer,difficulty,kind\nWhy?,Because.,gigantic,riddle\n,An answer alone.,,\n"
    found = imported(tmp_path, "a.csv", text)
    assert left_out(found) == [(2, "gigantic"), (2, "riddle"), (3, "An answer alone.")]
    assert found.pack.questions[0].difficulty == "medium"


def test_rounds_are_made_of_their_names_in_order(tmp_path: Path) -> None:
    found = imported(
        tmp_path, "a.csv", "question,round\nWhy us?,HR call\nWhat is SQL?,Technical\nWhy not?,HR call\n"
    )
    assert [(one.id, one.title) for one in found.pack.rounds] == [
        ("hr-call", "HR call"),
        ("technical", "Technical"),
    ]
    assert [one.round for one in found.pack.questions] == ["hr-call", "technical", "hr-call"]


@pytest.mark.parametrize("right", ["2", "b", "B)", "Four"])
def test_choices_with_a_right_one_make_a_choice_question(tmp_path: Path, right: str) -> None:
    text = f"question,options,correct answer,explanation\nTwo and two?,Three; Four; Five,{right},Count.\n"
    (question,) = imported(tmp_path, "a.csv", text).pack.questions
    assert (question.kind, question.choices, question.answer) == ("choice", ("Three", "Four", "Five"), 1)


def test_choices_without_a_right_one_are_told_and_the_question_is_spoken(tmp_path: Path) -> None:
    found = imported(tmp_path, "a.csv", "question,options\nTwo and two?,Three; Four\n")
    assert found.pack.questions[0].kind == "concept"
    assert left_out(found) == [(2, "Three, Four")]


def test_parts_of_a_question_in_markdown_go_to_their_fields(tmp_path: Path) -> None:
    text = (
        "---\ntitle: My notes\nauthor: me\n---\n# Data\n\nAll I know.\n\n## What is an index?\n\n"
        "Topic: Databases\n\n### Why they ask\n\nSpeed.\n\n### How to answer\n\nDraw a tree.\n\n"
        "### Example\n\nA sorted copy.\n\n### Follow-up questions\n\n- What does it cost?\n"
    )
    found = imported(tmp_path, "a.md", text)
    (question,) = found.pack.questions
    assert (found.pack.title, found.pack.about) == ("My notes", "All I know.")
    assert (question.topic, question.why, question.how_to_answer) == ("Databases", "Speed.", "Draw a tree.")
    assert question.model_answer == "A sorted copy."
    assert [one.ask for one in question.follow_ups] == ["What does it cost?"]
    assert [text for _, text in left_out(found)] == ["author"]


def test_headings_above_the_questions_are_topics(tmp_path: Path) -> None:
    text = "# Notes\n## Python\n### What is a list?\nA row.\n## SQL\n### What is a join?\nA match.\n"
    assert [one.topic for one in imported(tmp_path, "a.md", text).pack.questions] == ["Python", "SQL"]


def test_a_note_with_tags_and_html_from_anki(tmp_path: Path) -> None:
    text = (
        "#separator:tab\n#html:true\n#guid column:1\n#tags column:4\n# made by hand\n"
        'xK9!\t"What is a <b>join</b>?"\t"It matches rows.<br>By a key &amp; nothing else."\tsql::joins basics\n'
    )
    found = imported(tmp_path, "a.txt", text)
    assert only_question(found)[:3] == (
        "What is a join?",
        "It matches rows.\nBy a key & nothing else.",
        "joins basics",
    )
    assert (5, "# made by hand") in left_out(found)


def test_a_spreadsheet_that_changed_one_cell_of_ours_is_taken(tmp_path: Path) -> None:
    pack = load_pack(SHIPPED[0])
    text = EXPORTS["csv"](pack).replace(pack.questions[0].topic, "Another topic", 1)
    found = imported(tmp_path, "a.csv", text)
    assert found.pack.questions[0].topic == "Another topic"
    assert found.pack.rounds == pack.rounds


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "", "is empty"),
        ("a.csv", "question,answer\n", "no question in it"),
        ("a.csv", 'question,answer\n"Why?,Because\n', "Line 2: The quotation marks do not fit"),
        ("a.md", "Only text.\n", "start each question with “## ”"),
        ("a.txt", "Only text.\n", "use “packs import-guide”"),
        ("a.docx", "x", "Files ending in .yaml"),
        ("a.yaml", "format: 1\n", "Line 1, id: This is missing"),
        ("a.md", "---\nformat: 2\n---\n## Why?\n", "needs a newer Greenroom"),
        ("a.csv", b"\xff\xfe\x00", "save it again with the encoding UTF-8"),
        ("a.csv", "question,greenroom\nWhy?,{broken\n", "Line 2, greenroom: What Greenroom wrote here"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(
    tmp_path: Path, name: str, text: str | bytes, words: str
) -> None:
    told = refusal(tmp_path, name, text)
    assert told.startswith(f"{name} cannot be imported.")
    assert words in told


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(CannotImport, match="There is no such file"):
        import_pack(tmp_path / "none.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(CannotImport, match="This is a folder"):
        import_pack(tmp_path / "folder.csv")


def test_windows_text_is_read(tmp_path: Path) -> None:
    (question,) = imported(tmp_path, "a.csv", "question,answer\n“Why”?,It’s so.\n".encode("cp1252")).pack.questions
    assert question.model_answer == "It’s so."


def test_writing_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    kept = tmp_path / "pack.yaml"
    kept.mkdir()
    with pytest.raises(UserError, match="could not be written"):
        write_whole(kept, "new")
    with pytest.raises(UserError, match="Make the folder"):
        write_whole(tmp_path / "none" / "pack.yaml", "new")
    assert list(tmp_path.iterdir()) == [kept]


def test_an_export_for_people_reads_as_they_would_write_it() -> None:
    pack = Pack.model_validate(
        {
            "format": 1,
            "id": "small",
            "title": "Small",
            "rounds": [{"id": "hr", "title": "HR", "about": "Talk."}],
            "questions": [
                {
                    "id": "why",
                    "round": "hr",
                    "topic": "You",
                    "difficulty": "easy",
                    "ask_chance": "high",
                    "kind": "experience",
                    "prompt": "Why us?",
                    "model_answer": "Because of the work.\n\nAnd the people.",
                    "follow_ups": ["What else?"],
                }
            ],
        }
    )
    assert "## Why us?\n\n- id: why\n- round: hr\n- topic: You\n" in EXPORTS["markdown"](pack)
    assert "### Model answer\n\nBecause of the work.\n\nAnd the people.\n" in EXPORTS["markdown"](pack)
    assert EXPORTS["anki"](pack).startswith(
        "#separator:tab\n#html:false\n#guid column:1\n#tags column:17\n#columns:id\t"
    )


def test_a_file_of_question_answer_and_tags_has_topics(tmp_path: Path) -> None:
    text = f'\ufeffQuestion;Answer;Tags\r\n"What is a list,\nand what is a tuple?";"{ANSWER}";Python\r\n'
    question, answer, topic, _ = only_question(imported(tmp_path, "questions.csv", text))
    assert (question, answer, topic) == ("What is a list,\nand what is a tuple?", ANSWER, "Python")


def test_the_line_that_spreadsheets_read_for_the_separator_is_no_question(tmp_path: Path) -> None:
    found = imported(tmp_path, "questions.csv", f"sep=;\nQ;A\nWhat is a list, and a tuple?;{ANSWER}\n")
    assert only_question(found)[:2] == ("What is a list, and a tuple?", ANSWER)
    assert found.ignored == ()


def test_of_two_columns_that_mean_the_same_the_other_is_told(tmp_path: Path) -> None:
    found = imported(
        tmp_path, "q.csv", f'Question,Answer,Category,Topic\nWhat is a list?,"{ANSWER}",Basics,Python\n'
    )
    assert only_question(found)[2] == "Python"
    assert left_out(found) == [(1, "Category")]


def test_choices_in_columns_of_their_own_make_a_choice_question(tmp_path: Path) -> None:
    text = "Question,Option A,Option B,Option C,Correct answer\nWhat is two and two?,3,4,5,B\n"
    (question,) = imported(tmp_path, "q.csv", text).pack.questions
    assert (question.kind, question.choices, question.answer) == ("choice", ("3", "4", "5"), 1)


def test_a_right_choice_without_choices_is_told(tmp_path: Path) -> None:
    found = imported(tmp_path, "q.csv", "Question,Correct answer\nWhat is two and two?,B\n")
    assert left_out(found) == [(2, "B")]


def test_deck_and_tags_of_a_note_are_both_kept(tmp_path: Path) -> None:
    headers = "#separator:tab\n#html:true\n#deck column:3\n#tags column:4\n"
    note = f"What is a <b>list</b>?\t{ANSWER}\tMy Jobs::Phone Screen\tcs::python basics\n"
    found = imported(tmp_path, "notes.txt", headers + note)
    assert only_question(found)[::2] == ("What is a list?", "python basics")
    assert [one.title for one in found.pack.rounds] == ["Phone Screen"]
    assert found.ignored == ()
