"""What a process of its own does in a test.

Its database is a file of its own, or one of its own on the PostgreSQL server, so that files, pages and kills are real.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from multiprocessing.connection import Connection
from typing import Any
from uuid import UUID

import django

ORIGINAL: dict[str, Any] = {}


def migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", "vault", verbosity=0)


def answer(groups: dict[str, int] | None = None) -> dict[str, Any]:
    """A round that can be closed; one more rater is half-way."""
    from tests.factories import vault

    round_id = vault.an_answered_round(groups)
    half_way = vault.a_pass(round_id)
    vault.save_all(half_way, vault.pages(2, comment="half a thought of sorrow"))
    return {"round": round_id.hex, "token": half_way.token, "rater": half_way.rater_id.hex}


def send_one(round: str, comment: str) -> None:
    from tests.factories import vault

    vault.a_submission(UUID(round), comment=comment)


def withdraw_one(round: str, comment: str) -> None:
    """A rater saves, sends, changes and withdraws, so that overwritten and deleted rows lie about."""
    from ninefold.vault import actions
    from tests.factories import vault

    rater_pass = vault.a_submission(UUID(round), comment=comment)
    actions.save_page(rater_pass, page="open", answers={"what to keep": f"{comment} again"})
    actions.submit(rater_pass, required=vault.REQUIRED)
    actions.withdraw(rater_pass)


def close(round: str) -> str:
    from ninefold.vault import actions
    from tests.factories.vault import INSTRUMENT

    return actions.close(round_id=UUID(round), instrument=INSTRUMENT).value


def killed_at(round: str, target: str, after: bool) -> None:
    """Another process closes, and is killed without a word just before or just after the function `target` is called."""
    from django.db import connections

    connections.close_all()
    process = os.fork()
    if process == 0:
        try:
            _die_at(target, after)
            close(round)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL


def _die_at(target: str, after: bool) -> None:
    from importlib import import_module

    from ninefold.vault.keystore import KeyStore

    module, _, name = target.rpartition(".")
    owner: Any = KeyStore if module == "KeyStore" else import_module(f"ninefold.vault.{module}")
    original = getattr(owner, name)

    def dying(*args: Any, **kwargs: Any) -> None:
        if after:
            original(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, dying)


def killed_before_the_commit(steps: list[tuple[str, bool]]) -> list[dict[str, Any]]:
    """For each step: a round before, after the kill, and after another worker closed it."""
    seen = []
    for target, after in steps:
        round = answer()["round"]
        before = look(round)
        killed_at(round, target, after)
        killed = look(round)
        assert close(round) == "closed"
        seen.append({"step": [target, after], "before": before, "killed": killed, "closed": look(round)})
    return seen


def killed_after_the_commit(steps: list[tuple[str, bool]]) -> list[dict[str, Any]]:
    """For each step: a round after the kill, and after the next sweep."""
    seen = []
    for target, after in steps:
        round = answer()["round"]
        killed_at(round, target, after)
        killed = look(round)
        finish()
        seen.append({"step": [target, after], "killed": killed, "closed": look(round)})
    return seen


def finish() -> None:
    from ninefold.vault import actions

    actions.finish_closing()


def look(round: str) -> dict[str, Any]:
    """How a round stands, by everything that can be seen of it."""
    from django.conf import settings
    from django.db import connection

    from ninefold.vault import queries
    from ninefold.vault.keystore import KeyStore

    round_id = UUID(round)
    left = queries.certified(round_id)
    store = KeyStore(settings.NINEFOLD_KEYS_DIR)
    of_round = "WHERE round_id = %s"
    copies = "WHERE h_inv IN (SELECT h_inv FROM vault_invitation WHERE round_id = %s)"
    rows = {}
    with connection.cursor() as cursor:
        for table in ("token_copy", "invitation", "draft", "urn", "certified_table", "comment"):
            where = copies if table == "token_copy" else of_round
            cursor.execute(f"SELECT count(*) FROM vault_{table} {where}", [round])  # noqa: S608 - names of our own
            rows[table] = cursor.fetchone()[0]
        cursor.execute(f"SELECT swept FROM vault_round {of_round}", [round])  # noqa: S608 - as above
        swept = bool(cursor.fetchone()[0])
    stage = queries.stage_of(round_id)
    return {
        "stage": stage.value if stage else None,
        "secrets": [store.web(round_id) is not None, store.close(round_id) is not None],
        "rows": rows,
        "swept": swept,
        "cells": len(left.table.cells) if left else 0,
        "comments": sorted(one.text for one in left.comments) if left else [],
    }


def what_opens(round: str, token: str, rater: str, name: str, value: str) -> dict[str, bool]:
    """With a database, the application's own key and whatever secrets are there: does link, copy, cookie or draft open?"""
    from ninefold.vault import actions, queries
    from tests.factories.vault import INSTRUMENT

    rater_pass = queries.RaterPass(token, UUID(round), UUID(rater), "peer")
    opens = {
        "link": queries.open_link(token) is not None,
        "token copy": queries.token_for(UUID(rater)) is not None,
        "cookie": queries.pass_from_cookie(name.removeprefix("__Host-r-"), value) is not None,
    }
    try:
        opens["draft"] = bool(queries.saved(rater_pass, ["care", "open"]))
    except actions.RoundClosed:
        opens["draft"] = False
    try:
        opens["envelopes"] = actions.close(round_id=UUID(round), instrument=INSTRUMENT) is actions.CloseOutcome.CLOSED
    except actions.SecretsUnusable:
        opens["envelopes"] = False
    return opens


