"""List all settings with their default and meaning, as they stand in the documentation."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser, Namespace

from django.conf import settings


def add_arguments(parser: ArgumentParser) -> None:
    """This command has no options."""


def table() -> str:
    """The list as a Markdown table."""
    os.environ.setdefault("NINEFOLD_SECRET_KEY", secrets.token_urlsafe(48))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ninefold.config.settings")
    here = str(settings.BASE_DIR)
    rows = [
        f"| `{one.name}` | {f'`{one.default.replace(here, chr(46))}`' if one.default else '–'} | {one.meaning} |"
        for one in settings.NINEFOLD_SETTINGS.values()
    ]
    return "\n".join(["| Setting | Default | Meaning |", "|---|---|---|", *rows]) + "\n"


def run(options: Namespace) -> int:
    print(table(), end="")
    return 0
