"""Statements to the database, for the vault's own actions and queries. One text runs on SQLite and on PostgreSQL.

A list among the values stands for a set: `h_resp IN %s`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection

Plain = str | bytes | int | bool
Value = Plain | list[str] | list[bytes]
_ROW_LOCK = re.compile(r" FOR (KEY SHARE|UPDATE)( OF \w+)?")


def change(statement: str, values: Sequence[Value] = ()) -> int:
    """Run a statement that writes; how many rows it touched."""
    with connection.cursor() as cursor:
        text, flat = _prepared(statement, values)
        cursor.execute(text, flat)
        return int(cursor.rowcount)


def read(statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
    """Run a statement that reads; all its rows."""
    with connection.cursor() as cursor:
        text, flat = _prepared(statement, values)
        cursor.execute(text, flat)
        return list(cursor.fetchall())


def _prepared(statement: str, values: Sequence[Value]) -> tuple[str, list[Plain]]:
    lengths = tuple(len(value) if isinstance(value, list) else None for value in values)
    flat: list[Plain] = []
    for value in values:
        flat += value if isinstance(value, list) else [value]
    return _text(statement, lengths, connection.vendor), flat


@lru_cache(maxsize=256)
def _text(statement: str, lengths: tuple[int | None, ...], vendor: str) -> str:
    """Row locks are PostgreSQL's; a writer on SQLite holds the whole database anyway."""
    text = statement if vendor == "postgresql" else _ROW_LOCK.sub("", statement)
    start, *rest = text.split("%s")
    places = ["%s" if length is None else f"({', '.join(['%s'] * length) or 'NULL'})" for length in lengths]
    return start + "".join(place + part for place, part in zip(places, rest, strict=True))
