"""Guides in the shapes that people find: what is understood of each, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenroom.questions.check import check_pack
from greenroom.questions.guide import FoundQuestion, GuideReport, Role, read_guide, read_page, told

GUIDES = Path(__file__).parents[2] / "data" / "guides"
MLE = "Machine Learning Engineer"


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


def test_a_short_answer_is_a_concept_with_the_points_that_it_has() -> None:
    pack = read_guide("1. What is a mutex?\n\nExample\n\n“A lock that one thread holds at a time.”").as_pack()
    question = pack.questions[0]
    assert question.kind == "concept"
    assert [(point.say, point.proposed) for point in question.points] == [
        ("A lock that one thread holds at a time", True)
    ]


def test_an_answer_without_an_idea_in_it_is_judged_as_a_whole() -> None:
    pack = read_guide("1. Is a mutex a lock?\n\nExample\n\n“It is.”").as_pack()
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


def test_an_unquoted_answer_goes_on_over_paragraphs_and_ends_before_job_offers() -> None:
    report = read("unquoted.txt")
    first, last = report.questions
    assert first.topic == "data handling"
    assert len(first.model_answer.split("\n\n")) == 3
    assert last.prompt == "How do you explain a result to people who do not like numbers?"
    assert last.model_answer.endswith("I leave the method for questions.")
    assert not_understood(report)[0].startswith("We are seeking a curious Data Analyst")
    assert len(report.not_understood) == 5


def test_numbered_and_bulleted_lists_within_a_question_are_no_questions() -> None:
    report = read("lists.txt")
    assert [one.number for one in report.questions] == [1, 2, 3]
    assert "Variance: error from reacting to noise" in report.questions[0].how_to_answer
    assert "2. A deep tree has high variance." in report.questions[0].model_answer
    assert report.questions[1].how_to_answer.split("\n\n")[2] == "3. Mention stochastic variants."
    assert report.not_understood == ()


def test_a_table_of_contents_and_questions_about_the_job_are_no_interview_questions() -> None:
    report = read("contents_and_faq.txt")
    assert [(one.number, one.topic) for one in report.questions] == [
        (1, "Technical"),
        (2, "Experience"),
        (3, "Experience"),
    ]
    assert all(one.model_answer for one in report.questions)
    assert rounds(report) == ["Recruiter Call", "Coding Interview"]
    assert report.rounds[1].about == "You solve two problems with an engineer."
    left = not_understood(report)
    assert "How long does the process take?" in left
    assert left[-1] == "Frontend Engineer, Oslo"


def test_words_that_sites_use_may_stand_in_questions_and_answers() -> None:
    report = read("site_words.txt")
    trial, churn = report.questions
    assert trial.why.endswith("for the free trial.")
    assert trial.model_answer.startswith("Most people leave")
    assert trial.model_answer.endswith("how many stay.")
    assert len(churn.model_answer.split("\n\n")) == 3
    assert not_understood(report) == ["Sign up for our newsletter to get a free trial.", "Loading…"]


def test_a_page_of_nothing_but_divisions_and_lists() -> None:
    report = read_page((GUIDES / "plain_divs.html").read_text())
    assert (report.company, report.role) == ("Ridgeline", "Data Analyst")
    assert [(one.title, one.about) for one in report.rounds] == [
        ("Phone call", "They ask why you want to come."),
        ("Task", "You get a table with errors in it."),
    ]
    assert [(one.number, one.prompt, one.topic) for one in report.questions] == [
        (1, "What is a pivot table?", "Excel & SQL"),
        (2, "How do you join two tables?", "Excel & SQL"),
    ]
    assert not_understood(report) == ["Home", "Guides", "Similar guides", "Data Analyst at Foxglove"]


def test_a_quote_that_never_closes_does_not_swallow_the_next_question() -> None:
    report = read("unclosed_quote.txt")
    assert [one.number for one in report.questions] == [6, 7, 8]
    assert report.questions[0].model_answer.startswith("I begin with what is read often")
    assert report.questions[0].model_answer.endswith("so a new release starts empty.")
    assert report.questions[2].model_answer.startswith("Tokens in a bucket are simple.\n\nA sliding window")
    assert '"Another way is to use the database as a queue. It is slow but nothing is lost."' in not_understood(
        report
    )


@pytest.mark.parametrize(
    ("title", "company", "role"),
    [
        ("Iron Mountain Machine Learning Engineer Interview Questions + Guide in 2025", "Iron Mountain", MLE),
        ("Interview Guide: Machine Learning Engineer at Blue Fern", "Blue Fern", MLE),
        ("Blue Fern - Machine Learning Engineer Interview Guide", "Blue Fern", MLE),
        ("Machine Learning Engineer Interview Questions & Guide | Blue Fern", "Blue Fern", MLE),
        ("Top 25 Blue Fern Machine Learning Engineer Interview Questions (2025)", "Blue Fern", MLE),
        ("How to Prepare for the Blue Fern Machine Learning Engineer Interview", "Blue Fern", MLE),
        ("Blue Fern, Inc. Machine Learning Engineer Interview Questions", "Blue Fern, Inc.", MLE),
        ("Machine Learning Engineer Interview Questions", "", MLE),
        ("3M Process Engineer Interview Questions + Guide", "3M", "Process Engineer"),
        ("Palo Alto Networks Security Engineer Interview Guide", "Palo Alto Networks", "Security Engineer"),
    ],
)
def test_company_and_role_are_told_apart(title: str, company: str, role: str) -> None:
    report = read_guide(f"{title}\n\n1. What is a mean?\n\nExample\n\n“The sum by the count.”")
    assert (report.title, report.company) == (title, company)
    assert report.role == role


def test_the_text_decides_between_company_and_role_where_the_title_leaves_it_open() -> None:
    title = "Meridian Data Systems Analyst Interview Guide"
    one = read_guide(f"{title}\n\nMeridian Data is a bank. As a Systems Analyst at Meridian Data, you will plan.")
    other = read_guide(f"{title}\n\nMeridian is a bank. As a Data Systems Analyst at Meridian, you will plan.")
    assert (one.company, one.role) == ("Meridian Data", "Systems Analyst")
    assert (other.company, other.role) == ("Meridian", "Data Systems Analyst")


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("1. How would you explain\nSQL joins to a manager?", "How would you explain SQL joins to a manager?"),
        ("1. What do you do\n\nwhen a query is slow?", "What do you do when a query is slow?"),
        ("1. What is a mutex\nWhich of the two locks do they mean?", "What is a mutex"),
    ],
)
def test_a_question_over_two_lines_is_one(cut: str, whole: str) -> None:
    (found,) = read_guide(f"{cut}\nHow to Answer\nBe brief.\nExample\n“I would draw it.”").questions
    assert found.prompt == whole


@pytest.mark.parametrize(
    ("title", "company", "role"),
    [
        ("The Brass Kettle Tax Manager Interview Questions + Guide", "The Brass Kettle", "Tax Manager"),
        ("The Ultimate Ashgrove Health Data Scientist Interview Guide", "Ashgrove Health", "Data Scientist"),
        ("Ashgrove Health Head of Data Interview Questions", "Ashgrove Health", "Head of Data"),
        ("Ashgrove Health UX/UI Designer Interview Questions", "Ashgrove Health", "UX/UI Designer"),
        ("Ashgrove Health Data Science Intern Interview Questions", "Ashgrove Health", "Data Science Intern"),
        ("Ashgrove Health (Data Scientist) Interview Questions", "Ashgrove Health", "Data Scientist"),
        ("Interview questions for Pastry Chefs at Ashgrove Health", "Ashgrove Health", "Pastry Chefs"),
        ("Data Direct Networks Data Engineer Interview Guide", "Data Direct Networks", "Data Engineer"),
    ],
)
def test_odd_titles_are_told_apart_without_help_from_the_text(title: str, company: str, role: str) -> None:
    report = read_guide(f"{title}\n\n1. What is a mean?\n\nExample\n\n“The sum by the count.”")
    assert (report.company, report.role) == (company, role)


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        *[
            (told, "experience")
            for told in (
                "Describe a day in the field that went wrong",
                "Walk me through a study that changed a product",
                "Give an example of a loan you advised against",
                "How did you ensure quality in your last project?",
                "Which project are you proudest of, and why?",
                "Why Ravensmoor Water?",
            )
        ],
        *[
            (asked_for, "concept")
            for asked_for in (
                "Explain a situation where precision matters more than recall.",
                "Give an example of a document database",
                "What is the time complexity of a binary search?",
                "Describe the steps you take to validate a model",
                "What would you do if a colleague gave the wrong dose?",
                "Describe how a decision tree makes a decision",
            )
        ],
    ],
)
def test_a_story_of_ones_own_is_told_from_an_explanation(prompt: str, kind: str) -> None:
    (found,) = read_guide(f"1. {prompt}\n\nExample\n\n“It depends on what is asked.”").questions
    assert found.kind == kind
