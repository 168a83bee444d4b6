"""Packs as Markdown: `##` a question, `###` its parts, and the pack as a whole as YAML at the top."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greenroom.questions.dump import as_yaml
from greenroom.questions.exchange.escapes import escaped, escaped_lines
from greenroom.questions.pack import Pack, Question

TITLES = (
    ("why", "Why they ask"),
    ("how_to_answer", "How to answer"),
    ("model_answer", "Model answer"),
    ("points", "Points"),
    ("follow_ups", "Follow-ups"),
    ("choices", "Choices"),
    ("explanation", "Explanation"),
)
DETAILS = (
    ("id", "id"),
    ("round", "round"),
    ("topic", "topic"),
    ("difficulty", "difficulty"),
    ("ask_chance", "ask chance"),
    ("kind", "kind"),
)
PROPOSED = "*proposed*"


def pack_as_markdown(pack: Pack) -> str:
    """The pack as Markdown. `pack_from_markdown` gives it back equal."""
    head = pack.model_dump(mode="json", exclude={"questions"}, exclude_defaults=True)
    return "\n\n".join([f"---\n{as_yaml(head)}---", *(_question(question) for question in pack.questions)]) + "\n"


def _question(question: Question) -> str:
    details = "\n".join(f"- {name}: {_line(str(getattr(question, key)))}" for key, name in DETAILS)
    sections = [f"## {escaped(question.prompt, '#')}", details]
    for key, title in TITLES:
        text = "\n".join(_items(question, key)) or escaped_lines(_text(question, key))
        if text:
            sections.append(f"### {title}\n\n{text}")
    return "\n\n".join(sections)


def _text(question: Question, key: str) -> str:
    found = getattr(question, key)
    return found if isinstance(found, str) else ""


def _items(question: Question, key: str) -> Iterator[str]:
    if key == "points":
        for number, point in enumerate(question.points, start=1):
            yield f"{number}. {_line(point.say)}"
            yield from (f"   - {_line(phrase)}" for phrase in point.listen_for)
            yield from [f"   - {PROPOSED}"] if point.proposed else ()
    elif key == "follow_ups":
        for follow_up in question.follow_ups:
            yield f"- {_line(follow_up.ask)}"
            yield from [f"   - point {follow_up.point + 1}"] if follow_up.point is not None else ()
    elif key == "choices":
        for at, choice in enumerate(question.choices):
            yield f"{at + 1}. [{'x' if at == question.answer else ' '}] {_line(choice)}"


def _line(text: str) -> str:
    """`text` on one line that does not begin as a mark of ours does."""
    return escaped(text) if text[:1] not in ("*", "#") else "\\" + escaped(text)


def details_named() -> dict[str, str]:
    """The field of each detail's name."""
    return {name: key for key, name in DETAILS}


def fields_titled() -> dict[str, str]:
    """The field of each section's title."""
    return {title.casefold(): key for key, title in TITLES}


def without_blank_ends(lines: Sequence[str]) -> list[str]:
    """The lines without blank ones before and after them."""
    told = [at for at, line in enumerate(lines) if line.strip(" \t")]
    return list(lines[told[0] : told[-1] + 1]) if told else []
