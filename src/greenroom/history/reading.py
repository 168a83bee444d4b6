"""What is asked of the database: one attempt, pages of the history, and what was rated when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Engine, RowMapping, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from greenroom.history.attempt import (
    EXCERPT_CHARACTERS,
    Attempt,
    AttemptState,
    AttemptSummary,
    Day,
    Found,
    Rating,
    Source,
    Week,
    excerpt,
)
from greenroom.history.errors import UnknownAttempt, in_plain_words, unknown
from greenroom.history.models import AttemptRow
from greenroom.history.search import Kept, Wanted, best_snippet, marks_in, words_of


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

    def attempts(self) -> list[AttemptSummary]:
        """The whole history, newest first."""
        return self._summaries(_summary().where(_kept()))

    def takes(self, pack_id: str, question_id: str) -> list[AttemptSummary]:
        """Every answer to one question, newest first."""
        of_question = (AttemptRow.pack_id == pack_id, AttemptRow.question_id == question_id)
        return self._summaries(_summary().where(_kept(), *of_question))

    def find(self, wanted: Wanted, limit: int) -> Found:
        """What is wanted, newest first, and the first `limit` lines of it."""
        in_trash = AttemptRow.deleted_at.is_not(None)
        counted = select(
            AttemptRow.pack_id, func.max(AttemptRow.pack_title), AttemptRow.topic, in_trash, func.count()
        ).group_by(AttemptRow.pack_id, AttemptRow.topic, in_trash)
        with self._reading() as session:
            ids = tuple(session.scalars(select(AttemptRow.id).where(*_those(wanted)).order_by(*_newest_first())))
            rows = session.execute(counted).all()
        of_list = [row for row in rows if bool(row[3]) == wanted.in_trash]
        packs = {pack_id: title for pack_id, title, *_ in of_list}
        return Found(
            ids,
            tuple(self.summaries(ids[:limit], wanted.text)),
            total=sum(row[4] for row in of_list),
            in_trash=sum(row[4] for row in rows if row[3]),
            packs=tuple(sorted(packs.items(), key=lambda pack: pack[1].casefold())),
            topics=tuple(sorted({topic for _, _, topic, *_ in of_list}, key=str.casefold)),
        )

    def summaries(self, ids: Sequence[str], text: str = "") -> list[AttemptSummary]:
        """The lines of these answers, in this order, with the words of `text` marked; what is gone is left out."""
        of_id: dict[str, AttemptSummary] = {}
        for some in in_parts(ids):
            if not words_of(text):
                lines = self._summaries(_summary().where(AttemptRow.id.in_(some)))
            else:
                query = _summary(AttemptRow.text, AttemptRow.note).where(AttemptRow.id.in_(some))
                with self._reading() as session:
                    lines = [_marked(row, text) for row in session.execute(query).mappings()]
            of_id |= {line.id: line for line in lines}
        return [of_id[attempt_id] for attempt_id in ids if attempt_id in of_id]

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
                _kept(),
            )
            .order_by(*_newest_first())
            .limit(limit)
        )
        with self._reading() as session:
            return [row.as_attempt() for row in session.scalars(query)]

    def unfinished(self) -> list[Attempt]:
        """Attempts whose recording never finished, oldest first; at start these are what a crash left behind."""
        query = select(AttemptRow).where(AttemptRow.state == AttemptState.RECORDING, _kept())
        with self._reading() as session:
            return [row.as_attempt() for row in session.scalars(query.order_by(AttemptRow.started_at))]

    def counts(self, today: date | None = None, *, days: int = 7) -> Week:
        """Finished answers on so many local dates up to `today`."""
        today = today or datetime.now(UTC).astimezone().date()
        dates = [today - timedelta(days=ago) for ago in range(days - 1, -1, -1)]
        query = select(AttemptRow.started_at, AttemptRow.duration_s).where(
            AttemptRow.started_at >= _midnight(dates[0]),
            AttemptRow.started_at < _midnight(today + timedelta(days=1)),
            _finished(),
            _kept(),
        )
        answers = dict.fromkeys(dates, 0)
        seconds = dict.fromkeys(dates, 0.0)
        with self._reading() as session:
            for started_at, duration_s in session.execute(query):
                day = started_at.astimezone().date()
                answers[day] += 1
                seconds[day] += duration_s or 0.0
        return Week(tuple(Day(day, answers[day], seconds[day] / 60) for day in dates))

    def last_ratings(self, pack_id: str) -> dict[str, tuple[Rating | None, datetime]]:
        """Of each question of a pack that has a finished answer: the newest one's rating, and when it was given."""
        query = (
            select(AttemptRow.question_id, AttemptRow.rating, AttemptRow.started_at)
            .where(AttemptRow.pack_id == pack_id, _finished(), _kept())
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

    def judgements(self) -> list[tuple[Rating | None, Rating]]:
        """Of each rated answer the prediction, if there was one, and the rating, oldest first."""
        query = (
            select(AttemptRow.prediction, AttemptRow.rating)
            .where(_kept())
            .order_by(AttemptRow.started_at, AttemptRow.take_number)
        )
        with self._reading() as session:
            return [(prediction, rating) for prediction, rating in session.execute(query) if rating is not None]

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


def in_parts(ids: Collection[str]) -> Iterator[list[str]]:
    """SQLite takes some thousand parameters in a statement, older ones 999."""
    every = list(ids)
    for start in range(0, len(every), 500):
        yield every[start : start + 500]


def _summary(*more: InstrumentedAttribute[str]) -> Select[*tuple[Any, ...]]:
    """Newest first, without the long columns; with `more`, those."""
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
        *more,
    ).order_by(*_newest_first())


