"""Settings from the environment: each is declared once, checked at start, and listed in the documentation.

`NAME_FILE` may stand for any `NAME`: its value is then read from that file, so that a secret need not stand in the environment.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Declared:
    """One setting as the documentation lists it."""

    name: str
    default: str
    meaning: str


T = TypeVar("T")

DECLARED: dict[str, Declared] = {}


def _raw(name: str) -> str | None:
    file = os.environ.get(f"{name}_FILE")
    if file is None:
        return os.environ.get(name)
    if name in os.environ:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set. Keep one.")
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\n")
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which cannot be read: {error.strerror}.") from error


def setting(name: str, default: str, meaning: str, kind: Callable[[str], T]) -> T:
    """The value of NAME, or of its default; a wrong value stops the start with a sentence that names it."""
    DECLARED[name] = Declared(name=name, default=default, meaning=meaning)
    value = _raw(name)
    try:
        return kind(default if value is None else value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is wrong: {error}.") from error


def yes_or_no(value: str) -> bool:
    if value.lower() not in {"yes", "no"}:
        raise ValueError(f"write yes or no, not {value!r}")
    return value.lower() == "yes"


def words(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def pairs(value: str) -> dict[str, str]:
    """`name=value,name=value` as a mapping."""
    parts = words(value)
    if any("=" not in part for part in parts):
        raise ValueError(f"write name=value, separated by commas, not {value!r}")
    return {name.strip(): text.strip() for name, text in (part.split("=", 1) for part in parts)}


def whole_number(value: str) -> int:
    if not value.isdecimal():
        raise ValueError(f"write a whole number, not {value!r}")
    return int(value)


def one_of(*choices: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in choices:
            raise ValueError(f"write one of {', '.join(choices)}, not {value!r}")
        return value

    return check


def database(value: str) -> dict[str, object]:
    """`sqlite:///path` or `postgresql://user:password@host:port/name` as Django's settings for it."""
    url = urlsplit(value)
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path)[1:] if url.path.startswith("//") else unquote(url.path.lstrip("/")) or ":memory:",
            # IMMEDIATE: two writers that read first would otherwise fail with "database is locked".
            # FULL and secure_delete: no answer is lost at a power cut, none stays in a freed page.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON;",
            },
            # A connection that is opened for each request costs more than all our queries.
            "CONN_MAX_AGE": None,
        }
    if url.scheme in {"postgresql", "postgres"}:
        # What is written travels apart from the statement, so that no log of the server quotes a comment or a hash.
        # The few statements of the rating form are prepared once a connection; a pooler that shares connections needs ?prepare=no.
        given = dict(parse_qsl(url.query))
        prepare = given.pop("prepare", "yes") != "no"
        options: dict[str, object] = {**given, "server_side_binding": True, "prepare_threshold": 2 if prepare else None}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": str(options.pop("host", "") or url.hostname or ""),
            "PORT": str(url.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": 600,
            # Asking before each request whether the connection still lives would cost every page a round trip. After the
            # database was restarted, one request a thread fails with a sentence, and the next one connects anew.
            "CONN_HEALTH_CHECKS": False,
        }
    raise ValueError("write sqlite:///path or postgresql://user:password@host/name")
