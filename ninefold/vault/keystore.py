"""The two secrets of each open round, as files outside the database: `web/<round>` and `close/<round>`.

A missing file is a dead secret. Web and worker processes read only `web`; only closing reads `close`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from ninefold.vault.sealing import SECRET_BYTES, new_secret

WEB = "web"
CLOSE = "close"


@dataclass(frozen=True)
class KeyStore:
    folder: Path

    def create(self, round_id: UUID, *, web: bytes, close: bytes) -> None:
        """Keep both secrets; on return they survive a power cut. What an unfinished attempt left is replaced."""
        self.destroy(round_id)
        for kind, secret in ((WEB, web), (CLOSE, close)):
            folder = self.folder / kind
            for each in (self.folder, folder):
                each.mkdir(mode=0o700, parents=True, exist_ok=True)
                each.chmod(0o700)
            _write(folder / str(round_id), secret, os.O_CREAT | os.O_EXCL)
            _sync_folder(folder)
        _sync_folder(self.folder)

    def web(self, round_id: UUID) -> bytes | None:
        """The round's web secret, read anew each time so that nobody keeps it beyond close; None when dead."""
        return _read(f"{self.folder}/{WEB}/{round_id}")

    def close(self, round_id: UUID) -> bytes | None:
        """The private half of the round's close key; None when dead."""
        return _read(f"{self.folder}/{CLOSE}/{round_id}")

    def destroy(self, round_id: UUID) -> None:
        """Overwrite and remove both secrets, the one that opens envelopes first. May be repeated, by s."""
        for kind in (CLOSE, WEB):
            path = self.folder / kind / str(round_id)
            try:
                _write(path, new_secret(), 0)
                path.unlink()
            except FileNotFoundError:
                continue
            _sync_folder(path.parent)

    def rounds(self) -> set[UUID]:
        """The rounds of which a secret is there."""
        return {
            UUID(path.name)
            for kind in (WEB, CLOSE)
            for path in (self.folder / kind).glob("*-*-*-*-*")
            if len(path.name) == 36
        }


def key_store() -> KeyStore:
    """The key store of this installation."""
    return KeyStore(Path(settings.NINEFOLD_KEYS_DIR))


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb", buffering=0) as file:
            secret = file.read(SECRET_BYTES + 1)
    except FileNotFoundError:
        return None
    return secret if secret is not None and len(secret) == SECRET_BYTES else None


def _write(path: Path, content: bytes, flags: int) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CLOEXEC | flags, 0o600)
    try:
        os.write(file, content)
        os.fsync(file)
    finally:
        os.close(file)


def _sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
