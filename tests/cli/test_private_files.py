"""What an installation, its archives and what comes back from them let other accounts of the machine read: nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.cli.test_command import demo, ninefold

__all__ = ["demo"]


def readable_by_others(paths: Iterable[Path]) -> list[Path]:
    return [path for path in paths if path.stat().st_mode & 0o077]


def test_only_the_owner_reads_database_secrets_and_archives(demo: dict[str, str], tmp_path: Path) -> None:
    data, archives = Path(demo["NINEFOLD_DATA_DIR"]), tmp_path / "archives"
    assert ninefold("migrate", **demo).returncode == 0
    assert (data / "ninefold.sqlite3").stat().st_size > 0
    assert readable_by_others([data, *data.glob("ninefold.sqlite3*")]) == []
    (data / "keys" / "web").mkdir(parents=True)
    (data / "keys" / "web" / "round").write_bytes(b"a secret")
    assert ninefold("backup", "--to", str(archives), **demo).returncode == 0
    assert readable_by_others(archives.glob("*.tar.gz")) == []

    # A folder that a deployer made is left as it is; what is put into it is private all the same.
    back = tmp_path / "back"
    back.mkdir(mode=0o755)
    (kept,) = archives.glob("ninefold-keys-*")
    (stored,) = archives.glob("ninefold-data-*")
    said = ninefold("restore", str(stored), "--keys", str(kept), **{**demo, "NINEFOLD_DATA_DIR": str(back)})
    assert said.returncode == 0, said.stderr
    assert (back / "keys" / "web" / "round").read_bytes() == b"a secret"
    assert readable_by_others([*back.glob("ninefold.sqlite3*"), back / "keys", *(back / "keys").rglob("*")]) == []


def test_a_stray_file_does_not_stop_old_key_archives_from_going(demo: dict[str, str], tmp_path: Path) -> None:
    assert ninefold("migrate", **demo).returncode == 0
    for name in ("ninefold-keys-20200101T000000Z.tar.gz", "ninefold-keys-mine.tar.gz"):
        (tmp_path / name).write_bytes(b"")
    said = ninefold("backup", "--to", str(tmp_path), **demo)
    assert said.returncode == 0, said.stderr
    assert not (tmp_path / "ninefold-keys-20200101T000000Z.tar.gz").exists()
    assert (tmp_path / "ninefold-keys-mine.tar.gz").exists()
