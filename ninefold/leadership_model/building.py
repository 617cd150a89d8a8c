"""Builds the parts of a pack that stand in `pack.yaml`."""

from ninefold.leadership_model.domain import (
    KINDS,
    NAME_MARK,
    PERFORMANCE,
    SELF,
    Constants,
    LevelName,
    Licence,
    Part,
    Quality,
    Question,
    RaterGroup,
    RoleLevel,
    Scale,
    Step,
)
from ninefold.leadership_model.reading import Place

FEWEST_STEPS, MOST_STEPS = 3, 10
STEPS_WITH_AGREEMENT = (5, 7)
MOST_PARTS_ABOVE = 2


def build_scale(scale_id: str, place: Place) -> Scale:
    fields = place.keys(required=("kind", "stem", "stem for self", "steps"), optional=("agreement",))
    kind = fields.read("kind", lambda found: found.one_of(KINDS), "")
    labels = fields.texts("steps")
    _check_steps(fields.get("steps"), labels)
    _check_agreement(fields.get("agreement"), kind, len(labels))
    return Scale(
        id=scale_id,
        kind=kind,
        steps=tuple(Step(value, label) for value, label in enumerate(labels, start=1)),
        stem=fields.read("stem", named_text, ""),
        stem_for_self=fields.text("stem for self"),
        agreement=fields.flag("agreement"),
    )


def _check_steps(place: Place | None, labels: tuple[str, ...]) -> None:
    if place is None or not labels:
        return
    if not FEWEST_STEPS <= len(labels) <= MOST_STEPS:
        place.refuse(
            f"A scale has {FEWEST_STEPS} to {MOST_STEPS} steps, this one has {len(labels)}."
            " ‘Not able to say’ is not a step."
        )
    if len({label.casefold() for label in labels}) < len(labels):
        place.refuse("Two steps of this scale have the same words.")


def _check_agreement(place: Place | None, kind: str, points: int) -> None:
    if place is None or not place.flag():
        return
    if kind != PERFORMANCE or points not in STEPS_WITH_AGREEMENT:
        place.refuse("Only a performance scale of 5 or 7 steps can carry the agreement word.")


def named_text(place: Place) -> str:
    """Read words that may hold `{name}`, and no other brace."""
    text = place.text()
    rest = text.replace(NAME_MARK, "")
    if "{" in rest or "}" in rest:
        place.refuse(f"Only {NAME_MARK} may stand in braces.")
    return text


def build_group(place: Place) -> RaterGroup:
    fields = place.keys(required=("id", "label", "plural", "answers as"), optional=("identified", "who"))
    group = RaterGroup(
        id=fields.read("id", lambda found: found.id(spaces=True), ""),
        label=fields.text("label"),
        plural=fields.text("plural"),
        identified=fields.flag("identified"),
        answers_as=fields.text("answers as"),
        who=fields.text("who"),
    )
    if group.id == SELF and not group.identified:
        place.refuse("The group ‘self’ is one named person. Write ‘identified: true’.")
    return group


def check_groups(place: Place, groups: tuple[RaterGroup, ...]) -> None:
    if SELF not in {group.id for group in groups}:
        place.refuse("The group ‘self’ is missing: the participant answers too.")
    if all(group.identified for group in groups):
        place.refuse("At least one group must be confidential (without ‘identified: true’).")


def build_constants(place: Place) -> Constants:
    fields = place.keys(required=("c item", "c dimension", "sigma gap", "half way", "study", "provisional"))

    def share(key: str) -> float:
        return fields.read(key, lambda found: found.number(above=0, at_most=1), 0.0)

    def points(key: str) -> float:
        return fields.read(key, lambda found: found.number(above=0, at_most=MOST_STEPS), 0.0)

    return Constants(
        item_dispersion=share("c item"),
        dimension_dispersion=share("c dimension"),
        gap_sigma=points("sigma gap"),
        half_way=points("half way"),
        study=fields.text("study"),
        provisional=fields.flag("provisional"),
    )


def build_licence(place: Place) -> Licence:
    fields = place.keys(required=("name", "attribution"), optional=("url",))
    url = fields.text("url")
    if url and not url.startswith("https://"):
        place.refuse("The licence’s ‘url’ must begin with https://.")
    return Licence(fields.text("name"), url, fields.text("attribution"))


def build_question(place: Place) -> Question:
    fields = place.keys(required=("id", "text", "text for self", "hint"))
    return Question(
        id=fields.read("id", Place.id, ""),
        text=fields.read("text", named_text, ""),
        text_for_self=fields.text("text for self"),
        hint=fields.text("hint"),
    )


def build_quality(place: Place) -> Quality:
    fields = place.keys(required=("name", "text"))
    return Quality(fields.text("name"), fields.text("text"))


def build_level_name(place: Place) -> LevelName:
    fields = place.keys(required=("id", "name"))
    return LevelName(fields.read("id", Place.id, ""), fields.text("name"))


def build_role_level(place: Place) -> RoleLevel:
    fields = place.keys(required=("id", "name"))
    return RoleLevel(fields.read("id", Place.id, ""), fields.text("name"))


def build_part(place: Place) -> Part:
    fields = place.keys(required=("id", "name"), optional=("part of",))
    above = fields.text("part of") or None
    return Part(fields.read("id", Place.id, ""), fields.text("name"), above)


def check_parts(place: Place, parts: tuple[Part, ...]) -> None:
    by_id = {part.id: part for part in parts}
    for part in parts:
        above = part.part_of
        steps = 1
        while above in by_id and steps <= MOST_PARTS_ABOVE:
            above = by_id[above].part_of
            steps += 1
        if above is not None and above not in by_id:
            place.refuse(f"‘{part.id}’ stands under ‘{above}’, which is not among the parts.")
        elif steps > MOST_PARTS_ABOVE:
            place.refuse(
                f"‘{part.id}’ stands under too many parts, or under itself."
                f" At most {MOST_PARTS_ABOVE} may stand above a dimension."
            )
