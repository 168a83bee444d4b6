"""A report on a guide in words, for reading in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from greenroom.questions.guide.parts import FoundQuestion, GuideLine
from greenroom.questions.guide.report import GuideReport

_PARTS = (("why", "why they ask"), ("how_to_answer", "how to answer"), ("model_answer", "model answer"))


def told(report: GuideReport) -> str:
    """What was understood, question by question, what is missing, then the lines that were not understood."""
    return "\n".join(_told(report))


def _told(report: GuideReport) -> Iterator[str]:
    for name, found in (("Title", report.title), ("Company", report.company), ("Role", report.role)):
        yield f"{name + ':':<9} {found or 'not found'}"
    for number, one in enumerate(report.rounds, start=1):
        yield f"Round {number}:  {one.title}{'' if one.about else ' (nothing is said about it)'}"
    topic = None
    for question in report.questions:
        if question.topic != topic:
            topic = question.topic
            yield f"\n{topic or 'No topic'}"
        yield from _of_question(question)
    yield f"\n{_count(len(report.questions), 'question')} understood."
    if report.unanswered:
        yield f"{_count(len(report.unanswered), 'question')} without a model answer: in the pack, to be written."
    if any(question.points for question in report.questions):
        yield "Points are proposed from the sentences of the model answers and marked as proposed; look at them."
    if report.not_understood:
        yield f"\n{_count(len(report.not_understood), 'line')} not understood, and not in the pack:"
        yield from (_of_line(line) for line in report.not_understood)


def _of_question(question: FoundQuestion) -> Iterator[str]:
    number = f"{question.number}. " if question.number is not None else "– "
    yield f"  {number}{question.prompt}"
    missing = [name for field, name in _PARTS if not getattr(question, field)]
    details = [
        question.kind,
        f"difficulty {question.difficulty or 'not given'}",
        f"chance {question.ask_chance or 'not given'}",
    ]
    details += [f"{len(question.points)} points proposed"] if question.points else []
    details += [f"missing: {', '.join(missing)}"] if missing else []
    yield f"     {' · '.join(details)}"


def _of_line(line: GuideLine) -> str:
    return f"{line.number:>5}  {line.text}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}{'' if number == 1 else 's'}"
