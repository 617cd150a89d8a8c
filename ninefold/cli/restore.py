"""Bring an installation back from a data archive and, for the rounds that were open, a key archive. Writes only into an empty place."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from ninefold import __version__


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("data", metavar="DATA", type=Path, help="data archive")
    parser.add_argument("--keys", metavar="KEYS", type=Path, help="key archive of the same moment")


def run(options: Namespace) -> int:
    from ninefold.cli import CommandFailed

    try:
        with tempfile.TemporaryDirectory() as name:
            workplace = Path(name)
            _unpack(options.data, workplace)
            _check(json.loads((workplace / "version.json").read_text(encoding="utf-8")))
            if options.keys:
                _unpack(options.keys, workplace)
            _bring_back(workplace)
    except (OSError, tarfile.TarError, KeyError, ValueError) as error:
        raise CommandFailed(f"this is not an archive that can be read: {str(error).splitlines()[0]}") from error
    print("Restored. Run: ninefold migrate, then ninefold doctor")
    if not options.keys:
        print("No key archive was given: rounds that were open cannot be closed, only ended without a report.")
    return 0


def _unpack(archive: Path, workplace: Path) -> None:
    with tarfile.open(archive) as opened:
        opened.extractall(workplace, filter="data")


def _check(note: dict[str, Any]) -> None:
    from ninefold.cli import CommandFailed
    from ninefold.cli.private import make_place_for_data

    if _number(note["program"]) > _number(__version__):
        raise CommandFailed(f"this archive needs Ninefold {note['program']} or later; this is {__version__}")
    if note["database"] != connection.vendor:
        raise CommandFailed(f"this archive is of {note['database']}, but NINEFOLD_DATABASE names {connection.vendor}")
    make_place_for_data()
    if settings.NINEFOLD_KEYS_DIR.is_dir() and any(path.is_file() for path in settings.NINEFOLD_KEYS_DIR.rglob("*")):
        raise CommandFailed("the folder of the rounds' secrets is not empty")
    if "django_migrations" in connection.introspection.table_names():
        raise CommandFailed("the database is not empty")


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _bring_back(workplace: Path) -> None:
    from ninefold.cli import CommandFailed
    from ninefold.cli.backup import postgres_environment
    from ninefold.cli.private import close_to_others

    if connection.vendor == "sqlite":
        target = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        for leftover in (Path(f"{target}-wal"), Path(f"{target}-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copyfile(workplace / "database.sqlite3", target)
    else:
        try:
            subprocess.run(  # noqa: S603 - a known program, connection details by environment
                ["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={connection.settings_dict['NAME']}", str(workplace / "database.dump")],  # noqa: S607, E501 - found on the operator's path
                check=True, env=postgres_environment(), capture_output=True,
            )  # fmt: skip
        except FileNotFoundError as error:
            raise CommandFailed("pg_restore is not installed; it comes with PostgreSQL's client package") from error
        except subprocess.CalledProcessError as error:
            raise CommandFailed(f"pg_restore failed: {error.stderr.decode().splitlines()[-1]}") from error
    if (workplace / "keys").is_dir():
        shutil.copytree(workplace / "keys", settings.NINEFOLD_KEYS_DIR, dirs_exist_ok=True)
        close_to_others(settings.NINEFOLD_KEYS_DIR)
