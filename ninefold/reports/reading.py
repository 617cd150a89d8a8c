"""Reads a certified table beside its pack: which cells belong to which dimension, and to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ninefold.disclosure import Cell, CertifiedTable
from ninefold.leadership_model.domain import IMPACT, IMPORTANCE, PERFORMANCE, Dimension, Item, Pack
from ninefold.reports.domain import GroupCount, Missing
from ninefold.reports.figures import ITEM, Seat, seats


@dataclass(frozen=True)
class Section:
    """The cells of one dimension on one scale, by seat; `missing` says why a seat has none."""

    dimension: Dimension
    kind: str
    items: tuple[Item, ...]
    seats: tuple[Seat, ...]
    cells: dict[Seat, list[Cell]]
    missing: dict[Seat, Missing]

    def asked(self, seat: Seat) -> tuple[Item, ...]:
        return tuple(item for item in self.items if any(item.asked_of(group) for group in seat.groups))


class TableReader:
    """One table beside one pack; seats come in the order of the pack."""

    def __init__(self, table: CertifiedTable, pack: Pack) -> None:
        self.table = table
        self.pack = pack
        self._order = [group.id for group in pack.groups]

    @cached_property
    def _by_place(self) -> dict[tuple[str, str], dict[Seat, list[Cell]]]:
        found: dict[tuple[str, str], dict[Seat, list[Cell]]] = {}
        for seat, cell in seats(self.table.cells):
            found.setdefault((cell.scale, cell.dimension), {}).setdefault(seat, []).append(cell)
        return found

    def section(self, dimension: Dimension, kind: str) -> Section:
        items = {
            PERFORMANCE: dimension.behaviours,
            IMPORTANCE: (dimension.importance,) if dimension.importance else (),
            IMPACT: dimension.impact,
        }[kind]
        cells = self._by_place.get((kind, dimension.id), {})
        withheld = self._withheld(dimension, kind, items)
        everybody = self._in_pack_order({*cells, *withheld, *self._seats_of(kind, items)})
        missing = {seat: withheld.get(seat, Missing.NO_ANSWERS) for seat in everybody if seat not in cells}
        return Section(dimension, kind, items, tuple(everybody), cells, missing)

    def _withheld(self, dimension: Dimension, kind: str, items: tuple[Item, ...]) -> dict[Seat, Missing]:
        return {
            Seat(entry.groups, None, False): Missing(entry.reason)
            for entry in self.table.withheld
            if entry.dimension in (None, dimension.id) and entry.scale in (None, kind)
            if any(item.asked_of(group) for item in items for group in entry.groups)
        }

    def _seats_of(self, kind: str, items: tuple[Item, ...]) -> set[Seat]:
        """Return who answers on this scale anywhere, as far as they are asked these items."""
        return {
            seat
            for (scale, _), cells in self._by_place.items()
            if scale == kind
            for seat in cells
            if any(item.asked_of(group) for item in items for group in seat.groups)
        }

    def _in_pack_order(self, found: Iterable[Seat]) -> list[Seat]:
        return sorted(found, key=lambda seat: (self._order.index(seat.groups[0]), seat.name or ""))

    def counts(self) -> tuple[GroupCount, ...]:
        """Return how many people of each seat are in the table. Impact statements alone make no seat."""
        found: dict[Seat, list[Cell]] = {}
        for (scale, _), by_seat in self._by_place.items():
            for seat, cells in by_seat.items():
                if scale != IMPACT:
                    found.setdefault(seat, []).extend(cells)
        return tuple(_count(seat, found[seat]) for seat in self._in_pack_order(found))


def _count(seat: Seat, cells: list[Cell]) -> GroupCount:
    return GroupCount(
        groups=seat.groups,
        name=seat.name,
        identified=seat.identified,
        people=max(cell.raters for cell in cells),
        items_shown=any(cell.level == ITEM and cell.scale == PERFORMANCE for cell in cells),
    )
