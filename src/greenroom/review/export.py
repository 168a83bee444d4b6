"""One review as Markdown text, to keep or to send; whatever people wrote shows as they wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from greenroom.review.points import PointResult
from greenroom.review.rating import Rating
from greenroom.review.reviewed import Reviewed
from greenroom.review.status import Status

BOXES = {Status.COVERED: "[x]", Status.PARTLY: "[ ] partly:", Status.MISSED: "[ ] missed:"}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>&#|~])")
_BLOCK = re.compile(r"^(\d*)([-+=.)])")


def markdown(
    review: Reviewed,
    *,
    pack_title: str,
    round_title: str,
    take_number: int,
    answered_at: datetime,
    prediction: Rating | None = None,
    rating: Rating | None = None,
    note: str = "",
    not_heard: str = "No speech heard.",
) -> str:
    """The review as CommonMark with task lists. `answered_at` is shown in the zone that it has.

    not_heard: what stands in place of words when there are none.
    """
    when = f"{answered_at:%Y-%m-%d %H:%M}"
    head = f"{_line(pack_title)} · {_line(round_title)} · {when} · take {take_number}"
    said = [_line(segment.text) for segment in review.transcript.segments]
    parts = [
        f"# {_line(review.question.prompt)}",
        head,
        "## You said",
        *(said or [_line(not_heard)]),
        *_section("A strong answer", [_paragraphs(review.question.model_answer)]),
        *_section("Points", ["\n".join(_point(point) for point in review.points)]),
        *_section("Facts", ["\n".join(f"- {fact}" for fact in _facts(review))]),
        *_section("Your judgement", ["\n".join(f"- {line}" for line in _judgement(prediction, rating))]),
        *_section("Your note", [_paragraphs(note)]),
    ]
    return "\n\n".join(parts) + "\n"


def _section(title: str, parts: list[str]) -> list[str]:
    return [f"## {title}", *parts] if any(parts) else []


def _line(text: str) -> str:
    """Text on one line that Markdown shows as it is: its marks escaped, those that begin a list or a rule too."""
    return _BLOCK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", " ".join(text.split())))


def _paragraphs(text: str) -> str:
    """Each line of what people wrote as a paragraph of its own."""
    return "\n\n".join(_line(line) for line in text.splitlines() if line.strip())


def _point(point: PointResult) -> str:
    quotes = [f"“{_line(evidence.text)}”{_seconds(evidence.start, evidence.end)}" for evidence in point.evidence]
    heard = f" ({'; '.join(quotes)})" if quotes else ""
    return f"- {BOXES[point.status]} {_line(point.say)}{heard}"


def _seconds(start: float, end: float) -> str:
    return f" at {_clock(start)}" if end > 0 else ""


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def _facts(review: Reviewed) -> Iterator[str]:
    found = review.facts
    if found.length_s is not None:
        shortest, longest = (_clock(target_s) for target_s in found.target_s)
        yield f"{_clock(found.length_s)} of {shortest} to {longest}"
    yield f"{found.words} words"
    if found.pace_wpm is not None:
        without = found.pace_without_pauses_wpm
        aside = f" ({without:.0f} without pauses)" if without is not None else ""
        yield f"{found.pace_wpm:.0f} words a minute{aside}"
    if found.hesitations_per_minute is not None:
        yield f"{found.hesitations_per_minute:.1f} hesitations a minute"
    if found.fillers_per_minute is not None:
        yield f"{found.fillers_per_minute:.1f} written fillers a minute"
    if found.longest_pause_s is not None:
        yield f"longest pause {found.longest_pause_s:.1f} s, {found.long_pauses} of 1 s or more"
    if found.recited_share is not None:
        yield f"{found.recited_share:.0%} of the words repeat the model answer word for word"
    if found.measured_share is not None:
        yield f"measured on {found.measured_share:.0%} of the speech"


def _judgement(prediction: Rating | None, rating: Rating | None) -> Iterator[str]:
    if prediction is not None:
        yield f"before the model answer: {prediction.name.capitalize()}"
    if rating is not None:
        yield f"after it: {rating.name.capitalize()}"
