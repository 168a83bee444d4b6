"""What is asked of the database: one attempt, pages of the history, and what was rated when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, func, select
from sqlalchemy.orm import Session

from greenroom.history.attempt import (
    EXCERPT_CHARACTERS,
    Attempt,
    AttemptState,
    AttemptSummary,
    Day,
    Rating,
    Source,
    Week,
    excerpt,
)
from greenroom.history.errors import UnknownAttempt, in_plain_words, unknown
from greenroom.history.models import AttemptRow


class Reader:
    """The reading half of `greenroom.history.store.Store`."""

    def __init__(self, database: Path, engine: Engine) -> None:
        self.database = database
        self._engine = engine

    def attempt(self, attempt_id: str) -> Attempt:
        """The attempt whose id is `attempt_id` or, alone, begins with it. Raises UnknownAttempt."""
        begins = AttemptRow.id.startswith(attempt_id.lower(), autoescape=True)
        with self._reading() as session:
            rows = session.scalars(select(AttemptRow).where(begins).limit(2)).all() if attempt_id else []
            if len(rows) == 1:
                return rows[0].as_attempt()
        if rows:
            raise UnknownAttempt(f"Several answers begin with “{attempt_id}”.", "", "Give more of the id.")
        raise unknown(attempt_id)

    def attempts(self, *, limit: int | None = None, offset: int = 0) -> list[AttemptSummary]:
        """A page of the history, newest first."""
        return self._summaries(_summary().limit(limit).offset(offset))

    def takes(self, pack_id: str, question_id: str) -> list[AttemptSummary]:
        """Every answer to one question, newest first."""
        of_question = (AttemptRow.pack_id == pack_id, AttemptRow.question_id == question_id)
        return self._summaries(_summary().where(*of_question))

    def recent_attempts(self, limit: int = 10, *, but_not: str = "") -> list[Attempt]:
        """The newest spoken answers that have a transcript, newest first: what the person's yardstick is made of.

        but_not: the id of the one that is to be measured.
        """
        query = (
            select(AttemptRow)
            .where(
                AttemptRow.state == AttemptState.TRANSCRIBED,
                AttemptRow.source != Source.TYPED,
                AttemptRow.id != but_not,
            )
            .order_by(*_newest_first())
            .limit(limit)
        )
        with self._reading() as session:
            return [row.as_attempt() for row in session.scalars(query)]

    def unfinished(self) -> list[Attempt]:
        """Attempts whose recording never finished, oldest first; at start these are what a crash left behind."""
        query = select(AttemptRow).where(AttemptRow.state == AttemptState.RECORDING)
        with self._reading() as session:
            return [row.as_attempt() for row in session.scalars(query.order_by(AttemptRow.started_at))]

    def counts(self, today: date | None = None) -> Week:
        """Finished answers on the seven local dates up to `today`."""
        today = today or datetime.now(UTC).astimezone().date()
        days = [today - timedelta(days=ago) for ago in range(6, -1, -1)]
        query = select(AttemptRow.started_at, AttemptRow.duration_s).where(
            AttemptRow.started_at >= _midnight(days[0]),
            AttemptRow.started_at < _midnight(today + timedelta(days=1)),
            _finished(),
        )
        answers = dict.fromkeys(days, 0)
        seconds = dict.fromkeys(days, 0.0)
        with self._reading() as session:
            for started_at, duration_s in session.execute(query):
                day = started_at.astimezone().date()
                answers[day] += 1
                seconds[day] += duration_s or 0.0
        return Week(tuple(Day(day, answers[day], seconds[day] / 60) for day in days))

    def last_ratings(self, pack_id: str) -> dict[str, tuple[Rating | None, datetime]]:
        """Of each question of a pack that has a finished answer: the newest one's rating, and when it was given."""
        query = (
            select(AttemptRow.question_id, AttemptRow.rating, AttemptRow.started_at)
            .where(AttemptRow.pack_id == pack_id, _finished())
            .order_by(AttemptRow.started_at, AttemptRow.take_number)
        )
        with self._reading() as session:
            return {question: (rating, started_at) for question, rating, started_at in session.execute(query)}

    def ratings(self, pack_id: str) -> dict[str, list[tuple[datetime, Rating]]]:
        """Of each question of a pack that has a rated answer: when each was given and its rating, oldest first."""
        found: dict[str, list[tuple[datetime, Rating]]] = {}
        with self._reading() as session:
            for question_id, started_at, rating in session.execute(_rated(AttemptRow.pack_id == pack_id)):
                found.setdefault(question_id, []).append((started_at, rating))
        return found

    def ratings_before(self, attempt_id: str) -> list[tuple[datetime, Rating]]:
        """The ratings of earlier answers to the question of this attempt, oldest first."""
        this = select(AttemptRow).where(AttemptRow.id == attempt_id).subquery()
        earlier = _rated(
            AttemptRow.pack_id == this.c.pack_id,
            AttemptRow.question_id == this.c.question_id,
            AttemptRow.started_at < this.c.started_at,
        )
        with self._reading() as session:
            return [(started_at, rating) for _, started_at, rating in session.execute(earlier)]

    def _summaries(self, query: Select[*tuple[Any, ...]]) -> list[AttemptSummary]:
        with self._reading() as session:
            rows = session.execute(query).mappings()
            return [AttemptSummary(**{**row, "excerpt": excerpt(row["excerpt"])}) for row in rows]

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with in_plain_words(self.database), Session(self._engine) as session:
            yield session


def _summary() -> Select[*tuple[Any, ...]]:
    """Newest first, without the long columns."""
    return select(
        AttemptRow.id,
        AttemptRow.pack_id,
        AttemptRow.pack_title,
        AttemptRow.question_id,
        AttemptRow.prompt,
        AttemptRow.topic,
        AttemptRow.started_at,
        AttemptRow.duration_s,
        AttemptRow.rating,
        AttemptRow.state,
        AttemptRow.take_number,
        func.substr(AttemptRow.text, 1, 2 * EXCERPT_CHARACTERS).label("excerpt"),
    ).order_by(*_newest_first())


def _newest_first() -> tuple[ColumnElement[Any], ...]:
    return AttemptRow.started_at.desc(), AttemptRow.take_number.desc(), AttemptRow.id.asc()


def _rated(*of: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Question, time and rating of each rated answer, oldest first."""
    return (
        select(AttemptRow.question_id, AttemptRow.started_at, AttemptRow.rating)
        .where(AttemptRow.rating.is_not(None), *of)
        .order_by(AttemptRow.started_at, AttemptRow.take_number)
    )


def _finished() -> ColumnElement[bool]:
    return AttemptRow.state != AttemptState.RECORDING


def _midnight(day: date) -> datetime:
    """When `day` begins here, as an aware time."""
    return datetime.combine(day, time.min).astimezone()
