"""Deleting: into the trash and out of it again, whole; for good, without a trace."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from greenroom.errors import Bug, UserError
from greenroom.history.attempt import Rating, Source
from greenroom.history.errors import UnknownAttempt
from greenroom.history.search import Wanted
from greenroom.history.store import Store
from greenroom.history.trash import delete_for_good
from greenroom.interview.schedule import cards_of
from greenroom.paths import Paths
from greenroom.questions.pack import Pack
from greenroom.review.status import Status
from greenroom.review.typed import transcript_of_typed

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
PLAYED = "xylophone"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path)


@pytest.fixture
def answer(store: Store, pack: Pack, paths: Paths) -> Callable[..., str]:
    """Makes an answer with everything that one can have, `day` days after the first; its id."""

    def make(day: int = 0) -> str:
        attempt = store.start_attempt(
            pack=pack,
            question=pack.questions[0],
            session_id=f"day {day}",
            source=Source.MICROPHONE,
            started_at=NOON + timedelta(days=day),
        )
        paths.take(attempt.id).parent.mkdir(parents=True)
        paths.take(attempt.id).write_bytes(b"sound")
        store.finish_recording(attempt.id, 60.0)
        store.save_transcript(attempt.id, transcript_of_typed(f"I played the {PLAYED}."))
        store.rate(attempt.id, Rating.GOOD)
        store.note(attempt.id, f"More {PLAYED}.")
        store.tick(attempt.id, 0, Status.COVERED)
        store.correct(attempt.id, 0, "We")
        return attempt.id

    return make


def in_trash(store: Store) -> list[str]:
    return list(store.find(Wanted(in_trash=True), limit=9).ids)


def test_what_is_in_the_trash_is_listed_there_and_nowhere_else(store: Store, answer: Callable[..., str]) -> None:
    kept, deleted = answer(0), answer(1)
    store.trash([deleted])
    assert [line.id for line in store.attempts()] == [kept]
    assert [line.id for line in store.takes("ml-engineer", "p-values")] == [kept]
    assert [attempt.id for attempt in store.recent_attempts()] == [kept]
    assert list(store.find(Wanted(PLAYED), limit=9).ids) == [kept]
    assert store.counts((NOON + timedelta(days=1)).date()).answers == 1
    assert in_trash(store) == [deleted]


def test_ratings_in_the_trash_do_not_count_in_the_schedule_and_restored_ones_do(
    store: Store, answer: Callable[..., str]
) -> None:
    answer(0)
    before = cards_of(store.ratings("ml-engineer"))
    later = answer(3)
    both = cards_of(store.ratings("ml-engineer"))
    assert both != before
    store.trash([later])
    assert cards_of(store.ratings("ml-engineer")) == before
    assert store.last_ratings("ml-engineer")["p-values"] == (Rating.GOOD, NOON)
    store.restore([later])
    assert cards_of(store.ratings("ml-engineer")) == both


def test_what_is_restored_is_as_it_was(store: Store, answer: Callable[..., str]) -> None:
    deleted = answer()
    before = store.attempt(deleted)
    store.trash([deleted])
    assert store.attempt(deleted) == before  # it can still be read
    store.restore([deleted])
    assert store.attempt(deleted) == before
    assert in_trash(store) == []


def test_hundreds_go_into_the_trash_and_out_at_once(store: Store, answer: Callable[..., str]) -> None:
    ids = [answer(day) for day in range(3)]
    many = ids + [f"{number:032x}" for number in range(3000)]
    store.trash(many)
    assert (store.attempts(), len(in_trash(store))) == ([], 3)
    store.restore(many)
    assert len(store.attempts()) == 3


def test_deleted_for_good_leaves_neither_a_recording_nor_a_word(
    store: Store, database: Path, paths: Paths, answer: Callable[..., str]
) -> None:
    deleted = answer()
    store.trash([deleted])
    delete_for_good(store, paths, [deleted, deleted])
    with pytest.raises(UnknownAttempt):
        store.attempt(deleted)
    assert not paths.attempt_dir(deleted).exists()
    assert PLAYED.encode() not in b"".join(file.read_bytes() for file in database.parent.glob("greenroom.db*"))


def test_only_what_is_in_the_trash_is_deleted_for_good(
    store: Store, paths: Paths, answer: Callable[..., str]
) -> None:
    kept = answer()
    with pytest.raises(Bug):
        delete_for_good(store, paths, [kept])
    assert paths.recording(kept) is not None
    assert [line.id for line in store.attempts()] == [kept]


def test_a_recording_that_cannot_be_removed_is_told_and_the_answer_stays_in_the_trash(
    store: Store, paths: Paths, answer: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = answer(0), answer(1)
    store.trash([first, second])
    remove = shutil.rmtree

    def held(folder: Path) -> None:
        if folder.name == second:
            raise PermissionError(13, "Permission denied")
        remove(folder)

    monkeypatch.setattr(shutil, "rmtree", held)
    with pytest.raises(UserError, match=r"was not deleted.*Permission denied.*still in the trash"):
        delete_for_good(store, paths, [first, second])
    assert in_trash(store) == [second]
    assert paths.recording(second) is not None
    with closing(Store.open(store.database)) as again:
        assert again.attempt(second).note == f"More {PLAYED}."
