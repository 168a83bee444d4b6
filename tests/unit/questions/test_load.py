"""A bad pack is refused with the line, the field, what is wrong and what to do; a good one loads as written."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml

from greenroom.questions import marked_yaml
from greenroom.questions.load import LARGEST_BYTES, load_pack
from greenroom.questions.pack_error import PackError, Problem
from tests.unit.questions.packs import GOOD, only_problem_of, problems_of, read, spoiled


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML comes with and without its C parser, and their words differ."""
    parser = getattr(yaml, request.param, None)
    if parser is None:
        pytest.skip(f"PyYAML has no {request.param} here")
    monkeypatch.setattr(marked_yaml, "_PARSER", parser)


@pytest.mark.usefixtures("either_parser")
def test_a_good_pack_loads() -> None:
    pack = read(GOOD)
    assert [question.id for question in pack.questions] == ["p-values", "a-project", "odd-one-out"]
    assert pack.round_of(pack.questions[2]).title == "HR interview"


def test_follow_ups_are_plain_text_or_tied_to_a_point() -> None:
    first, second = read(GOOD).questions[0].follow_ups
    assert (first.ask, first.point) == ("Why 0.05?", None)
    assert (second.ask, second.point) == ("What is it not?", 2)


def test_choices_stay_the_text_that_was_written() -> None:
    assert read(GOOD).questions[2].choices == ("Yes", "No", "1.50", "null")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == read(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "words"),
    [
        ("prompt: What is a p-value?", "promt: What?", 16, "question p-values, promt", "Did you mean “prompt”?"),
        ("title: A small pack", "titel: A small pack", 3, "titel", "Did you mean “title”?"),
        ("say: Under the", "sya: Under the", 19, "question p-values, point 1, sya", "Did you mean “say”?"),
        ("{ask: ", "{aks: ", 24, "question p-values, follow-up 2, aks", "Did you mean “ask”?"),
        ("about: Why this company.", "about: Why.\n    zzz: 1", 9, "round hr, zzz", "There is no key “zzz” here."),
        ("    prompt: Tell me about a project.\n", "", 25, "question a-project, prompt", "missing"),
        ("prompt: Tell me about a project.", "prompt:", 31, "question a-project, prompt", "missing"),
        ("prompt: Tell me about a project.", "prompt: ''", 31, "question a-project, prompt", "empty"),
        ("difficulty: hard", "difficulty: Hard!", 28, "question a-project, difficulty", "Did you mean “hard”?"),
        ("ask_chance: low", "ask_chance: 7", 37, "question odd-one-out, ask_chance", "none of “very high”"),
        ("answer: 1", "answer: one", 41, "question odd-one-out, answer", "a whole number, not “one”"),
        ("answer: 1", "answer: -1", 41, "question odd-one-out, answer", "the least is 0"),
        ("answer: 1", "answer: 4", 41, "question odd-one-out, answer", "the last is 3"),
        ("    answer: 1\n", "", 33, "question odd-one-out, answer", "needs an answer"),
        ("    explanation: It has two letters.\n", "", 33, "question odd-one-out, explanation", "needs an expl"),
        ("[Yes, No, 1.50, null]", "[Yes]", 40, "question odd-one-out, choices", "this one has 1"),
        ("[Yes, No, 1.50, null]", "Yes", 40, "question odd-one-out, choices", "has to be a list"),
        (
            "    kind: choice",
            "    kind: choice\n    points: [{say: Yes}]",
            39,
            "question odd-one-out, points",
            "take it out",
        ),
        (
            "model_answer: We sorted documents.",
            "answer: 0",
            32,
            "question a-project, answer",
            "Only a question of kind “choice”",
        ),
        (
            "model_answer: How",
            "explanation: x\n    model_answer: How",
            17,
            "question p-values, explanation",
            "take it",
        ),
        ("      - {say: Not the chance of being wrong}\n", "", 18, "question p-values, points", "this one has 2"),
        ("point: 2", "point: 3", 24, "question p-values, follow-up 2, point", "there are 3"),
        ("round: hr", "round: hrr", 34, "question odd-one-out, round", "has “technical”, “hr”. See line 4."),
        ("id: a-project", "id: p-values", 25, "question p-values, id", "used twice"),
        ("id: a-project", "id: A Project", 25, "question A Project, id", "small letters, digits"),
        ("- id: hr", "- id: technical", 6, "round technical, id", "See line 5."),
        ("topic: Logic", "topic: Logic\n    topic: Words", 36, "question odd-one-out, topic", "written twice"),
        ("prompt: What is a p-value?", "prompt: [What]", 16, "question p-values, prompt", "has to be text"),
        (
            "- {say: Not the chance of being wrong}",
            "- Not the chance",
            21,
            "question p-values, point 3",
            "key: value",
        ),
        ("format: 1\n", "", 1, "format", "write “format: 1”"),
        ("format: 1", "format: one", 1, "format", "has to be 1"),
        ("format: 1", "format: 0", 1, "format", "has to be 1"),
        ("format: 1", "format: 2", 1, "format", "This pack needs a newer Greenroom"),
    ],
)
def test_a_mistake_is_told_with_line_and_field(old: str, new: str, line: int, field: str, words: str) -> None:
    told = problems_of(spoiled(old, new))
    assert any((one.line, one.field) == (line, field) and words in one.message for one in told), told


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (spoiled("title: A small pack", "title: Small: a pack"), 3, "put the whole text in quotes"),
        (spoiled("title: A small pack", "title: 'A small pack"), 3, "never closed"),
        (spoiled("title: A small pack", "\ttitle: A small pack"), 3, "spaces, not tabs"),
        (spoiled("title: A small pack", "title: @home"), 3, "in quotes"),
        (spoiled("title: A small pack", 'title: "A \\small pack"'), 3, "backslash"),
        (spoiled("    about: Why this company.", "   about: Why this company."), 8, "check its indent"),
        (spoiled("title: A small pack", "title: A \x07 pack"), 3, "control character (code 7)"),
        (spoiled("title: A small pack", "title: *copied"), 3, "write the part out"),
        (spoiled("title: A small pack", "title: !!python/object:os.system x"), 3, "Packs have no tags"),
        (spoiled("title: A small pack", "? [title]\n: A small pack"), 3, "plain word"),
        (GOOD + "---\n" + GOOD, 43, "one pack in a file"),
        ("[" * 100_000, 1, "nested too deep"),
        ("- " * 100_000, 1, "nested too deep"),
        ("- not\n- a mapping\n", 1, "“key: value” lines"),
        ("# a comment\njust words\n", 2, "“key: value” lines"),
    ],
)
def test_text_that_cannot_be_read_is_told_by_its_line(text: str, line: int, words: str) -> None:
    problem = only_problem_of(text)
    assert problem.line == line
    assert words in problem.message


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a comment\n", "---\n", "null\n"])
def test_an_empty_file_says_how_a_pack_starts(text: str) -> None:
    assert only_problem_of(text) == Problem(None, "", "The file is empty; a pack starts with “format: 1”.")


