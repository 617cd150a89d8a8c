"""A leadership model pack in memory: plain, frozen, and without a word of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

PERFORMANCE, IMPORTANCE, IMPACT = "performance", "importance", "impact"
KINDS = (PERFORMANCE, IMPORTANCE, IMPACT)
SELF = "self"
NAME_MARK = "{name}"


@dataclass(frozen=True)
class Step:
    """One step of a scale. `value` counts from 1."""

    value: int
    label: str


@dataclass(frozen=True)
class Scale:
    """The words a rater chooses from. `stem` stands above the items and may hold `{name}`."""

    id: str
    kind: str
    steps: tuple[Step, ...]
    stem: str
    stem_for_self: str
    agreement: bool

    @property
    def points(self) -> int:
        return len(self.steps)

    def label(self, value: int) -> str:
        return self.steps[value - 1].label

    def stem_about(self, name: str | None) -> str:
        """Return the stem about the named person, or about oneself (None)."""
        return self.stem_for_self if name is None else self.stem.replace(NAME_MARK, name)


@dataclass(frozen=True)
class RaterGroup:
    """A relation to the participant. `answers_as` completes 'You answer as …'."""

    id: str
    label: str
    plural: str
    identified: bool
    answers_as: str
    who: str


@dataclass(frozen=True)
class Item:
    """One thing that is rated. `groups` and `role_levels` None means: asked of, or about, all."""

    id: str
    text: str
    dimension: str
    scale: str
    groups: tuple[str, ...] | None = None
    role_levels: tuple[str, ...] | None = None

    def said_of(self, name: str) -> str:
        """Return the behaviour as a sentence about the named person, without a full stop."""
        return f"{name} {self.text[:1].lower()}{self.text[1:]}"

    def asked_of(self, group_id: str, role_level: str | None = None) -> bool:
        of_group = self.groups is None or group_id in self.groups
        at_level = self.role_levels is None or role_level is None or role_level in self.role_levels
        return of_group and at_level


@dataclass(frozen=True)
class Question:
    """An open question at the end of the form."""

    id: str
    text: str
    text_for_self: str
    hint: str

    def about(self, name: str | None) -> str:
        """Return the question about the named person, or about oneself (None)."""
        return self.text_for_self if name is None else self.text.replace(NAME_MARK, name)


@dataclass(frozen=True)
class Level:
    """One of the model's levels, in one dimension, with questions to think about."""

    id: str
    name: str
    heading: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class LevelName:
    id: str
    name: str


@dataclass(frozen=True)
class Part:
    """A heading above dimensions, for models with more than two levels of hierarchy."""

    id: str
    name: str
    part_of: str | None


@dataclass(frozen=True)
class RoleLevel:
    id: str
    name: str


@dataclass(frozen=True)
class Counterpart:
    """A line of a crosswalk: the dimension of another pack that is nearest to this one."""

    pack: str
    dimension: str


@dataclass(frozen=True)
class Dimension:
    id: str
    number: int
    name: str
    what_it_is: str
    why_it_matters: str
    what_it_is_not: tuple[str, ...]
    levels: tuple[Level, ...]
    behaviours: tuple[Item, ...]
    importance: Item | None
    impact: tuple[Item, ...]
    part_of: str | None = None
    crosswalk: tuple[Counterpart, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in the order in which they are asked."""
        importance = (self.importance,) if self.importance else ()
        return self.behaviours + importance + self.impact


@dataclass(frozen=True)
class Constants:
    """Numbers of scoring.md A3 and A5, with the study they come from. Nothing ever estimates them."""

    item_dispersion: float
    dimension_dispersion: float
    gap_sigma: float
    half_way: float
    study: str
    provisional: bool


@dataclass(frozen=True)
class Licence:
    name: str
    url: str
    attribution: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Quality:
    """A personal quality that stands around the dimensions and is not scored."""

    name: str
    text: str


@dataclass(frozen=True)
class Pack:
    """One version of one leadership model."""

    id: str
    version: str
    title: str
    language: str
    licence: Licence
    author: str
    about: str
    not_able_to_say: str
    scales: tuple[Scale, ...]
    groups: tuple[RaterGroup, ...]
    dimensions: tuple[Dimension, ...]
    constants: Constants
    questions: tuple[Question, ...] = ()
    qualities: tuple[Quality, ...] = ()
    level_names: tuple[LevelName, ...] = ()
    below_levels: str = ""
    parts: tuple[Part, ...] = ()
    role_levels: tuple[RoleLevel, ...] = ()

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items, dimension by dimension, in the order in which they are asked."""
        return tuple(item for dimension in self.dimensions for item in dimension.items)

    @cached_property
    def _items_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _dimensions_by_id(self) -> dict[str, Dimension]:
        return {dimension.id: dimension for dimension in self.dimensions}

    @cached_property
    def _scales_by_id(self) -> dict[str, Scale]:
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def _groups_by_id(self) -> dict[str, RaterGroup]:
        return {group.id: group for group in self.groups}

    @cached_property
    def _questions_by_id(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    def item(self, item_id: str) -> Item:
        """Return the item. KeyError if the pack has none of that id; so do the methods below."""
        return self._items_by_id[item_id]

    def dimension(self, dimension_id: str) -> Dimension:
        return self._dimensions_by_id[dimension_id]

    def scale(self, scale_id: str) -> Scale:
        return self._scales_by_id[scale_id]

    def scale_of(self, item: Item) -> Scale:
        return self._scales_by_id[item.scale]

    def scale_of_kind(self, kind: str) -> Scale | None:
        """Return the first scale of the kind ("performance", "importance", "impact"), if any."""
        return next((scale for scale in self.scales if scale.kind == kind), None)

    def group(self, group_id: str) -> RaterGroup:
        return self._groups_by_id[group_id]

    def question(self, question_id: str) -> Question:
        return self._questions_by_id[question_id]

    def items_for(self, group_id: str, role_level: str | None = None) -> tuple[Item, ...]:
        """Return all items that a rater of this group is asked."""
        return tuple(item for item in self.items if item.asked_of(group_id, role_level))

    def dimension_items_for(
        self, dimension: Dimension | str, group_id: str, role_level: str | None = None
    ) -> tuple[Item, ...]:
        """Return the items of one dimension that a rater of this group is asked."""
        found = self.dimension(dimension) if isinstance(dimension, str) else dimension
        return tuple(item for item in found.items if item.asked_of(group_id, role_level))

    def parts_above(self, dimension: Dimension) -> tuple[Part, ...]:
        """Return the headings that a dimension stands under, the widest first."""
        return tuple(reversed(list(self._climb(dimension.part_of))))

    def _climb(self, part_id: str | None) -> Iterator[Part]:
        by_id = {part.id: part for part in self.parts}
        while part_id is not None:
            part = by_id[part_id]
            yield part
            part_id = part.part_of
