"""Several processes at once: one closes, nobody saves into a round that is closing."""

from __future__ import annotations

import pytest

from tests.vault.conftest import World


def test_of_workers_that_close_at_once_exactly_one_does(world: World) -> None:
    made = world.run("answer")
    outcomes = sorted(each.result() for each in [world.start("close", round=made["round"]) for _ in range(4)])
    assert outcomes == ["already closed"] * 3 + ["closed"]
    seen = world.run("look", round=made["round"])
    assert (seen["stage"], seen["rows"]["certified_table"], len(seen["comments"])) == ("closed", 1, 9)


def test_without_its_lock_two_workers_would_both_begin_to_close(world: World) -> None:
    made = world.run("answer")
    assert world.run("begun_by_two", round=made["round"], locking=False) == 2
    assert world.run("begun_by_two", round=made["round"], locking=True) == 1


@pytest.mark.parametrize("what", ["page", "answers"])
def test_what_comes_while_the_round_closes_waits_and_is_refused(world: World, what: str) -> None:
    made = world.run("answer")
    assert world.run("late", what=what, **made, locking=True) == "waited, then refused"
    if world.on_postgresql:
        again = world.run("answer")
        assert world.run("late", what=what, **again, locking=False) == "kept in a closing round"
