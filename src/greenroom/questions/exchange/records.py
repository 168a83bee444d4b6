"""Questions on their way into a pack from a table or a text that may lack most of what a pack has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from greenroom.questions.exchange.errors import CannotImport
from greenroom.questions.faults import validated
from greenroom.questions.guide.packing import ANY_ROUND, ANY_TOPIC
from greenroom.questions.guide.points import proposed_points
from greenroom.questions.guide.table import chance_of, difficulty_of
from greenroom.questions.guide.words import asks_for_experience
from greenroom.questions.pack import FEWEST_POINTS, FORMAT, MOST_POINTS, Pack
from greenroom.questions.pack_error import Problem
from greenroom.questions.slug import slug, unique_slug
from greenroom.questions.wording import field_in_words

KINDS = ("concept", "experience", "choice")
_A_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Ignored:
    """Something in a file that is not in the pack. line: from 1, None for the file as a whole."""

    line: int | None
    text: str
    why: str


@dataclass(frozen=True)
class Imported:
    """A pack from another format, and what of the file is not in it."""

    pack: Pack
    ignored: tuple[Ignored, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON: `pack`, `ignored`."""
        ignored = [{"line": one.line, "text": one.text, "why": one.why} for one in self.ignored]
        return {"pack": self.pack.model_dump(mode="json"), "ignored": ignored}


@dataclass
class Record:
    """One question as a file tells it. Empty texts are not told. right: the number of a choice, or its text."""

    line: int
    prompt: str
    texts: dict[str, str] = field(default_factory=dict)
    points: list[dict[str, Any]] = field(default_factory=list)
    follow_ups: list[dict[str, Any]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    right: str = ""

    def text(self, key: str) -> str:
        """The text of a field, empty if it is not told."""
        return self.texts.get(key, "")


class Assembly:
    """Makes a pack of records. head: the pack without its questions, as an export of ours tells it, or empty."""

    def __init__(self, file: Path, head: Mapping[str, Any], ignored: Sequence[Ignored] = ()) -> None:
        self._file = file
        self._head = {**head, "format": _format(head, file)}
        self._ignored = list(ignored)
        rounds = head.get("rounds")
        self._rounds: list[dict[str, Any]] = [dict(one) for one in rounds] if isinstance(rounds, list) else []
        self._ids: set[str] = set()

    def pack_of(self, records: Sequence[Record]) -> Imported:
        """The pack. Raises CannotImport, with the line, for what cannot be made to fit."""
        questions = [self._question(record) for record in records]
        name = re.sub(r"[_-]+", " ", self._file.stem).strip() or "pack"
        if not self._rounds:
            self._rounds.append({"id": slug(ANY_ROUND, "round"), "title": ANY_ROUND, "about": ANY_ROUND})
        data = {
            "id": slug(str(self._head.get("title") or name), "pack"),
            "title": name,
            **self._head,
            "rounds": self._rounds,
            "questions": questions,
        }
        found = validated(data)
        if isinstance(found, Pack):
            return Imported(found, tuple(sorted(self._ignored, key=lambda one: one.line or 0)))
        problems = []
        for fault in found:
            at = fault.place[1] if len(fault.place) > 1 and fault.place[0] == "questions" else None
            line = records[at].line if isinstance(at, int) else None
            problems.append(Problem(line, field_in_words(fault.place, data), fault.message))
        raise CannotImport(self._file, *problems)

    def _question(self, record: Record) -> dict[str, Any]:
        question: dict[str, Any] = {
            "id": self._id(record),
            "round": self._round(record.text("round")),
            "topic": record.text("topic") or ANY_TOPIC,
            "difficulty": self._one_of(record, "difficulty", difficulty_of(record.text("difficulty"))),
            "ask_chance": self._one_of(record, "ask_chance", chance_of(record.text("ask_chance"))),
            "prompt": record.prompt,
            "why": record.text("why"),
            "how_to_answer": record.text("how_to_answer"),
            "follow_ups": record.follow_ups,
        }
        kind = self._kind(record)
        if kind == "choice":
            right = self._right_choice(record)
            explanation = record.text("explanation") or (record.choices[right] if right is not None else "")
            return {
                **question,
                "kind": kind,
                "choices": record.choices,
                "answer": right,
                "explanation": explanation,
            }
        for key, given in (
            ("choices", ", ".join(record.choices)),
            ("an answer among them", record.right),
            ("an explanation", record.text("explanation")),
        ):
            if given:
                self._leave_out(record, given, f"Only a choice question has {key}, with one of its choices right.")
        answer = record.text("model_answer")
        points = record.points[:MOST_POINTS] if kind == "concept" else record.points
        for point in record.points[len(points) :]:
            self._leave_out(record, str(point["say"]), f"A question has {MOST_POINTS} points at most.")
        if kind == "concept" and answer:
            points = points or [{"say": say, "proposed": True} for say in proposed_points(answer)]
            if len(points) < FEWEST_POINTS and not any(point.get("proposed") for point in points):
                kind = "experience"
        return {**question, "kind": kind, "model_answer": answer, "points": points}

    def _kind(self, record: Record) -> str:
        given = record.text("kind").strip().lower()
        if given in KINDS:
            return given
        if given:
            self._leave_out(record, record.text("kind"), f"The kind is one of {', '.join(KINDS)}.")
        if len(record.choices) > 1 and self._right_choice(record) is not None:
            return "choice"
        return "experience" if asks_for_experience(record.prompt, record.text("topic")) else "concept"

    def _right_choice(self, record: Record) -> int | None:
        right = record.right.strip() or record.text("model_answer").strip()
        if re.fullmatch(r"\d{1,3}", right) and 1 <= int(right) <= len(record.choices):
            return int(right) - 1
        if re.fullmatch(r"[A-Za-z][.)]?", right) and ord(right[0].lower()) - ord("a") < len(record.choices):
            return ord(right[0].lower()) - ord("a")
        alike = [at for at, choice in enumerate(record.choices) if choice.strip().casefold() == right.casefold()]
        return alike[0] if alike else None

    def _id(self, record: Record) -> str:
        given = record.text("id").strip()
        usable = _A_SLUG.fullmatch(given) is not None and given not in self._ids
        made = given if usable else unique_slug(record.prompt, "question", self._ids)
        if given and not usable:
            self._leave_out(record, given, f"It cannot be an id, or is used above; the question is now “{made}”.")
        self._ids.add(made)
        return made

    def _round(self, given: str) -> str:
        """The id of the round with this id or title; a new one for a name that is not known yet."""
        wanted = given.strip().casefold()
        for one in self._rounds:
            if not wanted or wanted in (str(one.get("id")), str(one.get("title")).strip().casefold()):
                return str(one.get("id"))
        title = given.strip() or ANY_ROUND
        made = unique_slug(title, "round", {str(one.get("id")) for one in self._rounds})
        self._rounds.append({"id": made, "title": title, "about": title})
        return made

    def _one_of(self, record: Record, key: str, found: str | None) -> str:
        if found is None and record.text(key):
            self._leave_out(record, record.text(key), f"It is no {key.replace('_', ' ')}; “medium” stands in.")
        return found or "medium"

    def _leave_out(self, record: Record, text: str, why: str) -> None:
        self._ignored.append(Ignored(record.line, text, why))


def _format(head: Mapping[str, Any], file: Path) -> int:
    written = str(head.get("format", FORMAT))
    if re.fullmatch(r"\d{1,9}", written) and int(written) > FORMAT:
        message = f"It needs a newer Greenroom: it has format {written}, and this version reads up to {FORMAT}."
        raise CannotImport(file, Problem(None, "", message))
    return FORMAT
