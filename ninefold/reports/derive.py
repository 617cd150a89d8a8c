"""From a certified table, a pack and the published comments to everything that a report shows. Plain Python."""

from collections.abc import Iterable, Sequence
from typing import Any

from ninefold.disclosure import Cell, CertifiedTable
from ninefold.leadership_model.domain import IMPACT, IMPORTANCE, PERFORMANCE, SELF, Constants, Dimension, Pack
from ninefold.reports.domain import (
    Comment,
    Derived,
    DimensionFigures,
    Importance,
    ItemsOfGroup,
    ItemView,
    Missing,
    Score,
    View,
)
from ninefold.reports.figures import ITEM, Figure, Seat, bounds, dimension_figure, of_cell, of_groups
from ninefold.reports.findings import build_on, choose_findings, talk_about_first
from ninefold.reports.judgement import judge_agreement, judge_band, judge_gap, judge_importance, judge_standing
from ninefold.reports.reading import Section, TableReader


def derive(
    table: CertifiedTable, pack: Pack, comments: Iterable[Comment] = (), *, comments_withheld: int = 0
) -> Derived:
    """Return every figure and word of a report; each figure names the cells it was computed from.

    Reads the certified table only. `comments` are those that may be shown; of the withheld ones only the number.
    Sources: scoring.md, A1 to A5; confidentiality.md, C5.
    """
    reader = TableReader(table, pack)
    dimensions = tuple(_dimension(reader, dimension) for dimension in pack.dimensions)
    scale = pack.scale_of_kind(IMPORTANCE)
    top_rung = scale.points if scale else None
    return Derived(
        dimensions=dimensions,
        findings=choose_findings(dimensions, top_rung=top_rung),
        talk_about_first=talk_about_first(dimensions, top_rung=top_rung),
        build_on=build_on(dimensions, top_rung=top_rung),
        counts=reader.counts(),
        withheld_groups=tuple(entry.groups for entry in table.withheld if entry.dimension is None),
        comments=tuple(comments),
        comments_withheld=comments_withheld,
    )


def _dimension(reader: TableReader, dimension: Dimension) -> DimensionFigures:
    constants, families = reader.pack.constants, len(reader.pack.dimensions)
    section = reader.section(dimension, PERFORMANCE)
    impact = reader.section(dimension, IMPACT)
    own, named, groups = _sort_out(_views(section, constants))
    colleagues, counted = _colleagues(section, constants)
    own_score = own.score if own else None
    return DimensionFigures(
        dimension=dimension.id,
        own=own,
        named=named,
        colleagues=colleagues,
        groups_in_mean=counted,
        groups=groups,
        gap=judge_gap(own_score, colleagues, sigma=constants.gap_sigma, families=families),
        standing=judge_standing(own_score, colleagues, constants=constants, families=families),
        band=judge_band(colleagues, half_way=constants.half_way),
        importance=_importance(reader, dimension),
        behaviours=_items(section, constants),
        impact=tuple(view for view in _views(impact, constants) if not view.identified),
        impact_items=tuple(part for part in _items(impact, constants) if not part.identified),
    )


def _importance(reader: TableReader, dimension: Dimension) -> Importance | None:
    if dimension.importance is None:
        return None
    constants = reader.pack.constants
    section = reader.section(dimension, IMPORTANCE)
    own, named, groups = _sort_out(_views(section, constants))
    colleagues, _ = _colleagues(section, constants)
    own_score = own.score if own else None
    families = len(reader.pack.dimensions)
    return Importance(
        own=own,
        named=named,
        colleagues=colleagues,
        groups=groups,
        comparison=judge_importance(own_score, colleagues, constants=constants, families=families),
    )


def _sort_out(views: Sequence[View]) -> tuple[View | None, tuple[View, ...], tuple[View, ...]]:
    own = next((view for view in views if view.groups == (SELF,)), None)
    named = tuple(view for view in views if view.identified and view is not own)
    return own, named, tuple(view for view in views if not view.identified)


def _views(section: Section, constants: Constants) -> list[View]:
    return [_view(section, seat, constants) for seat in section.seats]


def _view(section: Section, seat: Seat, constants: Constants) -> View:
    cells = section.cells.get(seat, [])
    figure = dimension_figure(cells, asked=len(section.asked(seat)), identified=seat.identified)
    if figure is None:
        missing = section.missing.get(seat, Missing.TOO_FEW_ANSWERS)
        return View(seat.groups, seat.name, seat.identified, None, missing)
    word = judge_agreement([cell.agreement for cell in cells], items=len(section.items))
    return View(
        groups=seat.groups,
        name=seat.name,
        identified=seat.identified,
        score=_score(figure, section.kind, constants, by_name=seat.identified),
        agreement=word,
        agreement_cells=tuple(cell.id for cell in cells if word and cell.agreement == word),
    )


def _colleagues(section: Section, constants: Constants) -> tuple[Score | None, int]:
    """Return All colleagues with the number of groups in its mean."""
    figures = [
        figure
        for seat in section.seats
        if not seat.identified and seat in section.cells
        if (figure := dimension_figure(section.cells[seat], asked=len(section.items), identified=False))
    ]
    return (_score(of_groups(figures), section.kind, constants), len(figures)) if figures else (None, 0)


def _items(section: Section, constants: Constants) -> tuple[ItemsOfGroup, ...]:
    return tuple(_items_of(section, seat, constants) for seat in section.seats if seat in section.cells)


def _items_of(section: Section, seat: Seat, constants: Constants) -> ItemsOfGroup:
    cells = section.cells[seat]
    by_item = {cell.item: cell for cell in cells if cell.level == ITEM}
    views = tuple(ItemView(item.id, _item_view(by_item.get(item.id), seat, constants)) for item in section.asked(seat))
    return ItemsOfGroup(
        groups=seat.groups,
        name=seat.name,
        identified=seat.identified,
        people=max(cell.raters for cell in cells),
        items=views if by_item else (),
        missing=None if by_item else Missing.SHOWN_AS_A_WHOLE,
    )


def _item_view(cell: Cell | None, seat: Seat, constants: Constants) -> View:
    if cell is None:
        return View(seat.groups, seat.name, seat.identified, None, Missing.NO_ANSWERS)
    score = _score(of_cell(cell), cell.scale, constants, by_name=seat.identified, one_item=True)
    cells = (cell.id,) if cell.agreement else ()
    return View(seat.groups, seat.name, seat.identified, score, None, cell.agreement, cells)


def _score(figure: Figure, kind: str, constants: Constants, *, by_name: bool = False, one_item: bool = False) -> Score:
    """Put the interval around a figure. An importance rating is one answer a rater, so it spreads as an item does."""
    single = one_item or kind == IMPORTANCE
    dispersion = constants.item_dispersion if single else constants.dimension_dispersion
    lower, upper = (None, None) if by_name else bounds(figure, dispersion=dispersion)
    fields: dict[str, Any] = {**vars(figure), "lower": lower, "upper": upper}
    return Score(**fields)
