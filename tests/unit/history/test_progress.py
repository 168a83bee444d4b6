"""What the page of progress is made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from greenroom.history.attempt import Rating, Source
from greenroom.history.progress import MEASURED, TopicPoints, read_progress
from greenroom.history.store import Store
from greenroom.questions.pack import Pack
from greenroom.review.status import Status
from greenroom.review.typed import transcript_of_typed
from greenroom.speech.transcript import Interval, Segment, Transcript, Word

NOW = datetime.now(UTC)


def spoken(words: int, hesitations: int = 0) -> Transcript:
    """So many words in 30 seconds."""
    step = 30.0 / words
    said = tuple(
        Word(start=n * step, end=(n + 1) * step - 0.01, text="significance", probability=0.9) for n in range(words)
    )
    segment = Segment(start=0.0, end=30.0, text=" ".join(word.text for word in said), words=said)
    voiced = tuple(Interval(start=n + 0.1, end=n + 0.5) for n in range(hesitations))
    return Transcript(segments=(segment,), duration=31.0, engine="e", model="m", hesitations=voiced)


def answer(
    store: Store,
    pack: Pack,
    transcript: Transcript,
    days_ago: float = 0,
    said: Rating | None = None,
    is_typed: bool = False,
) -> str:
    attempt = store.start_attempt(
        pack=pack,
        question=pack.questions[0],
        session_id="s",
        source=Source.TYPED if is_typed else Source.MICROPHONE,
        started_at=NOW - timedelta(days=days_ago),
    )
    if not is_typed:
        store.finish_recording(attempt.id, 31.0)
    store.save_transcript(attempt.id, transcript)
    if said is not None:
        store.predict(attempt.id, said)
    return attempt.id


def test_an_empty_history_has_no_progress_to_show(store: Store) -> None:
    assert read_progress(store).is_empty


def test_pace_and_hesitations_are_those_of_spoken_answers_oldest_first(store: Store, pack: Pack) -> None:
    answer(store, pack, spoken(60, hesitations=2), days_ago=2)
    answer(store, pack, spoken(75), days_ago=1)
    answer(store, pack, transcript_of_typed("Typed words."), is_typed=True)
    measured = read_progress(store).measured
    assert [round(each.pace_wpm or 0) for each in measured] == [120, 150]
    assert [round(each.hesitations_per_minute or 0) for each in measured] == [4, 0]


def test_what_is_usual_now_stands_beside_what_was_before(store: Store, pack: Pack) -> None:
    for number in range(20):
        answer(store, pack, spoken(60 if number < 10 else 75), days_ago=20 - number)
    progress = read_progress(store)
    assert (round(progress.usual_before.pace_wpm or 0), round(progress.usual.pace_wpm or 0)) == (120, 150)


def test_predictions_stand_beside_the_ratings_that_followed(store: Store, pack: Pack) -> None:
    for rating in (Rating.HARD, Rating.HARD, Rating.GOOD):
        store.rate(answer(store, pack, spoken(60), said=Rating.GOOD), rating)
    store.rate(answer(store, pack, spoken(60)), Rating.EASY)
    deleted = answer(store, pack, spoken(60), said=Rating.AGAIN)
    store.rate(deleted, Rating.AGAIN)
    store.trash([deleted])
    progress = read_progress(store)
    assert progress.foreseen == {(Rating.GOOD, Rating.HARD): 2, (Rating.GOOD, Rating.GOOD): 1}
    assert sorted(progress.ratings) == [Rating.HARD, Rating.HARD, Rating.GOOD, Rating.EASY]


def test_points_of_a_topic_are_added_up_and_the_persons_own_ticks_count(store: Store, pack: Pack) -> None:
    first, _ = (answer(store, pack, spoken(60), days_ago=day) for day in (1, 0))
    store.tick(first, 0, Status.COVERED)
    store.tick(first, 1, Status.COVERED)
    assert read_progress(store).topics == (TopicPoints("Statistics", answers=2, covered=2, points=6),)


def test_four_weeks_of_days_end_today_and_only_the_newest_answers_are_measured(store: Store, pack: Pack) -> None:
    for number in range(MEASURED + 2):
        answer(store, pack, spoken(40), days_ago=number / 2)
    answer(store, pack, spoken(40), days_ago=40)
    progress = read_progress(store)
    assert (len(progress.days.days), progress.days.answers) == (28, MEASURED + 2)
    assert progress.days.days[-1].date == NOW.astimezone().date()
    assert len(progress.measured) == MEASURED
