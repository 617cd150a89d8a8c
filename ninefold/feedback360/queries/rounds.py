"""Which rounds a person may know of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from ninefold.accounts.models import Person
from ninefold.feedback360 import permissions
from ninefold.feedback360.domain.closing import in_london
from ninefold.feedback360.domain.stages import Act, Part, Stage
from ninefold.feedback360.models import FeedbackRound, Rater
from ninefold.leadership_model.domain import SELF, Pack
from ninefold.leadership_model.packs import find_pack
from ninefold.organisations.queries import organisations_led_by


@dataclass(frozen=True)
class RoundSummary:
    """One round in a list. `part` is what the asking person is to it, `named` how many people are asked.

    `list_checker` is whose turn it is to confirm the list.
    """

    round_id: UUID
    participant_name: str
    organisation_id: UUID
    organisation_name: str
    facilitator_name: str
    part: Part
    stage: Stage
    confirmed: bool
    opens_on: date
    closes_on: date
    closed_on: date | None
    named: int
    list_checker: Part


def rounds_visible_to(person: Person) -> QuerySet[FeedbackRound]:
    """The rounds that the person takes part in, facilitates, or whose organisation they lead."""
    rounds = FeedbackRound.objects.select_related("participant", "organisation", "facilitator__person")
    if not person.is_active:
        return rounds.none()
    led = [organisation.id for organisation in organisations_led_by(person)]
    return rounds.filter(Q(participant=person) | Q(facilitator__person=person) | Q(organisation_id__in=led))


def round_for(person: Person, round_id: UUID, *, act: Act | None = None) -> FeedbackRound:
    """The round, if the person may know of it and, where an act is named, may do that. Raises Http404.

    The stage is not asked: an action says in words what is not possible now.
    """
    found = rounds_visible_to(person).filter(pk=round_id).first()
    if found is None:
        raise Http404
    if act is not None and not permissions.PARTS_BY_ACT[act] & permissions.parts_of(person, found):
        raise Http404
    return found


def rater_of(feedback_round: FeedbackRound, rater_id: UUID) -> Rater:
    """A rater of the round, never oneself. Raises Http404."""
    found = feedback_round.raters.exclude(group=SELF).filter(pk=rater_id).first()
    if found is None:
        raise Http404
    return found


def pack_of(feedback_round: FeedbackRound) -> Pack:
    """The leadership model of the round, in the version that it was created with."""
    return find_pack(feedback_round.pack_id, feedback_round.pack_version)


def summaries_for(person: Person) -> tuple[RoundSummary, ...]:
    """All rounds that the person may know of, the newest first. The number of queries does not grow with the rounds."""
    rounds = rounds_visible_to(person).annotate(named=Count("raters", filter=~Q(raters__group=SELF)))
    return tuple(_summary(person, each, each.named) for each in rounds)


def _summary(person: Person, feedback_round: FeedbackRound, named: int) -> RoundSummary:
    facilitator = feedback_round.facilitator
    return RoundSummary(
        round_id=feedback_round.pk,
        participant_name=feedback_round.participant.name,
        organisation_id=feedback_round.organisation_id,
        organisation_name=feedback_round.organisation.name,
        facilitator_name=facilitator.person.name if facilitator else "",
        part=_part(person, feedback_round),
        stage=Stage(feedback_round.stage),
        confirmed=feedback_round.confirmed_at is not None,
        opens_on=feedback_round.opens_on,
        closes_on=feedback_round.closes_on,
        closed_on=in_london(feedback_round.closed_at) if feedback_round.closed_at else None,
        named=named,
        list_checker=permissions.list_checker(feedback_round),
    )


def _part(person: Person, feedback_round: FeedbackRound) -> Part:
    if feedback_round.participant_id == person.pk:
        return Part.PARTICIPANT
    facilitates = feedback_round.facilitator is not None and feedback_round.facilitator.person_id == person.pk
    return Part.FACILITATOR if facilitates else Part.LEAD
