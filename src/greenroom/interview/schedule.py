"""When to practise a question again: FSRS over the person's own ratings, in whole days.

A card is never stored. It follows from the ratings that the answers to its question were given, so that another
rating for an old answer, or an answer that is deleted, cannot leave it wrong.

The numbers are those of FSRS 6 as the `fsrs` library ships them (https://github.com/open-spaced-repetition/py-fsrs),
aimed at 90 % recall. A new question comes back today after Again, tomorrow after Hard, in 2 days after Good and in
8 after Easy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar, cast

import fsrs

DESIRED_RETENTION = 0.90
AGAIN = 1
GRADES = (AGAIN, 2, 3, 4)
"""Again, Hard, Good and Easy, as the person's ratings number them."""

# Without learning steps every gap is in days; without fuzz the date on a button is the date it will be.
_FSRS = fsrs.Scheduler(
    desired_retention=DESIRED_RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
)

Key = TypeVar("Key")
Rated = tuple[datetime, int]
"""When an answer was given (aware), and its rating, 1 to 4."""


@dataclass(frozen=True)
class Card:
    """The schedule's memory of a question. Its dates are those of the person's calendar.

    stability_days: how long until a good answer is expected in nine tries of ten. difficulty: 1 to 10.
    """

    stability_days: float
    difficulty: float
    answered_on: date
    due_on: date


def after(card: Card | None, rating: int, now: datetime) -> Card:
    """The card once an answer given at `now` was rated; None stands for a question that was never rated.

    Again comes back on the same day, every other rating on a later one.
    """
    today = _local_date(now)
    if card is None:
        before = fsrs.Card(card_id=0)
    else:
        before = fsrs.Card(
            card_id=0,
            state=fsrs.State.Review,
            stability=card.stability_days,
            difficulty=card.difficulty,
            last_review=_noon(card.answered_on),
        )
    known, _ = _FSRS.review_card(before, fsrs.Rating(rating), _noon(today))
    gap = timedelta() if rating == AGAIN else known.due - _noon(today)
    # A card that was reviewed has both numbers; the library's type is for those that were not, too.
    return Card(cast(float, known.stability), cast(float, known.difficulty), today, today + gap)


def card_of(rated: Iterable[Rated]) -> Card | None:
    """The card of a question whose answers were rated so, oldest first; None where none was."""
    card = None
    for answered_at, rating in rated:
        card = after(card, rating, answered_at)
    return card


def cards_of(rated: Mapping[Key, Sequence[Rated]], interview: date | None = None) -> dict[Key, Card]:
    """The card of each question that has a rated answer, due in time before the interview if there is one."""
    return {key: in_time(card, interview) for key, one in rated.items() if (card := card_of(one)) is not None}


def in_time(card: Card, interview: date | None) -> Card:
    """The card with its gap shrunk where it reaches the day of the interview or beyond.

    The question then comes back half-way between its last answer and the day before the interview, so that what was
    answered on different days stays spread out, and each further answer halves what is left. What was answered
    the day before, or later, has been seen in time.
    """
    if interview is None or card.due_on < interview:
        return card
    left = (interview - timedelta(days=1) - card.answered_on).days
    if left <= 0:
        return card
    return replace(card, due_on=card.answered_on + timedelta(days=max(1, left // 2)))


def next_dates(card: Card | None, now: datetime) -> dict[int, date]:
    """For each rating, 1 to 4, the day on which the question would come back. A better rating is never sooner."""
    return {rating: after(card, rating, now).due_on for rating in GRADES}


def due(cards: Mapping[Key, Card], now: datetime) -> list[Key]:
    """The questions whose day has come, the longest overdue first."""
    today = _local_date(now)
    return [key for key in _soonest_first(cards) if cards[key].due_on <= today]


def later(cards: Mapping[Key, Card], now: datetime) -> list[Key]:
    """The questions whose day is still to come, the next one first."""
    today = _local_date(now)
    return [key for key in _soonest_first(cards) if cards[key].due_on > today]


def days_until(day: date, now: datetime) -> int:
    """How many days from today: 0 for today, 1 for tomorrow, negative for the past."""
    return (day - _local_date(now)).days


def _soonest_first(cards: Mapping[Key, Card]) -> list[Key]:
    return sorted(cards, key=lambda key: cards[key].due_on)


def _local_date(moment: datetime) -> date:
    return moment.astimezone().date()


def _noon(day: date) -> datetime:
    """FSRS counts periods of 24 hours; from noon to noon these are the days of a calendar."""
    return datetime.combine(day, time(12), UTC)
