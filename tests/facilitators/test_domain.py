"""Standing: example days, and what holds on every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.facilitators.domain import Word, standing, twelve_months_after

ACCREDITED = date(2024, 3, 10)
UNTIL = date(2027, 3, 9)
IN, OUT, ENDED = Word.IN_PRACTICE, Word.OUT_OF_PRACTICE, Word.OUT_OF_ACCREDITATION
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2032, 12, 31))


@pytest.mark.parametrize(
    ("last_session", "on", "word", "until"),
    [
        (None, date(2024, 3, 9), ENDED, date(2024, 3, 9)),
        (None, date(2024, 3, 10), IN, date(2025, 3, 10)),
        (None, date(2025, 3, 10), IN, date(2025, 3, 10)),
        (None, date(2025, 3, 11), OUT, UNTIL),
        (date(2024, 12, 1), date(2025, 3, 11), IN, date(2025, 12, 1)),
        (date(2024, 12, 1), date(2025, 12, 2), OUT, UNTIL),
        (date(2023, 12, 1), date(2025, 1, 1), IN, date(2025, 3, 10)),
        (date(2026, 12, 1), date(2027, 3, 9), IN, UNTIL),
        (date(2026, 12, 1), date(2027, 3, 10), ENDED, None),
        (date(2024, 2, 29), date(2025, 2, 28), IN, date(2025, 3, 10)),
    ],
)
def test_standing_on_a_day(last_session: date | None, on: date, word: Word, until: date | None) -> None:
    found = standing(accredited_on=ACCREDITED, accredited_until=UNTIL, last_session_on=last_session, on=on)

    assert (found.word, found.until) == (word, until)
    assert found.in_practice == (word is IN)
    assert found.sentence.endswith(".")


def test_sentence_names_the_day() -> None:
    found = standing(accredited_on=ACCREDITED, accredited_until=UNTIL, last_session_on=None, on=date(2024, 6, 1))

    assert found.sentence == "In practice until 10 March 2025."


def test_leap_day_counts_until_the_end_of_february() -> None:
    assert twelve_months_after(date(2024, 2, 29)) == date(2025, 2, 28)


@given(accredited=days, lasts=st.integers(1, 2000), session=st.none() | days, on=days)
def test_standing_holds_until_its_last_day_and_changes_on_the_next(
    accredited: date, lasts: int, session: date | None, on: date
) -> None:
    def on_day(day: date) -> tuple[Word, date | None]:
        until = accredited + timedelta(days=lasts)
        found = standing(accredited_on=accredited, accredited_until=until, last_session_on=session, on=day)
        return found.word, found.until

    word, until = on_day(on)
    if until is not None:
        assert on <= until
        assert on_day(until)[0] == word
        assert on_day(until + timedelta(days=1))[0] != word


@given(session=days, later=days, on=days)
def test_one_more_session_never_worsens_a_standing(session: date, later: date, on: date) -> None:
    def rank(last: date) -> int:
        found = standing(accredited_on=ACCREDITED, accredited_until=UNTIL, last_session_on=last, on=on)
        return [ENDED, OUT, IN].index(found.word)

    assert rank(max(session, later)) >= rank(session)
