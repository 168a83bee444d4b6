"""Each way of writing fails once, with SQLite's own errors: the person is told, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Pool, event

from greenroom.history.attempt import Attempt, AttemptState, Rating, Source
from greenroom.history.errors import DatabaseNotWritable
from greenroom.history.search import Wanted
from greenroom.history.store import Store
from greenroom.questions.pack import Pack
from greenroom.review.status import Status
from greenroom.speech.transcript import Segment, Transcript, Word

LONG = "and so on " * 10_000
HEARD = Transcript(
    segments=(Segment(start=0.0, end=60.0, text=LONG),), duration=60.0, engine="faster-whisper", model="tiny.en"
)
SHORT = HEARD.model_copy(
    update={
        "segments": (
            Segment(start=0.0, end=0.4, text="so", words=(Word(start=0.0, end=0.4, text="so", probability=0.5),)),
        )
    }
)


def transcribed(store: Store) -> str:
    return next(line.id for line in store.attempts() if line.state is AttemptState.TRANSCRIBED)


def in_trash(store: Store) -> str:
    return store.find(Wanted(in_trash=True), limit=1).ids[0]


def never() -> None:
    raise AssertionError("a recording was removed whose rows stay")


WRITES: dict[str, Callable[[Store, Pack, str], object]] = {
    "start": lambda store, pack, _: store.start_attempt(
        pack=pack,
        question=pack.questions[0].model_copy(update={"model_answer": LONG}),
        session_id="s",
        source=Source.MICROPHONE,
    ),
    "finish": lambda store, _, id_: store.finish_recording(id_, 60.0),
    "transcript": lambda store, _, id_: store.save_transcript(id_, HEARD),
    "failure": lambda store, _, id_: store.fail_transcription(id_, LONG),
    "prediction": lambda store, _, id_: store.predict(id_, Rating.GOOD),
    "rating": lambda store, _, id_: store.rate(id_, Rating.GOOD),
    "tick": lambda store, _, id_: store.tick(id_, 1, Status.COVERED),
    "tick changed": lambda store, _, id_: store.tick(id_, 0, Status.COVERED),
    "tick taken back": lambda store, _, id_: store.tick(id_, 0, None),
    "correction": lambda store, *_: store.correct(transcribed(store), 0, LONG),
    "correction undone": lambda store, *_: store.undo_correction(transcribed(store)),
    "heard again": lambda store, *_: store.save_transcript(transcribed(store), SHORT),
    "note": lambda store, _, id_: store.note(id_, LONG),
    "trash": lambda store, *_: store.trash([transcribed(store)]),
    "restore": lambda store, *_: store.restore([in_trash(store)]),
    "delete for good": lambda store, *_: store.delete_for_good(in_trash(store), never),
    "discard": lambda store, _, id_: store.discard(id_),
}
LONG_WRITES = ("start", "transcript", "failure", "correction", "note")


@contextmanager
def connections_with(pragma: str) -> Iterator[None]:
    """Every pooled connection that is used inside the block has `pragma` set, and keeps it."""

    def set_pragma(connection: sqlite3.Connection, *_: Any) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(Pool, "checkout", set_pragma)
    try:
        yield
    finally:
        event.remove(Pool, "checkout", set_pragma)


@contextmanager
def locked_by_another_program(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture
def kept(store: Store, pack: Pack) -> str:
    """An unfinished attempt with a tick; beside it one with a transcript and a correction, and one in the trash."""
    unfinished, heard = (
        store.start_attempt(pack=pack, question=pack.questions[0], session_id="s", source=Source.MICROPHONE).id
        for _ in range(2)
    )
    deleted = store.start_attempt(
        pack=pack, question=pack.questions[0], session_id="s", source=Source.MICROPHONE
    ).id
    store.save_transcript(deleted, SHORT)
    store.trash([deleted])
    store.tick(unfinished, 0, Status.PARTLY)
    store.save_transcript(heard, SHORT)
    store.correct(heard, 0, "thus")
    return unfinished


def everything(store: Store) -> list[list[Attempt]]:
    """What is kept, and what is in the trash."""
    both = (store.find(Wanted(in_trash=in_trash), limit=9).ids for in_trash in (False, True))
    return [[store.attempt(attempt_id) for attempt_id in ids] for ids in both]


@contextmanager
def refused_and_unchanged(store: Store, why: str) -> Iterator[None]:
    before = everything(store)
    with pytest.raises(DatabaseNotWritable) as refused:
        yield
    assert refused.value.why == why
    assert str(store.database) in refused.value.what
    assert refused.value.remedy.endswith(".")
    with closing(Store.open(store.database)) as again:
        assert everything(again) == before


@pytest.mark.parametrize("write", WRITES)
def test_a_database_that_has_become_read_only(store: Store, pack: Pack, kept: str, write: str) -> None:
    why = "The file or its folder cannot be written to."
    with refused_and_unchanged(store, why), connections_with("query_only = ON"):
        WRITES[write](store, pack, kept)


@pytest.mark.parametrize("write", WRITES)
def test_a_database_that_another_program_keeps_locked(
    store: Store, database: Path, pack: Pack, kept: str, write: str
) -> None:
    with refused_and_unchanged(store, "Another program is using it."), locked_by_another_program(database):
        WRITES[write](store, pack, kept)


@pytest.mark.parametrize("write", LONG_WRITES)
def test_a_full_disk(store: Store, pack: Pack, kept: str, write: str) -> None:
    no_page_more = connections_with("max_page_count = 1")  # SQLite then keeps to the pages there are
    with refused_and_unchanged(store, "The disk is full."), no_page_more:
        WRITES[write](store, pack, kept)


def test_writing_works_again_when_the_trouble_is_over(store: Store, database: Path, kept: str) -> None:
    with locked_by_another_program(database), pytest.raises(DatabaseNotWritable):
        store.note(kept, "first try")
    store.note(kept, "second try")
    assert store.attempt(kept).note == "second try"


def test_a_disk_that_fills_while_the_first_tables_are_made(tmp_path: Path) -> None:
    database = tmp_path / "new" / "greenroom.db"
    with connections_with("max_page_count = 2"), pytest.raises(DatabaseNotWritable, match="The disk is full"):
        Store.open(database)
    with closing(Store.open(database)) as store:
        assert store.attempts() == []
