"""The score interval for a bounded mean, from the mean, n and a public constant."""

from typing import Any, NamedTuple

import numpy as np
from scipy.special import ndtri

from ninefold.scoring.ratings import share, whole


class Interval(NamedTuple):
    """Lower and upper end, in points of the scale (arrays where arrays were given)."""

    lower: Any
    upper: Any


def score_interval(mean: Any, n: Any, *, points: int, dispersion: Any, confidence: float = 0.90) -> Interval:
    """A Wilson-type interval for the mean of n ratings on a scale 1..points.

    With p = (mean - 1)/(points - 1), N = n/dispersion and z the two-sided normal quantile:
    1 + (points - 1) * [p + z^2/(2N) -/+ z*sqrt(p(1-p)/N + z^2/(4N^2))] / (1 + z^2/N).
    ``dispersion`` is the pooled within-group variance over the pooled p(1 - p). The interval never
    has zero width and never leaves the scale; with two points and dispersion 1 it is Wilson's.
    Meaning: had other comparable people been asked, the mean would probably lie here.

    mean, n and dispersion may be NumPy arrays that broadcast; the ends are then arrays, otherwise
    floats. n may be a fraction (effective n). Source: scoring.md, A3.
    Raises ValueError for a mean off the scale, n below one or a dispersion not above zero.
    """
    whole(points, "The points of a scale", least=2)
    z = float(ndtri(0.5 + share(confidence, "The confidence") / 2))
    means = _floats(mean, "A mean")
    raters = _floats(n, "A number of raters")
    spread = _floats(dispersion, "A dispersion")
    if np.any((means < 1) | (means > points)):
        raise ValueError(f"A mean is not from 1 to {points}.")
    if np.any(raters < 1):
        raise ValueError("An interval needs at least one rater.")
    if np.any(spread <= 0):
        raise ValueError("The dispersion must be above zero.")
    p = (means - 1) / (points - 1)
    size = raters / spread
    centre = p + z**2 / (2 * size)
    half = z * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2))
    scale = (points - 1) / (1 + z**2 / size)
    # Rounding may leave the scale by one unit in the last place at its ends.
    lower = np.clip(1 + scale * (centre - half), 1, points)
    upper = np.clip(1 + scale * (centre + half), 1, points)
    if lower.ndim == 0:
        return Interval(float(lower), float(upper))
    return Interval(lower, upper)


def range_interval(
    lowest: float,
    highest: float,
    n: float,
    *,
    points: int,
    dispersion: float,
    confidence: float = 0.90,
) -> Interval:
    """The interval of a mean known only to lie in ``lowest``..``highest`` (an end-coded cell).

    Its lower end is that of ``lowest``, its upper end that of ``highest``. Source: scoring.md, A3.
    Raises ValueError as ``score_interval`` does, and for a range the wrong way round.
    """
    if lowest > highest:
        raise ValueError("The lowest mean is above the highest.")
    below = score_interval(lowest, n, points=points, dispersion=dispersion, confidence=confidence)
    above = score_interval(highest, n, points=points, dispersion=dispersion, confidence=confidence)
    return Interval(below.lower, above.upper)


def _floats(value: Any, what: str) -> Any:
    given = np.asarray(value)
    if given.dtype.kind not in "iuf":
        raise ValueError(f"{what} is not a number.")
    read = given.astype(float)
    if not np.all(np.isfinite(read)):
        raise ValueError(f"{what} is not a finite number.")
    return read
