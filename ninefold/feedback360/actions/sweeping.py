"""What happens by date: any number of workers may run these at the same time; each round has a transaction of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ninefold.feedback360.actions import messages
from ninefold.feedback360.actions.closing import close_by_date
from ninefold.feedback360.actions.counting import freeze_counts_of_day
from ninefold.feedback360.actions.moving import locked
from ninefold.feedback360.actions.opening import NotReady, open_round
from ninefold.feedback360.actions.running import remind_raters
from ninefold.feedback360.domain.closing import in_london
from ninefold.feedback360.domain.reminding import in_working_hours, nudges_due
from ninefold.feedback360.domain.stages import NotAtThisStage, Stage
from ninefold.feedback360.models import FeedbackRound
from ninefold.ui.formatting import london_date

log = logging.getLogger(__name__)

WAITING_FOR_FACILITATOR = (Stage.CLOSED, Stage.WITH_FACILITATOR)


def open_due_rounds(now: datetime | None = None) -> None:
    """Open confirmed rounds whose day has come. One that lacks something again stays, and its page says what."""
    now = now or timezone.now()
    due = FeedbackRound.objects.filter(stage=Stage.AWAITING, confirmed_at__isnull=False, opens_on__lte=in_london(now))

    def open_it(round_id: UUID) -> None:
        try:
            open_round(round_id=round_id, by=None, now=now)
        except (NotReady, NotAtThisStage):
            log.info("a confirmed round cannot open yet")

    _each(due.values_list("pk", flat=True), open_it)


def close_due_rounds(now: datetime | None = None) -> None:
    """Close, extend or end every open round whose closing date is over."""
    now = now or timezone.now()
    due = FeedbackRound.objects.filter(stage=Stage.OPEN, closes_on__lt=in_london(now))
    _each(due.values_list("pk", flat=True), lambda round_id: close_by_date(round_id=round_id, now=now))


def remind_where_due(now: datetime | None = None) -> None:
    """Put reminders of every round that is due into the outbox, in working hours only."""
    now = now or timezone.now()
    if not in_working_hours(now):
        return
    rounds = FeedbackRound.objects.filter(stage=Stage.OPEN)
    _each(rounds.values_list("pk", flat=True), lambda round_id: remind_raters(round_id=round_id, now=now))


def freeze_counts_where_due(now: datetime | None = None) -> None:
    """Bring the counts of every open round up to date, once a day."""
    now = now or timezone.now()
    stale = Q(counts_of_day__isnull=True) | Q(counts_of_day__on__lt=in_london(now))
    rounds = FeedbackRound.objects.filter(stale, stage=Stage.OPEN)
    _each(rounds.values_list("pk", flat=True), lambda round_id: freeze_counts_of_day(round_id=round_id, now=now))


def nudge_where_due(now: datetime | None = None) -> None:
    """Write to facilitators who have had a closed round for 14 and for 28 days, in working hours only."""
    now = now or timezone.now()
    if not in_working_hours(now):
        return
    rounds = FeedbackRound.objects.filter(stage__in=WAITING_FOR_FACILITATOR)
    _each(rounds.values_list("pk", flat=True), lambda round_id: nudge_facilitator(round_id=round_id, now=now))


@transaction.atomic
def nudge_facilitator(*, round_id: UUID, now: datetime) -> None:
    """Nudge the facilitator of one round, if a nudge is due: each at most once for each time that it came to somebody."""
    feedback_round = locked(round_id)
    arrived = feedback_round.history.filter(stage=Stage.CLOSED).order_by("-at").first()
    if feedback_round.stage not in WAITING_FOR_FACILITATOR or arrived is None:
        return
    since = in_london(arrived.at)
    due = nudges_due(waiting_since=since, today=in_london(now))
    if due:
        # After days without a worker only the latest is sent.
        key = f"{arrived.pk}:{due[-1]}"
        messages.to_facilitator("release_nudge", feedback_round, key=key, days=due[-1], since=london_date(since))


def _each(round_ids: Iterable[UUID], act: Callable[[UUID], object]) -> None:
    """Do it for every round. One that fails does not stop the next; its error is raised at the end."""
    troubles: list[Exception] = []
    for round_id in list(round_ids):
        try:
            act(round_id)
        except Exception as trouble:
            log.exception("a round could not be swept")
            troubles.append(trouble)
    if troubles:
        raise troubles[0]
