"""Which rater groups stand alone, which are joined and which are withheld: from counts only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SMALLEST_MINIMUM = 3


@dataclass(frozen=True)
class GroupPlan:
    """The groups of each cell, and the groups withheld unopened; groups in pack order."""

    cells: tuple[tuple[str, ...], ...]
    withheld: tuple[str, ...]


def check_minimum(minimum: int) -> None:
    """Refuse a minimum below three or one that is not a whole number (ValueError)."""
    if isinstance(minimum, bool) or not isinstance(minimum, int):
        raise ValueError("The minimum number of raters must be a whole number.")
    if minimum < SMALLEST_MINIMUM:
        raise ValueError("The minimum number of raters can be raised, but never set below 3.")


def plan_groups(counts: Mapping[str, int], *, minimum: int, order: Sequence[str]) -> GroupPlan:
    """Decide the cells of a round from how many raters of each confidential group submitted.

    Groups with at least ``minimum`` raters are cells. Smaller ones join each other; if these
    together are still fewer than the minimum they join the smallest cell, and where there is no
    cell they are withheld. Ties go to the group that comes first in ``order``. A group in which
    nobody submitted is neither shown nor withheld. Source: confidentiality.md, C5.1.

    Raises ValueError for a minimum below 3, a negative count or a group missing from ``order``.
    """
    check_minimum(minimum)
    _check_counts(counts, order)
    present = [group for group in order if counts.get(group, 0) > 0]
    cells = [(group,) for group in present if counts[group] >= minimum]
    small = tuple(group for group in present if counts[group] < minimum)
    if not small:
        return GroupPlan(tuple(cells), ())
    if sum(counts[group] for group in small) >= minimum:
        return GroupPlan(_in_order([*cells, small], order), ())
    if not cells:
        return GroupPlan((), small)
    host = min(cells, key=lambda cell: counts[cell[0]])
    joined = tuple(group for group in present if group in (*host, *small))
    others = [cell for cell in cells if cell != host]
    return GroupPlan(_in_order([*others, joined], order), ())


def _check_counts(counts: Mapping[str, int], order: Sequence[str]) -> None:
    for group, count in counts.items():
        if group not in order:
            raise ValueError(f"The rater group “{group}” is not in the order of groups.")
        if count < 0:
            raise ValueError(f"The rater group “{group}” has a negative count.")


def _in_order(cells: Sequence[tuple[str, ...]], order: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(cells, key=lambda cell: order.index(cell[0])))
