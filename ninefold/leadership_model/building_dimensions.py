"""Builds one dimension from its own file."""

from dataclasses import dataclass, field

from ninefold.leadership_model.domain import (
    IMPACT,
    IMPORTANCE,
    PERFORMANCE,
    Counterpart,
    Dimension,
    Item,
    Level,
    LevelName,
    Part,
    RaterGroup,
    RoleLevel,
    Scale,
)
from ninefold.leadership_model.reading import Fields, Place

MOST_ITEMS = 400
COLUMNS_OF_RATINGS = ("participant", "rater_group", "round")
OPTIONAL = ("what it is not", "levels", "behaviours", "importance", "impact", "part of", "crosswalk")


@dataclass(frozen=True)
class Surroundings:
    """What `pack.yaml` offers the dimensions to refer to."""

    scales: tuple[Scale, ...]
    groups: tuple[RaterGroup, ...]
    levels: tuple[LevelName, ...]
    parts: tuple[Part, ...]
    role_levels: tuple[RoleLevel, ...]
    claimed: dict[tuple[str, str], Place] = field(default_factory=dict)

    def claim(self, what: str, word: str, place: Place) -> None:
        """Note that an id or number is taken, or refuse it, naming where it stands already."""
        first = self.claimed.setdefault((what, word), place)
        if first is not place and word:
            place.refuse(f"The {what} ‘{word}’ stands in {first.file.name}, line {first.line}, too.")

    def scale_ids(self, kind: str) -> list[str]:
        return [scale.id for scale in self.scales if scale.kind == kind]


@dataclass(frozen=True)
class Section:
    """What the items of one section have in common."""

    dimension: str
    scale: str
    groups: tuple[str, ...] | None


def build_dimension(place: Place, around: Surroundings) -> Dimension:
    fields = place.keys(required=("id", "number", "name", "what it is", "why it matters"), optional=OPTIONAL)
    dimension_id = fields.read("id", Place.id, "")
    name = fields.text("name")
    for key, what in (("id", "dimension"), ("number", "number")):
        if found := fields.get(key):
            around.claim(what, found.text(), found)
    dimension = Dimension(
        id=dimension_id,
        number=fields.read("number", Place.position, 0),
        name=name,
        what_it_is=fields.text("what it is"),
        why_it_matters=fields.text("why it matters"),
        what_it_is_not=fields.texts("what it is not"),
        levels=fields.read("levels", lambda found: _levels(found, around), ()),
        behaviours=_items(fields, "behaviours", PERFORMANCE, dimension_id, around),
        importance=_importance(fields.get("importance"), dimension_id, name, around),
        impact=_items(fields, "impact", IMPACT, dimension_id, around),
        part_of=fields.read("part of", lambda found: found.one_of(part.id for part in around.parts), "") or None,
        crosswalk=tuple(_counterpart(found) for found in fields.each("crosswalk")),
    )
    if not dimension.items:
        place.refuse("This dimension holds nothing to rate. Add ‘behaviours’.")
    return dimension


def _levels(place: Place, around: Surroundings) -> tuple[Level, ...]:
    fields = place.keys(required=[level.id for level in around.levels])
    levels = []
    for named in around.levels:
        found = fields.get(named.id)
        if found is not None:
            inner = found.keys(required=("heading", "questions"))
            levels.append(Level(named.id, named.name, inner.text("heading"), inner.texts("questions")))
    return tuple(levels)


def _items(fields: Fields, key: str, kind: str, dimension: str, around: Surroundings) -> tuple[Item, ...]:
    place = fields.get(key)
    if place is None:
        return ()
    inner = place.keys(required=("items",), optional=("scale", "groups"))
    section = _section(place, inner, kind, dimension, around)
    found = inner.get("items")
    entries = found.things() if found else {}
    if found and len(entries) > MOST_ITEMS:
        found.refuse(f"A dimension holds at most {MOST_ITEMS} items, this one has {len(entries)}.")
        return ()
    return tuple(_item(item_id, entry, section, around) for item_id, entry in entries.items())


def _section(place: Place, inner: Fields, kind: str, dimension: str, around: Surroundings) -> Section:
    scales = around.scale_ids(kind)
    scale = inner.read("scale", lambda found: found.one_of(scales), "")
    if inner.get("scale") is None:
        if len(scales) == 1:
            scale = scales[0]
        else:
            place.refuse(f"Say which scale of the kind ‘{kind}’ is used: pack.yaml has {len(scales)}.")
    return Section(dimension, scale, inner.read("groups", lambda found: _groups(found, around), None))


def _groups(place: Place, around: Surroundings) -> tuple[str, ...]:
    return tuple(found.one_of(group.id for group in around.groups) for found in place.each())


def _item(item_id: str, place: Place, section: Section, around: Surroundings) -> Item:
    role_levels = None
    around.claim("item", item_id, place)
    if item_id in COLUMNS_OF_RATINGS:
        place.refuse(f"‘{item_id}’ is the name of another column in files of ratings. Choose another id.")
    if place.holds_words:
        text = place.text()
    else:
        fields = place.keys(required=("text",), optional=("role levels",))
        text = fields.text("text")
        role_levels = fields.read("role levels", lambda found: _role_levels(found, around), None)
    return Item(item_id, text, section.dimension, section.scale, section.groups, role_levels)


def _role_levels(place: Place, around: Surroundings) -> tuple[str, ...]:
    return tuple(found.one_of(level.id for level in around.role_levels) for found in place.each())


def _importance(place: Place | None, dimension: str, name: str, around: Surroundings) -> Item | None:
    if place is None:
        return None
    inner = place.keys(required=(), optional=("scale", "groups", "text"))
    section = _section(place, inner, IMPORTANCE, dimension, around)
    text = inner.text("text", name)
    return Item(f"importance:{dimension}", text, dimension, section.scale, section.groups)


def _counterpart(place: Place) -> Counterpart:
    fields = place.keys(required=("pack", "dimension"))
    return Counterpart(fields.text("pack"), fields.text("dimension"))
