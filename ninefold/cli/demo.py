"""Fill an empty database with made-up people and a round at every stage, and print who can sign in. A filled one is left as it is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from django.conf import settings


def add_arguments(parser: ArgumentParser) -> None:
    """This command has no options."""


def run(options: Namespace) -> int:
    from ninefold.cli import CommandFailed
    from ninefold.demo import filling
    from ninefold.demo.people import PEOPLE

    if not settings.NINEFOLD_DEMO:
        raise CommandFailed(
            "made-up people belong into a demonstration: set NINEFOLD_DEMO=yes and an empty data folder"
        )
    if not filling.is_filled():
        filling.fill()
    print(f"Open {settings.NINEFOLD_SITE_URL}/try/ and press a name to sign in:")
    for one in PEOPLE:
        print(f"  {one.name:<18} {one.role:<18} {one.comes_for}")
    print(f"What was sent: {settings.NINEFOLD_SITE_URL}/outbox/")
    return 0
