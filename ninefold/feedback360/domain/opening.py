"""What a round needs before it may open. One check; payment joins it later."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ninefold.feedback360.domain.closing import FEWEST_COLLEAGUES


class Need(StrEnum):
    """What may be missing. The value is the sentence that pages show."""

    FACILITATOR = "Choose a facilitator."
    FACILITATOR_CHANGED = "Choose another facilitator: this one can no longer take the round."
    FACILITATOR_IS_RATER = "Choose another facilitator: this one is also on your list of raters."
    OWN_RATING = "Give your own rating first."
    RATERS = f"Name at least {FEWEST_COLLEAGUES} colleagues besides your line manager. There is no report from fewer."
    CONFIRMATION = "The list of raters has to be confirmed."


@dataclass(frozen=True)
class Readiness:
    """How far a round is. `colleagues`: confidential raters on the list."""

    facilitator_chosen: bool
    facilitator_may_take_it: bool
    facilitator_is_rater: bool
    own_rating_sent: bool
    colleagues: int
    confirmed: bool


def missing(readiness: Readiness) -> tuple[Need, ...]:
    """All that is missing, in the order in which people do it; empty if the round may open."""
    found: list[Need] = []
    if not readiness.own_rating_sent:
        found.append(Need.OWN_RATING)
    if not readiness.facilitator_chosen:
        found.append(Need.FACILITATOR)
    elif not readiness.facilitator_may_take_it:
        found.append(Need.FACILITATOR_CHANGED)
    elif readiness.facilitator_is_rater:
        found.append(Need.FACILITATOR_IS_RATER)
    if readiness.colleagues < FEWEST_COLLEAGUES:
        found.append(Need.RATERS)
    if not readiness.confirmed:
        found.append(Need.CONFIRMATION)
    return tuple(found)
