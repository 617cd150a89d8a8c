"""Say what is wrong with this installation, and what to do. Ends with 1 if anything is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """This command has no options."""


def run(options: Namespace) -> int:
    from ninefold.cli.checks import checks

    results = checks()
    for check in results:
        print(f"{check.name}: {check.trouble or 'well'}")
    return 0 if all(check.is_well for check in results) else 1
