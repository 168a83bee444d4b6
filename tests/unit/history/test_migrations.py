"""Databases that earlier versions wrote, opened by this one. `tests/data/history/` has a dump of each."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from greenroom.history.attempt import AttemptState, Rating, Source
from greenroom.history.opening import MIGRATIONS
from greenroom.history.search import Wanted
from greenroom.history.store import Store
from greenroom.interview.schedule import cards_of
from greenroom.review.status import Status

DUMPS = Path(__file__).parents[2] / "data" / "history"
MONDAY = datetime(2026, 3, 2, 18, 30, tzinfo=UTC)
FIRST, SECOND, FAILED, CUT_OFF = (f"{0xA11CE00000 + number:032x}" for number in range(1, 5))


def restored(dump: str, database: Path) -> Path:
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript((DUMPS / dump).read_text(encoding="utf-8"))
    return database


def everything(database: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as connection:
        columns = ", ".join(name for _, name, *_ in connection.execute("PRAGMA table_info(attempts)"))
        of_version_1 = columns.removesuffix(", deleted_at")
        return connection.execute(f"SELECT {of_version_1} FROM attempts ORDER BY id").fetchall()  # noqa: S608


def test_every_version_but_the_newest_has_a_dump_to_be_migrated_from() -> None:
    versions = sorted(script.name[:4] for script in (MIGRATIONS / "versions").glob("0*.py"))
    assert [dump.stem for dump in sorted(DUMPS.glob("*.sql"))] == versions[:-1]


@pytest.mark.parametrize("dump", sorted(dump.name for dump in DUMPS.glob("*.sql")))
def test_every_row_of_an_older_database_is_kept_in_it_and_in_the_copy(database: Path, dump: str) -> None:
    before = everything(restored(dump, database))
    Store.open(database).close()
    (copy,) = database.parent.glob("*.before-*")
    assert everything(database) == everything(copy) == before


def test_answers_of_version_1_open_and_take_ticks_and_corrections(database: Path) -> None:
    with closing(Store.open(restored("0001.sql", database))) as store:
        first = store.attempt(FIRST)
        assert (first.prediction, first.rating, first.note) == (
            Rating.GOOD,
            Rating.AGAIN,
            "Say “extreme” — not “rare”.",
        )
        assert (first.ticks, first.corrections, first.heard) == ({}, (), first.transcript)
        assert store.attempt(FAILED).problem == "The speech helper ended."
        assert [attempt.id for attempt in store.unfinished()] == [CUT_OFF]
        assert store.attempt(CUT_OFF).state is AttemptState.RECORDING

        store.tick(FIRST, 0, Status.COVERED)
        store.correct(FIRST, 3, "p-value,")
        changed = store.attempt(FIRST)
    assert changed.ticks == {0: Status.COVERED}
    assert changed.heard is not None
    assert changed.heard.text == "It is a p-value, value, if the null is true."


def test_questions_that_were_rated_in_version_1_are_in_the_schedule(database: Path) -> None:
    with closing(Store.open(restored("0001.sql", database))) as store:
        rated = store.ratings("ml-engineer")
        assert rated == {
            "p-values": [(MONDAY, Rating.AGAIN), (MONDAY + timedelta(minutes=4), Rating.GOOD)],
        }
        assert cards_of(rated)["p-values"].due_on == (MONDAY + timedelta(days=1)).astimezone().date()
        assert [take.id for take in store.takes("ml-engineer", "p-values")] == [SECOND, FIRST]
        assert [attempt.source for attempt in store.recent_attempts()] == [Source.MICROPHONE] * 2


def test_answers_of_version_2_keep_ticks_and_corrections_and_none_of_them_is_in_the_trash(database: Path) -> None:
    with closing(Store.open(restored("0002.sql", database))) as store:
        first = store.attempt(FIRST)
        assert first.ticks == {0: Status.PARTLY}
        assert [correction.corrected for correction in first.corrections] == ["p-value,"]
        assert len(store.attempts()) == 4
        assert store.find(Wanted(in_trash=True), limit=9).ids == ()

        store.trash([FIRST])
        assert store.find(Wanted(in_trash=True), limit=9).ids == (FIRST,)
