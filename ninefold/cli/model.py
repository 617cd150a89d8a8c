"""Check a leadership model pack (each error names file and line), or print its item ids, one a line."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    what = parser.add_subparsers(dest="what", required=True, metavar="check|items")
    for name, meaning in {"check": "check a pack", "items": "print its item ids"}.items():
        command = what.add_parser(name, help=meaning)
        command.add_argument("pack", metavar="PACK", help="folder of a pack, or the id of an installed one")


def run(options: Namespace) -> int:
    from ninefold.leadership_model import checking

    errors = checking.check(options.pack)
    for error in errors:
        print(error, file=sys.stderr)
    if errors:
        return 1
    if options.what == "items":
        print("\n".join(checking.item_ids(options.pack)))
    else:
        print(f"{options.pack}: no errors")
    return 0
