"""Statements to the database, for the vault's own actions and queries. One text runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

Value = str | bytes | int | bool


def change(statement: str, values: Sequence[Value] = ()) -> int:
    """Run a statement that writes; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(_for_database(statement, connection.vendor), list(values))
        return int(cursor.rowcount)


def read(statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
    """Run a statement that reads; all its rows."""
    with connection.cursor() as cursor:
        cursor.execute(_for_database(statement, connection.vendor), list(values))
        return list(cursor.fetchall())


def places(count: int) -> str:
    """So many placeholders, with commas."""
    return ", ".join(["%s"] * count)


@lru_cache(maxsize=256)
def _for_database(statement: str, vendor: str) -> str:
    """Row locks are PostgreSQL's; a writer on SQLite holds the whole database anyway."""
    return statement if vendor == "postgresql" else re.sub(r" FOR (KEY SHARE|UPDATE)( OF \w+)?", "", statement)
