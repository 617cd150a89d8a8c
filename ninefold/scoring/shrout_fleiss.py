"""The six intraclass correlations of Shrout and Fleiss 1979, for a table of targets by judges."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

from ninefold.scoring.ratings import Rows, columns, number, share, without_rounding

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class ICC:
    """One form, its F test and its limits; None where nothing varies, f infinite without error."""

    value: float | None
    f: float | None
    df1: int
    df2: int
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class _Squares:
    targets: int
    judges: int
    between: float
    within: float
    judge: float
    error: float


def icc(table: Rows, *, confidence: float = 0.95) -> dict[str, ICC]:
    """ICC(1,1), ICC(2,1), ICC(3,1), ICC(1,k), ICC(2,k) and ICC(3,k), by those names.

    ``table`` holds one row a target, one column a judge; a target that a judge did not rate (None)
    is left out. One-way forms compare judges drawn anew for each target; two-way forms the same
    judges for all, as a random sample (2) or as these very ones (3). Values may be negative.
    Source: scoring.md, A4 and B-O1. Raises ValueError for fewer than two complete targets or
    fewer than two judges.
    """
    tail = (1 - share(confidence, "The confidence")) / 2
    squares = _squares(table)
    one = _one_way(squares, tail)
    two = _two_way_random(squares, tail)
    three = _two_way_fixed(squares, tail)
    return {
        "ICC(1,1)": one,
        "ICC(2,1)": two,
        "ICC(3,1)": three,
        "ICC(1,k)": _stepped_up(one, squares.judges),
        "ICC(2,k)": _stepped_up(two, squares.judges),
        "ICC(3,k)": _stepped_up(three, squares.judges),
    }


def _squares(table: Rows) -> _Squares:
    columns(table)
    complete = [[number(r, "A rating") for r in row] for row in table if None not in row]
    if len(complete) < 2 or len(complete[0]) < 2:
        raise ValueError("An ICC needs at least two targets, each rated by the same two judges.")
    x = np.array(complete)
    targets, judges = x.shape
    grand = float(x.mean())
    rows = judges * float(((x.mean(axis=1) - grand) ** 2).sum())
    judge = targets * float(((x.mean(axis=0) - grand) ** 2).sum())
    within = float(((x - x.mean(axis=1, keepdims=True)) ** 2).sum())
    residuals = x - x.mean(axis=1, keepdims=True) - x.mean(axis=0, keepdims=True) + grand
    error = float((residuals**2).sum())
    largest = float((x**2).max())
    return _Squares(
        targets=targets,
        judges=judges,
        between=without_rounding(rows / (targets - 1), largest),
        within=without_rounding(within / (targets * (judges - 1)), largest),
        judge=without_rounding(judge / (judges - 1), largest),
        error=without_rounding(error / ((targets - 1) * (judges - 1)), largest),
    )


def _one_way(s: _Squares, tail: float) -> ICC:
    df1, df2 = s.targets - 1, s.targets * (s.judges - 1)
    return _consistent(s.between, s.within, s.judges, (df1, df2), tail)


def _two_way_fixed(s: _Squares, tail: float) -> ICC:
    df1, df2 = s.targets - 1, (s.targets - 1) * (s.judges - 1)
    return _consistent(s.between, s.error, s.judges, (df1, df2), tail)


def _consistent(between: float, noise: float, judges: int, degrees: tuple[int, int], tail: float) -> ICC:
    df1, df2 = degrees
    if noise == 0:
        perfect = None if between == 0 else 1.0
        return ICC(perfect, _infinite(between), df1, df2, perfect, perfect)
    ratio = between / noise
    low = ratio / float(fdtri(df1, df2, 1 - tail))
    high = ratio * float(fdtri(df2, df1, 1 - tail))
    value, lower, upper = ((x - 1) / (x + judges - 1) for x in (ratio, low, high))
    return ICC(value, ratio, df1, df2, lower, upper)


def _infinite(between: float) -> float | None:
    """The F ratio without any error: infinite, or undefined where nothing varies either."""
    return np.inf if between else None


def _two_way_random(s: _Squares, tail: float) -> ICC:
    n, k = s.targets, s.judges
    df1, df2 = n - 1, (n - 1) * (k - 1)
    spread = s.between + (k - 1) * s.error + k * (s.judge - s.error) / n
    if spread == 0:
        return ICC(None, None, df1, df2, None, None)
    value = (s.between - s.error) / spread
    if s.error == 0 or (s.between == 0 and s.judge == 0):
        # The degrees of freedom of the limits then have no value.
        exact = value if s.judge == 0 and s.error == 0 else None
        ratio = s.between / s.error if s.error else _infinite(s.between)
        return ICC(value, ratio, df1, df2, exact, exact)
    lower, upper = _random_limits(s, value, tail)
    return ICC(value, s.between / s.error, df1, df2, lower, upper)


def _random_limits(s: _Squares, value: float, tail: float) -> tuple[float, float]:
    """Shrout and Fleiss 1979, with Satterthwaite's degrees of freedom."""
    n, k = s.targets, s.judges
    judge_ratio = s.judge / s.error
    rest = n * (1 + (k - 1) * value) - k * value
    above = (k - 1) * (n - 1) * (k * value * judge_ratio + rest) ** 2
    below = (n - 1) * k**2 * value**2 * judge_ratio**2 + rest**2
    v = above / below
    up = float(fdtri(n - 1, v, 1 - tail))
    down = float(fdtri(v, n - 1, 1 - tail))
    judges_and_error = k * s.judge + (k * n - k - n) * s.error
    lower = n * (s.between - up * s.error) / (up * judges_and_error + n * s.between)
    upper = n * (down * s.between - s.error) / (judges_and_error + n * down * s.between)
    return lower, upper


def _stepped_up(single: ICC, judges: int) -> ICC:
    """The reliability of the judges' mean: Spearman-Brown of value and limits."""
    value, lower, upper = (
        None if x is None else _spearman_brown(x, judges) for x in (single.value, single.lower, single.upper)
    )
    return ICC(value, single.f, single.df1, single.df2, lower, upper)


def _spearman_brown(x: float, k: int) -> float | None:
    below = 1 + (k - 1) * x
    return None if below <= 1e-12 else k * x / below
