"""Whatever a guide holds and however its sections are shuffled, dropped and padded: every line is accounted for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from greenroom.questions.dump import pack_as_yaml
from greenroom.questions.guide import GuideReport, looks_like_a_page, read_guide, read_page
from greenroom.questions.load import parse_pack

GUIDES = sorted(file for file in (Path(__file__).parents[2] / "data" / "guides").iterdir() if file.is_file())

SENTENCES = st.sampled_from(
    [
        "I looked at the numbers before I said anything about them.",
        "The first thing that failed was the import from the old system.",
        "Then I asked two colleagues what they would have expected.",
        "A small sample makes every difference look larger than it is.",
        "We agreed on one definition and wrote it down for everybody.",
        "In the end the report was ready a day before it was due.",
        "Nobody had noticed that the clock of the server was wrong.",
        "It costs memory, but it saves a second pass over the data.",
        "The customer could see the change within an hour.",
    ]
)
ANSWERS = st.lists(st.lists(SENTENCES, min_size=2, max_size=4, unique=True), min_size=1, max_size=2)
PROMPTS = (
    "What is the difference between a list and a tuple?",
    "Describe a time when a plan of yours did not work.",
    "How would you find out why a page is slow?",
    "Explain what an index does in a database.",
    "Tell me about a colleague who taught you something.",
    "Why is the median sometimes better than the mean?",
    "Walk me through a project on your résumé.",
    "Can you write a query that finds duplicates?",
)
TOPICS = ("Databases", "Working With Others", "Statistics & Probability", "Python Interview Questions")
WHYS = st.sampled_from(
    [
        "This question shows whether you know the basics.",
        "They want to hear how you think.",
        "It tests your judgement.",
    ]
)
HOWS = st.sampled_from(
    ["Start with a definition, then give one example.", "Name the situation, what you did and what came of it."]
)
NOISE = (
    "Loading…",
    "Loading pricing options",
    "Sign up for our newsletter to get new guides every week.",
    "Share this article",
    "We use cookies to improve your experience.",
    "View all jobs",
    "Related Articles",
    "Advertisement",
    "Senior Data Engineer\nBoston, MA\nApply now",
    "© 2025 All rights reserved.",
)
FORMS = st.sampled_from(
    [
        *["{n}. {p}", "{n}) {p}", "({n}) {p}", "{n} - {p}", "#{n} {p}", "{n}\u00a0. {p}", "{n}.\u00a0{p}"],
        *["Q{n}: {p}", "Q{n}) {p}", "Q. {n} {p}", "Question {n}: {p}", "Question #{n} – {p}", "No. {n}: {p}"],
        *["**{n}. {p}**", "**Q{n}.** {p}", "### {n}. {p}", "❓ {n}. {p}", "{n}\ufe0f\u20e3 {p}"],
    ]
)
HOW_HEADINGS = st.sampled_from(
    [
        *[
            "How to Answer",
            "How to answer:",
            "**How to Answer**",
            "How to Answer This Question",
            "How to answer this",
        ],
        *[
            "💡 How to Answer",
            "HOW TO ANSWER",
            "Tips for answering:",
            "Guidance",
            "__How to answer__",
            "How To Anwser",
        ],
    ]
)
ANSWER_HEADINGS = st.sampled_from(
    [
        *["Example", "Sample answer:", "**Example Answer**", "Example Response", "Model answer", "✅ Example"],
        *["A strong answer:", "EXAMPLE", "Exam\u00adple", "Sample\u00a0Answer", "*Example answer:*"],
    ]
)
QUOTES = st.sampled_from([('"', '"'), ("“", "”"), ("«", "»"), ("« ", " »"), ("'", "'"), ("‘", "’"), ("„", "“")])


@dataclass
class Asked:
    """One generated question, and how it is laid out."""

    prompt: str
    why: str
    how: str
    answer: list[str]
    lines: list[str] = field(default_factory=list)


@st.composite
def questions(draw: st.DrawFn, quoted: bool = True) -> list[tuple[str, list[Asked]]]:
    """Topics with their questions, numbered through or under each topic."""
    prompts = draw(st.lists(st.sampled_from(PROMPTS), min_size=1, max_size=5, unique=True))
    topics = draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=2, unique=True))
    form, how_heading, answer_heading = draw(FORMS), draw(HOW_HEADINGS), draw(ANSWER_HEADINGS)
    opening, closing = draw(QUOTES) if quoted else ("", "")
    asked: list[tuple[str, list[Asked]]] = [(topic, []) for topic in topics]
    share = -(-len(prompts) // len(topics))
    restarts = draw(st.booleans())
    for number, prompt in enumerate(prompts, start=1):
        why, how = draw(WHYS), draw(HOWS)
        paragraphs = [" ".join(sentences) for sentences in draw(ANSWERS)]
        spoken = "\n\n".join(paragraphs)
        lines = [
            form.format(n=(number - 1) % share + 1 if restarts else number, p=prompt),
            why,
            how_heading,
            how,
            answer_heading,
            f"{opening}{spoken}{closing}",
        ]
        asked[min((number - 1) // share, len(topics) - 1)][1].append(Asked(prompt, why, how, paragraphs, lines))
    return [(topic, under) for topic, under in asked if under]


def squeezed(text: str) -> str:
    """`text` without Markdown's marks and what nobody sees, every run of white space made one space."""
    return " ".join(re.sub(r"[*#_\u00ad\u200b\ufeff\ufe0f]+|^>", "", text, flags=re.MULTILINE).split())


