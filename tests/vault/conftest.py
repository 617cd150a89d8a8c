"""A world of its own for tests about files, pages and processes: database, keys and nothing shared."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.vault import child

ON_POSTGRESQL = os.environ.get("NINEFOLD_TEST_DATABASE", "").startswith("postgres")
# Files and pages differ too much for one test; each leg runs its own.
collect_ignore = (
    ["test_sqlite_files.py"] if ON_POSTGRESQL else ["test_postgresql_pages.py", "test_postgresql_statements.py"]
)

SERVER = os.environ.get("NINEFOLD_TEST_DATABASE", "")


# New processes start from a small server that has the libraries loaded: a tenth of a second instead of several.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(
    [
        "__main__",
        "csp.constants",
        "django.core.mail",
        "django.core.management.commands.migrate",
        "django.db.backends.sqlite3.base",
        "django.template.loader",
        "jinja2",
        "nacl.public",
        "ninefold.disclosure",
        "psycopg",
    ]
)


@dataclass
class Running:
    process: Any
    answers: Any

    def result(self) -> Any:
        answer = self.answers.recv()
        self.process.join(60)
        assert self.process.exitcode == 0
        return answer


@dataclass
class World:
    """A folder with the keys and, on SQLite, the database; on PostgreSQL a database of its own on the test's server."""

    folder: Path
    database: str = field(default_factory=lambda: f"vault_{uuid4().hex}")
    databases: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.databases.append(self.database)

    @property
    def on_postgresql(self) -> bool:
        return ON_POSTGRESQL

    @property
    def file(self) -> Path:
        return self.folder / "ninefold.sqlite3"

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def url(self) -> str:
        return _at(self.database)

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url, autocommit=True)

    def start(self, function: str, **arguments: Any) -> Running:
        """A process that does one thing of tests.vault.child in this world."""
        environment = {"NINEFOLD_TEST_DATA_DIR": str(self.folder)}
        if self.on_postgresql:
            environment["NINEFOLD_TEST_DATABASE"] = self.url
        here, there = PROCESSES.Pipe()
        process = PROCESSES.Process(target=child.main, args=(environment, function, arguments, there))
        process.start()
        there.close()
        return Running(process, here)

    def run(self, function: str, **arguments: Any) -> Any:
        return self.start(function, **arguments).result()

    def backed_up_to(self, folder: Path) -> World:
        """The database as a data archive would restore it, with no secret."""
        other = World(folder)
        self.databases.append(other.database)
        if self.on_postgresql:
            with psycopg.connect(SERVER, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{other.database}" TEMPLATE "{self.database}"')
        else:
            with sqlite3.connect(self.file) as source, sqlite3.connect(other.file) as target:
                source.backup(target)
        return other

    def copy_keys_to(self, other: World) -> None:
        shutil.copytree(self.keys, other.keys, dirs_exist_ok=True)

    def rows(self, statement: str) -> list[Any]:
        """What a statement gives to somebody who has the database and not the program."""
        if self.on_postgresql:
            with self.connect() as connection:
                cursor = connection.execute(statement)  # type: ignore[call-overload]
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.file, timeout=1)) as connection, connection:
            return connection.execute(statement).fetchall()

    def files(self) -> Iterator[Path]:
        """Every file that holds something of the database, the server's log and write-ahead log included."""
        yield from (path for path in self.folder.rglob("*") if path.is_file() and self.keys not in path.parents)
        if self.on_postgresql:
            self.rows("CHECKPOINT")
            data = Path(self.rows("SHOW data_directory")[0][0])
            # Other tests' databases come and go in the same server meanwhile; os.walk passes over a folder that went.
            yield from (Path(folder) / name for folder, _, names in os.walk(data) for name in names)
            yield data.parent / "log"

    def holding(self, needles: Iterable[bytes]) -> set[bytes]:
        """Those of the needles that stand in any of the files."""
        wanted = set(needles)
        return {
            needle for path in self.files() for content in (_content(path),) for needle in wanted if needle in content
        }


def _at(database: str) -> str:
    start, _, query = SERVER.partition("?")
    return f"{start.rpartition('/')[0]}/{database}" + (f"?{query}" if query else "")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path / "here")
    if made.on_postgresql:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{made.database}"')
    made.run("migrate")
    yield made
    if made.on_postgresql:
        with psycopg.connect(SERVER, autocommit=True) as connection:
            for name in made.databases:
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def sealed_values(world: World) -> set[bytes]:
    """Every hash and box that the database shows."""
    columns = {
        "vault_invitation": "h_inv",
        "vault_token_copy": "h_inv, box",
        "vault_draft": "h_resp, box",
        "vault_urn": "h_resp, box",
    }
    found: set[bytes] = set()
    for table, names in columns.items():
        rows: Iterable[Any] = world.rows(f"SELECT {names} FROM {table}")  # noqa: S608 - names of our own
        found |= {bytes(value)[:48] for row in rows for value in row}
    return found


def _content(path: Path) -> bytes:
    """What the file holds; nothing if it went meanwhile with another test's database."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
