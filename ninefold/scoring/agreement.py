"""Agreement within one group about one target: r_wg, average deviation, a_wg."""

from collections.abc import Sequence
from typing import Literal

from ninefold.scoring.ratings import Rating, Rows, columns, number, positive, valid, whole

Around = Literal["mean", "median"]

# Proportions of answers 1..5 of the usual null distributions: LeBreton and Senter 2008.
NULL_PROPORTIONS = {
    "uniform": (0.20, 0.20, 0.20, 0.20, 0.20),
    "slight skew": (0.05, 0.15, 0.20, 0.35, 0.25),
    "moderate skew": (0.00, 0.10, 0.15, 0.40, 0.35),
    "heavy skew": (0.00, 0.00, 0.10, 0.40, 0.50),
    "triangular": (0.11, 0.22, 0.34, 0.22, 0.11),
    "normal": (0.07, 0.24, 0.38, 0.24, 0.07),
}


def uniform_variance(points: int) -> float:
    """The variance (A^2 - 1)/12 of answers spread evenly over 1..A. Source: scoring.md, A4."""
    return (whole(points, "The points of a scale", least=2) ** 2 - 1) / 12


def variance_of_proportions(proportions: Sequence[float]) -> float:
    """The variance of answers 1, 2, 3 … given in these proportions. Source: scoring.md, B-O5.

    Raises ValueError for a negative proportion or a sum other than one.
    """
    read = [number(proportion, "A proportion") for proportion in proportions]
    if any(proportion < 0 for proportion in read) or abs(sum(read) - 1) > 1e-9:
        raise ValueError("Proportions are not negative and add up to one.")
    steps = list(enumerate(read, start=1))
    mean = sum(step * proportion for step, proportion in steps)
    return sum((step - mean) ** 2 * proportion for step, proportion in steps)


def r_wg(
    ratings: Sequence[Rating],
    *,
    points: int,
    null_variance: float | None = None,
    truncate: bool = True,
) -> float | None:
    """1 - s^2 / null variance, s^2 with n - 1; None below two ratings.

    The null variance is that of answers spread evenly unless given. A negative value is set to 0
    unless ``truncate`` is False. Source: scoring.md, A4 (James, Demaree and Wolf 1984).
    Raises ValueError for ratings outside 1..points.
    """
    null = _null(points, null_variance)
    variance = _variance(valid(ratings, points=points))
    if variance is None:
        return None
    value = 1 - variance / null
    return max(0.0, value) if truncate else value


def r_wg_j(rows: Rows, *, points: int, null_variance: float | None = None, truncate: bool = True) -> float | None:
    """r_wg(J) of J items: J(1 - q) / (J(1 - q) + q), q = mean item variance / null variance.

    ``rows`` holds one row a rater. Each item's variance is over its valid ratings; None if an item
    has fewer than two. A mean variance above the null gives 0 unless ``truncate`` is False (None
    where the formula then has no value). Source: scoring.md, A4.
    """
    q = _mean_variance_ratio(rows, points, null_variance)
    if q is None:
        return None
    if q > 1 and truncate:
        return 0.0
    weighted = len(rows[0]) * (1 - q)
    return None if weighted + q == 0 else weighted / (weighted + q)


def r_wg_star(rows: Rows, *, points: int, null_variance: float | None = None) -> float | None:
    """r*_wg(J) = 1 - q, never truncated, the same however many items. Source: scoring.md, A4."""
    q = _mean_variance_ratio(rows, points, null_variance)
    return None if q is None else 1 - q


def average_deviation(ratings: Sequence[Rating], *, around: Around = "mean") -> float | None:
    """The mean distance of the ratings from their mean or median, in points; None below two.

    Source: scoring.md, A4 (Burke and Dunlap 2002).
    """
    if around not in ("mean", "median"):
        raise ValueError("An average deviation is taken around the mean or the median.")
    read = sorted(valid(ratings))
    count = len(read)
    if count < 2:
        return None
    middle = (read[(count - 1) // 2] + read[count // 2]) / 2
    centre = sum(read) / count if around == "mean" else middle
    return sum(abs(rating - centre) for rating in read) / count


def average_deviation_j(rows: Rows, *, around: Around = "mean") -> float | None:
    """The mean over items of the average deviation; None if an item has fewer than two ratings."""
    by_item = [average_deviation(column, around=around) for column in columns(rows)]
    known = [value for value in by_item if value is not None]
    return sum(known) / len(by_item) if len(known) == len(by_item) else None


def a_wg(ratings: Sequence[Rating], *, points: int) -> float | None:
    """Agreement relative to the largest variance that this mean allows (Brown, Hauenstein 2005).

    1 - 2 s^2 / [((H + L)M - M^2 - HL) * k/(k - 1)] with L = 1, H = points and k ratings. None below
    two ratings and where the mean M lies outside (L(k - 1) + H)/k .. (H(k - 1) + L)/k. Source:
    scoring.md, A4. Raises ValueError for ratings outside 1..points.
    """
    read = valid(ratings, points=points)
    variance = _variance(read)
    if variance is None:
        return None
    count, total = len(read), sum(read)
    tolerance = 1e-9
    lowest, highest = count - 1 + points, points * (count - 1) + 1
    if total < lowest - tolerance or total > highest + tolerance:
        return None
    mean = total / count
    largest = ((points + 1) * mean - mean**2 - points) * count / (count - 1)
    return 1 - 2 * variance / largest


def _null(points: int, null_variance: float | None) -> float:
    uniform = uniform_variance(points)
    return uniform if null_variance is None else positive(null_variance, "The null variance")


def _variance(read: Sequence[float]) -> float | None:
    if len(read) < 2:
        return None
    mean = sum(read) / len(read)
    return sum((rating - mean) ** 2 for rating in read) / (len(read) - 1)


def _mean_variance_ratio(rows: Rows, points: int, null_variance: float | None) -> float | None:
    null = _null(points, null_variance)
    by_item = [_variance(valid(column, points=points)) for column in columns(rows)]
    known = [variance for variance in by_item if variance is not None]
    if len(known) < len(by_item):
        return None
    return sum(known) / len(known) / null
