"""Builds a whole pack: `pack.yaml`, then one file for each dimension."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ninefold.leadership_model import building
from ninefold.leadership_model.building_dimensions import Surroundings, build_dimension
from ninefold.leadership_model.domain import Constants, Dimension, Licence, Pack, Scale
from ninefold.leadership_model.reading import Fields, Place, parse

DIMENSIONS_FOLDER = "dimensions"
MOST_DIMENSIONS = 60
REQUIRED = (
    "id", "version", "title", "language", "licence", "author",
    "not able to say", "scales", "groups", "constants",
)  # fmt: skip
OPTIONAL = ("about", "levels", "below the levels", "questions", "qualities", "parts", "role levels")
NO_LICENCE = Licence("", "", "")
NO_CONSTANTS = Constants(1, 1, 1, 1, "", True)
Thing = TypeVar("Thing")


def build_pack(main: Place, root: Path) -> Pack:
    """Return the pack; what is wrong in it stands in the errors of `main`."""
    fields = main.keys(required=REQUIRED, optional=OPTIONAL)
    around = _surroundings(fields)
    return Pack(
        id=fields.read("id", Place.id, ""),
        version=fields.read("version", Place.version, ""),
        title=fields.text("title"),
        language=fields.read("language", Place.language, ""),
        licence=fields.read("licence", building.build_licence, NO_LICENCE),
        author=fields.text("author"),
        about=fields.text("about"),
        not_able_to_say=fields.text("not able to say"),
        scales=around.scales,
        groups=around.groups,
        dimensions=_dimensions(main, root, around),
        constants=fields.read("constants", building.build_constants, NO_CONSTANTS),
        questions=_unique(fields, "questions", building.build_question),
        qualities=tuple(building.build_quality(place) for place in fields.each("qualities")),
        level_names=around.levels,
        below_levels=fields.text("below the levels"),
        parts=around.parts,
        role_levels=around.role_levels,
    )


def _surroundings(fields: Fields) -> Surroundings:
    around = Surroundings(
        scales=_scales(fields),
        groups=_unique(fields, "groups", building.build_group),
        levels=_unique(fields, "levels", building.build_level_name),
        parts=_unique(fields, "parts", building.build_part),
        role_levels=_unique(fields, "role levels", building.build_role_level),
    )
    if place := fields.get("groups"):
        building.check_groups(place, around.groups)
    if place := fields.get("parts"):
        building.check_parts(place, around.parts)
    return around


def _scales(fields: Fields) -> tuple[Scale, ...]:
    place = fields.get("scales")
    entries = place.things() if place else {}
    return tuple(building.build_scale(scale_id, found) for scale_id, found in entries.items())


def _unique(fields: Fields, key: str, build: Callable[[Place], Thing]) -> tuple[Thing, ...]:
    seen: set[str] = set()
    things = []
    for place in fields.each(key):
        thing = build(place)
        own_id = str(getattr(thing, "id", ""))
        if own_id and own_id in seen:
            place.refuse(f"The id ‘{own_id}’ stands twice among the {key}.")
        seen.add(own_id)
        things.append(thing)
    return tuple(things)


def _dimensions(main: Place, root: Path, around: Surroundings) -> tuple[Dimension, ...]:
    files = sorted((root / DIMENSIONS_FOLDER).glob("*.yaml"))
    if not files:
        main.refuse(f"The folder ‘{DIMENSIONS_FOLDER}’ holds no .yaml file. A model has at least one dimension.")
        return ()
    if len(files) > MOST_DIMENSIONS:
        main.refuse(f"A model has at most {MOST_DIMENSIONS} dimensions, this one has {len(files)} files.")
        return ()
    places = [place for place in (parse(file, main.errors) for file in files) if place]
    return tuple(sorted((build_dimension(place, around) for place in places), key=lambda found: found.number))