def cookie(round: str, token: str, rater: str) -> list[str]:
    from ninefold.vault import queries

    return list(queries.cookie_for(queries.RaterPass(token, UUID(round), UUID(rater), "peer")))


def pragma(name: str) -> int:
    """A setting of SQLite as a process has it that has just cleared residue."""
    from ninefold.vault.housekeeping import clear_residue
    from ninefold.vault.rows import read

    assert clear_residue()
    return int(read(f"PRAGMA {name}")[0][0])


def begun_by_two(round: str, locking: bool) -> int:
    """How many of two workers, started together, got as far as closing the round."""
    from django.db import connection, transaction
    from django.db.utils import OperationalError

    from ninefold.vault.actions import closing

    begun: list[int] = []

    def work() -> None:
        _lock_or_not(locking)
        try:
            with transaction.atomic():
                minimum = closing._lock(UUID(round))
                begun.extend([minimum] if minimum is not None else [])
                time.sleep(0.5)
                closing.change("UPDATE vault_round SET state = 'closed' WHERE round_id = %s", [round])
        except OperationalError:
            assert not locking
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    closing.change("UPDATE vault_round SET state = 'open' WHERE round_id = %s", [round])
    return len(begun)


def late(what: str, round: str, token: str, rater: str, locking: bool) -> str:
    """What becomes of a page that is saved, or answers that are sent, while another worker holds the round to close it."""
    from django.db import connection, transaction

    from ninefold.vault import actions, queries
    from ninefold.vault.actions import closing
    from tests.factories.vault import REQUIRED

    rater_pass, seen = queries.RaterPass(token, UUID(round), UUID(rater), "peer"), []

    def save() -> None:
        _lock_or_not(locking)
        try:
            if what == "page":
                actions.save_page(rater_pass, page="late", answers={"care-1": 1})
            else:
                actions.submit(rater_pass, required=REQUIRED)
            seen.append("kept in a closing round")
        except actions.RoundClosed:
            seen.append("waited, then refused")
        finally:
            connection.close()

    saver = threading.Thread(target=save)
    with transaction.atomic():
        closing._lock(UUID(round))
        saver.start()
        time.sleep(0.5)
        assert saver.is_alive() or not locking
        closing.change("UPDATE vault_round SET state = 'closed' WHERE round_id = %s", [round])
    saver.join()
    return seen[0]


def _lock_or_not(locking: bool) -> None:
    """Without its lock, a statement holds no row on PostgreSQL, and a transaction not yet the database on SQLite."""
    from django.db import connection

    from ninefold.vault import rows

    connection.ensure_connection()
    if locking:
        rows._text = ORIGINAL.setdefault("text", rows._text)
    elif connection.vendor == "postgresql":
        original = ORIGINAL.setdefault("text", rows._text)
        rows._text = lambda statement, lengths, vendor: original(statement, lengths, "sqlite")  # type: ignore[assignment]
    else:
        connection.transaction_mode = None  # type: ignore[attr-defined]


def rounds_in_known_order(rounds: int, raters: int) -> None:
    """Rounds whose raters answer in the order of their comments; beside them what a naive program would have written."""
    from ninefold.vault.rows import change
    from tests.factories import vault

    change("CREATE TABLE naive (id uuid PRIMARY KEY, round_id uuid, text text)")
    for _ in range(rounds):
        round_id = vault.an_open_vault_round()
        for number in range(raters):
            vault.a_submission(round_id, comment=str(number))
            change("INSERT INTO naive VALUES (gen_random_uuid(), %s, %s)", [round_id.hex, str(number)])
        close(round_id.hex)


def main(environment: dict[str, str], function: str, arguments: dict[str, Any], answer: Connection) -> None:
    """Run one function of this module as a process whose world is that environment."""
    for name in [name for name in os.environ if name.startswith("NINEFOLD_")]:
        del os.environ[name]
    os.environ.update(environment, DJANGO_SETTINGS_MODULE="tests.vault.alone")
    django.setup()
    answer.send(globals()[function](**arguments))
