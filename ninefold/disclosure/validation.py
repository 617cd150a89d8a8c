"""Reading plain answers: every refusal names the rater and the item."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from ninefold.disclosure.cells import PERFORMANCE, Answers, Instrument, Section
from ninefold.disclosure.coding import AGREEMENT_LIMITS

ADMITTED_POINTS = range(3, 11)
USUAL_ORDER = ("self", "line manager", "peer", "direct report", "other")
ALL_ITEMS = "all items"


def read_answers(given: Iterable[Answers | Mapping[str, object]]) -> tuple[Answers, ...]:
    """Answers as they are, or from mappings with rater, group, ratings and perhaps name."""
    read = tuple(_read(one) for one in given)
    seen: set[str] = set()
    for one in read:
        if one.rater in seen:
            raise ValueError(f"Rater {one.rater} is given twice; each rater answers once.")
        seen.add(one.rater)
    return read


def _read(one: Answers | Mapping[str, object]) -> Answers:
    if isinstance(one, Answers):
        return one
    missing = [key for key in ("rater", "group", "ratings") if key not in one]
    if missing:
        raise ValueError(f"A rater's answers lack {' and '.join(missing)}.")
    ratings = one["ratings"]
    if not isinstance(ratings, Mapping):
        raise ValueError(f"The ratings of rater {one['rater']} are not given by item.")
    name = one.get("name")
    return Answers(
        rater=str(one["rater"]),
        group=str(one["group"]),
        ratings=ratings,
        name=None if name is None else str(name),
    )


def plain_instrument(answers: Sequence[Answers], *, points: int, identified: Collection[str]) -> Instrument:
    """One dimension with all items, for answers that come without an instrument."""
    items = sorted({item for one in answers for item in one.ratings})
    found = {one.group for one in answers} | set(identified)
    usual = [group for group in USUAL_ORDER if group in found]
    section = Section(
        dimension=ALL_ITEMS,
        scale=PERFORMANCE,
        points=points,
        items=tuple(items),
        agreement=points in AGREEMENT_LIMITS,
    )
    return Instrument(
        sections=(section,) if items else (),
        groups=(*usual, *sorted(found - set(usual))),
        identified=frozenset(identified),
    )


def check_instrument(instrument: Instrument) -> None:
    """Refuse scales without a certificate, items asked twice, a dimension asked twice."""
    items: set[str] = set()
    dimensions: set[tuple[str, str]] = set()
    for section in instrument.sections:
        if (section.dimension, section.scale) in dimensions:
            raise ValueError(f"The dimension “{section.dimension}” stands twice on the scale {section.scale}.")
        dimensions.add((section.dimension, section.scale))
        if section.points not in ADMITTED_POINTS:
            raise ValueError(f"A scale of {section.points} points has not been certified.")
        if section.agreement and section.points not in AGREEMENT_LIMITS:
            raise ValueError(f"No agreement word has been certified for a scale of {section.points} points.")
        for item in section.items:
            if item in items:
                raise ValueError(f"The item “{item}” stands in the instrument twice.")
            items.add(item)


def check_answers(answers: Sequence[Answers], instrument: Instrument) -> None:
    """Refuse unknown groups and items, and ratings that are not whole numbers of the scale."""
    points = {item: part.points for part in instrument.sections for item in part.items}
    for one in answers:
        if one.group not in instrument.groups:
            raise ValueError(f"Rater {one.rater} has an unknown rater group, “{one.group}”.")
        for item, rating in one.ratings.items():
            if item not in points:
                raise ValueError(f"Rater {one.rater}: the item “{item}” is not asked.")
            _check_rating(one.rater, item, rating, points[item])


def _check_rating(rater: str, item: str, rating: object, points: int) -> None:
    if rating is None:
        return
    if isinstance(rating, bool) or not isinstance(rating, int):
        raise ValueError(f"Rater {rater}, item “{item}”: the rating is not a whole number.")
    if not 1 <= rating <= points:
        raise ValueError(f"Rater {rater}, item “{item}”: the rating is not from 1 to {points}.")
