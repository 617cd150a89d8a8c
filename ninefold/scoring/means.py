"""Item, then dimension, then All colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass

from ninefold.scoring.ratings import Rating, number, positive, valid, whole


@dataclass(frozen=True)
class Overall:
    """A weighted mean of cells' means, and the number of raters it is worth; None: no cells."""

    mean: float | None
    effective_n: float | None


def item_mean(ratings: Sequence[Rating], *, minimum: int) -> float | None:
    """The mean of the valid ratings, in points; None if fewer than ``minimum`` are valid.

    None is missing: never 0, never the midpoint, never imputed. Source: scoring.md, A1.
    """
    whole(minimum, "The minimum", least=1)
    read = valid(ratings)
    return sum(read) / len(read) if len(read) >= minimum else None


def dimension_mean(item_means: Sequence[float | None]) -> float | None:
    """The unweighted mean of the item means; None if any is None or there are none.

    Item first: each behaviour weighs the same, whoever skipped it. Source: scoring.md, A1.
    """
    known = valid(item_means)
    if not known or len(known) < len(item_means):
        return None
    return sum(known) / len(known)


def all_colleagues(cells: Sequence[tuple[float | None, float]], *, weights: Sequence[float] | None = None) -> Overall:
    """The mean of the confidential cells' means, equally weighted unless ``weights`` are given.

    ``cells`` holds (mean, raters); a cell whose mean is None is withheld and left out with its
    weight. With weights w that sum to one, mean = sum(w * m) and effective_n = 1 / sum(w^2 / n).
    Source: scoring.md, A1. Raises ValueError for weights that are negative, all zero or not one a
    cell, and for a cell without raters.
    """
    if weights is not None and len(weights) != len(cells):
        raise ValueError("Give one weight for each cell.")
    given = [1.0] * len(cells) if weights is None else [_weight(weight) for weight in weights]
    shown = [
        (number(mean, "A cell's mean"), positive(raters, "A cell's number of raters"), weight)
        for (mean, raters), weight in zip(cells, given, strict=True)
        if mean is not None
    ]
    if not shown:
        return Overall(None, None)
    total = sum(weight for _, _, weight in shown)
    if total <= 0:
        raise ValueError("At least one weight must be above zero.")
    return Overall(
        mean=sum(mean * weight / total for mean, _, weight in shown),
        effective_n=1 / sum((weight / total) ** 2 / raters for _, raters, weight in shown),
    )


def _weight(weight: float) -> float:
    read = number(weight, "A weight")
    if read < 0:
        raise ValueError("A weight cannot be negative.")
    return read
