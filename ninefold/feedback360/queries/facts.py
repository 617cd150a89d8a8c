"""Facts of rounds for other apps and for the rating form: frozen, and never about an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ninefold.feedback360.domain.closing import in_london
from ninefold.feedback360.domain.stages import Stage
from ninefold.feedback360.models import FeedbackRound, Rater
from ninefold.leadership_model.domain import SELF
from ninefold.leadership_model.packs import find_pack


class RoundNotFound(LookupError):
    """There is no such round, or the asking person has nothing to do with it."""


@dataclass(frozen=True)
class RatingFacts:
    """What the rating form says about a round. `invited` counts the people asked, by group, without the participant."""

    round_id: UUID
    participant_id: UUID
    participant_name: str
    organisation_name: str
    facilitator_name: str
    pack_id: str
    pack_version: str
    minimum_raters: int
    stage: str
    closes_on: date
    closes_at: datetime
    invited: Mapping[str, int]
    line_managers: tuple[str, ...]


@dataclass(frozen=True)
class RaterFacts:
    """Whom the form addresses. `group` is the one that the participant chose; a rater may have changed theirs."""

    rater_id: UUID
    round_id: UUID
    name: str
    group: str


@dataclass(frozen=True)
class RoundFacts:
    """What reports may know of a round. Days are London days; `opened_on` and `closed_on` are None until then."""

    round_id: UUID
    participant_id: UUID
    participant_name: str
    participant_email: str
    organisation_id: UUID
    organisation_name: str
    facilitator_id: UUID | None
    facilitator_person_id: UUID | None
    facilitator_name: str
    facilitator_email: str
    pack_id: str
    pack_version: str
    minimum_raters: int
    group_code: str
    stage: Stage
    opens_on: date
    closes_on: date
    opened_on: date | None
    closed_on: date | None
    invited: Mapping[str, int]
    line_managers: tuple[str, ...]


def rating_facts(round_id: UUID) -> RatingFacts:
    """The facts of one round for its rating form. No person is asked: a rater has no account. Raises RoundNotFound."""
    feedback_round = _with_people(round_id)
    invited, identified = _invited(feedback_round)
    return RatingFacts(
        round_id=feedback_round.id,
        participant_id=feedback_round.participant_id,
        participant_name=feedback_round.participant.name,
        organisation_name=feedback_round.organisation.name,
        facilitator_name=feedback_round.facilitator.person.name if feedback_round.facilitator else "",
        pack_id=feedback_round.pack_id,
        pack_version=feedback_round.pack_version,
        minimum_raters=feedback_round.minimum_raters,
        stage=feedback_round.stage,
        closes_on=feedback_round.closes_on,
        closes_at=feedback_round.closes_at,
        invited=invited,
        line_managers=identified,
    )


def rater_facts(rater_id: UUID) -> RaterFacts:
    """Name and group of one rater, for that rater's own form. Raises RoundNotFound."""
    rater = Rater.objects.filter(pk=rater_id).first()
    if rater is None:
        raise RoundNotFound("There is no such rater.")
    return RaterFacts(rater_id=rater.id, round_id=rater.round_id, name=rater.name, group=rater.group)


def round_facts(round_id: UUID) -> RoundFacts:
    """The facts of one round for its report. The caller asks whether the person may read it. Raises RoundNotFound."""
    feedback_round = _with_people(round_id)
    invited, identified = _invited(feedback_round)
    facilitator = feedback_round.facilitator
    return RoundFacts(
        round_id=feedback_round.id,
        participant_id=feedback_round.participant_id,
        participant_name=feedback_round.participant.name,
        participant_email=feedback_round.participant.email,
        organisation_id=feedback_round.organisation_id,
        organisation_name=feedback_round.organisation.name,
        facilitator_id=feedback_round.facilitator_id,
        facilitator_person_id=facilitator.person_id if facilitator else None,
        facilitator_name=facilitator.person.name if facilitator else "",
        facilitator_email=facilitator.person.email if facilitator else "",
        pack_id=feedback_round.pack_id,
        pack_version=feedback_round.pack_version,
        minimum_raters=feedback_round.minimum_raters,
        group_code=feedback_round.group_code,
        stage=Stage(feedback_round.stage),
        opens_on=feedback_round.opens_on,
        closes_on=feedback_round.closes_on,
        opened_on=in_london(feedback_round.opened_at) if feedback_round.opened_at else None,
        closed_on=in_london(feedback_round.closed_at) if feedback_round.closed_at else None,
        invited=invited,
        line_managers=identified,
    )


def _with_people(round_id: UUID) -> FeedbackRound:
    found = (
        FeedbackRound.objects.select_related("participant", "organisation", "facilitator__person")
        .filter(pk=round_id)
        .first()
    )
    if found is None:
        raise RoundNotFound("There is no such feedback round.")
    return found


def _invited(feedback_round: FeedbackRound) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """Counts by group without oneself, and the names of those who answer by name."""
    pack = find_pack(feedback_round.pack_id, feedback_round.pack_version)
    identified = {group.id for group in pack.groups if group.identified}
    raters = list(feedback_round.raters.exclude(group=SELF).values_list("group", "name"))
    return Counter(group for group, _ in raters), tuple(name for group, name in raters if group in identified)
