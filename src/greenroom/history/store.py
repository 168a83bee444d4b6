"""The one door to the database: attempts are written step by step, each step committed on its own."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, QueuePool, create_engine, delete, event, func, select, update
from sqlalchemy.orm import Session

from greenroom.errors import Bug
from greenroom.history.attempt import Attempt, AttemptState, Rating, Source
from greenroom.history.errors import in_plain_words, unknown
from greenroom.history.models import AttemptRow, CorrectionRow, TickRow
from greenroom.history.opening import MIGRATIONS, connect, prepare
from greenroom.history.reading import Reader, in_parts
from greenroom.questions.pack import Pack, Question
from greenroom.review.corrections import Correction
from greenroom.review.status import Status
from greenroom.speech.transcript import Transcript


class Store(Reader):
    """Attempts in a SQLite file. Every method is one unit of work, may be called from any thread, and raises
    UserError (see `greenroom.history.errors`) when the file cannot be read or written; then nothing changed.
    """

    def __init__(self, database: Path, engine: Engine) -> None:
        super().__init__(database, engine)
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
            return row.as_attempt()

    def finish_recording(self, attempt_id: str, duration_s: float) -> None:
        """The audio is on disk, `duration_s` long."""
        with self._row(attempt_id) as row:
            row.duration_s = duration_s
            row.state = AttemptState.RECORDED

    def save_transcript(self, attempt_id: str, transcript: Transcript) -> None:
        """Keep what was heard (or typed), in place of a failure or an earlier transcript and its corrections."""
        with self._row(attempt_id) as row:
            row.transcript = transcript
            row.corrections.clear()
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
        """How the person judges it beside the model answer; the schedule follows from this, and counts it once."""
        with self._row(attempt_id) as row:
            row.rating = rating

    def tick(self, attempt_id: str, point_index: int, status: Status | None) -> None:
        """The person's own judgement of a point (see `Attempt.ticks`); None goes back to what was heard of it."""
        with self._row(attempt_id) as row:
            if status is None:
                row.ticks.pop(point_index, None)
            elif point_index in row.ticks:
                row.ticks[point_index].status = status
            else:
                row.ticks[point_index] = TickRow(point_index=point_index, status=status)

    def correct(self, attempt_id: str, word_index: int, text: str) -> None:
        """`text` was said, several words or none, where the transcript has the word with this index.

        The transcript stays as the engine made it. What shows already is no correction and is not kept.
        """
        with self._row(attempt_id) as row:
            words = row.transcript.words if row.transcript is not None else ()
            if not 0 <= word_index < len(words):
                raise Bug(f"attempt {attempt_id} has {len(words)} words, and none with index {word_index}")
            original, corrected = words[word_index].text, " ".join(text.split())
            earlier = [made.corrected for made in row.corrections if made.word_index == word_index]
            if corrected != [original, *earlier][-1]:
                row.corrections.append(CorrectionRow(word_index=word_index, original=original, corrected=corrected))
                row.keep_words()

    def undo_correction(self, attempt_id: str) -> Correction | None:
        """Take the newest correction back; returns it, or None when there is none."""
        with self._row(attempt_id) as row:
            if not row.corrections:
                return None
            undone = row.corrections.pop().as_correction()
            row.keep_words()
            return undone

    def note(self, attempt_id: str, text: str) -> None:
        """Replace the person's note."""
        with self._row(attempt_id) as row:
            row.note = text

    def trash(self, ids: Collection[str]) -> None:
        """Put answers into the trash: they are kept whole, and neither listed nor counted anywhere else."""
        with self._writing() as session:
            for some in in_parts(ids):
                session.execute(
                    update(AttemptRow)
                    .where(AttemptRow.id.in_(some), AttemptRow.deleted_at.is_(None))
                    .values(deleted_at=datetime.now(UTC))
                )

    def restore(self, ids: Collection[str]) -> None:
        """Take answers out of the trash, as they were."""
        with self._writing() as session:
            for some in in_parts(ids):
                session.execute(update(AttemptRow).where(AttemptRow.id.in_(some)).values(deleted_at=None))

    def delete_for_good(self, attempt_id: str, remove_recording: Callable[[], None]) -> None:
        """Delete an answer that is in the trash, everything of it; one that is gone already is no error.

        `remove_recording` is called once the rows can go; when it raises, they stay.
        """
        with self._writing() as session:
            row = session.get(AttemptRow, attempt_id)
            if row is None:
                return
            if row.deleted_at is None:
                raise Bug(f"only what is in the trash may be deleted for good, and {attempt_id} is not")
            session.delete(row)
            session.flush()
            remove_recording()

    def empty_log(self) -> None:
        """Write SQLite's write-ahead log into the file: what was deleted for good leaves no words in it either."""
        with in_plain_words(self.database), closing(self._writing_engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def discard(self, attempt_id: str) -> None:
        """Forget an attempt whose recording never finished; the caller removes its folder.

        One that is gone already is no error; one that holds an answer is a Bug.
        """
        with self._writing() as session:
            row = session.get(AttemptRow, attempt_id)
            if row is not None and row.state is not AttemptState.RECORDING:
                raise Bug(f"only an unfinished attempt may be discarded, and {attempt_id} is {row.state}")
            session.execute(delete(AttemptRow).where(AttemptRow.id == attempt_id))

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
                raise unknown(attempt_id)
            yield row


def _begin(connection: Connection) -> None:
    """Writers take the lock before they read: SQLite cannot wait for it later in a transaction, only fail."""
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
