"""Dates, times, numbers and lists in the words that people read: London time, months in full, '5:30pm', 'a, b and c'."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from zoneinfo import ZoneInfo

LONDON: Final = ZoneInfo("Europe/London")
MONTHS: Final = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS: Final = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
SMALL_NUMBERS: Final = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def in_london(moment: datetime) -> datetime:
    """The moment as London clocks show it; a moment without a time zone is refused, since nobody could say when it was."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be shown")
    return moment.astimezone(LONDON)


def london_day(value: date | datetime) -> date:
    return in_london(value).date() if isinstance(value, datetime) else value


def london_date(value: date | datetime, *, year: bool = True) -> str:
    """'6 August 2026', or '6 August' where the year is clear."""
    day = london_day(value)
    return f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if year else "")


def london_weekday(value: date | datetime, *, year: bool = True) -> str:
    """'Thursday 6 August 2026': for a day on which something happens."""
    return f"{WEEKDAYS[london_day(value).weekday()]} {london_date(value, year=year)}"


def clock(value: time) -> str:
    if (value.hour, value.minute) in {(0, 0), (12, 0)}:
        return "midnight" if value.hour == 0 else "midday"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{(value.hour - 1) % 12 + 1}{minutes}{'am' if value.hour < 12 else 'pm'}"


def london_time(value: datetime | time) -> str:
    """'5:30pm', '9am', 'midday', 'midnight'."""
    return clock(in_london(value).time() if isinstance(value, datetime) else value)


def london_datetime(value: datetime, *, year: bool = True) -> str:
    """'24 March 2027, 2pm'."""
    return f"{london_date(value, year=year)}, {london_time(value)}"


def date_range(first: date | datetime, last: date | datetime) -> str:
    """'2 February to 12 March 2027', '2 to 12 March 2027'."""
    start, end = london_day(first), london_day(last)
    if start == end:
        return london_date(start)
    if start.year != end.year:
        return f"{london_date(start)} to {london_date(end)}"
    if start.month != end.month:
        return f"{london_date(start, year=False)} to {london_date(end)}"
    return f"{start.day} to {london_date(end)}"


def time_range(first: datetime | time, last: datetime | time) -> str:
    """'10am to 11:30am'."""
    return f"{london_time(first)} to {london_time(last)}"


def one_decimal(value: float | Decimal) -> str:
    """'3.8'; halves go up, as people expect from paper."""
    return str(Decimal(str(value)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP))


def thousands(value: int) -> str:
    """'1,978'."""
    return f"{value:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """'1 person', '3 people', '2 peers': the word for many is the word for one with an s where none is given."""
    return f"{thousands(count)} {one if count == 1 else many or one + 's'}"


def in_words(count: int) -> str:
    """'three' up to nine, figures from 10: for the beginning of a sentence or a heading."""
    return SMALL_NUMBERS[count] if 0 <= count < len(SMALL_NUMBERS) else thousands(count)


def listed(words: Sequence[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def possessive(name: str) -> str:
    """'Ruth’s'; 'James’s' too, as it is said aloud."""
    return f"{name}’s"
