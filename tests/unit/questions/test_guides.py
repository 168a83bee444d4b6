"""Guides in the shapes that people find: what is understood of each, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.questions.check import check_pack
from greenroom.questions.guide import FoundQuestion, GuideReport, Role, read_guide, read_page, told

GUIDES = Path(__file__).parents[2] / "data" / "guides"


def read(name: str) -> GuideReport:
    return read_guide((GUIDES / name).read_text())


def asked(report: GuideReport) -> list[str]:
    return [question.prompt for question in report.questions]


def question(report: GuideReport, start: str) -> FoundQuestion:
    (found,) = [one for one in report.questions if one.prompt.startswith(start)]
    return found


def not_understood(report: GuideReport) -> list[str]:
    return [line.text for line in report.not_understood]


def rounds(report: GuideReport) -> list[str]:
    return [one.title for one in report.rounds]


def test_a_clean_guide_gives_company_role_rounds_and_questions() -> None:
    report = read("clean.txt")
    assert (report.company, report.role) == ("Harbour Freight", "Data Analyst")
    assert report.overview.startswith("Harbour Freight moves containers")
    assert report.process == "The process usually takes three weeks and has three steps."
    assert rounds(report) == ["Initial Assessment", "Technical Interview", "Manager Conversation"]
    assert report.rounds[1].about.endswith("Expect one exercise on a shared screen.")
    assert [(one.number, one.topic) for one in report.questions] == [
        (1, "SQL and Data Handling"),
        (2, "SQL and Data Handling"),
        (3, "Behavioral"),
    ]
    first = report.questions[0]
    assert first.prompt == "What is the difference between WHERE and HAVING?"
    assert first.why == "This question shows whether you know at which moment each filter is applied."
    assert first.how_to_answer.startswith("Say in which order")
    assert first.model_answer.startswith("WHERE filters rows")
    assert first.model_answer.endswith("it makes the groups smaller.")


def test_the_table_tells_difficulty_and_chance_by_topic() -> None:
    report = read("clean.txt")
    assert [(one.difficulty, one.ask_chance) for one in report.questions] == [
        ("medium", "very high"),
        ("medium", "very high"),
        ("easy", "high"),
    ]


def test_an_answer_over_several_paragraphs_is_one_answer_without_its_quotes() -> None:
    answer = read("clean.txt").questions[2].model_answer
    assert len(answer.split("\n\n")) == 3
    assert not set(answer) & set('“”"')


def test_stories_are_experience_and_explanations_are_concept_with_proposed_points() -> None:
    report = read("clean.txt")
    assert [one.kind for one in report.questions] == ["concept", "concept", "experience"]
    pack = report.as_pack()
    assert all(point.proposed for one in pack.questions for point in one.points)
    assert [len(one.points) for one in pack.questions] == [4, 4, 0]
    assert any("only proposed" in finding.message for finding in check_pack(pack))


def test_what_is_not_of_the_interview_is_listed_and_not_in_the_last_answer() -> None:
    assert not_understood(read("clean.txt")) == [
        "Here are the questions that candidates are asked most often.",
        "View all Harbour Freight Data Analyst questions",
        "Harbour Freight Data Analyst Jobs",
        "Senior Planning Analyst",
        "Rotterdam",
    ]


def test_questions_go_to_the_round_that_asks_such() -> None:
    pack = read("clean.txt").as_pack()
    assert [one.round for one in pack.questions] == [
        "technical-interview",
        "technical-interview",
        "manager-conversation",
    ]


def test_a_pasted_page_with_its_noise() -> None:
    report = read("messy_page.txt")
    assert (report.company, report.role) == ("Tallis Energy", "Machine Learning Engineer")
    assert rounds(report) == ["Online Assessment", "Technical Interview", "Managerial Round", "HR Interview"]
    assert report.rounds[3].about == "A conversation about salary, place of work and starting date."
    assert [(one.topic, one.difficulty, one.ask_chance) for one in report.questions] == [
        ("Machine Learning", "hard", "very high"),
        ("Machine Learning", "hard", "very high"),
        ("Python & General Programming", "easy", "very high"),
        ("Python & General Programming", "easy", "very high"),
    ]
    assert all(one.why and one.how_to_answer and one.model_answer for one in report.questions)
    assert report.questions[1].model_answer.endswith("both of these distort them.")
    assert report.questions[3].model_answer.endswith("two other people have changed it since.")
    left = not_understood(report)
    for noise in ("Skip to content", "Loading…", "Data Engineer", "Aarhus, Denmark", "Share this article"):
        assert noise in left


def test_markdown_with_nested_headings_and_labels_on_the_line() -> None:
    report = read("markdown.md")
    assert (report.company, report.role) == ("Quillon Bank", "Product Manager")
    assert report.title == "Quillon Bank Product Manager Interview Guide (2025)"
    assert rounds(report) == ["Recruiter call", "Case interview", "Final round"]
    assert [one.topic for one in report.questions] == ["Product sense", "Product sense", "Leadership"]
    first = report.questions[0]
    assert first.why.startswith("They want to see you choose")
    assert first.how_to_answer.split("\n\n")[1:] == [
        "name the moment that hurts most",
        "propose one change",
        "say how you would know that it worked",
    ]
    assert first.model_answer.startswith("I would begin")
    assert first.model_answer.endswith("without a call.")
    assert "## Related guides" in not_understood(report)


def test_a_saved_page() -> None:
    report = read("page.html")
    assert report == read_page((GUIDES / "page.html").read_text())
    assert (report.company, report.role) == ("Osprey Robotics", "Software Engineer")
    assert rounds(report) == ["Phone screen", "Coding interview"]
    assert [(one.topic, one.difficulty, one.ask_chance) for one in report.questions] == [
        ("Algorithms", "medium", "high"),
        ("Systems", "hard", "low"),
    ]
    assert report.questions[1].how_to_answer == "Say what you would record.\n\nSay how you would narrow it down."
    assert report.questions[1].model_answer.endswith("and the graph became flat.")
    assert not_understood(report)[:3] == ["Home", "Questions", "Loading…"]


def test_scripts_and_styles_of_a_page_are_no_text_but_are_listed() -> None:
    code = [line.text for line in read("page.html").lines if line.role is Role.PAGE_CODE]
    assert code[0].startswith("body { font-family")
    assert code[1].startswith("window.analytics")
    assert code[2] == 'var more = "noise";'


def test_two_questions_and_nothing_else() -> None:
    report = read("stub.txt")
    assert asked(report) == ["What is a deadlock?", "Why do you want to work with us?"]
    assert report.questions[0].model_answer.startswith("Two threads each hold")
    assert report.unanswered == (report.questions[1],)
    pack = report.as_pack()
    assert pack.questions[1].model_answer == ""
    assert any(finding.field == "model_answer" for finding in check_pack(pack))


def test_missing_headings_are_made_up_for_by_quotes_and_wording() -> None:
    report = read("missing_headings.txt")
    assert [one.number for one in report.questions] == [7, 8, 9, 10]
    interval = question(report, "What does a confidence interval")
    assert interval.why.startswith("It is asked because")
    assert interval.how_to_answer.startswith("Explain it through")
    assert question(report, "How large").model_answer == ""
    assert question(report, "What is selection bias").model_answer.startswith("It happens when")
    assert question(report, "Describe a situation").model_answer.endswith("in that way on every page.")
    assert not_understood(report) == [
        "Subscribe to our newsletter",
        "Data Scientist, Remote",
        "Nurse Informatics Specialist, Leeds",
    ]


def test_parts_in_another_order_numbers_that_restart_and_lists_in_the_guidance() -> None:
    report = read("reordered.txt")
    assert [(one.number, one.topic, one.difficulty) for one in report.questions] == [
        (1, "Working With Others", "easy"),
        (1, "Requirements", "medium"),
        (2, "Requirements", "medium"),
    ]
    assert report.questions[0].why == "It shows whether you can protect people's time."
    assert report.questions[0].model_answer.startswith("A manager wanted")
    assert report.questions[1].how_to_answer == "Name two or three ways and say when you use each."
    assert report.questions[2].how_to_answer.startswith("1. Define both in one sentence.")
    assert report.role_description.startswith("A Business Analyst at Brightwater")
    assert rounds(report) == ["Phone screen", "On-site interview"]
    assert report.not_understood == ()


def test_text_wrapped_at_a_width_becomes_paragraphs_again() -> None:
    report = read("wrapped.txt")
    assert (report.company, report.role) == ("LANTERN GAMES", "QA ENGINEER")
    assert rounds(report) == ["Application review", "Test task"]
    assert asked(report)[0] == "How do you decide what to test first when there is time for a tenth of it?"
    assert report.questions[1].how_to_answer == "give the parts of a report, and say which one people leave out."
    assert all("\n" not in one.model_answer for one in report.questions)
    assert report.not_understood == ()


def test_a_table_may_name_questions() -> None:
    report = read("table_names_questions.txt")
    assert [(one.difficulty, one.ask_chance) for one in report.questions] == [
        ("hard", "very high"),
        ("easy", "medium"),
        ("medium", "high"),
    ]
    assert report.questions[2].prompt == "Explain to a pilot why the plan changed"
    assert report.unanswered == (report.questions[2],)


def test_invisible_characters_do_not_get_in_the_way() -> None:
    text = "1.\u00a0What is a\u200b mutex?\r\n\r\n\ufeffHow\u00a0to Answer\r\n\r\nSay what it guards.\r\n"
    (found,) = read_guide(text).questions
    assert found.prompt == "What is a mutex?"
    assert found.how_to_answer == "Say what it guards."


def test_an_answer_too_short_for_three_points_is_judged_as_a_whole() -> None:
    pack = read_guide("1. What is a mutex?\n\nExample\n\n“A lock that one thread holds at a time.”").as_pack()
    assert (pack.questions[0].kind, pack.questions[0].points) == ("experience", ())


@pytest.mark.parametrize(
    "cells",
    [
        "QuestionTopicDifficultyAsk Chance\nStatistics\nHard\nVery High",
        "Question\nTopic\nDifficulty\nAsk Chance\nStatistics\nHard\nVery High",
        "Topic\tDifficulty\tAsk Chance\nStatistics\tHard\tVery High",
        "| Topic | Difficulty | Ask Chance |\n|---|---|---|\n| Statistics | Hard | Very High |",
        "Topic\nAsk Chance\nDifficulty\nStatistics\nVery High\nHard",
        "QuestionTopicDifficultyAsk Chance\nStatisticsHardVery High",
        "QuestionTopicDifficultyAsk Chance\nQxvz Wprt\nStatistics\nHard\nVery High",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_table_is_read_however_its_cells_stand(cells: str, first: bool) -> None:
    asked_text = "Statistics Interview Questions\n\n1. What is variance?\n\nExample\n\n“The mean squared distance.”"
    report = read_guide(f"{cells}\n\n{asked_text}" if first else f"{asked_text}\n\n{cells}")
    (found,) = report.questions
    assert (found.topic, found.difficulty, found.ask_chance) == ("Statistics", "hard", "very high")


def test_the_report_in_words_ends_with_what_was_not_understood() -> None:
    words = told(read("missing_headings.txt"))
    assert "8. How large should a sample be?" in words
    assert "missing: why they ask, model answer" in words
    assert words.endswith("   35  Nurse Informatics Specialist, Leeds")


def test_the_report_as_data_has_every_line_with_what_it_was_taken_as() -> None:
    data = read("stub.txt").as_data()
    assert [(line["number"], line["role"]) for line in data["lines"]] == [
        (1, "question 1"),
        (2, "question 1, model answer"),
        (4, "question 2"),
    ]
    assert data["unanswered"] == ["Why do you want to work with us?"]
    assert data["pack"]["questions"][0]["prompt"] == data["questions"][0]["prompt"]
