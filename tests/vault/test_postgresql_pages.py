"""The attack with pageinspect and pg_walinspect: somebody with the server's pages and log, who knows who answered when."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import pytest
from scipy import stats

from tests.vault.conftest import World, sealed_values

ROUNDS, RATERS = 30, 8
SEALED = ("vault_invitation", "vault_token_copy", "vault_draft", "vault_urn")


@pytest.fixture
def attacked(world: World) -> World:
    world.rows("CREATE EXTENSION pageinspect")
    world.rows("CREATE EXTENSION pg_walinspect")
    world.rows("CREATE TABLE beginning AS SELECT pg_current_wal_lsn() AS lsn")
    world.run("rounds_in_known_order", rounds=ROUNDS, raters=RATERS)
    return world


def finds_an_order(orders: Sequence[Sequence[int]]) -> bool:
    """More matches with the order of sending, or more correlation, than 4 SD above or below chance."""
    matches = sum(place == number for order in orders for place, number in enumerate(order))
    correlation = sum(stats.spearmanr(range(RATERS), order).statistic for order in orders) / len(orders)
    expected = len(orders)
    return bool(abs(matches - expected) > 4 * expected**0.5 or abs(correlation) > 4 / ((RATERS - 1) * expected) ** 0.5)


def by_round(rows: Sequence[tuple[str, str]]) -> list[list[int]]:
    orders: dict[str, list[int]] = defaultdict(list)
    for round_id, text in rows:
        orders[round_id].append(int(text))
    return list(orders.values())


def inserted(world: World, table: str) -> dict[tuple[int, int], tuple[int, str]]:
    """From the write-ahead log: place of a row (block, item) to its rank of insertion and its transaction."""
    (relation,) = world.rows(f"SELECT pg_relation_filenode('{table}')")[0]
    records = world.rows(
        "SELECT block_ref, description, xid::text"
        " FROM pg_get_wal_records_info((SELECT lsn FROM beginning), pg_current_wal_flush_lsn())"
        " WHERE resource_manager = 'Heap' AND record_type LIKE 'INSERT%' ORDER BY start_lsn"
    )
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for rank, (block_ref, description, xid) in enumerate(records):
        place = re.search(r"rel \d+/\d+/(\d+) .*?blk (\d+)", block_ref)
        item = re.search(r"off:? (\d+)", description)
        if place and item and int(place[1]) == relation:
            found[int(place[2]), int(item[1])] = (rank, xid)
    return found


def placed(world: World, table: str) -> Mapping[tuple[int, int], tuple[str, str]]:
    """Each row by its place: round and text."""
    rows = world.rows(f"SELECT ctid::text, round_id::text, text FROM {table}")  # noqa: S608 - a name of our own
    return {
        (int(block), int(item)): (round_id, text)
        for ctid, round_id, text in rows
        for block, item in [ctid.strip("()").split(",")]
    }


def orders_of_the_log(world: World, table: str) -> list[list[int]]:
    log, rows = inserted(world, table), placed(world, table)
    assert log.keys() >= rows.keys()
    return by_round([rows[place] for place in sorted(rows, key=lambda place: log[place][0])])


def orders_of_the_pages(world: World, table: str) -> list[list[int]]:
    rows = world.rows(f"SELECT round_id::text, text FROM {table} ORDER BY xmin::text::bigint, ctid")  # noqa: S608 - as above
    return by_round(rows)


def test_pages_and_log_tell_the_order_of_a_naive_table_and_nothing_of_ours(attacked: World) -> None:
    for orders in (orders_of_the_pages, orders_of_the_log):
        assert finds_an_order(orders(attacked, "naive"))
        assert not finds_an_order(orders(attacked, "vault_comment"))


def test_no_comment_shares_a_transaction_with_an_answer(attacked: World) -> None:
    sent = {xid for _, xid in inserted(attacked, "vault_urn").values()} | {
        xid for _, xid in inserted(attacked, "vault_draft").values()
    }
    comments = attacked.rows("SELECT round_id::text, xmin::text FROM vault_comment")
    assert len(sent) > RATERS
    assert not sent & {xid for _, xid in comments}
    assert len(set(comments)) == len({xid for _, xid in comments}) == ROUNDS


def test_no_row_of_the_sealed_tables_is_left_in_a_page(attacked: World) -> None:
    left = (
        "SELECT count(*) FROM generate_series(0, pg_relation_size('{0}') / 8192 - 1) AS page,"
        " heap_page_items(get_raw_page('{0}', page::int)) WHERE lp_len > 0"
    )
    assert attacked.rows(left.format("vault_comment")) == [(ROUNDS * RATERS,)]
    for table in SEALED:
        assert attacked.rows(left.format(table)) == [(0,)]


def test_statistics_keep_no_hash_box_or_comment(world: World) -> None:
    made = world.run("answer")
    world.rows("CREATE TABLE naive AS SELECT h_inv FROM vault_invitation")
    values = sealed_values(world)
    world.rows("ANALYZE")
    shown = "SELECT coalesce(most_common_vals::text, '') || coalesce(histogram_bounds::text, '') FROM pg_stats WHERE tablename"
    assert any(value.hex() in row[0] for row in world.rows(f"{shown} = 'naive'") for value in values)
    assert not [value for row in world.rows(f"{shown} LIKE 'vault%'") for value in values if value.hex() in row[0]]
    world.run("close", round=made["round"])
    world.rows("ANALYZE")
    kept = {name for (name,) in world.rows("SELECT attname FROM pg_stats WHERE tablename = 'vault_comment'")}
    assert kept
    assert not kept & {"id", "text", "rater"}
