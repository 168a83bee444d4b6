"""The tables, as SQLAlchemy's typed declarative classes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import BaseModel
from sqlalchemy import DateTime, Dialect, Enum, ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, attribute_keyed_dict, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from greenroom.history.attempt import Attempt, AttemptState, Source
from greenroom.questions.pack import FollowUp, Point, Question
from greenroom.review.corrections import Correction
from greenroom.review.rating import Rating
from greenroom.review.status import Status
from greenroom.speech.transcript import Transcript

ModelT = TypeVar("ModelT", bound=BaseModel)


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept as UTC so that stored order is time order."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class AsJson(TypeDecorator[ModelT]):
    """A pydantic value, kept as its JSON; what can be computed from it is left out. `read` makes it again."""

    impl = Text
    cache_ok = True

    def __init__(self, read: Callable[[str], ModelT]) -> None:
        super().__init__()
        self.read = read

    def process_bind_param(self, value: ModelT | None, dialect: Dialect) -> str | None:
        return None if value is None else value.model_dump_json(exclude_computed_fields=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> ModelT | None:
        return None if value is None else self.read(value)


def question_as_asked(stored: str) -> Question:
    """The question in `stored`, not validated again: what met the rules of its day opens under all later ones."""
    fields = json.loads(stored)
    return Question.model_construct(
        **fields
        | {
            "points": tuple(
                Point.model_construct(**point | {"listen_for": tuple(point["listen_for"])})
                for point in fields["points"]
            ),
            "follow_ups": tuple(FollowUp.model_construct(**follow_up) for follow_up in fields["follow_ups"]),
            "choices": tuple(fields["choices"]),
        }
    )


class Grade(TypeDecorator[Rating]):
    """A rating, kept as its number."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: Rating | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Rating | None:
        return None if value is None else Rating(value)


def _by_value(enum: type[AttemptState] | type[Source] | type[Status]) -> Enum:
    return Enum(enum, native_enum=False, length=16, values_callable=lambda members: [m.value for m in members])


class Base(DeclarativeBase):
    """Metadata of every table; the migrations must build exactly this."""

    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy's own way of naming column types)
        AttemptState: _by_value(AttemptState),
        Question: AsJson(question_as_asked),
        Rating: Grade(),
        Source: _by_value(Source),
        Status: _by_value(Status),
        Transcript: AsJson(Transcript.model_validate_json),
        datetime: UtcTime(),
        str: Text(),
    }


class AttemptRow(Base):
    """One attempt. Behind the two long columns stands only what a row tells without being read to its end.

    So listing never reads them from the disk: `deleted_at` is NULL outside the trash, which SQLite notes at the
    beginning of a row.
    """

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_question", "pack_id", "question_id", "started_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    session_id: Mapped[str] = mapped_column(index=True)
    pack_id: Mapped[str]
    pack_title: Mapped[str]
    round_title: Mapped[str]
    question_id: Mapped[str]
    prompt: Mapped[str]
    topic: Mapped[str]
    take_number: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(index=True)
    source: Mapped[Source]
    state: Mapped[AttemptState]
    duration_s: Mapped[float | None]
    prediction: Mapped[Rating | None]
    rating: Mapped[Rating | None]
    problem: Mapped[str | None]
    note: Mapped[str]
    text: Mapped[str]
    """The words of the transcript as corrected: what the list shows and search reads."""
    question: Mapped[Question]
    transcript: Mapped[Transcript | None]
    deleted_at: Mapped[datetime | None]
    """When it was put into the trash."""
    ticks: Mapped[dict[int, TickRow]] = relationship(
        collection_class=attribute_keyed_dict("point_index"), cascade="all, delete-orphan", lazy="selectin"
    )
    corrections: Mapped[list[CorrectionRow]] = relationship(
        order_by="CorrectionRow.id", cascade="all, delete-orphan", lazy="selectin"
    )

    def keep_words(self) -> None:
        """Let the list and search follow the corrections."""
        heard = self.as_attempt().heard
        self.text = heard.text if heard is not None else ""

    def as_attempt(self) -> Attempt:
        return Attempt(
            id=self.id,
            session_id=self.session_id,
            pack_id=self.pack_id,
            pack_title=self.pack_title,
            round_title=self.round_title,
            question=self.question,
            take_number=self.take_number,
            started_at=self.started_at.astimezone(UTC),
            source=self.source,
            state=self.state,
            duration_s=self.duration_s,
            transcript=self.transcript,
            prediction=self.prediction,
            rating=self.rating,
            note=self.note,
            problem=self.problem,
            ticks={index: tick.status for index, tick in self.ticks.items()},
            corrections=tuple(row.as_correction() for row in self.corrections),
        )


class TickRow(Base):
    """The person's own judgement of one point of an attempt."""

    __tablename__ = "ticks"

    attempt_id: Mapped[str] = mapped_column(
        String(32), ForeignKey("attempts.id", ondelete="CASCADE"), primary_key=True
    )
    point_index: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[Status]


class CorrectionRow(Base):
    """One correction of a misheard word; a higher id is a later one."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[str] = mapped_column(String(32), ForeignKey("attempts.id", ondelete="CASCADE"), index=True)
    word_index: Mapped[int]
    original: Mapped[str]
    corrected: Mapped[str]

    def as_correction(self) -> Correction:
        return Correction(self.word_index, self.original, self.corrected)
