from __future__ import annotations

import os
import stat
from pathlib import Path
from uuid import uuid4

import pytest

from ninefold.vault.keystore import KeyStore

WEB, CLOSE = b"w" * 32, b"c" * 32


@pytest.fixture
def store(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "keys")


def test_secrets_are_kept_for_the_owner_only(store: KeyStore) -> None:
    before = os.umask(0)
    try:
        round_id = uuid4()
        store.create(round_id, web=WEB, close=CLOSE)
    finally:
        os.umask(before)
    assert (store.web(round_id), store.close(round_id)) == (WEB, CLOSE)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (store.folder, *store.folder.rglob("*"))}
    assert modes == {"keys": 0o700, "web": 0o700, "close": 0o700, str(round_id): 0o600}


def test_a_folder_that_others_could_read_is_closed_to_them(store: KeyStore) -> None:
    (store.folder / "web").mkdir(parents=True)
    (store.folder / "web").chmod(0o755)
    store.create(uuid4(), web=WEB, close=CLOSE)
    assert stat.S_IMODE((store.folder / "web").stat().st_mode) == 0o700


def test_missing_is_dead(store: KeyStore) -> None:
    assert store.web(uuid4()) is None
    assert store.close(uuid4()) is None
    assert store.rounds() == set()


def test_a_file_cut_off_while_it_was_written_is_dead_and_replaced(store: KeyStore) -> None:
    round_id = uuid4()
    store.create(round_id, web=WEB, close=CLOSE)
    (store.folder / "web" / str(round_id)).write_bytes(b"short")
    assert store.web(round_id) is None
    store.create(round_id, web=WEB, close=CLOSE)
    assert store.web(round_id) == WEB


def test_destroyed_secrets_are_overwritten_and_gone(store: KeyStore, tmp_path: Path) -> None:
    round_id, other = uuid4(), uuid4()
    store.create(round_id, web=WEB, close=CLOSE)
    store.create(other, web=WEB, close=CLOSE)
    # A second name of the same file shows what is left on disk.
    os.link(store.folder / "close" / str(round_id), tmp_path / "same file")
    store.destroy(round_id)
    store.destroy(round_id)
    assert (store.web(round_id), store.close(round_id)) == (None, None)
    left = (tmp_path / "same file").read_bytes()
    assert len(left) == 32
    assert left != CLOSE
    assert store.rounds() == {other}


def test_only_rounds_are_counted(store: KeyStore) -> None:
    round_id = uuid4()
    store.create(round_id, web=WEB, close=CLOSE)
    (store.folder / "web" / f"{round_id}.a-b-c-d-e").write_bytes(b"")
    assert store.rounds() == {round_id}
