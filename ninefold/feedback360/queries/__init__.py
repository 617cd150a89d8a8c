"""Reading feedback rounds. Inside the app querysets that authorise; across apps frozen facts."""

from ninefold.feedback360.queries.counts import counts_of_day, tallies
from ninefold.feedback360.queries.facts import (
    RaterFacts,
    RatingFacts,
    RoundFacts,
    RoundNotFound,
    rater_facts,
    rating_facts,
    round_facts,
)
from ninefold.feedback360.queries.readiness import may_open, needs_before_asking
from ninefold.feedback360.queries.rounds import (
    RoundSummary,
    pack_of,
    rater_of,
    round_for,
    rounds_visible_to,
    summaries_for,
)

__all__ = [
    "RaterFacts",
    "RatingFacts",
    "RoundFacts",
    "RoundNotFound",
    "RoundSummary",
    "counts_of_day",
    "may_open",
    "needs_before_asking",
    "pack_of",
    "rater_facts",
    "rater_of",
    "rating_facts",
    "round_facts",
    "round_for",
    "rounds_visible_to",
    "summaries_for",
    "tallies",
]
