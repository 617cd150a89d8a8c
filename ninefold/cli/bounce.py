"""Read one returned mail from standard input, as a mail server's pipe gives it, and note the bounce. Others' mail is left alone."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser) -> None:
    """This command has no options."""


def run(options: Namespace) -> int:
    from ninefold.outbox.bounces import take_bounce

    print("noted" if take_bounce(sys.stdin.buffer) else "not a returned message of ours")
    return 0
