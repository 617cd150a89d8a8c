"""The counts of the day: frozen once a day, so that no single answer can be seen to arrive."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ninefold.feedback360.actions.moving import locked
from ninefold.feedback360.domain.closing import in_london, needed_to_close
from ninefold.feedback360.domain.counting import coarsened, colleagues_answered
from ninefold.feedback360.domain.stages import Stage
from ninefold.feedback360.models import CountsOfDay, FeedbackRound
from ninefold.feedback360.queries import pack_of, tallies


def freeze_counts(feedback_round: FeedbackRound, *, today: date) -> None:
    """Replace what is shown by the counts of this moment, in the caller's transaction. The round is locked."""
    groups = pack_of(feedback_round).groups
    identified = {group.id for group in groups if group.identified}
    exact = tallies(feedback_round.pk)
    rows = coarsened(exact, order=[group.id for group in groups], identified=identified)
    answered = colleagues_answered(exact, identified=identified)
    CountsOfDay.objects.update_or_create(
        round=feedback_round,
        defaults={
            "on": today,
            "rows": [
                {"groups": row.groups, "asked": row.asked, "answered": row.answered, "identified": row.identified}
                for row in rows
            ],
            "enough_to_close": answered >= needed_to_close(feedback_round.minimum_raters),
        },
    )


@transaction.atomic
def freeze_counts_of_day(*, round_id: UUID, now: datetime) -> bool:
    """The day's counts, once; False if they stand already or the round is no longer open."""
    feedback_round = locked(round_id)
    today = in_london(now)
    stands = CountsOfDay.objects.filter(round=feedback_round, on__gte=today).exists()
    if stands or feedback_round.stage != Stage.OPEN:
        return False
    freeze_counts(feedback_round, today=today)
    return True
