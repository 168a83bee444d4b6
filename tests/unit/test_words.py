"""Times, dates and counts as a person reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenroom.ui.words import clock, count, day, time_of_day

NOW = datetime(2026, 3, 11, 9, 30).astimezone()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0:00"),
        (5.9, "0:05"),
        (78, "1:18"),
        (599.99, "9:59"),
        (3600, "1:00:00"),
        (3723, "1:02:03"),
        (-3, "0:00"),
    ],
)
def test_seconds_are_said_as_on_a_clock(seconds: float, said: str) -> None:
    assert clock(seconds) == said


@given(st.integers(min_value=0, max_value=10**7))
def test_a_clock_loses_no_second(seconds: int) -> None:
    parts = [int(part) for part in clock(seconds).split(":")]
    assert sum(part * 60**power for power, part in enumerate(reversed(parts))) == seconds


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(0), "Today"),
        (timedelta(days=1), "Yesterday"),
        (timedelta(days=2), "Monday"),
        (timedelta(days=6), "Thursday"),
        (timedelta(days=7), "4 Mar"),
        (timedelta(days=365), "11 Mar 2025"),
    ],
)
def test_days_are_said_as_people_say_them(ago: timedelta, said: str) -> None:
    assert day(NOW - ago, NOW) == said


def test_a_day_to_come_is_a_date() -> None:
    assert day(NOW + timedelta(days=3), NOW) == "14 Mar"


def test_late_last_night_is_yesterday_though_few_hours_ago() -> None:
    assert day(NOW.replace(hour=0, minute=10) - timedelta(minutes=20), NOW) == "Yesterday"


def test_moments_are_told_in_local_time() -> None:
    moment = datetime(2026, 3, 11, 9, 5, tzinfo=UTC)
    assert time_of_day(moment) == f"{moment.astimezone():%H:%M}"


@pytest.mark.parametrize(
    ("number", "said"), [(0, "no questions"), (1, "one question"), (12, "twelve questions"), (13, "13 questions")]
)
def test_counts_up_to_twelve_are_words(number: int, said: str) -> None:
    assert count(number, "question", "questions") == said
