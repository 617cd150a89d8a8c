"""The end of a round: closing once, extending, ending, cancelling, the list after close, refusing, releasing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from ninefold.feedback360 import actions
from ninefold.feedback360.actions import ReasonMissing, TooFewToClose, sweeping
from ninefold.feedback360.domain.closing import Close, EndWithoutReport, ExtendTo
from ninefold.feedback360.domain.stages import NotAtThisStage
from ninefold.feedback360.models import CountsOfDay, FeedbackRound
from ninefold.feedback360.permissions import NotAllowed
from ninefold.feedback360.queries import round_facts
from ninefold.outbox.models import Message
from ninefold.vault.queries import certified, stage_of
from tests.factories.feedback360 import a_closed_round, a_rater, a_round, answers_everything
from tests.factories.organisations import an_organisation_lead

pytestmark = pytest.mark.django_db


def reread(feedback_round: FeedbackRound) -> FeedbackRound:
    return FeedbackRound.objects.get(pk=feedback_round.pk)


def an_answered_round(answered: int = 5, **changes: Any) -> FeedbackRound:
    feedback_round = a_round("open", groups={"line manager": 1, "peer": 8}, **changes)
    for rater in feedback_round.raters.filter(group="peer")[:answered]:
        answers_everything(rater)
    return feedback_round


def a_day_later(feedback_round: FeedbackRound) -> datetime:
    now = timezone.now() + timedelta(days=1)
    actions.freeze_counts_of_day(round_id=feedback_round.pk, now=now)
    return now


def close(feedback_round: FeedbackRound, now: datetime, by: Any = None) -> None:
    actions.close_by_hand(round_id=feedback_round.pk, by=by or feedback_round.participant, now=now)


def test_round_closes_by_hand_once_5_colleagues_have_answered() -> None:
    feedback_round = an_answered_round()
    now = a_day_later(feedback_round)
    close(feedback_round, now)
    closed = reread(feedback_round)
    assert (closed.stage, closed.closed_at) == ("closed", now)
    assert certified(feedback_round.pk) is not None
    assert not CountsOfDay.objects.exists()
    told = set(Message.objects.values_list("kind", "to"))
    assert told == {
        ("round_closed", feedback_round.facilitator.person.email),  # type: ignore[union-attr]
        ("answers_closed", feedback_round.participant.email),
    }
    assert round_facts(feedback_round.pk).closed_on == timezone.localdate(now)
    with pytest.raises(NotAtThisStage):
        close(feedback_round, now)


def test_round_does_not_close_by_hand_with_4_colleagues_and_a_line_manager() -> None:
    feedback_round = an_answered_round(answered=4)
    answers_everything(feedback_round.raters.get(group="line manager"))
    with pytest.raises(TooFewToClose, match="at least 5 colleagues"):
        close(feedback_round, a_day_later(feedback_round))
    assert reread(feedback_round).stage == "open"


def test_trying_to_close_tells_nothing_newer_than_the_counts_of_the_day() -> None:
    feedback_round = an_answered_round(answered=4)
    now = a_day_later(feedback_round)
    answers_everything(feedback_round.raters.filter(group="peer")[5])
    with pytest.raises(TooFewToClose):
        close(feedback_round, now)


def test_round_where_somebody_withdrew_since_the_morning_does_not_close() -> None:
    from ninefold.vault.actions import withdraw

    feedback_round = an_answered_round(answered=4)
    rater_pass = answers_everything(feedback_round.raters.filter(group="peer")[6])
    now = a_day_later(feedback_round)
    withdraw(rater_pass)
    with pytest.raises(TooFewToClose):
        close(feedback_round, now)
    assert reread(feedback_round).stage == "open"


def test_a_lead_does_not_close_by_hand() -> None:
    feedback_round = an_answered_round()
    with pytest.raises(NotAllowed):
        close(feedback_round, a_day_later(feedback_round), by=an_organisation_lead(feedback_round.organisation))


def test_nothing_happens_before_the_last_day_is_over_in_london() -> None:
    with time_machine.travel("2027-05-03T10:00Z", tick=False):
        feedback_round = an_answered_round(closes_on=date(2027, 5, 31))
    assert actions.close_by_date(round_id=feedback_round.pk, now=datetime(2027, 5, 31, 22, 59, 59, tzinfo=UTC)) is None
    assert actions.close_by_date(round_id=feedback_round.pk, now=datetime(2027, 5, 31, 23, 0, tzinfo=UTC)) == Close()
    assert reread(feedback_round).stage == "closed"


def test_round_with_too_few_extends_a_week_at_a_time_then_ends_with_its_secrets_destroyed(settings: Any) -> None:
    with time_machine.travel("2027-01-11T10:00Z", tick=False):
        feedback_round = an_answered_round(answered=4)
    outcomes, now = [], datetime(2027, 1, 11, tzinfo=UTC)
    while reread(feedback_round).stage == "open":
        now += timedelta(hours=12)
        if outcome := actions.close_by_date(round_id=feedback_round.pk, now=now):
            outcomes.append(outcome)
    days = [date(2027, 2, 15), date(2027, 2, 22), date(2027, 2, 25)]
    assert outcomes == [*(ExtendTo(day) for day in days), EndWithoutReport()]
    ended = reread(feedback_round)
    assert (ended.stage, str(stage_of(ended.pk))) == ("ended without report", "RoundStage.DESTROYED")
    assert certified(ended.pk) is None
    assert Message.objects.filter(kind="closing_date_moved", facts__too_few=True).count() == 6
    assert Message.objects.filter(kind="round_ended").count() == 2
    assert Message.objects.filter(kind="rater_round_ended").count() == 9


def test_sweep_closes_what_is_due_and_is_not_stopped_by_one_that_fails(settings: Any) -> None:
    with time_machine.travel("2027-01-11T10:00Z", tick=False):
        broken, sound = an_answered_round(), an_answered_round()
    from ninefold.vault.keystore import key_store

    key_store().destroy(broken.pk)
    with pytest.raises(Exception, match="key"):
        sweeping.close_due_rounds(datetime(2027, 3, 1, tzinfo=UTC))
    assert (reread(broken).stage, reread(sound).stage) == ("open", "closed")


def test_cancelling_destroys_and_tells_everybody_invited() -> None:
    feedback_round = an_answered_round()
    a_rater(feedback_round, "other", name="Lee Wood")
    actions.cancel_round(
        round_id=feedback_round.pk, reason="New job", by=feedback_round.participant, now=timezone.now()
    )
    assert reread(feedback_round).stage == "cancelled"
    assert str(stage_of(feedback_round.pk)) == "RoundStage.DESTROYED"
    assert Message.objects.filter(kind="rater_round_cancelled").count() == 10
    assert not Message.objects.filter(kind="round_cancelled", to=feedback_round.participant.email).exists()
    with pytest.raises(NotAtThisStage):
        actions.add_rater(
            round_id=feedback_round.pk,
            name="A",
            email="a@example.org",
            group="peer",
            agreed=True,
            by=feedback_round.participant,
            now=timezone.now(),
        )


def test_cancelling_a_draft_tells_no_rater() -> None:
    feedback_round = a_round("draft")
    lead = an_organisation_lead(feedback_round.organisation)
    actions.cancel_round(round_id=feedback_round.pk, reason="", by=lead, now=timezone.now())
    assert not Message.objects.filter(kind="rater_round_cancelled").exists()
    assert Message.objects.get(kind="round_cancelled", to=feedback_round.participant.email).facts["by"] == lead.name


def test_ending_by_hand_destroys_unread() -> None:
    feedback_round = an_answered_round()
    actions.end_without_report(round_id=feedback_round.pk, reason="", by=feedback_round.participant, now=timezone.now())
    assert reread(feedback_round).stage == "ended without report"
    assert certified(feedback_round.pk) is None


@pytest.mark.parametrize("stage", ["closed", "with facilitator", "released", "refused"])
def test_nothing_that_was_closed_is_cancelled_ended_or_changed(stage: str) -> None:
    feedback_round = a_closed_round(stage)
    by, now = feedback_round.participant, timezone.now()
    for act in (
        lambda: actions.cancel_round(round_id=feedback_round.pk, reason="", by=by, now=now),
        lambda: actions.end_without_report(round_id=feedback_round.pk, reason="", by=by, now=now),
        lambda: actions.move_closing_date(round_id=feedback_round.pk, to=date(2099, 1, 1), by=by, now=now),
    ):
        with pytest.raises(NotAtThisStage):
            act()
    assert actions.close_by_date(round_id=feedback_round.pk, now=now + timedelta(days=90)) is None
    assert certified(feedback_round.pk) is not None


def facilitator_of(feedback_round: FeedbackRound) -> Any:
    assert feedback_round.facilitator
    return feedback_round.facilitator.person


def test_facilitator_accepts_the_list_before_the_report_is_theirs() -> None:
    feedback_round = a_closed_round("closed")
    with pytest.raises(NotAtThisStage):
        actions.record_release(round_id=feedback_round.pk, by=facilitator_of(feedback_round), now=timezone.now())
    for person in (feedback_round.participant, an_organisation_lead(feedback_round.organisation)):
        with pytest.raises(NotAllowed):
            actions.accept_list(round_id=feedback_round.pk, by=person, now=timezone.now())
    actions.accept_list(round_id=feedback_round.pk, by=facilitator_of(feedback_round), now=timezone.now())
    assert reread(feedback_round).stage == "with facilitator"
    actions.record_release(round_id=feedback_round.pk, by=facilitator_of(feedback_round), now=timezone.now())
    assert reread(feedback_round).stage == "released"


def test_facilitator_who_was_made_a_rater_neither_accepts_nor_releases() -> None:
    feedback_round = a_round("open")
    a_rater(feedback_round, email=facilitator_of(feedback_round).email)
    FeedbackRound.objects.update(stage="closed", closed_at=timezone.now())
    with pytest.raises(NotAllowed, match="You are a rater"):
        actions.accept_list(round_id=feedback_round.pk, by=facilitator_of(feedback_round), now=timezone.now())


def test_refusing_needs_a_reason_and_is_final_and_told() -> None:
    feedback_round = a_closed_round("closed")
    facilitator = facilitator_of(feedback_round)
    with pytest.raises(ReasonMissing):
        actions.refuse_list(round_id=feedback_round.pk, reason=" ", by=facilitator, now=timezone.now())
    actions.refuse_list(round_id=feedback_round.pk, reason="Two are one", by=facilitator, now=timezone.now())
    assert reread(feedback_round).stage == "refused"
    message = Message.objects.get()
    assert (message.kind, message.to, message.facts["reason"]) == (
        "round_refused",
        feedback_round.participant.email,
        "Two are one",
    )
    with pytest.raises(NotAtThisStage):
        actions.accept_list(round_id=feedback_round.pk, by=facilitator, now=timezone.now())
    with pytest.raises(NotAtThisStage):
        actions.record_release(round_id=feedback_round.pk, by=facilitator, now=timezone.now())


def test_report_cannot_be_refused_once_figures_may_have_been_seen() -> None:
    feedback_round = a_closed_round("with facilitator")
    with pytest.raises(NotAtThisStage):
        actions.refuse_list(
            round_id=feedback_round.pk, reason="Too low", by=facilitator_of(feedback_round), now=timezone.now()
        )
