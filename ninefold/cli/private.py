"""Files and folders that nobody but the account that runs Ninefold can read. What a deployer made otherwise is left as it is."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import connection

FOLDER, FILE = 0o700, 0o600


def make_private_folder(path: Path) -> None:
    """Make the folder for the owner only, unless it is there."""
    path.mkdir(mode=FOLDER, parents=True, exist_ok=True)


def make_place_for_data() -> None:
    """The data folder and, on SQLite, the empty file of the database: its log takes over who may read it."""
    make_private_folder(settings.NINEFOLD_DATA_DIR)
    if connection.vendor == "sqlite":
        database = Path(str(connection.settings_dict["NAME"]))
        make_private_folder(database.parent)
        database.touch(mode=FILE)
        if not database.stat().st_size:
            database.chmod(FILE)


def close_to_others(folder: Path) -> None:
    """Take everything below a folder, and the folder itself, from everybody but the owner."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(FOLDER if path.is_dir() else FILE)
