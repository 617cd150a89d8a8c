"""Clearing what deleted rows leave in the files of the database. The promise rests on destroyed secrets."""

from __future__ import annotations

from django.db import connection

from ninefold.vault.rows import read

WAIT_FOR_READERS_MS = 250
SEALED_TABLES = ("vault_invitation", "vault_token_copy", "vault_draft", "vault_urn")


def clear_residue() -> bool:
    """Truncate the write-ahead log (SQLite) or vacuum the sealed tables (PostgreSQL), outside any transaction.

    False when something was in the way, such as a reader that holds the log: try again later.
    """
    if connection.in_atomic_block:
        return False
    if connection.vendor == "sqlite":
        return _truncated()
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(SEALED_TABLES)}")
    return True


def _truncated() -> bool:
    usual = int(read("PRAGMA busy_timeout")[0][0])
    read(f"PRAGMA busy_timeout = {WAIT_FOR_READERS_MS}")
    try:
        return int(read("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]) == 0
    finally:
        read(f"PRAGMA busy_timeout = {usual}")
