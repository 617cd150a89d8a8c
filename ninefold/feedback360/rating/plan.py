"""The pages of the form that a rater of one group is asked: plain, built from the leadership model once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ninefold.leadership_model.domain import IMPORTANCE, SELF, Dimension, Item, Pack, RaterGroup
from ninefold.vault.domain import LONGEST_COMMENT

NOT_ABLE_TO_SAY = "not-able"
QUESTIONS_PAGE = "questions"
COMMENT_LIMIT = LONGEST_COMMENT
# Addresses of the form that are not dimensions; a dimension of such a name gets a longer address.
RESERVED = frozenset(
    {
        QUESTIONS_PAGE,
        "appear",
        "check",
        "sent",
        "saved",
        "not-taking-part",
        "declined",
        "group",
        "withdraw",
        "withdrawn",
        "finish",
    }
)


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class RatingQuestion:
    """One thing to rate. `place` is '1 of 4' among its like, or empty where it stands alone.

    `element_id` is short on purpose: it stands a dozen times on the page.
    """

    item: str
    element_id: str
    kind: str
    text: str
    place: str
    choices: tuple[Choice, ...]
    not_able_to_say: str

    @property
    def missing(self) -> str:
        if self.kind == IMPORTANCE:
            return f"Choose how much ‘{self.text}’ matters, or ‘{self.not_able_to_say}’"
        return f"Choose an answer for ‘{self.text}’, or ‘{self.not_able_to_say}’"

    def words_of(self, rating: int | None) -> str:
        """Return the rating in the words of its scale. IndexError if the scale has no such step."""
        return self.not_able_to_say if rating is None else self.choices[rating - 1].label


@dataclass(frozen=True)
class Part:
    """Questions under one stem. The stem holds `{name}` where the participant's name belongs."""

    kind: str
    stem: str
    questions: tuple[RatingQuestion, ...]


@dataclass(frozen=True)
class DimensionPage:
    key: str
    number: int
    of: int
    ring_number: int
    title: str
    what_it_is: str
    parts: tuple[Part, ...]

    @cached_property
    def questions(self) -> tuple[RatingQuestion, ...]:
        return tuple(question for part in self.parts for question in part.questions)

    @cached_property
    def items(self) -> tuple[str, ...]:
        return tuple(question.item for question in self.questions)


@dataclass(frozen=True)
class CommentQuestion:
    """An open question, always optional. `text` holds `{name}`."""

    id: str
    text: str
    hint: str

    @property
    def element_id(self) -> str:
        return f"comment-{self.id}"


@dataclass(frozen=True)
class Form:
    """What one rater group is asked."""

    pack: Pack
    group: RaterGroup
    pages: tuple[DimensionPage, ...]
    comments: tuple[CommentQuestion, ...]

    @property
    def about_self(self) -> bool:
        return self.group.id == SELF

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every page on which something is saved, in order."""
        return (*(page.key for page in self.pages), *((QUESTIONS_PAGE,) if self.comments else ()))

    @cached_property
    def required(self) -> dict[str, tuple[str, ...]]:
        """The items that need a level or 'Not able to say' before the form can be sent, by page."""
        return {page.key: page.items for page in self.pages}

    def page(self, key: str) -> DimensionPage | None:
        return next((page for page in self.pages if page.key == key), None)

    def after(self, key: str) -> str | None:
        """Return the page that follows, or None after the last."""
        place = self.keys.index(key) + 1
        return self.keys[place] if place < len(self.keys) else None

    def before(self, key: str) -> str | None:
        place = self.keys.index(key)
        return self.keys[place - 1] if place else None


def form_for(pack: Pack, group_id: str, role_level: str | None = None) -> Form:
    """Return the form of this group. KeyError if the pack has no such group."""
    asked = [(one, pack.dimension_items_for(one, group_id, role_level)) for one in pack.dimensions]
    asked = [(dimension, items) for dimension, items in asked if items]
    pages = tuple(
        _page(pack, dimension, items, group_id=group_id, number=number, of=len(asked))
        for number, (dimension, items) in enumerate(asked, start=1)
    )
    comments = tuple(
        CommentQuestion(one.id, one.text_for_self if group_id == SELF else one.text, one.hint) for one in pack.questions
    )
    return Form(pack=pack, group=pack.group(group_id), pages=pages, comments=comments)


def _page(
    pack: Pack, dimension: Dimension, items: tuple[Item, ...], *, group_id: str, number: int, of: int
) -> DimensionPage:
    return DimensionPage(
        key=f"dimension-{dimension.id}" if dimension.id in RESERVED else dimension.id,
        number=number,
        of=of,
        ring_number=dimension.number,
        title=dimension.name,
        what_it_is=dimension.what_it_is,
        parts=tuple(_parts(pack, items, group_id)),
    )


def _parts(pack: Pack, items: tuple[Item, ...], group_id: str) -> list[Part]:
    by_scale: dict[str, list[Item]] = {}
    for item in items:
        by_scale.setdefault(item.scale, []).append(item)
    parts = []
    for same in by_scale.values():
        scale = pack.scale_of(same[0])
        choices = tuple(Choice(str(step.value), step.label) for step in scale.steps)
        questions = tuple(
            RatingQuestion(
                item=item.id,
                element_id=f"q{items.index(item) + 1}",
                kind=scale.kind,
                text=item.text,
                place=f"{place} of {len(same)}" if len(same) > 1 else "",
                choices=choices,
                not_able_to_say=pack.not_able_to_say,
            )
            for place, item in enumerate(same, start=1)
        )
        stem = scale.stem_for_self if group_id == SELF else scale.stem
        parts.append(Part(kind=scale.kind, stem=stem, questions=questions))
    return parts
