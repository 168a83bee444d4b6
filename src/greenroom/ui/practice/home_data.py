"""What the first page shows, read from packs and history in one go; no Qt here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from greenroom.history.attempt import Attempt, Week
from greenroom.interview.plan import Plan, askable, plan_today
from greenroom.questions.pack import Pack
from greenroom.services import Services

if TYPE_CHECKING:
    from greenroom.history.store import Store


@dataclass(frozen=True)
class PackData:
    """One pack, what of it to practise today, how many of its questions are due, and which were ever answered.

    interview: when it is, if that is known and to come.
    """

    pack: Pack
    today: Plan
    due: int
    answered: frozenset[str]
    interview: date | None = None


@dataclass(frozen=True)
class HomeData:
    """What the page shows, read in the background as one snapshot."""

    packs: tuple[PackData, ...]
    week: Week
    unfinished: tuple[Attempt, ...]


def read_home(services: Services) -> HomeData:
    """Read the packs and the history; runs on a worker."""
    store = services.store()
    interviews = services.settings.current.interviews
    packs = tuple(
        read_pack(store, loaded.pack, interviews.get(loaded.pack.id)) for loaded in services.library.load().packs
    )
    return HomeData(packs, store.counts(), tuple(store.unfinished()))


def read_pack(store: Store, pack: Pack, interview: date | None = None) -> PackData:
    """What the history says of `pack`; its schedule follows from the ratings."""
    from greenroom.interview import schedule  # FSRS is loaded here, behind the window

    now = datetime.now(UTC)
    if interview is not None and schedule.days_until(interview, now) < 0:
        interview = None
    last_ratings = {question: rating for question, (rating, _) in store.last_ratings(pack.id).items()}
    cards = schedule.cards_of(store.ratings(pack.id), interview)
    can_be_asked = askable(pack)
    due = [question for question in schedule.due(cards, now) if question in can_be_asked]
    today = plan_today(pack, last_ratings, due=due, later=schedule.later(cards, now))
    return PackData(pack, today, len(due), frozenset(last_ratings), interview)
