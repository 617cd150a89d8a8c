"""The calendar: working hours in London, bank holidays of England, at most three reminders, a week apart."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.feedback360.domain.closing import LONDON, in_london
from ninefold.feedback360.domain.reminding import (
    bank_holidays,
    in_working_hours,
    next_reminder,
    nudges_due,
    reminder_is_due,
)

# gov.uk/bank-holidays, England and Wales; the coronation of 2023 and the funeral of 2022 follow no rule.
KNOWN = {
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}


@pytest.mark.parametrize("year", KNOWN)
def test_bank_holidays_are_those_of_england(year: int) -> None:
    assert bank_holidays(year) == {date.fromisoformat(f"{year}-{day}") for day in KNOWN[year].split()}


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        (datetime(2027, 2, 1, 7, 59, 59, tzinfo=UTC), False),
        (datetime(2027, 2, 1, 8, 0, tzinfo=UTC), True),
        (datetime(2027, 2, 1, 17, 59, 59, tzinfo=UTC), True),
        (datetime(2027, 2, 1, 18, 0, tzinfo=UTC), False),
        (datetime(2027, 7, 1, 7, 0, tzinfo=UTC), True),
        (datetime(2027, 7, 1, 17, 0, tzinfo=UTC), False),
        (datetime(2027, 2, 6, 10, 0, tzinfo=UTC), False),
        (datetime(2027, 3, 26, 10, 0, tzinfo=UTC), False),
        (datetime(2027, 3, 28, 10, 0, tzinfo=UTC), False),
    ],
)
def test_working_hours_are_londons(moment: datetime, working: bool) -> None:
    assert in_working_hours(moment) is working


OPENED = date(2027, 2, 1)


def test_reminders_come_a_week_apart_and_stop_after_three() -> None:
    sent: list[date] = []
    now = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
    while now < datetime(2027, 4, 1, tzinfo=UTC):
        if reminder_is_due(opened_on=OPENED, closes_on=date(2027, 3, 18), reminded_on=tuple(sent), now=now):
            sent.append(in_london(now))
        now += timedelta(hours=3)
    assert sent == [date(2027, 2, 8), date(2027, 2, 15), date(2027, 2, 22)]


def test_no_reminder_on_the_closing_day() -> None:
    facts = {"opened_on": OPENED, "reminded_on": ()}
    now = datetime(2027, 2, 8, 9, 0, tzinfo=UTC)
    assert not reminder_is_due(**facts, closes_on=date(2027, 2, 8), now=now)  # type: ignore[arg-type]
    assert reminder_is_due(**facts, closes_on=date(2027, 2, 9), now=now)  # type: ignore[arg-type]


@given(
    st.lists(st.datetimes(datetime(2027, 2, 1), datetime(2027, 4, 30)), max_size=60).map(sorted),
)
def test_whenever_a_worker_runs_the_rules_hold(moments: list[datetime]) -> None:
    sent: list[datetime] = []
    for moment in moments:
        now = moment.replace(tzinfo=UTC)
        days = tuple(in_london(one) for one in sent)
        if reminder_is_due(opened_on=OPENED, closes_on=date(2027, 3, 18), reminded_on=days, now=now):
            sent.append(now)
    assert len(sent) <= 3
    for moment in sent:
        there = moment.astimezone(LONDON)
        assert 8 <= there.hour < 18
        assert there.weekday() < 5
    days = [OPENED, *(in_london(one) for one in sent)]
    assert all(later - earlier >= timedelta(days=7) for earlier, later in zip(days, days[1:], strict=False))


def test_next_reminder_is_told_ahead() -> None:
    assert next_reminder(opened_on=date(2027, 3, 19), closes_on=date(2027, 4, 20), reminded_on=()) == date(2027, 3, 30)
    assert next_reminder(opened_on=OPENED, closes_on=date(2027, 2, 8), reminded_on=()) is None
    three = (date(2027, 2, 8), date(2027, 2, 15), date(2027, 2, 22))
    assert next_reminder(opened_on=OPENED, closes_on=date(2027, 3, 18), reminded_on=three) is None


@pytest.mark.parametrize(("days", "due"), [(13, ()), (14, (14,)), (27, (14,)), (28, (14, 28)), (200, (14, 28))])
def test_facilitator_is_nudged_after_14_and_28_days(days: int, due: tuple[int, ...]) -> None:
    assert nudges_due(waiting_since=OPENED, today=OPENED + timedelta(days=days)) == due
