"""Counts of an open round. What leaves for a page is coarsened and a day old; exact counts only decide."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from ninefold.feedback360.domain.counting import Row, Tally
from ninefold.feedback360.models import CountsOfDay, FeedbackRound
from ninefold.vault import queries as vault


def tallies(round_id: UUID) -> Mapping[str, Tally]:
    """Exact counts by group, for actions only: they decide whether a round may close and freeze the counts of the day."""
    return {group: Tally(count.invited, count.submitted) for group, count in vault.counts(round_id).items()}


def counts_of_day(feedback_round: FeedbackRound) -> tuple[CountsOfDay | None, tuple[Row, ...]]:
    """What may be shown of the counts: the frozen row of the day and its rows; None where there are none."""
    found = CountsOfDay.objects.filter(round=feedback_round).first()
    if found is None:
        return None, ()
    return found, tuple(
        Row(tuple(row["groups"]), row["asked"], row["answered"], row["identified"]) for row in found.rows
    )
