"""One guide in many clothes: however a page was copied, wrapped, marked up or saved, it reads the same."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from greenroom.questions.guide import GuideReport, read_guide

GUIDES = Path(__file__).parents[2] / "data" / "guides"
NAMES = ("supply_planner.txt", "product_analyst_page.txt", "ml_abbreviations.txt")
Dress = Callable[[str], str]
_LABELS = ("How to Answer", "Example")
_QUESTION = re.compile(r"\d+\. (?=.*\?|Tell|Describe|Explain|Can you|How)")


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def is_heading(line: str) -> bool:
    return len(line) < 75 and line[-1] not in '.?!"”:' and not re.match(r"\d|\W", line)


def one_blank_line(text: str) -> str:
    return "\n\n".join(lines_of(text))


def no_blank_lines(text: str) -> str:
    return "\n".join(lines_of(text))


def many_blank_lines(text: str) -> str:
    return "\n \n\t\n\u00a0\n".join(f"  {line}  " for line in lines_of(text))


def windows(text: str) -> str:
    return text.replace("\n", "\r\n")


def old_mac(text: str) -> str:
    return text.replace("\n", "\r")


def byte_order_mark(text: str) -> str:
    return "\ufeff" + text


def no_break_spaces(text: str) -> str:
    return re.sub(r"(?<=\w) (?=\w)", "\u00a0", text)


def wrapped(text: str) -> str:
    return "\n\n".join(textwrap.fill(line, 76, break_on_hyphens=False) for line in lines_of(text))


def curly_quotes(text: str) -> str:
    paragraphs = [re.sub(r'^"', "“", re.sub(r'"$', "”", line)) for line in lines_of(text)]
    return "\n\n".join(paragraphs).replace("'", "’")


def straight_quotes(text: str) -> str:
    return re.sub("[“”]", '"', re.sub("[‘’]", "'", text))


def colons(text: str) -> str:
    return "\n".join(f"{line}:" if line in _LABELS else line for line in lines_of(text))


def other_labels(text: str) -> str:
    return re.sub(r"^Example$", "Sample answer:", text, flags=re.M).replace("How to Answer", "How to answer this")


def labels_on_the_line(text: str) -> str:
    return re.sub(r"^(How to Answer|Example)\n\s*", r"\1: ", one_blank_line(text), flags=re.M)


def q_numbers(text: str) -> str:
    return "\n\n".join(
        re.sub(r"^(\d+)\. ", r"Q\1) ", line) if _QUESTION.match(line) else line for line in lines_of(text)
    )


def markdown(text: str) -> str:
    made = []
    for line in lines_of(text):
        if _QUESTION.match(line):
            made.append(f"### {line}")
        elif line in _LABELS:
            made.append(f"**{line}**")
        else:
            made.append(f"## {line}" if is_heading(line) and "Interview" in line else line)
    return "\n\n".join(made)


def bold(text: str) -> str:
    return "\n\n".join(f"**{one}**" if _QUESTION.match(one) or one in _LABELS else one for one in lines_of(text))


def emoji(text: str) -> str:
    return "\n\n".join(f"✨ {line}" if line in _LABELS else line for line in lines_of(text))


def page_of_paragraphs(text: str) -> str:
    return "<html><body>" + "".join(f"<p>{html.escape(line)}</p>\n" for line in lines_of(text)) + "</body></html>"


def page_of_divisions(text: str) -> str:
    inner = "".join(f"<div><span>{html.escape(line)}</span></div>" for line in lines_of(text))
    return f"<!DOCTYPE html><html><head><style>p {{ }}</style></head><body>{inner}</body></html>"


def page_with_breaks(text: str) -> str:
    return (
        "<html><body><div>" + "<br>\n".join(html.escape(line) for line in lines_of(text)) + "</div></body></html>"
    )


DRESSES: tuple[Dress, ...] = (
    *(
        one_blank_line,
        no_blank_lines,
        many_blank_lines,
        windows,
        old_mac,
        byte_order_mark,
        no_break_spaces,
        wrapped,
    ),
    *(curly_quotes, straight_quotes, colons, other_labels, labels_on_the_line, q_numbers, markdown, bold, emoji),
    *(page_of_paragraphs, page_of_divisions, page_with_breaks),
)


def understood(report: GuideReport) -> list[object]:
    def plain(text: str) -> str:
        return re.sub("[‘’]", "'", re.sub("[“”]", '"', " ".join(text.split())))

    questions = [
        [
            *map(plain, (one.prompt, one.topic, one.why, one.how_to_answer, one.model_answer)),
            *(one.difficulty, one.ask_chance, one.kind),
        ]
        for one in report.questions
    ]
    rounds = [(plain(one.title), plain(one.about)) for one in report.rounds]
    return [plain(report.company), report.role, *rounds, *questions]


@pytest.mark.parametrize("dress", DRESSES, ids=lambda dress: dress.__name__)
@pytest.mark.parametrize("name", NAMES)
def test_a_guide_reads_the_same_in_other_clothes(name: str, dress: Dress) -> None:
    text = re.sub(r"\n(?=[a-z])", " ", (GUIDES / name).read_text())  # one question stands on two lines
    assert understood(read_guide(dress(text))) == understood(read_guide(text))


@pytest.mark.parametrize(
    "noise",
    ["Advertisement", "Loading…", "Share this article", "Sign up for our newsletter to get new guides every week."],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("name", NAMES)
def test_what_a_site_puts_behind_every_paragraph_gets_into_none(name: str, between: str, noise: str) -> None:
    text = re.sub(r"\n(?=[a-z])", " ", (GUIDES / name).read_text())
    padded = [f"{line}{between}{noise}" if line[-1] in '.?!"”' else line for line in lines_of(text)]
    assert understood(read_guide(between.join(padded))) == understood(read_guide(text))
