"""Clearing what deleted rows leave in the files of the database. The promise rests on destroyed secrets, not on this."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import DatabaseError, OperationalError, connection
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")
QUIET_HOUR = 3
USUAL_WAIT_MS = 20_000
# Truncating holds off every writer while it waits for readers, and one vacuum waits for another, so both wait briefly
# and are tried again by the next sweep.
_STEPS = {
    "sqlite": (
        "PRAGMA busy_timeout = 250",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        f"PRAGMA busy_timeout = {USUAL_WAIT_MS}",
    ),
    "postgresql": (
        "SET lock_timeout = 250",
        "VACUUM vault_invitation, vault_token_copy, vault_draft, vault_urn",
        "RESET lock_timeout",
    ),
}


def clear_residue() -> bool:
    """Truncate the write-ahead log (SQLite) or vacuum the sealed tables (PostgreSQL), outside any transaction.

    False when something was in the way, such as a reader that holds the log: try again later.
    """
    if connection.in_atomic_block:
        return False
    before, clear, after = _STEPS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(before)
        busy = 1
        with suppress(OperationalError):
            cursor.execute(clear)
            busy = cursor.fetchone()[0] if cursor.description else 0
        cursor.execute(after)
    return busy == 0


def clear_files_at_night(now: datetime | None = None) -> bool:
    """In the hour after 3am in London: rewrite the file (SQLite) or let the log be reused (PostgreSQL). False at other hours.

    Where the database's user may not do it, nothing happens: the promise does not rest on it.
    """
    if (now or timezone.now()).astimezone(LONDON).hour != QUIET_HOUR or connection.in_atomic_block:
        return False
    with connection.cursor() as cursor, suppress(DatabaseError):
        cursor.execute("VACUUM" if connection.vendor == "sqlite" else "CHECKPOINT")
    return True
