"""Dates: the end of a London day, 45 days in all, and what the closing date brings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.feedback360.domain.closing import (
    Close,
    ClosingDateNotPossible,
    EndWithoutReport,
    ExtendTo,
    at_closing_date,
    check_move,
    check_plan,
    closing_when_opened,
    end_of_day,
    in_london,
    latest_closing,
    needed_to_close,
)

MONDAY = date(2027, 2, 1)


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2027, 1, 31), datetime(2027, 2, 1, 0, 0, tzinfo=UTC)),
        (date(2027, 3, 27), datetime(2027, 3, 28, 0, 0, tzinfo=UTC)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 23, 0, tzinfo=UTC)),
        (date(2027, 10, 30), datetime(2027, 10, 30, 23, 0, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 11, 1, 0, 0, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_in_london(day: date, ends: datetime) -> None:
    assert end_of_day(day) == ends
    assert in_london(ends - timedelta(seconds=1)) == day
    assert in_london(ends) == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "words"),
    [
        (MONDAY - timedelta(days=1), MONDAY + timedelta(days=20), "today or later"),
        (MONDAY, MONDAY + timedelta(days=6), "at least a week"),
        (MONDAY, MONDAY + timedelta(days=46), "45 days at most"),
    ],
)
def test_plan_is_refused_with_the_reason(opens_on: date, closes_on: date, words: str) -> None:
    with pytest.raises(ClosingDateNotPossible, match=words):
        check_plan(opens_on=opens_on, closes_on=closes_on, today=MONDAY)


@pytest.mark.parametrize("days", [7, 28, 45])
def test_plan_of_a_week_to_45_days_is_all_right(days: int) -> None:
    check_plan(opens_on=MONDAY, closes_on=MONDAY + timedelta(days=days), today=MONDAY)


@pytest.mark.parametrize(
    ("to", "words"),
    [(28, "closing date already"), (10, "after today"), (46, "18 March 2027")],
)
def test_move_is_refused_with_the_reason(to: int, words: str) -> None:
    with pytest.raises(ClosingDateNotPossible, match=words):
        check_move(
            opened_on=MONDAY,
            closes_on=MONDAY + timedelta(days=28),
            to=MONDAY + timedelta(days=to),
            today=MONDAY + timedelta(days=10),
        )


@pytest.mark.parametrize("to", [11, 45])
def test_move_goes_both_ways(to: int) -> None:
    check_move(
        opened_on=MONDAY,
        closes_on=MONDAY + timedelta(days=28),
        to=MONDAY + timedelta(days=to),
        today=MONDAY + timedelta(days=10),
    )


def test_round_that_opens_late_keeps_its_length() -> None:
    planned = MONDAY + timedelta(days=28)
    late = MONDAY + timedelta(days=5)
    assert closing_when_opened(opens_on=MONDAY, closes_on=planned, opened_on=MONDAY) == planned
    assert closing_when_opened(opens_on=MONDAY, closes_on=planned, opened_on=late) == late + timedelta(days=28)


def outcome(submitted: int, closes: int, today: int, needed: int = 5) -> object:
    return at_closing_date(
        submitted=submitted,
        needed=needed,
        opened_on=MONDAY,
        closes_on=MONDAY + timedelta(days=closes),
        today=MONDAY + timedelta(days=today),
    )


def test_closing_date_closes_with_5_and_extends_by_a_week_with_4() -> None:
    assert outcome(5, 28, 29) == Close()
    assert outcome(4, 28, 29) == ExtendTo(MONDAY + timedelta(days=35))


def test_last_extension_is_cut_at_45_days_then_the_round_ends() -> None:
    assert outcome(4, 42, 43) == ExtendTo(MONDAY + timedelta(days=45))
    assert outcome(4, 45, 46) == EndWithoutReport()


def test_after_days_without_a_worker_one_extension_reaches_a_day_to_come() -> None:
    assert outcome(0, 14, 30) == ExtendTo(MONDAY + timedelta(days=35))
    assert outcome(0, 14, 60) == EndWithoutReport()
    assert outcome(5, 14, 60) == Close()


def test_a_higher_minimum_needs_as_many_raters() -> None:
    assert (needed_to_close(3), needed_to_close(5), needed_to_close(7)) == (5, 5, 7)
    assert outcome(6, 28, 29, needed=7) == ExtendTo(MONDAY + timedelta(days=35))


@given(submitted=st.integers(0, 4), closes=st.integers(7, 45), late=st.integers(1, 60))
def test_extensions_end_and_never_pass_45_days(submitted: int, closes: int, late: int) -> None:
    closes_on, steps = MONDAY + timedelta(days=closes), 0
    while True:
        today = closes_on + timedelta(days=late)
        found = at_closing_date(submitted=submitted, needed=5, opened_on=MONDAY, closes_on=closes_on, today=today)
        if not isinstance(found, ExtendTo):
            assert found == EndWithoutReport()
            break
        assert closes_on < found.on <= latest_closing(MONDAY)
        assert today <= found.on
        closes_on, steps = found.on, steps + 1
    assert steps <= 6
