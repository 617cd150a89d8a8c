"""Is this installation well? Asked by `ninefold doctor` and by `/readyz`."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from ninefold.outbox.queries import outbox_health

ENOUGH_DISK = 200 * 1024 * 1024
MAIL_IS_LATE = timedelta(minutes=30)


@dataclass(frozen=True)
class Check:
    name: str
    trouble: str

    @property
    def is_well(self) -> bool:
        return not self.trouble


def checks() -> list[Check]:
    """Each part of the installation with what is wrong with it, in a sentence, or nothing."""
    try:
        return list(_checks())
    except DatabaseError:
        return [Check("database", "The database cannot be reached. Check NINEFOLD_DATABASE and that the server runs.")]


def _checks() -> Iterator[Check]:
    connection.ensure_connection()
    yield Check("database", "")
    executor = MigrationExecutor(connection)
    unapplied = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield Check("migrations", "The database is older than the program. Run: ninefold migrate" if unapplied else "")
    free = shutil.disk_usage(settings.NINEFOLD_DATA_DIR).free
    yield Check("disk", "" if free >= ENOUGH_DISK else f"Only {free // 2**20} MB are free in the data folder.")
    keys = settings.NINEFOLD_KEYS_DIR
    writable = keys.is_dir() and os.access(keys, os.W_OK)
    yield Check(
        "keys", "" if writable or not keys.exists() else "The folder of the rounds' secrets cannot be written to."
    )
    if unapplied:
        return
    health = outbox_health()
    silent = ", ".join(health.silent)
    yield Check("worker", f"No worker has run for three minutes: {silent}. Start: ninefold worker" if silent else "")
    yield Check("mail", _mail_trouble(health.oldest, health.waiting, health.given_up))


def _mail_trouble(oldest: timedelta, waiting: int, given_up: int) -> str:
    if oldest > MAIL_IS_LATE:
        return f"{waiting} messages wait, the oldest for {int(oldest.total_seconds() // 60)} minutes. Check the mail server."
    return f"{given_up} messages were given up after three days. Check the mail server." if given_up else ""
