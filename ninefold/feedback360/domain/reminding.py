"""When people are reminded: raters three times at most, a facilitator who has not released after 14 and 28 days.

Working days are Monday to Friday without the bank holidays of England that follow a rule, substitute days included.
One-off holidays, such as a coronation, are not known here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from ninefold.feedback360.domain.closing import LONDON, WEEK

MOST_REMINDERS = 3
FIRST_HOUR, LAST_HOUR = time(8), time(18)
NUDGES_AFTER_DAYS = (14, 28)
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


def in_working_hours(now: datetime) -> bool:
    """Whether it is between 8am and 6pm in London on a working day."""
    there = now.astimezone(LONDON)
    return is_working_day(there.date()) and FIRST_HOUR <= there.time() < LAST_HOUR


def is_working_day(day: date) -> bool:
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def reminder_is_due(*, opened_on: date, closes_on: date, reminded_on: tuple[date, ...], now: datetime) -> bool:
    """Whether a reminder should go out now.

    A week or more after the opening and after the last one, never a fourth, in working hours, and before the closing
    day.
    """
    today = now.astimezone(LONDON).date()
    last = max((opened_on, *reminded_on))
    return len(reminded_on) < MOST_REMINDERS and today >= last + WEEK and today < closes_on and in_working_hours(now)


def next_reminder(*, opened_on: date, closes_on: date, reminded_on: tuple[date, ...]) -> date | None:
    """The day of the next reminder, for the page; None if there will be none."""
    if len(reminded_on) >= MOST_REMINDERS:
        return None
    day = max((opened_on, *reminded_on)) + WEEK
    while not is_working_day(day):
        day += _ONE_DAY
    return day if day < closes_on else None


def invited_long_enough(*, invited_on: date, today: date) -> bool:
    """Whether somebody who was added late has had a week before their first reminder."""
    return today >= invited_on + WEEK


def nudges_due(*, waiting_since: date, today: date) -> tuple[int, ...]:
    """After how many days of waiting a facilitator has to be nudged by now: none, (14,) or (14, 28)."""
    return tuple(days for days in NUDGES_AFTER_DAYS if today >= waiting_since + timedelta(days=days))


@lru_cache(maxsize=16)
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year, as far as they follow a rule."""
    easter = easter_sunday(year)
    christmas = date(year, 12, 25)
    return frozenset(
        {
            _moved(date(year, 1, 1)),
            easter - 2 * _ONE_DAY,
            easter + _ONE_DAY,
            _monday_from(date(year, 5, 1)),
            _monday_from(date(year, 5, 25)),
            _monday_from(date(year, 8, 25)),
            *_christmas_days(christmas),
        }
    )


def easter_sunday(year: int) -> date:
    """Western Easter, by the calculation of Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _moved(day: date) -> date:
    return day if day.weekday() < _SATURDAY else _monday_from(day)


def _christmas_days(christmas: date) -> tuple[date, ...]:
    """Christmas Day and Boxing Day, or the working days that stand for them."""
    following = (christmas + days * _ONE_DAY for days in range(5))
    return tuple(day for day in following if day.weekday() < _SATURDAY)[:2]
