"""The numbers that a report may print: derived figures with one decimal, and the constants of the pack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from ninefold.leadership_model.domain import Pack
from ninefold.reports.domain import Derived, Score
from ninefold.ui.formatting import one_decimal


def scores(value: Any) -> Iterator[Score]:
    if isinstance(value, Score):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from scores(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from scores(each)


def allowed_numbers(derived: Derived, pack: Pack) -> set[str]:
    """Every number with a decimal point that may stand in a report about these figures."""
    found = {
        one_decimal(number)
        for score in scores(derived)
        for number in (score.mean, score.lower, score.upper, score.at_least, score.at_most)
        if number is not None
    }
    constants = pack.constants
    fixed = {f"{each:.2f}" for each in (constants.item_dispersion, constants.dimension_dispersion, constants.gap_sigma)}
    return found | fixed | {one_decimal(constants.half_way)}
