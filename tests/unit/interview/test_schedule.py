"""When a question comes back, as the person reads it off the calendar."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.interview.schedule import Card, after, card_of, cards_of, days_until, due, in_time, later, next_dates

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
MONDAY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
histories = st.lists(st.tuples(moments, st.integers(AGAIN, EASY)), max_size=8).map(sorted)


def in_days(card: Card | None, now: datetime = MONDAY) -> list[int]:
    return [days_until(day, now) for day in next_dates(card, now).values()]


def due_in(days: int) -> Card:
    day = MONDAY.astimezone().date()
    return Card(stability_days=2.0, difficulty=5.0, answered_on=day, due_on=day + timedelta(days=days))


def test_a_new_question_comes_back_today_tomorrow_or_in_some_days() -> None:
    assert in_days(None) == [0, 1, 2, 8]


def test_the_date_on_the_button_is_the_date_it_becomes() -> None:
    card = after(None, GOOD, MONDAY)
    on_button = next_dates(card, MONDAY + timedelta(days=2))
    for rating, day in on_button.items():
        assert after(card, rating, MONDAY + timedelta(days=2)).due_on == day


def test_gaps_grow_while_it_goes_well_and_start_over_when_it_does_not() -> None:
    card, now, gaps = None, MONDAY, []
    for rating in (GOOD, GOOD, GOOD, AGAIN, GOOD):
        card = after(card, rating, now)
        gaps.append(days_until(card.due_on, now))
        now += timedelta(days=gaps[-1])
    assert gaps[0] < gaps[1] < gaps[2]
    assert gaps[3] == 0
    assert 1 <= gaps[4] < gaps[2]


def test_several_takes_on_one_evening_do_not_carry_a_question_away() -> None:
    once = card_of([(MONDAY, GOOD)])
    four_times = card_of([(MONDAY + timedelta(minutes=5 * take), GOOD) for take in range(4)])
    assert once is not None
    assert four_times is not None
    assert days_until(once.due_on, MONDAY) <= days_until(four_times.due_on, MONDAY) <= 4


def test_a_question_that_was_never_rated_has_no_card() -> None:
    assert card_of([]) is None
    assert cards_of({"new": [], "known": [(MONDAY, GOOD)]}) == {"known": after(None, GOOD, MONDAY)}


def test_rating_the_same_answer_again_counts_once() -> None:
    """The card follows from the ratings as they are now: the second judgement replaces the first."""
    earlier = [(MONDAY, GOOD)]
    answered_at = MONDAY + timedelta(days=2)
    judged_hard = card_of([*earlier, (answered_at, HARD)])
    assert judged_hard == after(card_of(earlier), HARD, answered_at)


def test_what_is_longest_overdue_comes_first() -> None:
    cards = {"tomorrow": due_in(1), "today": due_in(0), "last week": due_in(-7), "next week": due_in(7)}
    assert due(cards, MONDAY) == ["last week", "today"]
    assert later(cards, MONDAY) == ["tomorrow", "next week"]
    assert days_until(due_in(-7).due_on, MONDAY) == -7


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
def test_a_day_begins_at_midnight_where_the_person_is() -> None:
    late_on_the_13th = datetime(2026, 3, 13, 10, 59, tzinfo=UTC)  # 23:59 there
    early_on_the_14th = datetime(2026, 3, 13, 11, 1, tzinfo=UTC)
    card = after(None, HARD, late_on_the_13th)
    assert (card.answered_on, card.due_on) == (date(2026, 3, 13), date(2026, 3, 14))
    assert due({"question": card}, late_on_the_13th) == []
    assert due({"question": card}, early_on_the_14th) == ["question"]
    slept_on_it = after(card, GOOD, early_on_the_14th)
    assert slept_on_it == after(card, GOOD, late_on_the_13th + timedelta(days=1))


@given(history=histories, now=moments)
def test_a_better_rating_never_brings_a_question_back_sooner(
    history: list[tuple[datetime, int]], now: datetime
) -> None:
    again, hard, good, easy = in_days(card_of(history), now)
    assert again == 0 < hard <= good <= easy


@given(history=histories)
def test_every_rated_question_is_due_some_day_and_on_that_day(history: list[tuple[datetime, int]]) -> None:
    card = card_of(history)
    if card is None:
        return
    noon_of_that_day = datetime(card.due_on.year, card.due_on.month, card.due_on.day, 12).astimezone()
    assert card.due_on >= card.answered_on
    assert due({"question": card}, noon_of_that_day) == ["question"]
    assert later({"question": card}, noon_of_that_day - timedelta(days=1)) == ["question"]
    assert card == card_of(history)


INTERVIEW = date(2026, 3, 20)


def card(answered: date, due: date) -> Card:
    return Card(stability_days=5.0, difficulty=5.0, answered_on=answered, due_on=due)


@pytest.mark.parametrize("day", range(1, 19))
def test_before_an_interview_every_question_comes_back_at_least_once_more(day: int) -> None:
    answered = date(2026, 3, day)
    for gap in (1, 3, 10, 200):
        due_on = in_time(card(answered, answered + timedelta(days=gap)), INTERVIEW).due_on
        assert answered < due_on < INTERVIEW


def test_what_comes_back_before_the_interview_anyway_keeps_its_day() -> None:
    early = card(date(2026, 3, 1), date(2026, 3, 9))
    assert in_time(early, INTERVIEW) == early
    assert in_time(early, None) == early


def test_what_was_seen_the_day_before_is_not_asked_again_on_the_day_itself() -> None:
    seen = card(date(2026, 3, 19), date(2026, 3, 27))
    assert in_time(seen, INTERVIEW) == seen


def test_each_further_answer_halves_the_days_that_are_left() -> None:
    answered, days = date(2026, 3, 1), []
    while (due_on := in_time(card(answered, date(2026, 9, 1)), INTERVIEW).due_on) < INTERVIEW:
        days.append(due_on.day)
        answered = due_on
    assert days == [10, 14, 16, 17, 18, 19]
