"""Times, dates and counts as a person reads them."""

from __future__ import annotations

from datetime import datetime, timedelta


def clock(seconds: float) -> str:
    """Seconds as "1:18", or "1:02:03" from an hour on."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def day(moment: datetime, now: datetime | None = None) -> str:
    """`moment` (aware) as "Today", "Yesterday", "Friday", "12 Nov" or "12 Nov 2025", in local time."""
    local = moment.astimezone()
    today = (now or datetime.now().astimezone()).date()
    days_ago = (today - local.date()).days
    if days_ago == 0:
        return "Today"
    if days_ago == 1:
        return "Yesterday"
    if timedelta(days=1) < today - local.date() < timedelta(days=7):
        return f"{local:%A}"
    if local.year == today.year:
        return f"{local.day} {local:%b}"
    return f"{local.day} {local:%b %Y}"


def time_of_day(moment: datetime) -> str:
    """`moment` (aware) as "09:12", in local time."""
    return f"{moment.astimezone():%H:%M}"


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def count(number: int, one: str, many: str) -> str:
    """A number with its noun, in words up to twelve: "six questions", "one question", "23 questions"."""
    said = NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)
    return f"{said} {one if number == 1 else many}"


def capital(text: str) -> str:
    """`text` as it begins a sentence."""
    return text[:1].upper() + text[1:]
