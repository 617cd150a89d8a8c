"""The plain things of a certified table: what goes in (answers) and what comes out (cells)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

PERFORMANCE = "performance"
IMPORTANCE = "importance"
IMPACT = "impact"

FEWER_THAN_MINIMUM = "FEWER_THAN_MINIMUM"
TOO_FEW_ANSWERS = "TOO_FEW_ANSWERS"


@dataclass(frozen=True)
class Answers:
    """All ratings of one rater: None is "not able to say", a missing item was not asked."""

    rater: str
    group: str
    ratings: Mapping[str, int | None]
    name: str | None = None


@dataclass(frozen=True)
class Section:
    """The items of one dimension on one scale, and the groups that are asked (None: all)."""

    dimension: str
    scale: str
    points: int
    items: tuple[str, ...]
    groups: tuple[str, ...] | None = None
    agreement: bool = False

    def asks(self, group: str) -> bool:
        """Whether raters of this group are asked these items."""
        return self.groups is None or group in self.groups


@dataclass(frozen=True)
class Instrument:
    """What was asked: sections, and every rater group in the order of the pack."""

    sections: tuple[Section, ...]
    groups: tuple[str, ...]
    identified: frozenset[str]


@dataclass(frozen=True)
class Cell:
    """One published number: the fields of a cell in report.json, and the points of its scale.

    Exactly one of ``mean`` (six decimals), ``at_least`` and ``at_most`` is given.
    """

    id: str
    groups: tuple[str, ...]
    level: str
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
    merged: bool
    points: int

    def as_mapping(self) -> dict[str, object]:
        """The cell as report.json writes it."""
        return asdict(self) | {"groups": list(self.groups)}


@dataclass(frozen=True)
class Withheld:
    """What is not shown, and why; the reason depends on counts only.

    ``scale`` and ``dimension`` are None where the groups are withheld altogether.
    """

    groups: tuple[str, ...]
    reason: str
    scale: str | None = None
    dimension: str | None = None

    def as_mapping(self) -> dict[str, object]:
        """The entry as report.json writes it: a whole group has no scale and no dimension."""
        named = {"groups": list(self.groups), "reason": self.reason}
        if self.dimension is None:
            return dict(named)
        return {**named, "scale": self.scale, "dimension": self.dimension}


@dataclass(frozen=True)
class CertifiedTable:
    """Everything that may ever be shown of one round's ratings."""

    minimum: int
    cells: tuple[Cell, ...]
    withheld: tuple[Withheld, ...]
