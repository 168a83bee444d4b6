"""What surrounds an attempt: when its question comes back, its other takes, and what is usual for the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from greenroom.history.attempt import Attempt, AttemptState, AttemptSummary
from greenroom.history.store import Store
from greenroom.interview.schedule import card_of, days_until, in_time
from greenroom.review.delivery import facts
from greenroom.review.rating import Rating
from greenroom.review.yardstick import Yardstick, yardstick


@dataclass(frozen=True)
class Due:
    """When a question comes back: in so many days, 0 or less for today."""

    days: int
    on: date


@dataclass(frozen=True)
class Context:
    """due: for each rating of the attempt when its question would come back. takes: newest first, with this one.

    recent: the answers that `usual` is made of.
    """

    attempt_id: str
    due: Mapping[Rating, Due]
    takes: Sequence[AttemptSummary]
    recent: Sequence[Attempt]


def read_context(store: Store, attempt: Attempt, now: datetime, interview: date | None = None) -> Context:
    """Read it from history. interview: the day of the pack's. Raises UserError."""
    takes = store.takes(attempt.pack_id, attempt.question_id)
    return Context(
        attempt_id=attempt.id,
        due=due_dates(
            store.ratings(attempt.pack_id).get(attempt.question_id, ()), attempt.started_at, now, interview
        ),
        takes=[take for take in takes if take.state is AttemptState.TRANSCRIBED],
        recent=store.recent_attempts(but_not=attempt.id),
    )


def due_dates(
    rated: Iterable[tuple[datetime, Rating]], answered_at: datetime, now: datetime, interview: date | None = None
) -> dict[Rating, Due]:
    """When the question would come back after each rating of the answer given at `answered_at`.

    rated: the ratings of all answers to it, oldest first; this answer's own, if it has one, is replaced.
    """
    others = [(at, int(rating)) for at, rating in rated if at != answered_at]
    made = {}
    for rating in Rating:
        card = card_of(sorted([*others, (answered_at, int(rating))], key=lambda each: each[0]))
        if card is not None:
            card = in_time(card, interview)
            made[rating] = Due(days_until(card.due_on, now), card.due_on)
    return made


def usual(recent: Sequence[Attempt]) -> Yardstick:
    """The yardstick of these answers. Not for the GUI thread: it counts every word of them."""
    return yardstick([facts(each.heard, each.question) for each in recent if each.heard is not None])
