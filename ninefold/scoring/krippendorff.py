"""Krippendorff's alpha: agreement of any number of raters, with missing ratings."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ninefold.scoring.ratings import Rating, valid

Floats = NDArray[np.float64]
Level = Literal["nominal", "ordinal", "interval", "ratio"]


def krippendorff_alpha(units: Sequence[Sequence[Rating]], *, level: Level = "interval") -> float | None:
    """1 - Do/De over units, each a sequence of its ratings.

    Units with fewer than two ratings drop out. None if no unit is left, or if all values are equal
    (De = 0: there is nothing to agree about). Source: scoring.md, A4 and B-O2 (Krippendorff 2011).
    Raises ValueError for an unknown level, and on the ratio level for negative values.
    """
    if level not in ("nominal", "ordinal", "interval", "ratio"):
        raise ValueError("The level is nominal, ordinal, interval or ratio.")
    paired = [read for unit in units if len(read := valid(unit)) >= 2]
    values = np.array(sorted({rating for unit in paired for rating in unit}))
    if level == "ratio" and (values < 0).any():
        raise ValueError("The ratio level needs values that are not negative.")
    if len(values) < 2:
        return None
    coincidences = _coincidences(paired, values)
    totals = coincidences.sum(axis=1)
    distances = _distances(values, totals, level)
    observed = float((coincidences * distances).sum())
    expected = float((np.outer(totals, totals) * distances).sum()) / (float(totals.sum()) - 1)
    return 1 - observed / expected


def _coincidences(units: Sequence[Sequence[float]], values: Floats) -> Floats:
    """How often values c and k stand in one unit, each unit's pairs weighed by 1/(m - 1)."""
    result = np.zeros((len(values), len(values)))
    for unit in units:
        counts = (np.array(unit)[:, None] == values).sum(axis=0).astype(float)
        result += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    return result


def _distances(values: Floats, totals: Floats, level: Level) -> Floats:
    """The squared difference of each pair of values on this level of measurement."""
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "interval":
        return np.subtract.outer(values, values) ** 2
    if level == "ratio":
        sums = np.add.outer(values, values)
        # Only zero with zero has no sum; their difference is zero too.
        return (np.subtract.outer(values, values) / np.where(sums == 0, 1, sums)) ** 2
    position = np.cumsum(totals) - totals / 2
    return np.subtract.outer(position, position) ** 2