def test_a_file_in_another_encoding_is_told_by_its_line() -> None:
    problem = only_problem_of(GOOD.replace("A small pack", "Café").encode("latin-1"))
    assert problem.line == 3
    assert "save it again with the encoding UTF-8" in problem.message


def test_every_problem_is_told_at_once_from_the_top_down() -> None:
    text = (
        spoiled("title: A small pack", "titel: x")
        .replace("round: hr", "round: nowhere")
        .replace("answer: 1", "answer: x")
    )
    assert [problem.line for problem in problems_of(text)] == [3, 34, 41]


def test_a_mistyped_key_is_not_told_as_missing_too() -> None:
    assert (
        only_problem_of(spoiled("prompt: What is a p-value?", "promt: What?")).field == "question p-values, promt"
    )


def test_a_newer_format_is_told_alone_because_the_rest_cannot_be_judged() -> None:
    problem = only_problem_of("format: 2\nnew_key: 1\n")
    assert "Update Greenroom" in problem.message


def test_the_error_names_the_file_and_the_first_problems() -> None:
    text = spoiled("points:", "pionts:").replace("round:", "raund:").replace("- id: hr", "- id: H R")
    with pytest.raises(PackError) as caught:
        read(text)
    assert caught.value.what == "The pack mine.yaml cannot be used."
    assert caught.value.why.startswith("Line 6, round H R, id: “H R” cannot be an id")
    assert caught.value.why.endswith("And 2 more.")
    assert len(caught.value.problems) == 5


def test_the_error_survives_a_process_boundary() -> None:
    with pytest.raises(PackError) as caught:
        read("")
    copy = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 (our own bytes)
    assert (str(copy), copy.problems) == (str(caught.value), caught.value.problems)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackError, match=r"gone\.yaml cannot be used\. There is no such file"):
        load_pack(tmp_path / "gone.yaml")


def test_a_folder_is_not_a_pack(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot be used"):
        load_pack(tmp_path)


def test_a_file_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(LARGEST_BYTES + 1)
    with pytest.raises(PackError, match="larger than 5 MB"):
        load_pack(file)