def check_account(text: str, report: GuideReport) -> None:
    """Every line that is not blank once, in order; every text from the guide; and a pack that loads."""
    expected = [(n, line.strip()) for n, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1) if line.strip()]
    assert [(line.number, line.text) for line in report.lines] == expected
    check_words(text, report)


def check_words(text: str, report: GuideReport) -> None:
    given_text = squeezed(text)
    told = [report.title, report.company, report.role, report.overview, report.role_description, report.process]
    for one in report.rounds:
        told += [one.title, one.about]
    for question in report.questions:
        told += [question.prompt, question.topic, question.why, question.how_to_answer, question.model_answer]
        told += [*question.points, *question.follow_ups]
    for one_text in told:
        for paragraph in one_text.split("\n\n"):
            assert squeezed(paragraph) in given_text
    pack = report.as_pack()
    assert parse_pack(pack_as_yaml(pack).encode(), Path("guide.yaml")) == pack
    assert len(pack.questions) == len(report.questions)


PIECES = st.sampled_from(
    [
        *[
            "How to Answer",
            "Example",
            "Why they ask:",
            '"',
            "“",
            "'",
            "7.",
            "1. ",
            "Q3: ",
            "Question\n7",
            "Round 1: ",
            "?",
        ],
        *[
            "|",
            "\t",
            "Hard",
            "Very High",
            "Topic",
            "Difficulty",
            "QuestionTopicDifficultyAsk Chance",
            "# ",
            "- ",
            "```",
        ],
        *["\u200b", "\xa0", "\r", "<p>", "Describe a time you failed?", "Overview", "Interview Process"],
        "Acme Data Analyst Interview Guide",
    ]
)
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<h2>",
        "</h2>",
        "<li>",
        "<ol start=",
        "<script>",
        "</script>",
        "<![if",
        "<!",
        "<td>",
        "&nbsp",
        "&#",
    ]
)


