"""From the list to the open round: `may_open`, who confirms, what goes out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from ninefold.feedback360 import actions
from ninefold.feedback360.actions import NotReady, ReasonMissing, sweeping
from ninefold.feedback360.domain.opening import Need
from ninefold.feedback360.domain.stages import NotAtThisStage
from ninefold.feedback360.models import FeedbackRound
from ninefold.feedback360.permissions import NotAllowed
from ninefold.feedback360.queries import counts_of_day, may_open, needs_before_asking
from ninefold.organisations.models import Organisation
from ninefold.outbox.models import Message
from ninefold.vault.queries import counts
from tests.factories.facilitators import a_conflict
from tests.factories.feedback360 import a_rater, a_round, answers_everything
from tests.factories.organisations import a_participant, an_organisation, an_organisation_lead

pytestmark = pytest.mark.django_db


def today() -> date:
    return timezone.localdate()


def self_rated(feedback_round: FeedbackRound) -> FeedbackRound:
    answers_everything(feedback_round.raters.get(group="self"))
    return feedback_round


def ready(**changes: Any) -> FeedbackRound:
    return self_rated(a_round("draft", **changes))


def asked(**changes: Any) -> FeedbackRound:
    feedback_round = ready(**changes)
    actions.ask_for_confirmation(round_id=feedback_round.pk, by=feedback_round.participant, now=timezone.now())
    return reread(feedback_round)


def reread(feedback_round: FeedbackRound) -> FeedbackRound:
    return FeedbackRound.objects.get(pk=feedback_round.pk)


def confirm(feedback_round: FeedbackRound, by: Any) -> FeedbackRound:
    return actions.confirm_list(round_id=feedback_round.pk, by=by, now=timezone.now())


def test_may_open_lists_everything_that_is_missing() -> None:
    feedback_round = a_round("draft", facilitator=None, groups={"line manager": 1, "peer": 4})
    assert may_open(feedback_round, on=today()) == (Need.OWN_RATING, Need.FACILITATOR, Need.RATERS, Need.CONFIRMATION)
    assert Need.CONFIRMATION not in needs_before_asking(feedback_round, on=today())


def test_may_open_is_empty_once_all_is_there() -> None:
    feedback_round = asked()
    assert may_open(feedback_round, on=today()) == (Need.CONFIRMATION,)
    feedback_round.confirmed_at = timezone.now()
    assert may_open(feedback_round, on=today()) == ()


def test_may_open_notices_a_facilitator_who_cannot_take_it_any_more() -> None:
    feedback_round = asked()
    assert feedback_round.facilitator
    a_conflict(feedback_round.facilitator, feedback_round.participant)
    assert Need.FACILITATOR_CHANGED in may_open(feedback_round, on=today())


def test_may_open_notices_a_facilitator_on_the_list() -> None:
    feedback_round = ready()
    assert feedback_round.facilitator
    a_rater(feedback_round, email=feedback_round.facilitator.person.email)
    assert Need.FACILITATOR_IS_RATER in may_open(feedback_round, on=today())


def test_unready_list_is_not_sent() -> None:
    feedback_round = a_round("draft")
    with pytest.raises(NotReady, match="Give your own rating first") as refusal:
        actions.ask_for_confirmation(round_id=feedback_round.pk, by=feedback_round.participant, now=timezone.now())
    assert refusal.value.needs == (Need.OWN_RATING,)
    assert reread(feedback_round).stage == "draft"


def test_the_facilitator_is_asked_to_confirm() -> None:
    feedback_round = asked()
    assert feedback_round.facilitator
    assert list(Message.objects.values_list("kind", "to")) == [
        ("list_to_confirm", feedback_round.facilitator.person.email)
    ]


def test_leads_are_asked_where_the_organisation_confirms_and_not_one_on_the_list() -> None:
    organisation = an_organisation(list_check=Organisation.ListCheck.BY_ORGANISATION)
    lead, on_list = an_organisation_lead(organisation), an_organisation_lead(organisation, "Ola Berg")
    feedback_round = self_rated(a_round("draft", organisation=organisation))
    a_rater(feedback_round, email=on_list.email)
    actions.ask_for_confirmation(round_id=feedback_round.pk, by=feedback_round.participant, now=timezone.now())
    assert list(Message.objects.values_list("to", flat=True)) == [lead.email]
    with pytest.raises(NotAllowed):
        confirm(feedback_round, feedback_round.facilitator.person)  # type: ignore[union-attr]
    with pytest.raises(NotAllowed, match="on this list yourself"):
        confirm(feedback_round, on_list)
    assert confirm(feedback_round, lead).stage == "open"


def test_neither_participant_nor_stranger_confirms() -> None:
    feedback_round = asked()
    for person in (feedback_round.participant, a_participant(), an_organisation_lead()):
        with pytest.raises(NotAllowed):
            confirm(feedback_round, person)


def test_participant_who_leads_the_organisation_does_not_confirm_their_own_list() -> None:
    organisation = an_organisation()
    lead = an_organisation_lead(organisation)
    feedback_round = asked(organisation=organisation, participant=lead)
    with pytest.raises(NotAllowed):
        confirm(feedback_round, lead)


def test_confirming_opens_the_round_and_invites_everybody() -> None:
    feedback_round = asked()
    Message.objects.all().delete()
    facilitator = feedback_round.facilitator.person  # type: ignore[union-attr]
    opened = confirm(feedback_round, facilitator)
    assert (opened.stage, opened.confirmed_by, opened.opened_at is not None) == ("open", facilitator, True)
    invitations = Message.objects.filter(kind="rater_invitation")
    raters = feedback_round.raters.exclude(group="self")
    assert set(invitations.values_list("subject_of", flat=True)) == set(raters.values_list("pk", flat=True))
    assert not raters.filter(invited_at=None).exists()
    assert {group: count.invited for group, count in counts(feedback_round.pk).items()} == {
        "self": 1,
        "line manager": 1,
        "peer": 4,
        "direct report": 4,
        "other": 3,
    }
    told = Message.objects.filter(kind="round_opened").values_list("to", flat=True)
    assert set(told) == {feedback_round.participant.email, facilitator.email}
    shown, rows = counts_of_day(opened)
    assert shown is not None
    assert [(row.groups, row.asked, row.answered) for row in rows][0] == (("self",), 1, 1)


def test_no_rater_can_be_removed_once_the_round_is_open() -> None:
    feedback_round = confirm(asked(), an_organisation_lead(FeedbackRound.objects.get().organisation))
    rater = feedback_round.raters.filter(group="peer").first()
    assert rater
    with pytest.raises(NotAtThisStage):
        actions.remove_rater(round_id=feedback_round.pk, rater_id=rater.pk, by=feedback_round.participant)


def test_confirmed_round_waits_for_its_day_and_then_opens_by_itself() -> None:
    with time_machine.travel("2027-01-11T10:00Z", tick=False) as clock:
        feedback_round = asked(opens_on=date(2027, 1, 18), closes_on=date(2027, 2, 15))
        waiting = confirm(feedback_round, feedback_round.facilitator.person)  # type: ignore[union-attr]
        assert (waiting.stage, waiting.opened_at) == ("awaiting confirmation", None)
        clock.move_to("2027-01-17T23:59:59Z")
        sweeping.open_due_rounds()
        assert reread(feedback_round).stage == "awaiting confirmation"
        clock.move_to("2027-01-18T00:00:01Z")
        sweeping.open_due_rounds()
        sweeping.open_due_rounds()
    opened = reread(feedback_round)
    assert (opened.stage, opened.closes_on) == ("open", date(2027, 2, 15))
    assert Message.objects.filter(kind="rater_invitation").count() == 12


def test_unconfirmed_round_never_opens_by_itself() -> None:
    feedback_round = asked()
    sweeping.open_due_rounds(timezone.now() + timedelta(days=3))
    assert reread(feedback_round).stage == "awaiting confirmation"
    with pytest.raises(NotReady, match="has to be confirmed"):
        actions.open_round(round_id=feedback_round.pk, by=None, now=timezone.now())


def test_round_that_lacks_something_again_does_not_open_and_stops_no_other() -> None:
    later = today() + timedelta(days=2)
    first, second = (asked(opens_on=later, closes_on=later + timedelta(days=20)) for _ in range(2))
    for feedback_round in (first, second):
        confirm(feedback_round, feedback_round.facilitator.person)  # type: ignore[union-attr]
    a_conflict(first.facilitator, first.participant)  # type: ignore[arg-type]
    sweeping.open_due_rounds(timezone.now() + timedelta(days=2))
    assert (reread(first).stage, reread(second).stage) == ("awaiting confirmation", "open")


def test_round_confirmed_late_keeps_its_length() -> None:
    with time_machine.travel("2027-01-11T10:00Z", tick=False) as clock:
        feedback_round = asked()
        clock.move_to("2027-01-20T10:00Z")
        opened = confirm(feedback_round, feedback_round.facilitator.person)  # type: ignore[union-attr]
    assert (opened.opens_on, opened.closes_on) == (date(2027, 1, 20), date(2027, 2, 17))


def test_list_goes_back_with_a_reason_only() -> None:
    feedback_round = asked()
    facilitator = feedback_round.facilitator.person  # type: ignore[union-attr]
    with pytest.raises(ReasonMissing):
        actions.send_list_back(round_id=feedback_round.pk, reason="  ", by=facilitator, now=timezone.now())
    reason = "Two peers share\nhttps://evil.example/"
    actions.send_list_back(round_id=feedback_round.pk, reason=reason, by=facilitator, now=timezone.now())
    assert reread(feedback_round).stage == "draft"
    message = Message.objects.get(kind="list_sent_back")
    assert message.facts["reason"] == "Two peers share https://evil.example/"
    assert feedback_round.history.latest("at").reason == reason


def test_participant_takes_the_list_back_even_after_it_was_confirmed() -> None:
    later = today() + timedelta(days=2)
    feedback_round = asked(opens_on=later, closes_on=later + timedelta(days=20))
    confirm(feedback_round, feedback_round.facilitator.person)  # type: ignore[union-attr]
    actions.take_list_back(round_id=feedback_round.pk, by=feedback_round.participant, now=timezone.now())
    back = reread(feedback_round)
    assert (back.stage, back.confirmed_at, back.confirmed_by) == ("draft", None, None)
