"""Bring the database and the static files up to date. Safe to run again; run it after each upgrade."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from django.core.management import call_command
from django.db import DatabaseError


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing if all goes well")


def run(options: Namespace) -> int:
    from ninefold.cli import CommandFailed
    from ninefold.cli.private import make_place_for_data

    make_place_for_data()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    except DatabaseError as error:
        raise CommandFailed(f"the database cannot be brought up to date: {str(error).splitlines()[0]}") from error
    call_command("collectstatic", interactive=False, verbosity=0)
    if not options.quiet:
        print("The database and the static files are up to date.")
    return 0
