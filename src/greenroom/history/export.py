"""Taking answers out: as Markdown to read, as CSV for a spreadsheet, as JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Literal

from greenroom.history.attempt import Attempt
from greenroom.history.documents import answer
from greenroom.review.export import markdown
from greenroom.review.reviewed import Reviewed, reviewed
from greenroom.review.status import Status
from greenroom.speech.transcript import Transcript

Format = Literal["markdown", "csv", "json"]

COLUMNS = (
    *("id", "answered_at", "pack", "round", "topic", "question", "take", "seconds", "words", "words_a_minute"),
    *("hesitations_a_minute", "points", "points_covered", "prediction", "rating", "note", "said"),
)


def as_text(kind: Format, attempts: Iterable[Attempt]) -> str:
    """These answers in a format, in the order given. Not for the GUI thread: it looks for the points of each."""
    return {"markdown": _markdown, "csv": _csv, "json": _json}[kind](attempts)


def as_bytes(kind: Format, attempts: Iterable[Attempt]) -> bytes:
    """What a file of the format holds: UTF-8, in CSV with the mark by which spreadsheets know it."""
    return as_text(kind, attempts).encode("utf-8-sig" if kind == "csv" else "utf-8")


def review_of(attempt: Attempt) -> Reviewed:
    """The review of an answer; of one without a transcript that of silence."""
    heard = attempt.heard or Transcript(segments=(), duration=0.0, engine="", model="")
    return reviewed(attempt.question, heard, attempt.ticks)


def _markdown(attempts: Iterable[Attempt]) -> str:
    return "\n---\n\n".join(
        markdown(
            review_of(attempt),
            pack_title=attempt.pack_title,
            round_title=attempt.round_title,
            take_number=attempt.take_number,
            answered_at=attempt.started_at.astimezone(),
            prediction=attempt.prediction,
            rating=attempt.rating,
            note=attempt.note,
            not_heard=attempt.without_words,
        )
        for attempt in attempts
    )


def _csv(attempts: Iterable[Attempt]) -> str:
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, COLUMNS)
    table.writeheader()
    for attempt in attempts:
        review = review_of(attempt)
        found = review.facts
        is_heard = attempt.heard is not None
        points = review.points if is_heard else ()
        table.writerow(
            {
                "id": attempt.id,
                "answered_at": f"{attempt.started_at.astimezone():%Y-%m-%d %H:%M}",
                "pack": attempt.pack_title,
                "round": attempt.round_title,
                "topic": attempt.question.topic,
                "question": attempt.prompt,
                "take": attempt.take_number,
                "seconds": _rounded(attempt.duration_s),
                "words": found.words if is_heard else "",
                "words_a_minute": _rounded(found.pace_wpm),
                "hesitations_a_minute": _rounded(found.hesitations_per_minute),
                "points": len(points) or "",
                "points_covered": sum(each.status is Status.COVERED for each in points) if points else "",
                "prediction": attempt.prediction.name.lower() if attempt.prediction else "",
                "rating": attempt.rating.name.lower() if attempt.rating else "",
                "note": attempt.note,
                "said": attempt.heard.text if attempt.heard is not None else "",
            }
        )
    return file.getvalue()


def _json(attempts: Iterable[Attempt]) -> str:
    documents = []
    for attempt in attempts:
        review = review_of(attempt) if attempt.heard is not None else None
        documents.append(
            answer(attempt)
            | {
                "points": [asdict(point) for point in review.points] if review is not None else [],
                "facts": asdict(review.facts) if review is not None else None,
            }
        )
    return json.dumps({"answers": documents}, ensure_ascii=False, indent=2) + "\n"


def _rounded(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
