"""What the rating form reads of a round: few queries, since a ward's worth of raters opens their links at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from ninefold.accounts.models import Person
from ninefold.feedback360.models import Rater
from ninefold.feedback360.queries import RoundNotFound
from ninefold.feedback360.rating.facts import FormFacts
from ninefold.leadership_model.domain import SELF
from ninefold.vault.queries import counts

# Building this query takes the ORM ten times as long as the database takes to answer it, and every link asks it twice.
FACTS = """
SELECT participant.name, rater.name, organisation.name, facilitator.name, round.pack_id, round.pack_version,
       round.minimum_raters, round.closes_on
FROM feedback360_rater rater
JOIN feedback360_feedbackround round ON round.id = rater.round_id
JOIN accounts_person participant ON participant.id = round.participant_id
JOIN organisations_organisation organisation ON organisation.id = round.organisation_id
LEFT JOIN facilitators_facilitator register ON register.id = round.facilitator_id
LEFT JOIN accounts_person facilitator ON facilitator.id = register.person_id
WHERE rater.id = %s
"""


def form_facts(rater_id: UUID) -> FormFacts:
    """Return the facts of one rater's form, in one query. Raises RoundNotFound."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS, [rater_id.hex])
        row = cursor.fetchone()
    if row is None:
        raise RoundNotFound("There is no such rater.")
    participant, rater, organisation, facilitator, pack_id, pack_version, minimum, closes_on = row
    return FormFacts(
        participant=participant,
        rater=rater,
        organisation=organisation,
        facilitator=facilitator or "",
        pack_id=pack_id,
        pack_version=pack_version,
        minimum=str(minimum),
        closes_on=str(closes_on),
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
