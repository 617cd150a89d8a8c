"""Dates, times, numbers and lists as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from ninefold.ui import formatting


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


def test_date_in_words() -> None:
    assert formatting.london_date(date(2026, 8, 6)) == "6 August 2026"
    assert formatting.london_date(date(2026, 8, 6), year=False) == "6 August"
    assert formatting.london_weekday(date(2026, 8, 6)) == "Thursday 6 August 2026"


def test_moment_late_in_the_evening_in_summer_is_the_next_day_in_london() -> None:
    assert formatting.london_date(utc(2026, 8, 5, 23, 30)) == "6 August 2026"
    assert formatting.london_date(utc(2026, 12, 5, 23, 30)) == "5 December 2026"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (time(17, 30), "5:30pm"),
        (time(9), "9am"),
        (time(12), "midday"),
        (time(0), "midnight"),
        (time(0, 5), "12:05am"),
        (time(12, 5), "12:05pm"),
        (utc(2026, 3, 29, 0, 59), "12:59am"),
        (utc(2026, 3, 29, 1, 0), "2am"),
        (utc(2026, 10, 25, 0, 30), "1:30am"),
        (utc(2026, 10, 25, 1, 30), "1:30am"),
    ],
)
def test_time_in_words(moment: datetime | time, words: str) -> None:
    assert formatting.london_time(moment) == words


def test_date_and_time_together() -> None:
    assert formatting.london_datetime(utc(2027, 3, 24, 14, 0)) == "24 March 2027, 2pm"


def test_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        formatting.london_date(datetime(2026, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 2, 2), date(2027, 3, 12), "2 February to 12 March 2027"),
        (date(2027, 3, 2), date(2027, 3, 12), "2 to 12 March 2027"),
        (date(2026, 12, 20), date(2027, 1, 3), "20 December 2026 to 3 January 2027"),
        (date(2027, 3, 2), date(2027, 3, 2), "2 March 2027"),
    ],
)
def test_range_of_dates(first: date, last: date, words: str) -> None:
    assert formatting.date_range(first, last) == words


def test_range_of_times() -> None:
    assert formatting.time_range(time(10), time(11, 30)) == "10am to 11:30am"


@pytest.mark.parametrize(
    ("value", "words"),
    [(3.75, "3.8"), (3.25, "3.3"), (3.85, "3.9"), (4, "4.0"), (Decimal("2.949"), "2.9"), (0.05, "0.1")],
)
def test_one_decimal_with_halves_going_up(value: float, words: str) -> None:
    assert formatting.one_decimal(value) == words


def test_counts_and_lists() -> None:
    assert formatting.plural(1, "person", "people") == "1 person"
    assert formatting.plural(3, "person", "people") == "3 people"
    assert formatting.plural(1978, "check") == "1,978 checks"
    assert [formatting.in_words(n) for n in (0, 2, 9, 10)] == ["no", "two", "nine", "10"]
    assert formatting.listed([]) == ""
    assert formatting.listed(["a"]) == "a"
    assert formatting.listed(["a", "b"]) == "a and b"
    assert formatting.listed(["a", "b", "c"], "or") == "a, b or c"
    assert formatting.possessive("James") == "James’s"
