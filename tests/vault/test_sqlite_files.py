"""After close no hash and no box is left in the files of SQLite."""

from __future__ import annotations

import sqlite3

from tests.vault.conftest import World, sealed_values


def test_no_hash_or_box_is_left_in_the_files_after_close(world: World) -> None:
    made = world.run("answer")
    world.run("withdraw_one", round=made["round"], comment="much ado")
    values = sealed_values(world)
    assert len(values) > 30
    assert world.holding(values) == values
    world.run("close", round=made["round"])
    assert world.holding(values) == set()


def test_a_reader_in_the_way_is_noticed_and_the_next_sweep_clears_up(world: World) -> None:
    made = world.run("answer")
    values = sealed_values(world)
    with sqlite3.connect(world.file, isolation_level=None) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM vault_urn").fetchall()
        assert world.run("close", round=made["round"]) == "closed"
        seen = world.run("look", round=made["round"])
        assert (seen["swept"], seen["secrets"]) == (False, [False, False])
        assert world.holding(values)
        reader.execute("COMMIT")
    world.run("finish")
    assert world.run("look", round=made["round"])["swept"]
    assert world.holding(values) == set()


def test_freed_pages_are_overwritten(world: World) -> None:
    assert world.run("pragma", name="secure_delete") == 1


def test_writers_wait_as_long_as_before_once_the_log_is_truncated(world: World) -> None:
    assert world.run("pragma", name="busy_timeout") == 20_000
