"""What is kept of one answer, as values that no longer know the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from greenroom.questions.pack import Question
from greenroom.review.corrections import Corrected, Correction, apply
from greenroom.review.rating import Rating as Rating
from greenroom.review.status import Status
from greenroom.speech.transcript import Transcript


class AttemptState(StrEnum):
    """How far an attempt has come; each step is committed before the next begins."""

    RECORDING = "recording"
    """The microphone is on, or Greenroom ended while it was."""
    RECORDED = "recorded"
    """The audio is safe; no transcript yet."""
    TRANSCRIBED = "transcribed"
    FAILED = "failed"
    """Transcribing failed; `Attempt.problem` says why, and trying again is possible."""


class Source(StrEnum):
    """Where an answer came from."""

    MICROPHONE = "microphone"
    FILE = "file"
    TYPED = "typed"


@dataclass(frozen=True)
class Attempt:
    """One answer to one question. `question` is the copy of what was asked, so a changed pack changes no history.

    started_at: aware, UTC. duration_s: length of the recording; None while it runs, and for a typed answer.
    take_number: 1 for the first take of this question in its session.
    transcript: as the engine made it; `heard` is the same with the person's corrections, and what a review reads.
    ticks: the person's own, by the point's index; for an `experience` question 0 to 3 are Situation, Task, Action
    and Result. corrections: in the order they were made.
    problem: why transcribing failed, in words for the person.
    """

    id: str
    session_id: str
    pack_id: str
    pack_title: str
    round_title: str
    question: Question
    take_number: int
    started_at: datetime
    source: Source
    state: AttemptState
    duration_s: float | None = None
    transcript: Transcript | None = None
    prediction: Rating | None = None
    rating: Rating | None = None
    note: str = ""
    problem: str | None = None
    ticks: Mapping[int, Status] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()

    @property
    def heard(self) -> Transcript | None:
        """The transcript with the corrections in place; None while there is none."""
        return self._corrected.transcript if self._corrected is not None else None

    @property
    def heard_origins(self) -> tuple[int, ...]:
        """For each word of `heard` the index by which to correct it: that of its word in `transcript`."""
        return self._corrected.origins if self._corrected is not None else ()

    @property
    def without_words(self) -> str:
        """What stands where its words would be when there are none."""
        if self.transcript is not None:
            return "No speech heard."
        return f"Not transcribed. {self.problem or ''}".strip()

    @cached_property
    def _corrected(self) -> Corrected | None:
        return apply(self.transcript, self.corrections) if self.transcript is not None else None

    @property
    def question_id(self) -> str:
        return self.question.id

    @property
    def prompt(self) -> str:
        return self.question.prompt


@dataclass(frozen=True)
class AttemptSummary:
    """One line of the history list. `excerpt` is the start of the transcript, on one line.

    In what a search found, `excerpt` is what shows a word of it, be it of the note, and the marks say where in the
    prompt (on one line) and in the excerpt such words are, as pairs of first and after-last character.
    """

    id: str
    pack_id: str
    pack_title: str
    question_id: str
    prompt: str
    topic: str
    started_at: datetime
    duration_s: float | None
    rating: Rating | None
    state: AttemptState
    take_number: int
    excerpt: str
    prompt_marks: tuple[tuple[int, int], ...] = ()
    excerpt_marks: tuple[tuple[int, int], ...] = ()


EXCERPT_CHARACTERS = 160


def excerpt(text: str) -> str:
    """At most EXCERPT_CHARACTERS on one line, cut between words where there is a space to cut at."""
    line = " ".join(text.split())
    if len(line) <= EXCERPT_CHARACTERS:
        return line
    head = line[: EXCERPT_CHARACTERS - 1]
    return (head.rpartition(" ")[0] or head) + "…"


@dataclass(frozen=True)
class Day:
    """What was practised on one local date."""

    date: date
    answers: int
    minutes: float


@dataclass(frozen=True)
class Week:
    """The last local dates, seven unless others were asked for, oldest first, today last."""

    days: tuple[Day, ...]

    @property
    def answers(self) -> int:
        return sum(day.answers for day in self.days)

    @property
    def minutes(self) -> float:
        return sum(day.minutes for day in self.days)


@dataclass(frozen=True)
class Found:
    """What a search of the history found.

    ids: of all answers that were found, newest first. summaries: the first of them, as lines of the list.
    total: how many answers there are to search in. in_trash: how many are in the trash.
    packs: id and title of each pack that was answered, by title. topics: those of the answers, by name.
    """

    ids: tuple[str, ...]
    summaries: tuple[AttemptSummary, ...]
    total: int
    in_trash: int
    packs: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
