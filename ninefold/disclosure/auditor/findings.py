"""What the auditor says when something is wrong, and the clock it works against."""

import time
from dataclasses import dataclass

UNREADABLE_NUMBER = "UNREADABLE_NUMBER"
FEWER_RATERS = "FEWER_RATERS"
UNCODED_END = "UNCODED_END"
WRONG_CODE = "WRONG_CODE"
WRONG_COUNTS = "WRONG_COUNTS"
WRONG_WORD = "WRONG_WORD"
NO_SUCH_CELL = "NO_SUCH_CELL"
SHOWN_THOUGH_WITHHELD = "SHOWN_THOUGH_WITHHELD"
NOT_OPENLY_KNOWN = "NOT_OPENLY_KNOWN"
MINIMUM_TOO_LOW = "MINIMUM_TOO_LOW"
ISOLATES = "ISOLATES"
OVERLAPS = "OVERLAPS"
TOO_MANY_SMALL = "TOO_MANY_SMALL"
PINNED = "PINNED"
PINNED_FOR_INSIDER = "PINNED_FOR_INSIDER"
OUT_OF_TIME = "OUT_OF_TIME"


@dataclass(frozen=True)
class Finding:
    """One thing that may not be released: a kind, an equation of released numbers, their cells."""

    kind: str
    equation: str
    cells: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {self.equation}"


class OutOfTime(Exception):
    """The time limit passed before everything was checked."""


class Clock:
    """Counts checks, and stops the audit when its seconds are over."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds
        self.checks = 0

    def tick(self) -> None:
        """Count one check. Raises OutOfTime after the time limit."""
        if time.monotonic() > self._ends:
            raise OutOfTime
        self.checks += 1
