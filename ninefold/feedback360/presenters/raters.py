"""The list of raters as pages show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from ninefold.feedback360.domain.advice import Advice, advice
from ninefold.feedback360.domain.stages import Act, is_possible
from ninefold.feedback360.queries import pack_of
from ninefold.leadership_model.domain import SELF, RaterGroup
from ninefold.ui.formatting import plural

if TYPE_CHECKING:
    from ninefold.feedback360.models import FeedbackRound, Rater


@dataclass(frozen=True)
class RaterRow:
    rater_id: UUID
    name: str
    email: str
    bounced: bool
    removable: bool


@dataclass(frozen=True)
class GroupOfRaters:
    heading: str
    by_name: bool
    rows: tuple[RaterRow, ...]


@dataclass(frozen=True)
class RatersView:
    """Raters by group, in the order of the leadership model, with advice."""

    participant: str
    groups: tuple[GroupOfRaters, ...]
    number: str
    advice: Advice
    is_open: bool
    can_add: bool


def raters_view(feedback_round: FeedbackRound) -> RatersView:
    """Names and addresses: only for the participant and for whoever looks at the list."""
    raters = list(feedback_round.raters.exclude(group=SELF))
    groups = [group for group in pack_of(feedback_round).groups if group.id != SELF]
    removable = is_possible(feedback_round.stage, Act.REMOVE_RATER)
    found = (_group(group, [one for one in raters if one.group == group.id], removable) for group in groups)
    return RatersView(
        participant=feedback_round.participant.name,
        groups=tuple(one for one in found if one.rows),
        number=plural(len(raters), "person", "people"),
        advice=advice_for(feedback_round, Counter(one.group for one in raters)),
        is_open=feedback_round.opened_at is not None,
        can_add=is_possible(feedback_round.stage, Act.ADD_RATERS),
    )


def advice_for(feedback_round: FeedbackRound, asked: Counter[str]) -> Advice:
    """Advice on how many are asked and which mix."""
    groups = [group for group in pack_of(feedback_round).groups if group.id != SELF]
    return advice(
        asked,
        plurals={group.id: group.plural for group in groups},
        identified={group.id for group in groups if group.identified},
        minimum=feedback_round.minimum_raters,
    )


def _group(group: RaterGroup, raters: Iterable[Rater], removable: bool) -> GroupOfRaters:
    rows = (RaterRow(one.pk, one.name, one.email, one.delivery == "bounced", removable) for one in raters)
    return GroupOfRaters(group.plural, group.identified, tuple(rows))
