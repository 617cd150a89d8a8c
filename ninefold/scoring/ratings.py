"""Reading ratings: numbers, with None for "not able to say"."""

import math
from collections.abc import Sequence

Rating = float | None
Rows = Sequence[Sequence[Rating]]


def number(value: object, what: str) -> float:
    """The value as a finite float. Raises ValueError for a bool, text, NaN or infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        # NumPy's numbers count as numbers; they are no subclasses of Python's.
        kind = getattr(getattr(value, "dtype", None), "kind", "")
        if kind not in ("i", "u", "f"):
            raise ValueError(f"{what} is not a number.")
    read = float(value)  # type: ignore[arg-type]
    if not math.isfinite(read):
        raise ValueError(f"{what} is not a finite number; use None for “not able to say”.")
    return read


def positive(value: object, what: str) -> float:
    """The value as a float above zero, or ValueError."""
    read = number(value, what)
    if read <= 0:
        raise ValueError(f"{what} must be above zero.")
    return read


def share(value: object, what: str) -> float:
    """The value as a float strictly between 0 and 1, or ValueError."""
    read = number(value, what)
    if not 0 < read < 1:
        raise ValueError(f"{what} must lie between 0 and 1.")
    return read


def whole(value: object, what: str, *, least: int) -> int:
    """The value as a whole number of at least ``least``, or ValueError."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise ValueError(f"{what} must be a whole number of at least {least}.")
    return value


def valid(ratings: Sequence[Rating], *, points: int | None = None) -> list[float]:
    """The ratings that are not None. Raises ValueError outside 1..points, if points are given."""
    read = [number(rating, "A rating") for rating in ratings if rating is not None]
    if points is not None:
        whole(points, "The points of a scale", least=2)
        for rating in read:
            if not 1 <= rating <= points:
                raise ValueError(f"The rating {rating:g} is not from 1 to {points}.")
    return read


def columns(rows: Rows) -> list[list[Rating]]:
    """Raters' rows turned into items. Raises ValueError unless all rows are equally long."""
    lengths = {len(row) for row in rows}
    if len(lengths) > 1:
        raise ValueError("Each rater's row must hold one rating, or None, for each item.")
    if not rows or lengths == {0}:
        raise ValueError("There are no ratings.")
    return [list(column) for column in zip(*rows, strict=True)]


def without_rounding(square: float, largest: float) -> float:
    """Zero where only rounding is left: a (mean) square far below the largest squared rating."""
    return 0.0 if abs(square) <= 1e-24 * largest else square
