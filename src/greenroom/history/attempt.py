"""What is kept of one answer, as values that no longer know the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from greenroom.questions.pack import Question
from greenroom.review.rating import Rating as Rating
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

    @property
    def question_id(self) -> str:
        return self.question.id

    @property
    def prompt(self) -> str:
        return self.question.prompt


@dataclass(frozen=True)
class AttemptSummary:
    """One line of the history list. `excerpt` is the start of the transcript, on one line."""

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


@dataclass(frozen=True)
class Day:
    """What was practised on one local date."""

    date: date
    answers: int
    minutes: float


@dataclass(frozen=True)
class Week:
    """The last seven local dates, oldest first, today last."""

    days: tuple[Day, ...]

    @property
    def answers(self) -> int:
        return sum(day.answers for day in self.days)

    @property
    def minutes(self) -> float:
        return sum(day.minutes for day in self.days)
