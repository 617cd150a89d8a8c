from __future__ import annotations

import pytest

from ninefold.vault import actions, queries
from tests.factories.vault import INSTRUMENT, an_answered_round

pytestmark = pytest.mark.django_db(transaction=True)


def test_close_leaves_table_and_comments():
    round_id = an_answered_round()
    outcome = actions.close(round_id=round_id, instrument=INSTRUMENT)
    assert outcome is actions.CloseOutcome.CLOSED
    left = queries.certified(round_id)
    assert len(left.comments) == 9