@given(st.lists(st.text(max_size=12) | PIECES | st.just("\n") | st.just("\n\n"), max_size=60).map("".join))
@example("\ud800")
@example("7.")
@example("Question 7")
@example("1.\n2.\n3.")
@example("|\n| |\n")
@example('Example\n\n"')
@example("\x0c\n\x1f")
@example("1. a\u2028b?\nExample: ''")
def test_any_text_is_read_and_accounted_for(text: str) -> None:
    if not looks_like_a_page(text):
        report = read_guide(text)
        expected = [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
        assert [line.text for line in report.lines] == expected
        pack = report.as_pack()
        assert parse_pack(pack_as_yaml(pack).encode(), Path("guide.yaml")) == pack


@given(st.text() | st.lists(st.text(max_size=8) | TAGS).map("".join))
@example("<![foo")
@example("<!DOCTYPE html><![x]><p>1. Why?</p>")
def test_any_page_is_read(html: str) -> None:
    assert read_page(html).as_pack().format == 1


@given(questions())
def test_a_clean_guide_is_understood_whole(asked: list[tuple[str, list[Asked]]]) -> None:
    lines = [line for topic, under in asked for line in [topic, *(line for one in under for line in one.lines)]]
    text = "\n\n".join(["Fernhill Data Analyst Interview Questions + Guide in 2025", *lines])
    report = read_guide(text)
    check_account(text, report)
    assert (report.company, report.role) == ("Fernhill", "Data Analyst")
    expected = [
        (topic.removesuffix(" Interview Questions"), one.prompt, one.why, one.how, "\n\n".join(one.answer))
        for topic, under in asked
        for one in under
    ]
    found = [(q.topic, q.prompt, q.why, q.how_to_answer, q.model_answer) for q in report.questions]
    assert found == expected
    assert report.not_understood == ()


@given(questions(), st.data(), st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n"]))
def test_noise_between_and_after_questions_stays_out(
    asked: list[tuple[str, list[Asked]]], data: st.DataObject, between: str
) -> None:
    padding = st.lists(st.sampled_from(NOISE), max_size=3, unique=True)
    lines: list[str] = []
    for topic, under in asked:
        lines += [*data.draw(padding), topic]
        for one in under:
            lines += [*one.lines, *data.draw(padding)]
    text = between.join(lines)
    report = read_guide(text)
    check_account(text, report)
    found = [(q.prompt, q.why, q.how_to_answer, q.model_answer.split("\n\n")) for q in report.questions]
    assert found == [(one.prompt, one.why, one.how, one.answer) for _, under in asked for one in under]
    noise = {line for text in NOISE for line in text.split("\n")}
    assert {line.text for line in report.not_understood} == {
        line.text for line in report.lines if line.text in noise
    }


@given(questions(), questions(quoted=False), st.data())
def test_shuffled_and_dropped_parts_are_accounted_for(
    quoted: list[tuple[str, list[Asked]]], bare: list[tuple[str, list[Asked]]], data: st.DataObject
) -> None:
    lines = [
        line for topic, under in quoted + bare for line in [topic, *(line for one in under for line in one.lines)]
    ]
    lines += ["Overview", "Fernhill grows trees.", "Interview Process", "1. Phone Screen", "A short call.", *NOISE]
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=40))
    text = data.draw(st.sampled_from(["\n", "\n\n"])).join(kept)
    check_account(text, read_guide(text))


@pytest.mark.parametrize("file", GUIDES, ids=lambda file: file.name)
def test_every_line_of_the_sample_guides_is_accounted_for(file: Path) -> None:
    text = file.read_bytes().decode()
    if file.suffix != ".html":
        check_account(text, read_guide(text))


STAGES = ("Phone Screen", "Technical Interview", "Case Study", "Meeting the Team", "Final Conversation")
ABOUT_STAGES = (
    "You talk about your background for half an hour.",
    "Two people ask about what you have built.",
    "You get a page of numbers and time to think.",
    "Nobody asks anything that is on a list.",
)
STAGE_FORMS = st.sampled_from(
    [
        *["{n}. {t}", "{n}) {t}", "Round {n}: {t}", "Step {n} – {t}", "Stage {n} - {t}", "**Round {n}: {t}**"],
        *[
            "### {n}. {t}",
            "Round {w}: {t}",
            "{n}\u00a0. {t}",
            "🎯 Step {n}: {t}",
            "ROUND {n} — {t}",
            "- Round {n}: {t}",
        ],
    ]
)
PROCESS_HEADINGS = st.sampled_from(
    [
        *[
            "Interview Process",
            "The Interview Process",
            "Fernhill Data Analyst Interview Process",
            "Hiring process",
        ],
        *["## Interview Process", "**Interview rounds**", "What the process looks like", "How the interview works"],
    ]
)


@given(
    st.lists(st.sampled_from(STAGES), min_size=2, max_size=4, unique=True),
    st.lists(st.lists(st.sampled_from(ABOUT_STAGES), min_size=1, max_size=2, unique=True), min_size=4, max_size=4),
    STAGE_FORMS,
    PROCESS_HEADINGS,
    questions(),
)
def test_rounds_are_found_however_they_are_written(
    titles: list[str], abouts: list[list[str]], form: str, heading: str, asked: list[tuple[str, list[Asked]]]
) -> None:
    lines = ["Fernhill Data Analyst Interview Questions + Guide in 2025", heading]
    for number, (title, about) in enumerate(zip(titles, abouts, strict=False), start=1):
        lines += [form.format(n=number, w=("One", "Two", "Three", "Four")[number - 1], t=title), *about]
    lines += ["Interview Questions"] + [line for topic, under in asked for line in [topic, *under[0].lines]]
    text = "\n\n".join(lines)
    report = read_guide(text)
    check_account(text, report)
    found = [(one.title, one.about.split("\n\n")) for one in report.rounds]
    assert found == [(title, about) for title, about in zip(titles, abouts, strict=False)]
    assert [one.prompt for one in report.questions] == [under[0].prompt for _, under in asked]
