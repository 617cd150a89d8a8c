"""Write two archives: the data, and apart from it the secrets of open rounds, which have a short retention of their own.

Without the key archive a restored installation has lost its open rounds; as long as a key archive exists, what is promised to raters
about closed rounds does not hold yet for the time that it covers. So key archives are removed after seven days by default.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import tarfile
import tempfile
import time
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from ninefold import __version__

STAMP = "%Y%m%dT%H%M%SZ"
KEY_ARCHIVE = re.compile(r"ninefold-keys-(\d{8}T\d{6}Z)\.tar\.gz")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, required=True, metavar="DIR", help="folder for the archives")
    parser.add_argument(
        "--keys-to", type=Path, metavar="DIR", help="another folder for the key archive (default: the same)"
    )
    parser.add_argument(
        "--keep-keys-days", type=int, default=7, metavar="N", help="remove key archives older than this (default: 7)"
    )


def run(options: Namespace) -> int:
    from ninefold.cli import CommandFailed

    keys_to = options.keys_to or options.to
    moment = datetime.now(UTC)
    stamp = moment.strftime(STAMP)
    try:
        for folder in (options.to, keys_to):
            folder.mkdir(parents=True, exist_ok=True)
        data = write_data_archive(options.to / f"ninefold-data-{stamp}.tar.gz", moment)
        keys = write_key_archive(keys_to / f"ninefold-keys-{stamp}.tar.gz")
    except OSError as error:
        raise CommandFailed(f"the archives cannot be written: {error.strerror}") from error
    print(f"data: {data}")
    print(f"keys: {keys}")
    for old in remove_old_key_archives(keys_to, moment - timedelta(days=options.keep_keys_days)):
        print(f"removed: {old}")
    return 0


def write_data_archive(path: Path, moment: datetime) -> Path:
    """The database and a note of which program wrote it. No round's secret is ever in it."""
    with tempfile.TemporaryDirectory(dir=path.parent) as workplace:
        dump = _dump_database(Path(workplace))
        note = {
            "program": __version__,
            "database": connection.vendor,
            "at": moment.isoformat(),
            "migrations": _migrations(),
        }
        with _private_archive(path) as archive:
            text = json.dumps(note, indent=1).encode()
            head = tarfile.TarInfo("version.json")
            head.size, head.mtime = len(text), int(time.time())
            archive.addfile(head, io.BytesIO(text))
            archive.add(dump, arcname=dump.name)
    return path


def write_key_archive(path: Path) -> Path:
    """The secrets of the rounds that are open now."""
    with _private_archive(path) as archive:
        if settings.NINEFOLD_KEYS_DIR.is_dir():
            archive.add(settings.NINEFOLD_KEYS_DIR, arcname="keys")
    return path


def remove_old_key_archives(folder: Path, before: datetime) -> list[Path]:
    """Remove the key archives that were made before a moment, by the time in their names."""
    stamps = {path: KEY_ARCHIVE.fullmatch(path.name) for path in sorted(folder.glob("ninefold-keys-*.tar.gz"))}
    old = [path for path, stamp in stamps.items() if stamp and stamp[1] < before.strftime(STAMP)]
    for path in old:
        path.unlink()
    return old


def _private_archive(path: Path) -> tarfile.TarFile:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    return tarfile.open(path, "w:gz")


def _migrations() -> list[str]:
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _dump_database(workplace: Path) -> Path:
    from ninefold.cli import CommandFailed

    if connection.vendor == "sqlite":
        target = workplace / "database.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        return target
    target = workplace / "database.dump"
    try:
        subprocess.run(  # noqa: S603 - a known program, connection details by environment
            ["pg_dump", "--format=custom", "--no-owner", f"--file={target}"],  # noqa: S607 - found on the operator's path
            check=True, env=postgres_environment(), capture_output=True,
        )  # fmt: skip
    except FileNotFoundError as error:
        raise CommandFailed("pg_dump is not installed; it comes with PostgreSQL's client package") from error
    except subprocess.CalledProcessError as error:
        raise CommandFailed(f"pg_dump failed: {error.stderr.decode().splitlines()[-1]}") from error
    return target


def postgres_environment() -> dict[str, str]:
    """The connection as PostgreSQL's own programs read it, so that no password stands in a command line."""
    database = connection.settings_dict
    given = {
        "PGDATABASE": database["NAME"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGHOST": database["HOST"],
        "PGPORT": database["PORT"],
    }
    return {**os.environ, **{name: str(value) for name, value in given.items() if value}}
