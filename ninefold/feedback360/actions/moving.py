"""One step of a round: checked, written, noted in its history and in the audit log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninefold.accounts.models import Person
from ninefold.audit.actions import record
from ninefold.feedback360 import permissions
from ninefold.feedback360.domain.stages import Act, step
from ninefold.feedback360.models import FeedbackRound, RoundStage

DONE = {
    Act.PLAN: "feedback round changed",
    Act.ADD_RATERS: "raters added",
    Act.REMOVE_RATER: "rater removed",
    Act.ASK: "list of raters sent to be confirmed",
    Act.TAKE_BACK: "list of raters taken back",
    Act.SEND_BACK: "list of raters sent back",
    Act.CONFIRM: "list of raters confirmed",
    Act.OPEN: "feedback round opened",
    Act.MOVE_CLOSING_DATE: "closing date moved",
    Act.REMIND: "raters reminded",
    Act.CLOSE: "feedback round closed",
    Act.CANCEL: "feedback round cancelled",
    Act.END: "feedback round ended without report",
    Act.ACCEPT_LIST: "list of raters accepted after close",
    Act.REFUSE: "feedback report refused",
    Act.RELEASE: "feedback report released",
    Act.REASSIGN: "feedback round given to another facilitator",
}


def locked(round_id: UUID) -> FeedbackRound:
    """The round, held until the transaction ends: what races waits here. Raises FeedbackRound.DoesNotExist."""
    rounds = FeedbackRound.objects.select_related("participant", "organisation", "facilitator__person")
    return rounds.select_for_update(of=("self",)).get(pk=round_id)


def check(feedback_round: FeedbackRound, act: Act, *, by: Person | None) -> None:
    """Check that this may happen now and, unless the program itself does it, by this person.

    Raises NotAllowed, NotAtThisStage.
    """
    if by is not None:
        permissions.check_can(by, feedback_round, act)
    step(feedback_round.stage, act)


def take(feedback_round: FeedbackRound, act: Act, *, by: Person | None, now: datetime, reason: str = "") -> None:
    """Save the round with the stage that the act leads to, and note it. Raises NotAtThisStage."""
    feedback_round.stage = step(feedback_round.stage, act).to.value
    feedback_round.save()
    RoundStage.objects.create(
        round=feedback_round, stage=feedback_round.stage, act=act.value, at=now, by=by, reason=reason
    )
    note(feedback_round, act, by=by, reason=reason)


def note(feedback_round: FeedbackRound, act: Act, *, by: Person | None, reason: str = "") -> None:
    """Write to the audit log only: for what changes no stage and belongs into no history."""
    record(
        what=DONE[act],
        by=by,
        about=f"round {feedback_round.pk}",
        organisation_id=feedback_round.organisation_id,
        reason=reason,
    )
