"""What the rating form reads of a round: few queries, since a ward's worth of raters opens their links at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from ninefold.accounts.models import Person
from ninefold.feedback360.models import Rater
from ninefold.feedback360.queries import RoundNotFound
from ninefold.feedback360.rating.facts import FormFacts
from ninefold.leadership_model.domain import SELF
from ninefold.vault.queries import counts


def form_facts(rater_id: UUID) -> FormFacts:
    """Return the facts of one rater's form, in one query. Raises RoundNotFound."""
    rater = (
        Rater.objects.select_related("round__participant", "round__organisation", "round__facilitator__person")
        .filter(pk=rater_id)
        .first()
    )
    if rater is None:
        raise RoundNotFound("There is no such rater.")
    feedback_round = rater.round
    return FormFacts(
        participant=feedback_round.participant.name,
        rater=rater.name,
        organisation=feedback_round.organisation.name,
        facilitator=feedback_round.facilitator.person.name if feedback_round.facilitator else "",
        pack_id=feedback_round.pack_id,
        pack_version=feedback_round.pack_version,
        minimum=str(feedback_round.minimum_raters),
        closes_on=feedback_round.closes_on.isoformat(),
    )


@dataclass(frozen=True)
class Asked:
    """How many were asked, by the group in which they answer now, and who answers by name."""

    by_group: Mapping[str, int]
    line_managers: tuple[str, ...]


def asked_in(round_id: UUID, identified: Collection[str]) -> Asked:
    """Return who was asked in a round, in two queries; of how they answered, nothing."""
    names = (
        Rater.objects.filter(round_id=round_id, group__in=identified).exclude(group=SELF).values_list("name", flat=True)
    )
    return Asked(
        by_group={group: count.invited for group, count in counts(round_id).items()},
        line_managers=tuple(names.order_by("name")),
    )


def own_rater_id(round_id: UUID, person: Person) -> UUID | None:
    """Return the participant's own place among the raters; None for anybody else."""
    own = Rater.objects.filter(round_id=round_id, round__participant=person, group=SELF)
    return own.values_list("id", flat=True).first()
