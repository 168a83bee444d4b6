"""What the person decides about an answer: ticks, corrections, ratings; and what is read back from many answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenroom.errors import Bug
from greenroom.history.attempt import Rating, Source
from greenroom.history.errors import UnknownAttempt
from greenroom.history.store import Store
from greenroom.interview.schedule import card_of, cards_of, next_dates
from greenroom.questions.pack import Pack
from greenroom.review.corrections import Correction, apply
from greenroom.review.status import Status
from greenroom.speech.transcript import Segment, Transcript, Word

MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def transcript(text: str) -> Transcript:
    words = tuple(
        Word(start=at * 0.5, end=at * 0.5 + 0.4, text=word, probability=0.5) for at, word in enumerate(text.split())
    )
    segment = Segment(start=0.0, end=len(words) * 0.5, text=text, words=words)
    return Transcript(segments=(segment,), duration=60.0, engine="faster-whisper", model="tiny.en")


def answered(
    store: Store,
    pack: Pack,
    *,
    days: float = 0,
    text: str = "The rock auc is fine.",
    question: int = 0,
    source: Source = Source.MICROPHONE,
    rating: Rating | None = None,
) -> str:
    attempt_id = store.start_attempt(
        pack=pack,
        question=pack.questions[question],
        session_id="s",
        source=source,
        started_at=MONDAY + timedelta(days=days),
    ).id
    store.finish_recording(attempt_id, 60.0)
    store.save_transcript(attempt_id, transcript(text))
    if rating is not None:
        store.rate(attempt_id, rating)
    return attempt_id


def heard(store: Store, attempt_id: str) -> str:
    found = store.attempt(attempt_id).heard
    return found.text if found is not None else ""


# Ticks.


def test_a_tick_is_kept_changed_and_taken_back(store: Store, pack: Pack) -> None:
    mine, other = answered(store, pack), answered(store, pack)
    store.tick(mine, 0, Status.COVERED)
    store.tick(mine, 2, Status.MISSED)
    store.tick(mine, 0, Status.PARTLY)
    assert store.attempt(mine).ticks == {0: Status.PARTLY, 2: Status.MISSED}
    store.tick(mine, 0, None)
    store.tick(mine, 1, None)
    assert store.attempt(mine).ticks == {2: Status.MISSED}
    assert store.attempt(other).ticks == {}


def test_ticks_stay_when_the_words_are_corrected_or_heard_again(store: Store, pack: Pack) -> None:
    attempt_id = answered(store, pack)
    store.tick(attempt_id, 0, Status.COVERED)
    store.correct(attempt_id, 1, "ROC")
    store.save_transcript(attempt_id, transcript("Heard better this time."))
    assert store.attempt(attempt_id).ticks == {0: Status.COVERED}


# Corrections.


def test_a_correction_shows_in_the_review_and_the_list_and_leaves_the_transcript_alone(
    store: Store, pack: Pack
) -> None:
    attempt_id = answered(store, pack)
    store.correct(attempt_id, 1, "  ROC-AUC, the \n area, ")
    store.correct(attempt_id, 2, "")
    kept = store.attempt(attempt_id)
    assert kept.heard is not None
    assert kept.heard.text == "The ROC-AUC, the area, is fine."
    assert kept.heard_origins == (0, 1, 1, 1, 3, 4)
    assert kept.transcript == transcript("The rock auc is fine.")
    assert kept.corrections == (Correction(1, "rock", "ROC-AUC, the area,"), Correction(2, "auc", ""))
    assert [line.excerpt for line in store.attempts()] == ["The ROC-AUC, the area, is fine."]


def test_undo_takes_the_newest_correction_back_one_at_a_time(store: Store, pack: Pack) -> None:
    attempt_id = answered(store, pack)
    store.correct(attempt_id, 1, "ROC")
    store.correct(attempt_id, 4, "good.")
    store.correct(attempt_id, 1, "ROC-")
    shown = [heard(store, attempt_id)]
    for undone in (Correction(1, "rock", "ROC-"), Correction(4, "fine.", "good."), Correction(1, "rock", "ROC")):
        assert store.undo_correction(attempt_id) == undone
        shown.append(heard(store, attempt_id))
    assert store.undo_correction(attempt_id) is None
    assert shown == [
        "The ROC- auc is good.",
        "The ROC auc is good.",
        "The ROC auc is fine.",
        "The rock auc is fine.",
    ]
    assert [line.excerpt for line in store.attempts()] == ["The rock auc is fine."]


def test_leaving_a_word_as_it_shows_is_no_correction_to_undo(store: Store, pack: Pack) -> None:
    attempt_id = answered(store, pack)
    store.correct(attempt_id, 1, "rock")
    assert store.attempt(attempt_id).corrections == ()
    store.correct(attempt_id, 1, "ROC")
    store.correct(attempt_id, 1, " ROC ")
    store.correct(attempt_id, 1, "rock")
    assert [made.corrected for made in store.attempt(attempt_id).corrections] == ["ROC", "rock"]
    assert heard(store, attempt_id) == "The rock auc is fine."


def test_a_transcript_that_is_heard_again_begins_without_corrections(store: Store, pack: Pack) -> None:
    attempt_id = answered(store, pack)
    store.correct(attempt_id, 1, "ROC")
    store.save_transcript(attempt_id, transcript("The ROC AUC is fine."))
    again = store.attempt(attempt_id)
    assert (again.corrections, heard(store, attempt_id)) == ((), "The ROC AUC is fine.")
    assert [line.excerpt for line in store.attempts()] == ["The ROC AUC is fine."]


@pytest.mark.parametrize("index", [-1, 5])
def test_a_word_that_is_not_there_cannot_be_corrected(store: Store, pack: Pack, index: int) -> None:
    attempt_id = answered(store, pack)
    with pytest.raises(Bug):
        store.correct(attempt_id, index, "more")
    unheard = store.start_attempt(pack=pack, question=pack.questions[0], session_id="s", source=Source.FILE).id
    with pytest.raises(Bug):
        store.correct(unheard, 0, "more")
    assert (store.attempt(unheard).heard, store.attempt(unheard).heard_origins) == (None, ())


LATE: dict[str, Callable[[Store], object]] = {
    "tick": lambda store: store.tick("gone", 0, Status.COVERED),
    "correction": lambda store: store.correct("gone", 0, "word"),
    "undo": lambda store: store.undo_correction("gone"),
    "rating": lambda store: store.rate("gone", Rating.GOOD),
}


@pytest.mark.parametrize("late", LATE)
def test_what_belongs_to_an_attempt_that_is_gone_is_refused(store: Store, late: str) -> None:
    with pytest.raises(UnknownAttempt):
        LATE[late](store)


def test_a_discarded_take_leaves_no_tick_behind(store: Store, pack: Pack) -> None:
    begun = store.start_attempt(pack=pack, question=pack.questions[0], session_id="s", source=Source.MICROPHONE)
    store.tick(begun.id, 0, Status.COVERED)
    store.discard(begun.id)
    with closing(sqlite3.connect(store.database)) as connection:
        assert connection.execute("SELECT count(*) FROM ticks").fetchone() == (0,)


steps = st.lists(
    st.one_of(
        st.tuples(st.integers(0, 4), st.sampled_from(["", "rock", "ROC AUC", "p-value", "é 日本"])), st.none()
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_after_any_corrections_and_undos_the_review_and_the_list_show_the_same(
    store: Store, pack: Pack, steps: list[tuple[int, str] | None]
) -> None:
    attempt_id = answered(store, pack)
    made: list[Correction] = []
    for step in steps:
        if step is None:
            assert store.undo_correction(attempt_id) == (made.pop() if made else None)
        else:
            store.correct(attempt_id, *step)
            made = list(store.attempt(attempt_id).corrections)
    kept = store.attempt(attempt_id)
    assert list(kept.corrections) == made
    assert kept.transcript == transcript("The rock auc is fine.")
    assert kept.heard == apply(transcript("The rock auc is fine."), made).transcript
    assert next(line.excerpt for line in store.attempts() if line.id == attempt_id) == kept.heard.text


# Ratings and other takes.


def test_ratings_of_a_pack_are_listed_by_question_the_oldest_answer_first(store: Store, pack: Pack) -> None:
    answered(store, pack, days=2, rating=Rating.GOOD)
    answered(store, pack, days=0, rating=Rating.AGAIN)
    answered(store, pack, days=1)
    answered(store, pack, days=1, question=1, rating=Rating.EASY)
    assert store.ratings(pack.id) == {
        "p-values": [(MONDAY, Rating.AGAIN), (MONDAY + timedelta(days=2), Rating.GOOD)],
        "missing-data": [(MONDAY + timedelta(days=1), Rating.EASY)],
    }
    assert store.ratings("another-pack") == {}


def test_judging_an_answer_again_replaces_its_rating(store: Store, pack: Pack) -> None:
    first = answered(store, pack, rating=Rating.GOOD)
    answered(store, pack, days=2, rating=Rating.HARD)
    store.rate(first, Rating.EASY)
    assert store.ratings(pack.id)["p-values"] == [(MONDAY, Rating.EASY), (MONDAY + timedelta(days=2), Rating.HARD)]


def test_the_date_on_the_button_is_the_day_the_question_comes_back(store: Store, pack: Pack) -> None:
    answered(store, pack, days=-2, rating=Rating.GOOD)
    attempt = store.attempt(answered(store, pack))
    on_buttons = next_dates(card_of(store.ratings_before(attempt.id)), attempt.started_at)
    for rating in (Rating.AGAIN, Rating.EASY, Rating.GOOD, Rating.GOOD):  # each in place of the one before
        store.rate(attempt.id, rating)
        assert cards_of(store.ratings(pack.id))["p-values"].due_on == on_buttons[rating]
        assert next_dates(card_of(store.ratings_before(attempt.id)), attempt.started_at) == on_buttons


def test_the_ratings_before_an_attempt_leave_out_its_own_later_ones_and_other_questions(
    store: Store, pack: Pack
) -> None:
    answered(store, pack, days=0, rating=Rating.AGAIN)
    answered(store, pack, days=1, question=1, rating=Rating.EASY)
    mine = answered(store, pack, days=2, rating=Rating.GOOD)
    answered(store, pack, days=3, rating=Rating.HARD)
    assert store.ratings_before(mine) == [(MONDAY, Rating.AGAIN)]
    assert store.ratings_before("gone") == []


def test_takes_are_all_answers_to_one_question_the_newest_first(store: Store, pack: Pack) -> None:
    ids = [answered(store, pack, days=days) for days in (0, 2, 1)]
    answered(store, pack, question=1)
    assert [take.id for take in store.takes(pack.id, "p-values")] == [ids[1], ids[2], ids[0]]
    assert store.takes(pack.id, "another-question") == []


def test_the_yardstick_is_made_of_the_newest_spoken_answers(store: Store, pack: Pack) -> None:
    ids = [answered(store, pack, days=days, question=days % 2) for days in range(12)]
    answered(store, pack, days=20, source=Source.TYPED)
    failed = answered(store, pack, days=21)
    store.fail_transcription(failed, "The speech helper ended.")
    store.start_attempt(pack=pack, question=pack.questions[0], session_id="s", source=Source.MICROPHONE)
    newest_first = ids[::-1]
    assert [attempt.id for attempt in store.recent_attempts()] == newest_first[:10]
    measured = store.recent_attempts(limit=3, but_not=ids[-1])
    assert [attempt.id for attempt in measured] == newest_first[1:4]


def test_the_yardstick_reads_answers_as_corrected(store: Store, pack: Pack) -> None:
    store.correct(answered(store, pack), 1, "ROC")
    (attempt,) = store.recent_attempts()
    assert attempt.heard is not None
    assert attempt.heard.text == "The ROC auc is fine."
