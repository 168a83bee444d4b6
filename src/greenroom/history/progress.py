"""What changes over days and weeks: facts and the person's own ratings, never a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from greenroom.history.attempt import Attempt, Week
from greenroom.history.store import Store
from greenroom.review.delivery import Facts
from greenroom.review.rating import Rating
from greenroom.review.reviewed import reviewed
from greenroom.review.status import Status
from greenroom.review.yardstick import Yardstick, yardstick

DAYS = 28
RATINGS = 60
MEASURED = 40
"""So many of the newest spoken answers are measured: looking for the points of one takes some 20 ms."""
USUAL_OF = 10
"""What is usual is the median of so many, as in the review."""


@dataclass(frozen=True)
class TopicPoints:
    """How many of the points of a topic's answers were heard, partly ones not among them."""

    topic: str
    answers: int
    covered: int
    points: int


@dataclass(frozen=True)
class Measured:
    """One spoken answer's pace and hesitations a minute; None where it was too short to tell."""

    pace_wpm: float | None
    hesitations_per_minute: float | None


@dataclass(frozen=True)
class Progress:
    """days: of the last DAYS dates, today last. ratings: the newest RATINGS, oldest first.

    foreseen: how often the person predicted the first and rated the second. measured: the newest MEASURED spoken
    answers, oldest first. usual: the yardstick of the last USUAL_OF of them, usual_before that of those before.
    topics: of the measured answers to questions with points, those with the smallest share heard first.
    """

    days: Week
    ratings: tuple[Rating, ...]
    foreseen: Counter[tuple[Rating, Rating]]
    measured: tuple[Measured, ...]
    usual: Yardstick
    usual_before: Yardstick
    topics: tuple[TopicPoints, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.ratings or self.measured or self.days.answers)


def read_progress(store: Store) -> Progress:
    """Read it from the history; for a worker, as it takes about a second. Raises UserError."""
    judged = store.judgements()
    answers = store.recent_attempts(MEASURED)[::-1]
    reviews = [reviewed(each.question, each.heard, each.ticks) for each in answers if each.heard is not None]
    told = [review.facts for review in reviews]
    points = [
        (each.question.topic, [point.status for point in review.points])
        for each, review in zip(_heard(answers), reviews, strict=True)
        if review.points
    ]
    return Progress(
        days=store.counts(days=DAYS),
        ratings=tuple(rating for _, rating in judged[-RATINGS:]),
        foreseen=Counter((prediction, rating) for prediction, rating in judged if prediction is not None),
        measured=tuple(Measured(each.pace_wpm, each.hesitations_per_minute) for each in told),
        usual=yardstick(told[-USUAL_OF:]),
        usual_before=yardstick(_before(told)),
        topics=_topics(points),
    )


def _heard(answers: Sequence[Attempt]) -> list[Attempt]:
    return [each for each in answers if each.heard is not None]


def _before(told: Sequence[Facts]) -> Sequence[Facts]:
    return told[-2 * USUAL_OF : -USUAL_OF]


def _topics(points: Sequence[tuple[str, list[Status]]]) -> tuple[TopicPoints, ...]:
    of_topic: dict[str, list[list[Status]]] = {}
    for topic, statuses in points:
        of_topic.setdefault(topic, []).append(statuses)
    made = [
        TopicPoints(
            topic,
            answers=len(answers),
            covered=sum(status is Status.COVERED for answer in answers for status in answer),
            points=sum(len(answer) for answer in answers),
        )
        for topic, answers in of_topic.items()
    ]
    return tuple(sorted(made, key=lambda each: (each.covered / each.points, each.topic)))
