"""A process that closes is killed with kill -9 at each step: the round is then open and whole, or closed and whole."""

from __future__ import annotations

from typing import Any

from tests.vault.conftest import World

BEFORE_COMMIT = [
    ("actions.closing._lock", False),
    ("actions.closing._plan", True),
    ("actions.closing._open_envelopes", True),
    ("actions.closing._computed", True),
    ("actions.closing._freeze", False),
    ("actions.closing._freeze", True),
]
AFTER_COMMIT = [
    ("actions.closing._finish", False),
    ("KeyStore.destroy", False),
    ("keystore._write", True),
    ("keystore._sync_folder", False),
    ("KeyStore.destroy", True),
    ("housekeeping.clear_residue", False),
    ("housekeeping.clear_residue", True),
]


def test_killed_before_the_commit_the_round_is_open_and_whole(world: World) -> None:
    for seen in world.run("killed_before_the_commit", steps=BEFORE_COMMIT):
        assert seen["killed"] == seen["before"], seen["step"]
        assert seen["before"]["stage"] == "open"
        assert seen["before"]["secrets"] == [True, True]
        assert seen["before"]["rows"]["urn"] == 9
        assert_closed_and_whole(seen)


def test_killed_after_the_commit_a_sweep_finishes(world: World) -> None:
    for seen in world.run("killed_after_the_commit", steps=AFTER_COMMIT):
        assert seen["killed"]["stage"] == "closed", seen["step"]
        assert not seen["killed"]["swept"], seen["step"]
        assert_closed_and_whole(seen)


def test_closing_again_after_a_kill_finishes_too(world: World) -> None:
    round = world.run("answer")["round"]
    world.run("killed_at", round=round, target="actions.closing._finish", after=False)
    assert world.run("close", round=round) == "already closed"
    assert_closed_and_whole({"step": "again", "closed": world.run("look", round=round)})


def assert_closed_and_whole(seen: dict[str, Any]) -> None:
    closed = seen["closed"]
    left = {"invitation": 0, "token_copy": 0, "draft": 0, "urn": 0, "certified_table": 1, "comment": 9}
    assert closed["rows"] == left, seen["step"]
    assert (closed["stage"], closed["swept"], closed["secrets"]) == ("closed", True, [False, False]), seen["step"]
    assert len(closed["comments"]) == len(set(closed["comments"])) == 9
    assert closed["cells"] > 0
