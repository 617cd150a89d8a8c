"""Scores from certified cells: ranges of end-coded cells, means of means, intervals. Source: scoring.md, A1 and A3."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from ninefold.disclosure import Cell
from ninefold.scoring import all_colleagues, dimension_mean, range_interval

ITEM = "item"
SHARE_NEEDED = (2, 3)


@dataclass(frozen=True)
class Seat:
    """Whose cells these are: a set of groups, or one named person."""

    groups: tuple[str, ...]
    name: str | None
    identified: bool


def seats(cells: Iterable[Cell]) -> list[tuple[Seat, Cell]]:
    """Give each cell its seat. Two named people of one name are told apart by a number."""
    seen: Counter[tuple[object, ...]] = Counter()
    placed = []
    for cell in cells:
        key = (cell.groups, cell.rater, cell.scale, cell.dimension, cell.item)
        seen[key] += 1
        again = cell.identified and seen[key] > 1
        name = f"{cell.rater} ({seen[key]})" if again else cell.rater
        placed.append((Seat(cell.groups, name, cell.identified), cell))
    return placed


@dataclass(frozen=True)
class Figure:
    """A mean with the range it may lie in, before any interval is put around it."""

    mean: float
    lowest: float
    highest: float
    people: int
    effective_n: float
    points: int
    cells: tuple[str, ...]
    at_least: float | None = None
    at_most: float | None = None


def of_cell(cell: Cell) -> Figure:
    """Return the cell's mean; for an end-coded cell the middle of the coded range (scoring.md, A3)."""
    lowest, highest = _coded_range(cell)
    return Figure(
        mean=(lowest + highest) / 2,
        lowest=lowest,
        highest=highest,
        people=cell.raters,
        effective_n=cell.raters,
        points=cell.points,
        cells=(cell.id,),
        at_least=cell.at_least,
        at_most=cell.at_most,
    )


def _coded_range(cell: Cell) -> tuple[float, float]:
    if cell.at_least is not None:
        return cell.at_least, float(cell.points)
    if cell.at_most is not None:
        return 1.0, cell.at_most
    if cell.mean is None:
        raise ValueError(f"The cell {cell.id} holds no figure.")
    return cell.mean, cell.mean


def of_items(cells: Sequence[Cell]) -> Figure:
    """Return the unweighted mean of the item means, with the smallest n of the items (scoring.md, A1)."""
    parts = [of_cell(cell) for cell in cells]
    people = min(part.people for part in parts)
    return _together(
        parts,
        mean=_mean([part.mean for part in parts]),
        lowest=_mean([part.lowest for part in parts]),
        highest=_mean([part.highest for part in parts]),
        people=people,
        effective_n=people,
    )


def of_groups(parts: Sequence[Figure]) -> Figure:
    """Return All colleagues: the mean of the groups' means, with n_eff (scoring.md, A1)."""
    overall = all_colleagues([(part.mean, part.people) for part in parts])
    if overall.mean is None or overall.effective_n is None:
        raise ValueError("All colleagues needs at least one group.")
    return _together(
        parts,
        mean=overall.mean,
        lowest=_mean([part.lowest for part in parts]),
        highest=_mean([part.highest for part in parts]),
        people=sum(part.people for part in parts),
        effective_n=overall.effective_n,
    )


def _together(
    parts: Sequence[Figure], *, mean: float, lowest: float, highest: float, people: int, effective_n: float
) -> Figure:
    return Figure(
        mean=mean,
        lowest=lowest,
        highest=highest,
        people=people,
        effective_n=effective_n,
        points=parts[0].points,
        cells=tuple(cell for part in parts for cell in part.cells),
        at_least=lowest if all(part.at_least is not None for part in parts) else None,
        at_most=highest if all(part.at_most is not None for part in parts) else None,
    )


def _mean(values: Sequence[float]) -> float:
    mean = dimension_mean(values)
    if mean is None:
        raise ValueError("A mean needs at least one value.")
    return mean


def bounds(figure: Figure, *, dispersion: float) -> tuple[float, float]:
    """Return where the mean would probably lie, widened by the coded range where an end-coded cell takes part."""
    return _bounds(figure.lowest, figure.highest, figure.effective_n, figure.points, dispersion)


@lru_cache(maxsize=4096)
def _bounds(lowest: float, highest: float, n: float, points: int, dispersion: float) -> tuple[float, float]:
    found = range_interval(lowest, highest, n, points=points, dispersion=dispersion)
    return found.lower, found.upper


def enough_answered(answered: int, asked: int) -> bool:
    """Whether one named person answered the two thirds that a dimension needs (confidentiality.md, C5.2)."""
    of_answers, of_asked = SHARE_NEEDED
    return answered > 0 and of_asked * answered >= of_answers * asked


def dimension_figure(cells: Sequence[Cell], *, asked: int, identified: bool) -> Figure | None:
    """Return the dimension as one seat sees it, from item cells or from the dimension cell; None if there is none."""
    whole = [cell for cell in cells if cell.level != ITEM]
    if whole:
        return of_cell(whole[0])
    if not cells or (identified and not enough_answered(len(cells), asked)):
        return None
    figure = of_items(cells)
    return replace(figure, people=1, effective_n=1) if identified else figure
