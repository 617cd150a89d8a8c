"""Run a worker: it sends mail, closes rounds that are due and reminds people. Any number may run, on any number of machines."""

from __future__ import annotations

import signal
import threading
from argparse import ArgumentParser, Namespace
from types import FrameType


def add_arguments(parser: ArgumentParser) -> None:
    """This command has no options."""


def run(options: Namespace) -> int:
    from ninefold.outbox.worker import run_until

    stop = threading.Event()

    def stop_soon(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, stop_soon)
    signal.signal(signal.SIGINT, stop_soon)
    run_until(stop)
    return 0
