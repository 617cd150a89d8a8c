"""What the tests of feedback rounds share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

# A Monday, in the morning, with no bank holiday for eight weeks.
MONDAY = datetime(2027, 1, 11, 10, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """It is Monday 11 January 2027, 10am, until a test moves on."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller
