"""From the list to the open round: asking for confirmation, confirming or sending back, opening."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ninefold.accounts.models import Person
from ninefold.feedback360.actions import messages
from ninefold.feedback360.actions.counting import freeze_counts
from ninefold.feedback360.actions.moving import check, locked, take
from ninefold.feedback360.actions.preparing import invite
from ninefold.feedback360.domain.closing import closing_when_opened, in_london
from ninefold.feedback360.domain.opening import Need
from ninefold.feedback360.domain.refusals import Refusal
from ninefold.feedback360.domain.stages import Act
from ninefold.feedback360.models import FeedbackRound
from ninefold.feedback360.queries import may_open, needs_before_asking
from ninefold.leadership_model.domain import SELF
from ninefold.ui.formatting import london_date


class NotReady(Refusal):
    """Something is missing before the round can go on: `needs`."""

    def __init__(self, needs: Iterable[Need]) -> None:
        self.needs = tuple(needs)
        super().__init__(" ".join(self.needs))


class ReasonMissing(Refusal):
    """The act needs a reason in words."""

    def __init__(self) -> None:
        super().__init__("Write why, so that the participant knows what to change.")


@transaction.atomic
def ask_for_confirmation(*, round_id: UUID, by: Person, now: datetime) -> None:
    """Hand the list to whoever confirms it. Raises NotAllowed, NotAtThisStage, NotReady."""
    feedback_round = locked(round_id)
    check(feedback_round, Act.ASK, by=by)
    needs = needs_before_asking(feedback_round, on=in_london(now))
    if needs:
        raise NotReady(needs)
    take(feedback_round, Act.ASK, by=by, now=now)
    messages.to_list_checkers(feedback_round, key=messages.key_of(now))


@transaction.atomic
def take_list_back(*, round_id: UUID, by: Person, now: datetime) -> None:
    """Back to draft by the participant, to change something. Raises NotAllowed, NotAtThisStage."""
    feedback_round = locked(round_id)
    check(feedback_round, Act.TAKE_BACK, by=by)
    feedback_round.confirmed_at = feedback_round.confirmed_by = None
    take(feedback_round, Act.TAKE_BACK, by=by, now=now)


@transaction.atomic
def send_list_back(*, round_id: UUID, reason: str, by: Person, now: datetime) -> None:
    """Back to draft with a reason that the participant reads. Raises NotAllowed, NotAtThisStage, ReasonMissing."""
    feedback_round = locked(round_id)
    check(feedback_round, Act.SEND_BACK, by=by)
    if not reason.strip():
        raise ReasonMissing
    feedback_round.confirmed_at = feedback_round.confirmed_by = None
    take(feedback_round, Act.SEND_BACK, by=by, now=now, reason=reason.strip())
    key = messages.key_of(now)
    messages.to_participant("list_sent_back", feedback_round, key=key, reason=messages.quoted(reason), by=by.name)


@transaction.atomic
def confirm_list(*, round_id: UUID, by: Person, now: datetime) -> FeedbackRound:
    """Confirm the list. The round opens at once if its day has come, else by itself on that day.

    Raises NotAllowed, NotAtThisStage, NotReady.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.CONFIRM, by=by)
    feedback_round.confirmed_at, feedback_round.confirmed_by = now, by
    take(feedback_round, Act.CONFIRM, by=by, now=now)
    if feedback_round.opens_on <= in_london(now):
        _open(feedback_round, by=by, now=now)
    return feedback_round


@transaction.atomic
def open_round(*, round_id: UUID, by: Person | None, now: datetime) -> bool:
    """Open a confirmed round whose day has come; False if another worker did. Raises NotReady, NotAtThisStage."""
    feedback_round = locked(round_id)
    if feedback_round.opened_at is not None:
        return False
    check(feedback_round, Act.OPEN, by=by)
    _open(feedback_round, by=by, now=now)
    return True


def _open(feedback_round: FeedbackRound, *, by: Person | None, now: datetime) -> None:
    today = in_london(now)
    needs = may_open(feedback_round, on=today)
    if needs:
        raise NotReady(needs)
    feedback_round.closes_on = closing_when_opened(
        opens_on=feedback_round.opens_on, closes_on=feedback_round.closes_on, opened_on=today
    )
    feedback_round.opens_on, feedback_round.opened_at = today, now
    take(feedback_round, Act.OPEN, by=by, now=now)
    invite(feedback_round, list(feedback_round.raters.exclude(group=SELF)), now=now)
    freeze_counts(feedback_round, today=today)
    messages.to_participant("round_opened", feedback_round, key="1")
    messages.to_facilitator("round_opened", feedback_round, key="1", opened=london_date(today))
