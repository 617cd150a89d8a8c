"""Reliability of raters and of items: ICC, alpha, Spearman-Brown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

from ninefold.scoring.ratings import Rating, Rows, columns, number, positive, share, valid, without_rounding

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Alpha:
    """Cronbach's alpha with its limits; None where the ratings do not vary.

    ``if_dropped`` has one value an item (None with two items), ``standardised`` is alpha of the
    mean correlation ``mean_correlation``.
    """

    value: float | None
    lower: float | None
    upper: float | None
    if_dropped: tuple[float | None, ...]
    standardised: float | None
    mean_correlation: float | None


def icc1(groups: Sequence[Sequence[Rating]], *, group_size: Literal["adjusted", "mean"] = "adjusted") -> float | None:
    """ICC(1) over leaders, one-way: (MSB - MSW) / (MSB + (n0 - 1) MSW).

    ``groups`` holds the ratings of each leader. ``group_size`` says which n0: "adjusted" is
    (N - sum n_j^2 / N)/(k - 1), "mean" is N/k as in R's multilevel. A negative value is returned as
    it is: print 0 and "no detectable difference between leaders". None with fewer than two
    leaders, no leader with two ratings, or ratings that do not vary. Source: scoring.md, A4.
    """
    if group_size not in ("adjusted", "mean"):
        raise ValueError("The group size is “adjusted” or “mean”.")
    squares = _one_way(groups)
    if squares is None:
        return None
    between, within, sizes = squares
    total, count = sum(sizes), len(sizes)
    n0 = total / count
    if group_size == "adjusted":
        n0 = (total - sum(size**2 for size in sizes) / total) / (count - 1)
    spread = between + (n0 - 1) * within
    return None if spread == 0 else (between - within) / spread


def icc2(groups: Sequence[Sequence[Rating]], *, group_size: Literal["adjusted", "mean"] = "adjusted") -> float | None:
    """ICC(2) over leaders, one-way: (MSB - MSW) / MSB, the reliability of leaders' means.

    ``group_size`` does not change it and is accepted for symmetry with ``icc1``. None as there, and
    where the leaders' means do not vary. Source: scoring.md, A4.
    """
    if group_size not in ("adjusted", "mean"):
        raise ValueError("The group size is “adjusted” or “mean”.")
    squares = _one_way(groups)
    if squares is None or squares[0] == 0:
        return None
    return (squares[0] - squares[1]) / squares[0]


def _one_way(groups: Sequence[Sequence[Rating]]) -> tuple[float, float, list[int]] | None:
    read = [np.array(ratings) for group in groups if (ratings := valid(group))]
    sizes = [len(group) for group in read]
    if len(read) < 2 or sum(sizes) == len(read):
        return None
    grand = float(np.concatenate(read).mean())
    between = sum(len(group) * float(group.mean() - grand) ** 2 for group in read)
    within = sum(float(((group - group.mean()) ** 2).sum()) for group in read)
    largest = max(float((group**2).max()) for group in read)
    between, within = (
        without_rounding(square, largest) for square in (between / (len(read) - 1), within / (sum(sizes) - len(read)))
    )
    return between, within, sizes


def cronbach_alpha(
    rows: Rows, *, missing: Literal["pairwise", "listwise"] = "pairwise", confidence: float = 0.95
) -> Alpha:
    """J/(J - 1) * (1 - sum of item variances / sum of all covariances), limits after Feldt.

    ``rows`` holds one row a respondent, one column an item, at least two of each. "pairwise" takes
    each covariance over the rows that have both items, "listwise" only complete rows. Rows without
    any rating are left out. Source: scoring.md, B-O4. Raises ValueError for fewer than two items.
    """
    if missing not in ("pairwise", "listwise"):
        raise ValueError("Missing ratings are treated “pairwise” or “listwise”.")
    tail = (1 - share(confidence, "The confidence")) / 2
    table = _table(rows)
    if table.shape[1] < 2:
        raise ValueError("Alpha needs at least two items.")
    gaps = np.isnan(table)
    table = table[~(gaps.any(axis=1) if missing == "listwise" else gaps.all(axis=1))]
    items = table.shape[1]
    covariances = _covariances(table)
    value = _alpha(covariances)
    dropped: tuple[float | None, ...] = (None,) * items
    if items > 2:
        dropped = tuple(_alpha(np.delete(np.delete(covariances, item, 0), item, 1)) for item in range(items))
    lower, upper = _feldt(value, table.shape, tail)
    correlation = _mean_correlation(covariances)
    standardised = None if correlation is None else spearman_brown_raw(correlation, items)
    return Alpha(value, lower, upper, dropped, standardised, correlation)


def _table(rows: Rows) -> Floats:
    columns(rows)
    return np.array([[np.nan if rating is None else number(rating, "A rating") for rating in row] for row in rows])


def _covariances(table: Floats) -> Floats:
    """Covariances with n - 1 over the rows that have both items; NaN below two such rows."""
    items = table.shape[1]
    result = np.full((items, items), np.nan)
    for i in range(items):
        for j in range(i, items):
            both = table[~(np.isnan(table[:, i]) | np.isnan(table[:, j]))][:, [i, j]]
            if len(both) >= 2:
                centred = both - both.mean(axis=0)
                covariance = float(centred[:, 0] @ centred[:, 1]) / (len(both) - 1)
                covariance = without_rounding(covariance, float((both**2).max()))
                result[i, j] = result[j, i] = covariance
    return result


def _alpha(covariances: Floats) -> float | None:
    total = float(covariances.sum())
    if np.isnan(total) or total == 0:
        return None
    items = len(covariances)
    return items / (items - 1) * (1 - float(np.trace(covariances)) / total)


def _mean_correlation(covariances: Floats) -> float | None:
    deviations = np.sqrt(np.diag(covariances))
    if np.isnan(covariances).any() or (deviations == 0).any():
        return None
    correlations = covariances / np.outer(deviations, deviations)
    return float(correlations[np.triu_indices(len(covariances), 1)].mean())


def _feldt(value: float | None, shape: tuple[int, ...], tail: float) -> tuple[float | None, float | None]:
    if value is None:
        return None, None
    df1 = shape[0] - 1
    df2 = df1 * (shape[1] - 1)
    lower = 1 - (1 - value) * float(fdtri(df1, df2, 1 - tail))
    upper = 1 - (1 - value) * float(fdtri(df1, df2, tail))
    return lower, upper


def spearman_brown_raw(reliability: float, k: float) -> float | None:
    """k r / (1 + (k - 1) r) for any r; None where it has no value."""
    below = 1 + (k - 1) * reliability
    return None if below == 0 else k * reliability / below


def spearman_brown(reliability: float, k: float) -> float:
    """The reliability of the mean of k raters, from that of one: k r / (1 + (k - 1) r).

    Source: scoring.md, A7. Raises ValueError unless 0 <= r <= 1 and k > 0.
    """
    read = number(reliability, "The reliability")
    if not 0 <= read <= 1:
        raise ValueError("The reliability must lie between 0 and 1.")
    times = positive(k, "The number of raters")
    return times * read / (1 + (times - 1) * read)


def raters_needed(reliability: float, target: float) -> float:
    """How many raters give the target reliability: t (1 - r) / (r (1 - t)), not rounded.

    Source: scoring.md, A7. Raises ValueError unless both lie strictly between 0 and 1.
    """
    one = share(reliability, "The reliability")
    wanted = share(target, "The target")
    return wanted * (1 - one) / (one * (1 - wanted))
