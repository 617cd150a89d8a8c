"""While a round is open: its closing date, its reminders, what came back."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ninefold.accounts.models import Person
from ninefold.feedback360.actions import messages
from ninefold.feedback360.actions.moving import check, locked, note, take
from ninefold.feedback360.domain.closing import check_move, in_london
from ninefold.feedback360.domain.reminding import invited_long_enough, reminder_is_due
from ninefold.feedback360.domain.stages import Act, Stage
from ninefold.feedback360.models import FeedbackRound, Rater, ReminderDay
from ninefold.ui.formatting import london_date


@transaction.atomic
def move_closing_date(*, round_id: UUID, to: date, by: Person, now: datetime) -> None:
    """Another closing date for an open round, at most 45 days after it opened. Everybody hears of it.

    Raises NotAllowed, NotAtThisStage, ClosingDateNotPossible.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.MOVE_CLOSING_DATE, by=by)
    check_move(opened_on=opened_on(feedback_round), closes_on=feedback_round.closes_on, to=to, today=in_london(now))
    apply_closing_date(feedback_round, to=to, by=by, now=now)


def apply_closing_date(feedback_round: FeedbackRound, *, to: date, by: Person | None, now: datetime) -> None:
    """Set a checked closing date and tell everybody, in the caller's transaction. By nobody: too few had answered."""
    before = feedback_round.closes_on
    feedback_round.closes_on = to
    take(feedback_round, Act.MOVE_CLOSING_DATE, by=by, now=now, reason=f"from {before} to {to}")
    key = messages.key_of(now)
    facts = {"before": london_date(before), "too_few": by is None}
    messages.to_raters(
        messages.DATE_MOVED, feedback_round, messages.raters_to_write_to(feedback_round), key=key, facts=facts
    )
    messages.to_participant("closing_date_moved", feedback_round, key=key, **facts)
    messages.to_facilitator("closing_date_moved", feedback_round, key=key, **facts)


@transaction.atomic
def remind_raters(*, round_id: UUID, now: datetime) -> bool:
    """Put a reminder for everybody invited into the outbox, if one is due; False if none is.

    The rows are alike for those who have answered and those who have not: who needs none is found while sending.
    """
    feedback_round = locked(round_id)
    if feedback_round.stage != Stage.OPEN:
        return False
    check(feedback_round, Act.REMIND, by=None)
    days = tuple(feedback_round.reminder_days.values_list("on", flat=True))
    opened, today = opened_on(feedback_round), in_london(now)
    if not reminder_is_due(opened_on=opened, closes_on=feedback_round.closes_on, reminded_on=days, now=now):
        return False
    number = len(days) + 1
    ReminderDay.objects.create(round=feedback_round, number=number, on=today)
    raters = [
        rater
        for rater in messages.raters_to_write_to(feedback_round)
        if rater.invited_at and invited_long_enough(invited_on=in_london(rater.invited_at), today=today)
    ]
    messages.to_raters(messages.REMINDER, feedback_round, raters, key=str(number))
    note(feedback_round, Act.REMIND, by=None)
    return True


def note_bounce(*, rater_id: UUID) -> None:
    """Note that an invitation came back. Only of an invitation: after a reminder it would tell who had not answered."""
    Rater.objects.filter(pk=rater_id, round__stage=Stage.OPEN).update(delivery=Rater.Delivery.BOUNCED)


def opened_on(feedback_round: FeedbackRound) -> date:
    """The London day on which the round opened, for rounds that have."""
    if feedback_round.opened_at is None:
        raise ValueError(f"{feedback_round} has not opened")
    return in_london(feedback_round.opened_at)
