"""Work that happens later: argument-less, idempotent functions that any number of workers may run at the same time.

What has to be done stands in the tables of the domain, never here; a sweep that was killed is simply run again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sweep:
    name: str
    run: Callable[[], object]
    every: int


SWEEPS: dict[str, Sweep] = {}


def register(name: str, run: Callable[[], object], *, every: int) -> None:
    """Have every worker run `run` about each `every` seconds. Called in an app's `ready`."""
    SWEEPS[name] = Sweep(name=name, run=run, every=every)
