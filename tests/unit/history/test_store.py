"""What an attempt keeps, step by step, and how it is found again."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import StatementError

from greenroom.errors import Bug
from greenroom.history.attempt import EXCERPT_CHARACTERS, AttemptState, Rating, Source
from greenroom.history.errors import UnknownAttempt
from greenroom.history.search import Wanted
from greenroom.history.store import Store
from greenroom.questions.pack import Pack, Question
from greenroom.speech.transcript import Interval, Segment, Transcript, Word

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
ZONES = [UTC, timezone(timedelta(hours=13)), timezone(timedelta(hours=-9.5))]


def transcript(text: str) -> Transcript:
    words = tuple(
        Word(start=index * 0.5, end=index * 0.5 + 0.4, text=word, probability=0.9)
        for index, word in enumerate(text.split())
    )
    segments = (Segment(start=0.0, end=60.0, text=text, words=words),) if text else ()
    return Transcript(segments=segments, duration=60.0, engine="faster-whisper", model="tiny.en")


def begin(store: Store, pack: Pack, at: datetime = NOON, session: str = "monday", question: int = 0) -> str:
    return store.start_attempt(
        pack=pack,
        question=pack.questions[question],
        session_id=session,
        source=Source.MICROPHONE,
        started_at=at,
    ).id


def answered(
    store: Store, pack: Pack, at: datetime = NOON, text: str = "It assumes the null.", question: int = 0
) -> str:
    attempt_id = begin(store, pack, at, question=question)
    store.finish_recording(attempt_id, 90.0)
    store.save_transcript(attempt_id, transcript(text))
    return attempt_id


def test_an_attempt_begins_with_a_copy_of_what_is_asked(store: Store, pack: Pack, question: Question) -> None:
    begun = store.start_attempt(pack=pack, question=question, session_id="monday", source=Source.FILE)
    kept = store.attempt(begun.id)
    assert kept == begun
    assert kept.question == question
    assert (kept.pack_title, kept.round_title) == ("Machine Learning Engineer", "Technical interview")
    assert (kept.state, kept.source, kept.take_number) == (AttemptState.RECORDING, Source.FILE, 1)
    assert kept.started_at.utcoffset() == timedelta(0)
    assert datetime.now(UTC) - kept.started_at < timedelta(minutes=1)


def test_each_step_is_kept_when_the_database_is_opened_again(store: Store, database: Path, pack: Pack) -> None:
    attempt_id = begin(store, pack)
    store.predict(attempt_id, Rating.GOOD)
    store.finish_recording(attempt_id, 61.5)
    store.save_transcript(attempt_id, transcript("It assumes the null."))
    store.rate(attempt_id, Rating.HARD)
    store.note(attempt_id, "Say what α means — 日本語 🎙")
    before = store.attempt(attempt_id)
    store.close()

    again = Store.open(database)
    try:
        kept = again.attempt(attempt_id)
    finally:
        again.close()
    assert kept == before
    assert (kept.prediction, kept.rating, kept.duration_s) == (Rating.GOOD, Rating.HARD, 61.5)
    assert kept.state is AttemptState.TRANSCRIBED
    assert kept.transcript == transcript("It assumes the null.")
    assert kept.note == "Say what α means — 日本語 🎙"


def test_a_failed_transcription_keeps_the_take_and_a_retry_clears_the_problem(store: Store, pack: Pack) -> None:
    attempt_id = begin(store, pack)
    store.finish_recording(attempt_id, 61.5)
    store.fail_transcription(attempt_id, "The speech helper ended.")
    failed = store.attempt(attempt_id)
    assert (failed.state, failed.problem, failed.duration_s) == (
        AttemptState.FAILED,
        "The speech helper ended.",
        61.5,
    )

    store.save_transcript(attempt_id, transcript("It assumes the null."))
    retried = store.attempt(attempt_id)
    assert (retried.state, retried.problem) == (AttemptState.TRANSCRIBED, None)


def test_takes_are_numbered_within_a_session_and_a_question(store: Store, pack: Pack) -> None:
    first, second = begin(store, pack), begin(store, pack)
    other_question, other_session = begin(store, pack, question=1), begin(store, pack, session="tuesday")
    takes = [store.attempt(id_).take_number for id_ in (first, second, other_question, other_session)]
    assert takes == [1, 2, 1, 1]


def test_the_beginning_of_an_id_is_enough_when_it_is_unique(store: Store, pack: Pack) -> None:
    attempt_id = begin(store, pack)
    assert store.attempt(attempt_id[:8].upper()).id == attempt_id


def test_a_question_that_later_rules_would_refuse_still_opens(store: Store, pack: Pack, question: Question) -> None:
    of_old_rules = question.model_copy(update={"points": question.points[:1], "id": "P values"})
    begun = store.start_attempt(pack=pack, question=of_old_rules, session_id="monday", source=Source.TYPED)
    assert store.attempt(begun.id).question == of_old_rules


@pytest.mark.parametrize("absent", ["", "no-such-id", "%", "_"])
def test_an_unknown_id_is_refused_in_plain_words(store: Store, pack: Pack, absent: str) -> None:
    begin(store, pack)
    with pytest.raises(UnknownAttempt, match="There is no answer"):
        store.attempt(absent)


def test_an_id_that_fits_several_answers_asks_for_more_of_it(store: Store, pack: Pack) -> None:
    ids = [begin(store, pack) for _ in range(17)]  # of 17 hexadecimal ids two begin alike
    initials = [id_[0] for id_ in ids]
    shared = next(initial for initial in initials if initials.count(initial) > 1)
    with pytest.raises(UnknownAttempt, match="Give more of the id"):
        store.attempt(shared)


def test_a_late_result_for_a_discarded_take_says_that_it_is_gone(store: Store, pack: Pack) -> None:
    attempt_id = begin(store, pack)
    store.discard(attempt_id)
    store.discard(attempt_id)
    with pytest.raises(UnknownAttempt):
        store.save_transcript(attempt_id, transcript("Too late."))
    assert store.attempts() == []


def test_an_answer_is_never_discarded(store: Store, pack: Pack) -> None:
    attempt_id = answered(store, pack)
    with pytest.raises(Bug):
        store.discard(attempt_id)
    assert store.attempt(attempt_id).state is AttemptState.TRANSCRIBED


def test_history_lists_the_newest_first_a_page_at_a_time(store: Store, pack: Pack) -> None:
    ids = [answered(store, pack, NOON + timedelta(hours=hour)) for hour in (0, 2, 1)]
    newest_first = [ids[1], ids[2], ids[0]]
    assert [line.id for line in store.attempts()] == newest_first
    found = store.find(Wanted(), limit=2)
    assert list(found.ids) == newest_first
    assert [line.id for line in found.summaries] == newest_first[:2]
    assert [line.id for line in store.summaries(found.ids[2:])] == newest_first[2:]


def test_a_line_of_the_history_says_what_was_asked_and_how_the_answer_begins(store: Store, pack: Pack) -> None:
    attempt_id = answered(store, pack, text="It assumes\n the null. " + "And so on. " * 100)
    store.rate(attempt_id, Rating.EASY)
    (line,) = store.attempts()
    assert (line.prompt, line.topic, line.question_id) == ("What is a p-value?", "Statistics", "p-values")
    assert (line.rating, line.duration_s, line.take_number) == (Rating.EASY, 90.0, 1)
    assert line.excerpt.startswith("It assumes the null. And so on.")
    assert line.excerpt.endswith("…")
    assert len(line.excerpt) <= EXCERPT_CHARACTERS


def test_only_recordings_without_an_end_are_offered_for_recovery(store: Store, pack: Pack) -> None:
    answered(store, pack)
    left_behind = begin(store, pack)
    assert [attempt.id for attempt in store.unfinished()] == [left_behind]


def test_last_ratings_tell_of_the_newest_finished_answer_to_each_question(store: Store, pack: Pack) -> None:
    store.rate(answered(store, pack, NOON), Rating.AGAIN)
    store.rate(answered(store, pack, NOON + timedelta(days=2)), Rating.GOOD)
    answered(store, pack, NOON + timedelta(days=1), question=1)
    begin(store, pack, NOON + timedelta(days=3))
    assert store.last_ratings(pack.id) == {
        "p-values": (Rating.GOOD, NOON + timedelta(days=2)),
        "missing-data": (None, NOON + timedelta(days=1)),
    }
    assert store.last_ratings("another-pack") == {}


@pytest.fixture
def in_auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system cannot change its zone for one process")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_auckland")
def test_the_week_counts_finished_answers_by_local_date(store: Store, pack: Pack) -> None:
    answered(store, pack, datetime(2026, 3, 13, 10, 59, tzinfo=UTC))  # 23:59 on the 13th there
    answered(store, pack, datetime(2026, 3, 13, 11, 0, tzinfo=UTC))  # midnight, so the 14th
    answered(store, pack, datetime(2026, 3, 14, 10, 0, tzinfo=UTC))
    begin(store, pack, datetime(2026, 3, 14, 10, 0, tzinfo=UTC))
    answered(store, pack, datetime(2026, 3, 7, 10, 0, tzinfo=UTC))  # the 7th: eight days with the 14th

    week = store.counts(today=date(2026, 3, 14))
    assert [day.date for day in week.days] == [date(2026, 3, number) for number in range(8, 15)]
    assert [day.answers for day in week.days] == [0, 0, 0, 0, 0, 1, 2]
    assert [day.minutes for day in week.days] == [0, 0, 0, 0, 0, 1.5, 3.0]
    assert (week.answers, week.minutes) == (3, 4.5)


def test_today_is_the_last_day_of_the_week(store: Store, pack: Pack, question: Question) -> None:
    begun = store.start_attempt(pack=pack, question=question, session_id="now", source=Source.MICROPHONE)
    store.finish_recording(begun.id, 30.0)
    assert store.counts().answers == 1


def test_a_time_without_a_zone_is_refused(store: Store, pack: Pack) -> None:
    with pytest.raises(StatementError, match="without a zone"):
        begin(store, pack, NOON.replace(tzinfo=None))


def test_several_threads_write_at_once_and_lose_nothing(store: Store, pack: Pack) -> None:
    patient = Store.open(store.database, busy_timeout_s=20.0)
    with ThreadPoolExecutor(6) as threads:
        ids = list(threads.map(lambda _: answered(patient, pack), range(30)))
    takes = sorted(patient.attempt(id_).take_number for id_ in ids)
    patient.close()
    assert takes == list(range(1, 31))


def test_what_was_committed_survives_a_process_that_dies_in_mid_transaction(
    store: Store, database: Path, pack: Pack
) -> None:
    attempt_id = answered(store, pack)
    store.close()
    dying = (
        "import os, pathlib, sys\n"
        "from greenroom.history.opening import connect\n"
        "connection = connect(pathlib.Path(sys.argv[1]))\n"
        "connection.execute('PRAGMA cache_size = 1')\n"  # so that uncommitted pages reach the disk
        "connection.execute('BEGIN IMMEDIATE')\n"
        "connection.execute('UPDATE attempts SET note = ?', ('x' * 1_000_000,))\n"
        "connection.execute('DELETE FROM attempts')\n"
        "os._exit(9)\n"
    )
    ended = subprocess.run([sys.executable, "-c", dying, str(database)], check=False, timeout=60, env=os.environ)
    assert ended.returncode == 9

    again = Store.open(database)
    kept = again.attempt(attempt_id)
    again.note(attempt_id, "still writable")
    again.close()
    assert (kept.state, kept.note) == (AttemptState.TRANSCRIBED, "")


def test_ten_thousand_attempts_list_in_an_instant(store: Store, pack: Pack) -> None:
    first = answered(store, pack, text="word " * 200)
    with sqlite3.connect(store.database) as filler:
        columns = [row[1] for row in filler.execute("PRAGMA table_info(attempts)") if row[1] != "id"]
        names = ", ".join(columns)
        filler.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) "  # noqa: S608
            f"INSERT INTO attempts (id, {names}) SELECT printf('%032x', i), {names} FROM n, attempts WHERE id = ?",
            (first,),
        )
    filler.close()
    began = time.perf_counter()
    page = store.find(Wanted(), limit=100).summaries
    page_s = time.perf_counter() - began
    everything = store.attempts()
    all_s = time.perf_counter() - began - page_s
    assert (len(page), len(everything)) == (100, 10_000)
    assert page_s < 0.2
    assert all_s < 2.0


intervals = st.tuples(st.floats(0, 3600, allow_nan=False), st.floats(0, 60, allow_nan=False)).map(
    lambda pair: Interval(start=pair[0], end=pair[0] + pair[1])
)
words = st.builds(
    Word, start=st.floats(0, 3600), end=st.floats(0, 3600), text=st.text(), probability=st.floats(0, 1)
)
segments = st.builds(
    Segment,
    start=st.floats(0, 3600),
    end=st.floats(0, 3600),
    text=st.text(),
    words=st.lists(words, max_size=4).map(tuple),
)
transcripts = st.builds(
    Transcript,
    segments=st.lists(segments, max_size=4).map(tuple),
    voiced=st.lists(intervals, max_size=3).map(tuple),
    pauses=st.lists(intervals, max_size=3).map(tuple),
    hesitations=st.lists(intervals, max_size=3).map(tuple),
    duration=st.floats(0, 3600),
    engine=st.text(),
    model=st.text(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    heard=transcripts,
    note=st.text(),
    prompt=st.text(min_size=1).filter(str.strip),
    started_at=st.datetimes(timezones=st.sampled_from(ZONES), min_value=datetime(1980, 1, 1)),  # noqa: DTZ001
    duration_s=st.floats(0, 1e6),
    rating=st.sampled_from(Rating),
)
def test_whatever_was_said_and_noted_comes_back_as_it_was(
    store: Store,
    pack: Pack,
    heard: Transcript,
    note: str,
    prompt: str,
    started_at: datetime,
    duration_s: float,
    rating: Rating,
) -> None:
    asked = pack.questions[0].model_copy(update={"prompt": prompt.strip()})
    begun = store.start_attempt(
        pack=pack, question=asked, session_id="any", source=Source.TYPED, started_at=started_at
    )
    store.finish_recording(begun.id, duration_s)
    store.save_transcript(begun.id, heard)
    store.note(begun.id, note)
    store.rate(begun.id, rating)
    assert store.attempt(begun.id) == replace(
        begun,
        state=AttemptState.TRANSCRIBED,
        duration_s=duration_s,
        transcript=heard,
        note=note,
        rating=rating,
    )
    assert begun.started_at == started_at
    assert begun.id in {line.id for line in store.attempts()}
