"""Counts as the participant and the organisation may see them (confidentiality.md, decision 10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

FEWEST_FOR_A_ROW = 3


@dataclass(frozen=True)
class Tally:
    """How many of one group were asked and have answered, as the vault counts them."""

    asked: int
    answered: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.asked + other.asked, self.answered + other.answered)


@dataclass(frozen=True)
class Row:
    """One row of counts. Several groups: they are counted together, because each alone was too small."""

    groups: tuple[str, ...]
    asked: int
    answered: int
    identified: bool = False


def coarsened(tallies: Mapping[str, Tally], *, order: Sequence[str], identified: Set[str]) -> tuple[Row, ...]:
    """The rows that may be shown; what is decided reads only how many were asked.

    Groups that answer by name stand alone. Of the confidential ones, those of 3 or more asked stand alone; smaller ones
    stand in one row together if that is 3 people or more, else within the row of the smallest group shown (of several,
    the first in `order`), else nowhere. There is no grand total.
    """
    asked = [group for group in order if group in tallies and tallies[group].asked]
    by_name = [_row((group,), tallies, identified=True) for group in asked if group in identified]
    large = [g for g in asked if g not in identified and tallies[g].asked >= FEWEST_FOR_A_ROW]
    small = tuple(g for g in asked if g not in identified and tallies[g].asked < FEWEST_FOR_A_ROW)
    if not small:
        return (*by_name, *(_row((group,), tallies) for group in large))
    if sum(tallies[group].asked for group in small) >= FEWEST_FOR_A_ROW:
        return (*by_name, *(_row((group,), tallies) for group in large), _row(small, tallies))
    if not large:
        return tuple(by_name)
    host = min(large, key=lambda group: tallies[group].asked)
    return (*by_name, *(_row((group, *small) if group == host else (group,), tallies) for group in large))


def colleagues_answered(tallies: Mapping[str, Tally], *, identified: Set[str]) -> int:
    """Confidential raters who have answered. Never shown: it decides only whether a round may close."""
    return sum(tally.answered for group, tally in tallies.items() if group not in identified)


def _row(groups: tuple[str, ...], tallies: Mapping[str, Tally], *, identified: bool = False) -> Row:
    total = sum((tallies[group] for group in groups), Tally(0, 0))
    return Row(groups, total.asked, total.answered, identified)
