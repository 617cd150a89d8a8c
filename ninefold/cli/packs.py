"""Finding the pack that a person named on the command line."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from ninefold.cli import CommandFailed


def folder_of(named: str) -> Path:
    """The folder that was named, or the installed pack of that id."""
    if Path(named).is_dir():
        return Path(named)
    for models in settings.NINEFOLD_MODELS_DIRS:
        if "/" not in named and (models / named).is_dir():
            return Path(models / named)
    raise CommandFailed(f"there is no folder and no installed pack called {named}")
