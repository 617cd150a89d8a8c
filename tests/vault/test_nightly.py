"""Nightly housekeeping: in its hour only, and nothing that a deployment may not do is an error."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ninefold.vault.housekeeping import clear_files_at_night

SUMMER_NIGHT = datetime(2027, 7, 1, 2, 30, tzinfo=UTC)
WINTER_NIGHT = datetime(2027, 1, 1, 3, 30, tzinfo=UTC)
DAY = datetime(2027, 1, 1, 12, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_files_are_cleared_at_three_in_london_and_at_no_other_hour() -> None:
    assert clear_files_at_night(SUMMER_NIGHT)
    assert clear_files_at_night(WINTER_NIGHT)
    assert not clear_files_at_night(DAY)
    assert not clear_files_at_night(WINTER_NIGHT.replace(hour=2))


@pytest.mark.django_db
def test_nothing_is_cleared_inside_a_transaction() -> None:
    assert not clear_files_at_night(WINTER_NIGHT)
