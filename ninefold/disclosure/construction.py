"""The certified table: answers in, cells out. Every rule reads counts, never ratings."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from ninefold.disclosure.cells import (
    FEWER_THAN_MINIMUM,
    IMPORTANCE,
    TOO_FEW_ANSWERS,
    Answers,
    Cell,
    CertifiedTable,
    Instrument,
    Section,
    Withheld,
)
from ninefold.disclosure.coding import agreement_word, end_code
from ninefold.disclosure.grouping import check_minimum, plan_groups
from ninefold.disclosure.validation import (
    check_answers,
    check_instrument,
    plain_instrument,
    read_answers,
)

FEWEST_FOR_ITEMS = 5
ITEM = "item"
DIMENSION = "dimension"

Ratings = list[list[int]]  # one list of valid answers a rater


@dataclass(frozen=True)
class _Part:
    """Cells made of one section and one set of groups, or why there are none."""

    cells: tuple[Cell, ...]
    withheld: tuple[Withheld, ...] = ()


def certified_table(
    answers: Iterable[Answers | Mapping[str, object]],
    *,
    minimum: int,
    points: int | None = None,
    identified_groups: Collection[str] = (),
    instrument: Instrument | None = None,
) -> CertifiedTable:
    """Everything that may be shown of one round, and nothing else.

    ``answers`` holds one entry a rater: ``Answers`` or mappings with rater, group, ratings (item
    to a whole number 1..points, or None for "not able to say") and perhaps name. Without an
    instrument all items are one dimension on one scale of ``points``; with one, its sections carry
    their own points. Raters of identified groups stand alone, item by item, by name (or by their
    id). Which cells there are depends on counts only. Answers to items that the rater's group is
    not asked are left out; of a section whose items nobody of a cell was asked (no rater has the key)
    nothing is said. No answers give an empty table.

    Raises ValueError, naming rater and item, for a minimum below 3, a rater given twice, an
    unknown group or item, a rating that is no whole number of its scale, or an uncertified scale.
    Source: confidentiality.md, C4 and C5.
    """
    check_minimum(minimum)
    read = read_answers(answers)
    if instrument is None:
        if points is None:
            raise ValueError("Say how many points the scale has, or give the instrument.")
        instrument = plain_instrument(read, points=points, identified=identified_groups)
    identified = instrument.identified | frozenset(identified_groups)
    check_instrument(instrument)
    check_answers(read, instrument)
    confidential = [one for one in read if one.group not in identified]
    cells = [
        cell
        for one in sorted(
            (one for one in read if one.group in identified),
            key=lambda one: (instrument.groups.index(one.group), one.rater),
        )
        for section in instrument.sections
        for cell in _identified_cells(one, section)
    ]
    parts = _confidential_parts(confidential, instrument, minimum)
    cells += [cell for part in parts for cell in part.cells]
    withheld = tuple(entry for part in parts for entry in part.withheld)
    return CertifiedTable(minimum=minimum, cells=tuple(cells), withheld=withheld)


def _identified_cells(one: Answers, section: Section) -> list[Cell]:
    if not section.asks(one.group):
        return []
    return [
        Cell(
            id=uuid4().hex,
            groups=(one.group,),
            level=DIMENSION if section.scale == IMPORTANCE else ITEM,
            item=None if section.scale == IMPORTANCE else item,
            dimension=section.dimension,
            scale=section.scale,
            raters=1,
            answers=1,
            most_by_one=1,
            mean=float(rating),
            at_least=None,
            at_most=None,
            agreement=None,
            identified=True,
            rater=one.name or one.rater,
            merged=False,
            points=section.points,
        )
        for item in section.items
        if (rating := one.ratings.get(item)) is not None
    ]


def _confidential_parts(answers: Sequence[Answers], instrument: Instrument, minimum: int) -> list[_Part]:
    counts: dict[str, int] = {}
    for one in answers:
        counts[one.group] = counts.get(one.group, 0) + 1
    plan = plan_groups(counts, minimum=minimum, order=instrument.groups)
    parts = [
        _part([one for one in answers if one.group in groups], groups, section, minimum)
        for groups in plan.cells
        for section in instrument.sections
    ]
    hidden = tuple(Withheld((group,), FEWER_THAN_MINIMUM) for group in plan.withheld)
    return [*parts, _Part((), hidden)]


def _part(answers: Sequence[Answers], groups: tuple[str, ...], section: Section, minimum: int) -> _Part:
    """The level of one dimension in one cell of groups. Source: confidentiality.md, C5.2, C5.3."""
    asked = tuple(group for group in groups if section.asks(group))
    raters = [one for one in answers if one.group in asked]
    if not any(item in one.ratings for one in raters for item in section.items):
        return _Part(())
    if len(raters) < minimum:
        return _Part((), (_withheld(asked, FEWER_THAN_MINIMUM, section),))
    if section.scale != IMPORTANCE:
        by_item = {item: _valid(raters, (item,)) for item in section.items}
        if all(len(valid) >= max(FEWEST_FOR_ITEMS, minimum) for valid in by_item.values()):
            made = [_cell(valid, asked, section, item) for item, valid in by_item.items()]
            return _Part(tuple(made))
    enough = [valid for valid in _valid(raters, section.items) if 3 * len(valid) >= 2 * len(section.items)]
    if len(enough) < minimum:
        return _Part((), (_withheld(asked, TOO_FEW_ANSWERS, section),))
    return _Part((_cell(enough, asked, section, None),))


def _valid(raters: Sequence[Answers], items: Sequence[str]) -> Ratings:
    """Each rater's valid answers to these items, for the raters who gave one."""
    given = [[rating for item in items if (rating := one.ratings.get(item)) is not None] for one in raters]
    return [valid for valid in given if valid]


def _withheld(groups: tuple[str, ...], reason: str, section: Section) -> Withheld:
    return Withheld(groups, reason, scale=section.scale, dimension=section.dimension)


def _cell(ratings: Ratings, groups: tuple[str, ...], section: Section, item: str | None) -> Cell:
    every = [rating for one in ratings for rating in one]
    most = max(len(one) for one in ratings)
    coded = end_code(sum(every), len(every), points=section.points, most_by_one=most)
    worded = section.agreement and item is not None
    return Cell(
        id=uuid4().hex,
        groups=groups,
        level=DIMENSION if item is None else ITEM,
        item=item,
        dimension=section.dimension,
        scale=section.scale,
        raters=len(ratings),
        answers=len(every),
        most_by_one=most,
        mean=coded.mean,
        at_least=coded.at_least,
        at_most=coded.at_most,
        agreement=agreement_word(every, points=section.points) if worded else None,
        identified=False,
        rater=None,
        merged=len(groups) > 1,
        points=section.points,
    )
