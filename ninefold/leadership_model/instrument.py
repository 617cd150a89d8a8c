"""What the certified table needs to know of a pack: sections, steps and groups, and no words."""

from ninefold.disclosure import Instrument, Section
from ninefold.leadership_model.domain import Dimension, Item, Pack


def instrument(pack: Pack, role_level: str | None = None) -> Instrument:
    """Return the pack's sections in the order of the form, with all its groups."""
    found = (
        _section(pack, dimension, _at(items, role_level))
        for dimension in pack.dimensions
        for items in (dimension.behaviours, _importance(dimension), dimension.impact)
    )
    return Instrument(
        sections=tuple(section for section in found if section is not None),
        groups=tuple(group.id for group in pack.groups),
        identified=frozenset(group.id for group in pack.groups if group.identified),
    )


def _importance(dimension: Dimension) -> tuple[Item, ...]:
    return (dimension.importance,) if dimension.importance else ()


def _at(items: tuple[Item, ...], role_level: str | None) -> tuple[Item, ...]:
    return tuple(
        item for item in items if role_level is None or item.role_levels is None or role_level in item.role_levels
    )


def _section(pack: Pack, dimension: Dimension, items: tuple[Item, ...]) -> Section | None:
    if not items:
        return None
    scale = pack.scale_of(items[0])
    return Section(
        dimension=dimension.id,
        scale=scale.kind,
        points=scale.points,
        items=tuple(item.id for item in items),
        groups=items[0].groups,
        agreement=scale.agreement,
    )
