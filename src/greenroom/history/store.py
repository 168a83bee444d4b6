"""The one door to the database: attempts are written step by step, each step committed on its own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Engine, QueuePool, create_engine, delete, event, func, select
from sqlalchemy.orm import Session

from greenroom.errors import Bug
from greenroom.history.attempt import Attempt, AttemptState, AttemptSummary, Day, Rating, Source, Week
from greenroom.history.errors import UnknownAttempt, in_plain_words
from greenroom.history.models import AttemptRow
from greenroom.history.opening import MIGRATIONS, connect, prepare
from greenroom.questions.pack import Pack, Question
from greenroom.speech.transcript import Transcript

EXCERPT_CHARACTERS = 160


class Store:
    """Attempts in a SQLite file. Every method is one unit of work, may be called from any thread, and raises
    UserError (see `greenroom.history.errors`) when the file cannot be read or written; then nothing changed.
    """

    def __init__(self, database: Path, engine: Engine) -> None:
        self.database = database
        self._engine = engine
        self._writing_engine = engine.execution_options(begin="BEGIN IMMEDIATE")

    @classmethod
    def open(cls, database: Path, *, busy_timeout_s: float = 5.0, migrations: Path = MIGRATIONS) -> Store:
        """Open `database`, creating it or bringing it to the newest version first.

        busy_timeout_s: how long a write waits for another program's. Raises DatabaseTooNew, DatabaseDamaged or
        DatabaseNotWritable.
        """
        prepare(database, busy_timeout_s=busy_timeout_s, migrations=migrations)
        engine = create_engine(
            "sqlite://",
            creator=lambda: connect(database, busy_timeout_s=busy_timeout_s),
            poolclass=QueuePool,
        )
        event.listen(engine, "begin", _begin)
        return cls(database, engine)

    def close(self) -> None:
        self._engine.dispose()

    # Writing, in the order in which an attempt grows.

    def start_attempt(
        self,
        *,
        pack: Pack,
        question: Question,
        session_id: str,
        source: Source,
        started_at: datetime | None = None,
    ) -> Attempt:
        """Begin an attempt, now or at the aware time `started_at`.

        Its take number is one more than the highest of this question in this session.
        """
        rounds = {round_.id: round_.title for round_ in pack.rounds}
        with self._writing() as session:
            takes = select(func.max(AttemptRow.take_number)).where(
                AttemptRow.session_id == session_id,
                AttemptRow.pack_id == pack.id,
                AttemptRow.question_id == question.id,
            )
            row = AttemptRow(
                id=uuid.uuid4().hex,
                session_id=session_id,
                pack_id=pack.id,
                pack_title=pack.title,
                round_title=rounds.get(question.round, question.round),
                question_id=question.id,
                prompt=question.prompt,
                topic=question.topic,
                take_number=(session.scalar(takes) or 0) + 1,
                started_at=started_at or datetime.now(UTC),
                source=source,
                state=AttemptState.RECORDING,
                note="",
                text="",
                question=question,
            )
            session.add(row)
            session.flush()
            return _attempt(row)

    def finish_recording(self, attempt_id: str, duration_s: float) -> None:
        """The audio is on disk, `duration_s` long."""
        with self._row(attempt_id) as row:
            row.duration_s = duration_s
            row.state = AttemptState.RECORDED

    def save_transcript(self, attempt_id: str, transcript: Transcript) -> None:
        """Keep what was heard (or typed), in place of an earlier transcript or failure."""
        with self._row(attempt_id) as row:
            row.transcript = transcript
            row.text = transcript.text
            row.problem = None
            row.state = AttemptState.TRANSCRIBED

    def fail_transcription(self, attempt_id: str, problem: str) -> None:
        """Transcribing failed; `problem` says why, in words for the person."""
        with self._row(attempt_id) as row:
            row.problem = problem
            row.state = AttemptState.FAILED

    def predict(self, attempt_id: str, rating: Rating) -> None:
        """How the person thinks it went, before the model answer shows."""
        with self._row(attempt_id) as row:
            row.prediction = rating

    def rate(self, attempt_id: str, rating: Rating) -> None:
        """How the person judges it beside the model answer."""
        with self._row(attempt_id) as row:
            row.rating = rating

    def note(self, attempt_id: str, text: str) -> None:
        """Replace the person's note."""
        with self._row(attempt_id) as row:
            row.note = text

    def discard(self, attempt_id: str) -> None:
        """Forget an attempt whose recording never finished; the caller removes its folder.

        One that is gone already is no error; one that holds an answer is a Bug.
        """
        with self._writing() as session:
            row = session.get(AttemptRow, attempt_id)
            if row is not None and row.state is not AttemptState.RECORDING:
                raise Bug(f"only an unfinished attempt may be discarded, and {attempt_id} is {row.state}")
            session.execute(delete(AttemptRow).where(AttemptRow.id == attempt_id))

    # Reading.

    def attempt(self, attempt_id: str) -> Attempt:
        """The attempt whose id is `attempt_id` or, alone, begins with it. Raises UnknownAttempt."""
        begins = AttemptRow.id.startswith(attempt_id.lower(), autoescape=True)
        with self._reading() as session:
            rows = session.scalars(select(AttemptRow).where(begins).limit(2)).all() if attempt_id else []
            if len(rows) == 1:
                return _attempt(rows[0])
        if rows:
            raise UnknownAttempt(f"Several answers begin with “{attempt_id}”.", "", "Give more of the id.")
        raise _unknown(attempt_id)

    def attempts(self, *, limit: int | None = None, offset: int = 0) -> list[AttemptSummary]:
        """A page of the history, newest first."""
        query = (
            select(
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
            )
            .order_by(AttemptRow.started_at.desc(), AttemptRow.take_number.desc(), AttemptRow.id)
            .limit(limit)
            .offset(offset)
        )
        with self._reading() as session:
            rows = session.execute(query).mappings()
            return [AttemptSummary(**{**row, "excerpt": _excerpt(row["excerpt"])}) for row in rows]

    def unfinished(self) -> list[Attempt]:
        """Attempts whose recording never finished, oldest first; at start these are what a crash left behind."""
        query = select(AttemptRow).where(AttemptRow.state == AttemptState.RECORDING)
        with self._reading() as session:
            return [_attempt(row) for row in session.scalars(query.order_by(AttemptRow.started_at))]

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

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        with in_plain_words(self.database), Session(self._engine) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with in_plain_words(self.database), Session(self._writing_engine) as session, session.begin():
            yield session

    @contextmanager
    def _row(self, attempt_id: str) -> Iterator[AttemptRow]:
        """The row to change; committed at the end of the block. Raises UnknownAttempt."""
        with self._writing() as session:
            row = session.get(AttemptRow, attempt_id)
            if row is None:
                raise _unknown(attempt_id)
            yield row


