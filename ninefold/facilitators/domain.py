"""Standing on the register: plain Python, no clock (the day is passed in)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

YEARS_IN_PRACTICE = 1
SHORTEST_SESSION = 1
LONGEST_SESSION = 600


class Mode(StrEnum):
    """How a feedback session was held."""

    ONLINE = "online"
    IN_PERSON = "in person"
    BY_TELEPHONE = "by telephone"


class Relation(StrEnum):
    """What the other person is to the facilitator."""

    LINE_MANAGER = "line manager"
    DIRECT_REPORT = "direct report"
    CLOSE = "close relation"
    WORKS_TOGETHER = "works closely"


class Word(StrEnum):
    """The three words of standing."""

    IN_PRACTICE = "in practice"
    OUT_OF_PRACTICE = "out of practice"
    OUT_OF_ACCREDITATION = "out of accreditation"


@dataclass(frozen=True)
class Standing:
    """A standing on a day. `until` is the last day on which it holds; None where only an act ends it."""

    word: Word
    until: date | None
    sentence: str

    @property
    def in_practice(self) -> bool:
        return self.word is Word.IN_PRACTICE


def standing(*, accredited_on: date, accredited_until: date, last_session_on: date | None, on: date) -> Standing:
    """The standing on a day.

    Out of accreditation before `accredited_on` and after `accredited_until`. Otherwise in practice for 12 months after
    the last session or, if later, the day of accreditation: the last such day is included.
    """
    if on < accredited_on:
        return Standing(
            Word.OUT_OF_ACCREDITATION, accredited_on - timedelta(days=1), f"Accredited from {_words(accredited_on)}."
        )
    if on > accredited_until:
        return Standing(Word.OUT_OF_ACCREDITATION, None, f"Accreditation ended on {_words(accredited_until)}.")
    counts_from = max(accredited_on, last_session_on or accredited_on)
    practised_until = twelve_months_after(counts_from)
    if on > practised_until:
        lapsed = (
            f"No feedback session since {_words(counts_from)}. A session or a refresher brings you back into practice."
        )
        return Standing(Word.OUT_OF_PRACTICE, accredited_until, lapsed)
    until = min(practised_until, accredited_until)
    return Standing(Word.IN_PRACTICE, until, f"In practice until {_words(until)}.")


def twelve_months_after(day: date) -> date:
    """The same day a year later; 28 February for 29 February."""
    try:
        return day.replace(year=day.year + YEARS_IN_PRACTICE)
    except ValueError:
        return day.replace(year=day.year + YEARS_IN_PRACTICE, day=28)


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
