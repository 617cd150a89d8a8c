"""When a round closes, how far its date can move, and what happens on the date (confidentiality.md D3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ninefold.feedback360.domain.refusals import Refusal

LONDON = ZoneInfo("Europe/London")
FEWEST_COLLEAGUES = 5
LONGEST = timedelta(days=45)
SHORTEST = timedelta(days=7)
USUAL = timedelta(days=28)
WEEK = timedelta(days=7)


class ClosingDateNotPossible(Refusal):
    """The date cannot be the closing date of this round."""


@dataclass(frozen=True)
class Close:
    """Enough colleagues have answered: the round closes."""


@dataclass(frozen=True)
class ExtendTo:
    """Too few colleagues yet: the round stays open until the end of this day."""

    on: date


@dataclass(frozen=True)
class EndWithoutReport:
    """Too few colleagues, and the round has been open as long as it may."""


Outcome = Close | ExtendTo | EndWithoutReport


def in_london(moment: datetime) -> date:
    """The day in London at a moment."""
    return moment.astimezone(LONDON).date()


def end_of_day(on: date) -> datetime:
    """The first moment after that day in London, in UTC: answers count until then."""
    return datetime.combine(on + timedelta(days=1), time.min, tzinfo=LONDON).astimezone(UTC)


def latest_closing(opened_on: date) -> date:
    """The last day on which a round that opened then may close: 45 days in all."""
    return opened_on + LONGEST


def check_plan(*, opens_on: date, closes_on: date, today: date) -> None:
    """Check the dates of a round that is not open yet. Raises ClosingDateNotPossible."""
    if opens_on < today:
        raise ClosingDateNotPossible("The round can open today or later.")
    if closes_on < opens_on + SHORTEST:
        raise ClosingDateNotPossible(
            "Give people at least a week: choose a closing date 7 days or more after the opening."
        )
    if closes_on > latest_closing(opens_on):
        raise ClosingDateNotPossible("A round is open for 45 days at most. Choose an earlier closing date.")


def check_move(*, opened_on: date, closes_on: date, to: date, today: date) -> None:
    """Check a new closing date of an open round. Raises ClosingDateNotPossible."""
    if to == closes_on:
        raise ClosingDateNotPossible("This is the closing date already. Choose another day.")
    if to <= today:
        raise ClosingDateNotPossible("Choose a day after today, so that people hear of it in time.")
    if to > latest_closing(opened_on):
        raise ClosingDateNotPossible(
            f"A round is open for 45 days at most. The latest day for this one is {_words(latest_closing(opened_on))}."
        )


def closing_when_opened(*, opens_on: date, closes_on: date, opened_on: date) -> date:
    """The closing date of a round that opens now: one that opens later than planned keeps its planned length."""
    return opened_on + (closes_on - opens_on) if opened_on > opens_on else closes_on


def needed_to_close(minimum_raters: int) -> int:
    """How many confidential raters must have answered before there can be a report: 5, or the minimum if that is more."""
    return max(FEWEST_COLLEAGUES, minimum_raters)


def at_closing_date(*, submitted: int, needed: int, opened_on: date, closes_on: date, today: date) -> Outcome:
    """What happens once the closing date is over, with `submitted` confidential raters of the `needed`.

    The date moves by whole weeks to the first day that is not over yet, never past 45 days in all.
    """
    if submitted >= needed:
        return Close()
    latest = latest_closing(opened_on)
    if today > latest or closes_on >= latest:
        return EndWithoutReport()
    to = closes_on + WEEK
    while to < today:
        to += WEEK
    return ExtendTo(min(to, latest))


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
