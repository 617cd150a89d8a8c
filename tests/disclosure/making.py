"""Answers and releases for tests of disclosure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from ninefold.disclosure import Answers, Cell, CertifiedTable, Instrument, Section, certified_table

IDENTIFIED = frozenset({"self", "line manager"})
GROUPS = ("self", "line manager", "peer", "direct report", "other")
CARE = Section("care", "performance", 5, ("care-1", "care-2", "care-3", "care-4"), agreement=True)
IMPORTANCE = Section("care", "importance", 5, ("importance:care",))
IMPACT = Section("care", "impact", 5, ("impact-1", "impact-2", "impact-3"), groups=("direct report",))
INSTRUMENT = Instrument((CARE, IMPORTANCE, IMPACT), GROUPS, IDENTIFIED)

Rating = int | None


def rater(group: str, number: int, *ratings: Rating, section: Section = CARE) -> Answers:
    return Answers(f"{group} {number}", group, dict(zip(section.items, ratings, strict=False)))


def raters(group: str, count: int, *ratings: Rating, first: int = 1) -> list[Answers]:
    """Raters of one group who all give the same ratings (by default 3 everywhere)."""
    return [rater(group, number, *(ratings or (3, 3, 3, 3))) for number in range(first, first + count)]


def varied(group: str, count: int) -> list[Answers]:
    """Raters whose answers differ, none at an end."""
    return [rater(group, number, *(2 + (number + item) % 3 for item in range(4))) for number in range(count)]


def table(answers: Sequence[Answers], minimum: int = 3, instrument: Instrument = INSTRUMENT) -> CertifiedTable:
    return certified_table(answers, minimum=minimum, instrument=instrument)


def cells(made: CertifiedTable, group: str, scale: str = "performance") -> list[Cell]:
    return [cell for cell in made.cells if group in cell.groups and cell.scale == scale]


def with_cells(made: CertifiedTable, *changed: Cell) -> CertifiedTable:
    """The table with the cells of the same ids exchanged, and new ones added."""
    new = {cell.id: cell for cell in changed}
    kept = [new.pop(cell.id, cell) for cell in made.cells]
    return replace(made, cells=(*kept, *new.values()))


def report(made: CertifiedTable, **fields: object) -> Mapping[str, object]:
    """The table as report.json writes it, without the points of the scale."""
    listed = [{k: v for k, v in asdict(cell).items() if k != "points"} for cell in made.cells]
    return {
        "schema": 1,
        "participant": "Ada",
        "round": "2026",
        "minimum_raters": made.minimum,
        "cells": listed,
        "withheld": [entry.as_mapping() for entry in made.withheld],
        "derived": {},
    } | fields
