"""Fill an empty database with made-up people and a round at every stage, and print who can sign in. A filled one is left as it is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.core.management import call_command


def add_arguments(parser: ArgumentParser) -> None:
    """This command has no options."""


def run(options: Namespace) -> int:
    from ninefold.cli import CommandFailed

    if not settings.NINEFOLD_DEMO:
        raise CommandFailed(
            "made-up people belong into a demonstration: set NINEFOLD_DEMO=yes and an empty data folder"
        )
    call_command("fill_demo")
    return 0
