"""How far a round is from opening."""

from __future__ import annotations

from datetime import date

from ninefold.facilitators.queries import may_be_chosen
from ninefold.feedback360.domain.addresses import address_key
from ninefold.feedback360.domain.opening import Need, Readiness, missing
from ninefold.feedback360.models import FeedbackRound
from ninefold.feedback360.queries.counts import tallies
from ninefold.feedback360.queries.rounds import pack_of
from ninefold.leadership_model.domain import SELF


def may_open(feedback_round: FeedbackRound, *, on: date) -> tuple[Need, ...]:
    """All that is missing before the round may open on that day; empty if it may. The one check; payment joins it later."""
    facilitator = feedback_round.facilitator
    identified = [group.id for group in pack_of(feedback_round).groups if group.identified]
    raters = feedback_round.raters.exclude(group=SELF)
    own = tallies(feedback_round.pk).get(SELF)
    return missing(
        Readiness(
            facilitator_chosen=facilitator is not None,
            facilitator_may_take_it=facilitator is not None
            and may_be_chosen(facilitator.pk, on=on, for_person=feedback_round.participant),
            facilitator_is_rater=facilitator is not None
            and raters.filter(address_key=address_key(facilitator.person.email)).exists(),
            own_rating_sent=own is not None and own.answered > 0,
            colleagues=raters.exclude(group__in=identified).count(),
            confirmed=feedback_round.confirmed_at is not None,
        )
    )


def needs_before_asking(feedback_round: FeedbackRound, *, on: date) -> tuple[Need, ...]:
    """What the participant still has to do before the list can be confirmed."""
    return tuple(need for need in may_open(feedback_round, on=on) if need is not Need.CONFIRMATION)
