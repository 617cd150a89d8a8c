"""What is on disk: no answer in plain text before close, and no secret in a backup, so that it opens nothing after close."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from tests.vault.conftest import World

CANARY = "a canary sings of grief"
OPENS = ("link", "token copy", "cookie", "draft", "envelopes")


def test_no_answer_is_ever_on_disk_in_plain_text_before_close(world: World) -> None:
    made = world.run("answer")
    world.run("withdraw_one", round=made["round"], comment="withdrawn words")
    world.rows("CREATE TABLE naive (text varchar(99))")
    world.rows("INSERT INTO naive VALUES ('a naive canary')")
    assert world.holding([b"a naive canary"]) == {b"a naive canary"}
    sent = f"{CANARY} {uuid4()}".encode()
    world.run("send_one", round=made["round"], comment=sent.decode())
    needles = [b"withdrawn words", CANARY.encode(), sent, b"half a thought of sorrow", made["token"].encode()]
    assert world.holding(needles) == set()
    world.run("close", round=made["round"])
    assert world.holding(needles) == {CANARY.encode(), sent}


def test_a_backup_taken_mid_draft_opens_nothing_after_close_even_with_the_applications_own_key(
    world: World, tmp_path: Path
) -> None:
    made = world.run("answer")
    name, value = world.run("cookie", **made)
    backup, twin = world.backed_up_to(tmp_path / "backup"), world.backed_up_to(tmp_path / "twin")
    secrets = [path.read_bytes() for path in world.keys.rglob("*") if path.is_file()]
    assert len(secrets) == 2
    assert world.holding(secrets) == set()
    # The same backup, on the same day, with the secrets beside it: everything opens, so there is something to lose.
    world.copy_keys_to(twin)
    assert twin.run("what_opens", **made, name=name, value=value) == dict.fromkeys(OPENS, True)
    world.run("close", round=made["round"])
    world.copy_keys_to(backup)
    assert backup.run("what_opens", **made, name=name, value=value) == dict.fromkeys(OPENS, False)
