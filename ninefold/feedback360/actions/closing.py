"""The end of a round: closing, looking at the list again, releasing; cancelling, ending without a report, refusing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ninefold.accounts.models import Person
from ninefold.feedback360.actions import messages
from ninefold.feedback360.actions.moving import check, locked, take
from ninefold.feedback360.actions.opening import ReasonMissing
from ninefold.feedback360.actions.running import apply_closing_date, opened_on
from ninefold.feedback360.domain.closing import (
    Close,
    ExtendTo,
    Outcome,
    at_closing_date,
    in_london,
    needed_to_close,
)
from ninefold.feedback360.domain.counting import colleagues_answered
from ninefold.feedback360.domain.refusals import Refusal
from ninefold.feedback360.domain.stages import Act, Stage
from ninefold.feedback360.models import CountsOfDay, FeedbackRound, Rater
from ninefold.feedback360.queries import pack_of, tallies
from ninefold.leadership_model.instrument import instrument
from ninefold.vault import actions as vault
from ninefold.vault.refusals import TooFewRaters


class TooFewToClose(Refusal):
    """Fewer confidential raters have answered than a report needs."""

    def __init__(self, needed: int) -> None:
        super().__init__(
            f"A report needs answers from at least {needed} colleagues. "
            "You can move the closing date, or end the round without a report."
        )


@transaction.atomic
def close_by_hand(*, round_id: UUID, by: Person, now: datetime) -> None:
    """Close before the date. Who may try is decided by the counts of the day, so that trying tells nothing new.

    Raises NotAllowed, NotAtThisStage, TooFewToClose.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.CLOSE, by=by)
    needed = needed_to_close(feedback_round.minimum_raters)
    if not CountsOfDay.objects.filter(round=feedback_round, enough_to_close=True).exists():
        raise TooFewToClose(needed)
    try:
        _close(feedback_round, by=by, now=now)
    except TooFewRaters as refusal:
        raise TooFewToClose(needed) from refusal


@transaction.atomic
def close_by_date(*, round_id: UUID, now: datetime) -> Outcome | None:
    """What the closing date brings, once it is over: close, extend or end. None where nothing is due any more."""
    feedback_round = locked(round_id)
    if feedback_round.stage != Stage.OPEN or now < feedback_round.closes_at:
        return None
    identified = {group.id for group in pack_of(feedback_round).groups if group.identified}
    outcome = at_closing_date(
        submitted=colleagues_answered(tallies(feedback_round.pk), identified=identified),
        needed=needed_to_close(feedback_round.minimum_raters),
        opened_on=opened_on(feedback_round),
        closes_on=feedback_round.closes_on,
        today=in_london(now),
    )
    match outcome:
        case Close():
            _close(feedback_round, by=None, now=now)
        case ExtendTo(on):
            apply_closing_date(feedback_round, to=on, by=None, now=now)
        case _:
            _end(feedback_round, by=None, now=now, reason="Too few colleagues had answered.")
    return outcome


@transaction.atomic
def cancel_round(*, round_id: UUID, reason: str, by: Person, now: datetime) -> None:
    """Cancel before close: what was answered is destroyed unread, and whoever was invited is told.

    Raises NotAllowed, NotAtThisStage.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.CANCEL, by=by)
    take(feedback_round, Act.CANCEL, by=by, now=now, reason=reason.strip())
    _forget_what_was_open(feedback_round)
    vault.destroy(round_id=feedback_round.pk)
    messages.to_raters(messages.CANCELLED, feedback_round, messages.raters_to_write_to(feedback_round), key="1")
    messages.to_facilitator("round_cancelled", feedback_round, key="1")
    if by.pk != feedback_round.participant_id:
        messages.to_participant("round_cancelled", feedback_round, key="1", by=by.name)


@transaction.atomic
def end_without_report(*, round_id: UUID, reason: str, by: Person, now: datetime) -> None:
    """End an open round for good without a report: the answers are destroyed unread. Raises NotAllowed, NotAtThisStage."""
    feedback_round = locked(round_id)
    check(feedback_round, Act.END, by=by)
    _end(feedback_round, by=by, now=now, reason=reason.strip())


@transaction.atomic
def accept_list(*, round_id: UUID, by: Person, now: datetime) -> None:
    """The facilitator has looked at the list after close: from now on the report is theirs to read.

    Raises NotAllowed, NotAtThisStage.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.ACCEPT_LIST, by=by)
    take(feedback_round, Act.ACCEPT_LIST, by=by, now=now)


@transaction.atomic
def refuse_list(*, round_id: UUID, reason: str, by: Person, now: datetime) -> None:
    """The facilitator refuses, before any figure was shown to them: the report is never released. The participant is told.

    Raises NotAllowed, NotAtThisStage, ReasonMissing.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.REFUSE, by=by)
    if not reason.strip():
        raise ReasonMissing
    take(feedback_round, Act.REFUSE, by=by, now=now, reason=reason.strip())
    messages.to_participant("round_refused", feedback_round, key="1", reason=messages.quoted(reason))


@transaction.atomic
def record_release(*, round_id: UUID, by: Person, now: datetime) -> None:
    """Note that the facilitator released the report; `reports` calls this in the transaction of its release.

    Raises NotAllowed, NotAtThisStage.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.RELEASE, by=by)
    take(feedback_round, Act.RELEASE, by=by, now=now)


def _close(feedback_round: FeedbackRound, *, by: Person | None, now: datetime) -> None:
    # In one transaction with the stage: the vault destroys its secrets only after the commit.
    vault.close(round_id=feedback_round.pk, instrument=instrument(pack_of(feedback_round)))
    feedback_round.closed_at = now
    take(feedback_round, Act.CLOSE, by=by, now=now)
    _forget_what_was_open(feedback_round)
    messages.to_facilitator("round_closed", feedback_round, key="1")
    messages.to_participant("answers_closed", feedback_round, key="1")


def _end(feedback_round: FeedbackRound, *, by: Person | None, now: datetime, reason: str) -> None:
    take(feedback_round, Act.END, by=by, now=now, reason=reason)
    _forget_what_was_open(feedback_round)
    vault.destroy(round_id=feedback_round.pk)
    messages.to_raters(messages.ENDED, feedback_round, messages.raters_to_write_to(feedback_round), key="1")
    messages.to_participant("round_ended", feedback_round, key="1", too_few=by is None)
    messages.to_facilitator("round_ended", feedback_round, key="1", too_few=by is None)


def _forget_what_was_open(feedback_round: FeedbackRound) -> None:
    """Counts and deliveries of an open round are of no use after it, and near to who answered."""
    CountsOfDay.objects.filter(round=feedback_round).delete()
    Rater.objects.filter(round=feedback_round).update(delivery=Rater.Delivery.NONE)