def _begin(connection: Connection) -> None:
    """Writers take the lock before they read: SQLite cannot wait for it later in a transaction, only fail."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _finished() -> ColumnElement[bool]:
    return AttemptRow.state != AttemptState.RECORDING


def _midnight(day: date) -> datetime:
    """When `day` begins here, as an aware time."""
    return datetime.combine(day, time.min).astimezone()


def _unknown(attempt_id: str) -> UnknownAttempt:
    return UnknownAttempt(
        f"There is no answer “{attempt_id}”.", "It may have been deleted.", "`greenroom history list` shows all."
    )


def _excerpt(text: str) -> str:
    """At most EXCERPT_CHARACTERS on one line, cut between words where there is a space to cut at."""
    line = " ".join(text.split())
    if len(line) <= EXCERPT_CHARACTERS:
        return line
    head = line[: EXCERPT_CHARACTERS - 1]
    return (head.rpartition(" ")[0] or head) + "…"


def _attempt(row: AttemptRow) -> Attempt:
    return Attempt(
        id=row.id,
        session_id=row.session_id,
        pack_id=row.pack_id,
        pack_title=row.pack_title,
        round_title=row.round_title,
        question=row.question,
        take_number=row.take_number,
        started_at=row.started_at.astimezone(UTC),
        source=row.source,
        state=row.state,
        duration_s=row.duration_s,
        transcript=row.transcript,
        prediction=row.prediction,
        rating=row.rating,
        note=row.note,
        problem=row.problem,
    )
