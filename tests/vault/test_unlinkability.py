"""Two worlds look the same after close, and the order of comments tells nothing of the order of sending."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from scipy import stats

from ninefold.vault import actions, queries
from ninefold.vault.rows import change, read
from tests.factories.vault import INSTRUMENT, REQUIRED, pages, save_all

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 60
RATERS = 8


def a_round_answered_by(raters: Sequence[UUID], answers: Sequence[tuple[int, str]], round_id: UUID) -> None:
    """Everybody is a peer; they are invited and answer in the order given."""
    actions.open_round(round_id=round_id, minimum=3)
    for rater_id in raters:
        actions.invite(round_id=round_id, rater_id=rater_id, group="peer")
    for rater_id, (level, comment) in zip(raters, answers, strict=True):
        rater_pass = queries.pass_for(rater_id)
        assert rater_pass is not None
        save_all(rater_pass, pages(level, comment=comment))
        actions.submit(rater_pass, required=REQUIRED)
    actions.close(round_id=round_id, instrument=INSTRUMENT)


def dump_without_randomness(round_id: UUID) -> dict[str, Any]:
    """All rows of all tables; only ids, keys and links of the chain, which are random, are left out."""
    left = queries.certified(round_id)
    assert left is not None
    tables = ("vault_invitation", "vault_token_copy", "vault_draft", "vault_urn")
    dumped: dict[str, Any] = {table: read(f"SELECT * FROM {table}") for table in tables}  # noqa: S608 - names of our own
    dumped["vault_round"] = read("SELECT round_id, state, minimum, swept FROM vault_round")
    cells = [{**cell.as_mapping(), "id": ""} for cell in left.table.cells]
    dumped["vault_certified_table"] = (left.table.minimum, cells, left.table.withheld)
    dumped["vault_comment"] = sorted(read('SELECT round_id, "group", rater, question, text FROM vault_comment'))
    return dumped


def forget(round_id: UUID) -> None:
    for table in ("vault_round", "vault_certified_table", "vault_comment"):
        change(f"DELETE FROM {table} WHERE round_id = %s", [round_id.hex])  # noqa: S608 - names of our own


def test_two_worlds_in_which_two_raters_swapped_answers_are_the_same_after_close() -> None:
    round_id, raters = uuid4(), [uuid4() for _ in range(6)]
    answers = [(1, "harsh words"), (5, "kind words"), (3, "a"), (4, "b"), (4, "c"), (2, "d")]
    a_round_answered_by(raters, answers, round_id)
    one_world = dump_without_randomness(round_id)
    forget(round_id)
    a_round_answered_by(raters, [answers[1], answers[0], *answers[2:]], round_id)
    assert dump_without_randomness(round_id) == one_world
    forget(round_id)
    a_round_answered_by(raters, [(2, "harsh words"), *answers[1:]], round_id)
    assert dump_without_randomness(round_id) != one_world


def orders_of_comments(round_id: UUID) -> dict[str, list[int]]:
    """The numbers of sending, in every order in which the database shows the comments."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    seen = {}
    for by in ("id", place):
        rows = read(f"SELECT text FROM vault_comment WHERE round_id = %s ORDER BY {by}", [round_id.hex])  # noqa: S608 - as above
        seen[by] = [int(text) for (text,) in rows]
    return seen


def tells_nothing(orders: Sequence[Sequence[int]]) -> bool:
    """Rank correlations with the order of sending have uniform p-values (KS p > .01), matches within 4 SD of chance."""
    sent = list(range(RATERS))
    p_values = [stats.spearmanr(sent, order).pvalue for order in orders]
    matches = sum(position == number for order in orders for position, number in enumerate(order))
    chance = len(orders)
    return bool(stats.kstest(p_values, "uniform").pvalue > 0.01 and abs(matches - chance) <= 4 * chance**0.5)


def test_the_attack_sees_an_order_that_is_there() -> None:
    assert not tells_nothing([list(range(RATERS))] * ROUNDS)
    nearly = [[1, 0, 2, 3, 4, 5, 7, 6]] * ROUNDS
    assert not tells_nothing(nearly)


def test_the_order_of_comments_tells_nothing_of_the_order_of_sending() -> None:
    # By chance alone one run in a hundred looks suspicious, so only two in a row are a finding.
    for _ in range(2):
        seen: dict[str, list[list[int]]] = {}
        for _ in range(ROUNDS):
            round_id = uuid4()
            a_round_answered_by([uuid4() for _ in range(RATERS)], [(3, str(n)) for n in range(RATERS)], round_id)
            for by, order in orders_of_comments(round_id).items():
                seen.setdefault(by, []).append(order)
        if all(tells_nothing(orders) for orders in seen.values()):
            return
    pytest.fail("the order of comments follows the order of sending")
