"""Reading releases: certified tables by attribute, report.json by key."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Scope = tuple[str, str]


class UnreadableRelease(ValueError):
    """A release that is neither a certified table nor a report.json."""


@dataclass(frozen=True)
class Number:
    """One released number and what is published about it."""

    id: str
    scope: Scope
    groups: tuple[str, ...]
    item: str | None
    dimension: str
    scale: str
    raters: int
    answers: int
    most_by_one: int
    mean: float | None
    at_least: float | None
    at_most: float | None
    agreement: str | None
    identified: bool
    rater: str | None
    points: int | None

    @property
    def content(self) -> tuple[object, ...]:
        """Everything published but the id: numbers alike in all of it are one number."""
        counts = (self.raters, self.answers, self.most_by_one)
        return (*self.unknowns, *counts, *self.published, self.agreement, self.rater)

    @property
    def unknowns(self) -> tuple[object, ...]:
        """Which answers the number is made of, as far as anyone can tell."""
        return (self.scope, tuple(sorted(self.groups)), self.scale, self.dimension, self.item)

    @property
    def published(self) -> tuple[float | None, float | None, float | None]:
        """The mean, or the end of the scale in its place."""
        return (self.mean, self.at_least, self.at_most)

    @property
    def name(self) -> str:
        """How an equation writes the number."""
        what = self.item or f"{self.dimension} ({self.scale})"
        return f"[{' + '.join(self.groups)}: {what}, {self.raters} raters]"


@dataclass(frozen=True)
class Release:
    """One table or report."""

    scope: Scope
    minimum: int
    numbers: tuple[Number, ...]
    withheld: tuple[tuple[str, ...], ...]
    used: tuple[str, ...]


def read_release(release: object) -> Release:
    """The release in the auditor's own terms. Raises UnreadableRelease, naming the field.

    A bare table names no round: tables given together are taken to be of one round.
    """
    scope = (str(_field(release, "participant", "")), str(_field(release, "round", "")))
    minimum = _field(release, "minimum_raters", None)
    if minimum is None:
        minimum = _field(release, "minimum", None)
    if isinstance(minimum, bool) or not isinstance(minimum, int):
        raise UnreadableRelease("The release does not say the minimum number of raters.")
    cells = _list(release, "cells")
    return Release(
        scope=scope,
        minimum=minimum,
        numbers=tuple(_number(cell, scope) for cell in cells),
        withheld=tuple(
            _groups(entry) for entry in _list(release, "withheld") if _field(entry, "dimension", None) is None
        ),
        used=tuple(_used(_field(release, "derived", {}))),
    )


def _field(thing: object, name: str, default: object) -> Any:
    if isinstance(thing, Mapping):
        return thing.get(name, default)
    return getattr(thing, name, default)


def _list(thing: object, name: str) -> Sequence[object]:
    found = _field(thing, name, None)
    if not isinstance(found, list | tuple):
        raise UnreadableRelease(f"The release has no list of {name}.")
    return found


def _groups(thing: object) -> tuple[str, ...]:
    found = _list(thing, "groups")
    if not found or not all(isinstance(group, str) for group in found):
        raise UnreadableRelease("A cell's groups are not a list of names.")
    return tuple(str(group) for group in found)


def _number(cell: object, scope: Scope) -> Number:
    return Number(
        id=_text(cell, "id"),
        scope=scope,
        groups=_groups(cell),
        item=_text_or_none(cell, "item"),
        dimension=_text(cell, "dimension"),
        scale=_text(cell, "scale"),
        raters=_count(cell, "raters"),
        answers=_count(cell, "answers"),
        most_by_one=_count(cell, "most_by_one"),
        mean=_mean(cell, "mean"),
        at_least=_mean(cell, "at_least"),
        at_most=_mean(cell, "at_most"),
        agreement=_text_or_none(cell, "agreement"),
        identified=_field(cell, "identified", False) is True,
        rater=_text_or_none(cell, "rater"),
        points=None if _field(cell, "points", None) is None else _count(cell, "points"),
    )


def _text_or_none(cell: object, name: str) -> str | None:
    found = _field(cell, name, None)
    if found is not None and not isinstance(found, str):
        raise UnreadableRelease(f"A cell's {name} is not text.")
    return found


def _text(cell: object, name: str) -> str:
    found = _text_or_none(cell, name)
    if found is None:
        raise UnreadableRelease(f"A cell has no {name}.")
    return found


def _count(cell: object, name: str) -> int:
    found = _field(cell, name, None)
    if isinstance(found, bool) or not isinstance(found, int):
        raise UnreadableRelease(f"A cell's {name} is not a whole number.")
    return found


def _mean(cell: object, name: str) -> float | None:
    found = _field(cell, name, None)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise UnreadableRelease(f"A cell's {name} is not a number.")
    return float(found)


def _used(derived: object) -> Iterator[str]:
    """The ids of cells that derived figures name, however deep they stand."""
    if isinstance(derived, Mapping):
        for key, value in derived.items():
            if key in ("cells", "cell_ids") and isinstance(value, list | tuple):
                yield from (one for one in value if isinstance(one, str))
            yield from _used(value)
    elif isinstance(derived, list | tuple):
        for value in derived:
            yield from _used(value)