def _newest_first() -> tuple[ColumnElement[Any], ...]:
    return AttemptRow.started_at.desc(), AttemptRow.take_number.desc(), AttemptRow.id.asc()


def _rated(*of: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Question, time and rating of each rated answer, oldest first."""
    return (
        select(AttemptRow.question_id, AttemptRow.started_at, AttemptRow.rating)
        .where(AttemptRow.rating.is_not(None), _kept(), *of)
        .order_by(AttemptRow.started_at, AttemptRow.take_number)
    )


def _marked(row: RowMapping, search: str) -> AttemptSummary:
    """The line of a row that has its whole text and note, with what shows the words of `search`."""
    fields = dict(row)
    shown = best_snippet([fields.pop("text"), fields.pop("note")], search)
    fields |= {"excerpt": shown.text, "excerpt_marks": shown.marks}
    on_one_line = " ".join(fields["prompt"].split())
    return AttemptSummary(**fields, prompt_marks=marks_in(on_one_line, search))


def _those(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What holds of the answers that are wanted."""
    yield AttemptRow.deleted_at.is_not(None) if wanted.in_trash else _kept()
    if wanted.pack_id:
        yield AttemptRow.pack_id == wanted.pack_id
    if wanted.topic:
        yield AttemptRow.topic == wanted.topic
    if wanted.judged is not None:
        yield AttemptRow.rating == wanted.judged.rating
    match wanted.kept:
        case Kept.RECORDING:
            yield AttemptRow.duration_s.is_not(None)
        case Kept.TYPED:
            yield AttemptRow.source == Source.TYPED
        case Kept.NO_TRANSCRIPT:
            yield AttemptRow.state != AttemptState.TRANSCRIBED
    if words_of(wanted.text):
        yield func.mentions(wanted.text, AttemptRow.prompt, AttemptRow.text, AttemptRow.note) == 1


def _kept() -> ColumnElement[bool]:
    """It is not in the trash."""
    return AttemptRow.deleted_at.is_(None)


def _finished() -> ColumnElement[bool]:
    return AttemptRow.state != AttemptState.RECORDING


def _midnight(day: date) -> datetime:
    """When `day` begins here, as an aware time."""
    return datetime.combine(day, time.min).astimezone()
