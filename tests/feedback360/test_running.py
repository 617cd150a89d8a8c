"""An open round: moving the date, reminders, counts of the day, bounces."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from ninefold.feedback360 import actions
from ninefold.feedback360.actions import messages, sweeping
from ninefold.feedback360.domain.closing import ClosingDateNotPossible
from ninefold.feedback360.models import CountsOfDay, FeedbackRound, ReminderDay
from ninefold.feedback360.permissions import NotAllowed
from ninefold.feedback360.queries import counts_of_day
from ninefold.outbox.kinds import Due
from ninefold.outbox.models import Message
from ninefold.outbox.sending import send_due
from ninefold.outbox.signals import bounced
from tests.factories.feedback360 import a_rater, a_round, answers_everything, declines
from tests.factories.organisations import an_organisation_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def reread(feedback_round: FeedbackRound) -> FeedbackRound:
    return FeedbackRound.objects.get(pk=feedback_round.pk)


def test_date_moves_and_everybody_invited_has_a_row() -> None:
    feedback_round = a_round("open")
    actions.move_closing_date(
        round_id=feedback_round.pk, to=date(2027, 2, 19), by=feedback_round.participant, now=timezone.now()
    )
    assert reread(feedback_round).closes_on == date(2027, 2, 19)
    rows = Message.objects.filter(kind="rater_closing_date_moved")
    assert rows.count() == 12
    assert {(row.facts["before"], row.facts["closes"]) for row in rows} == {("8 February 2027", "19 February 2027")}
    assert Message.objects.filter(kind="closing_date_moved").count() == 2


def test_date_never_moves_past_45_days_and_raters_cannot_move_it() -> None:
    feedback_round = a_round("open")
    with pytest.raises(ClosingDateNotPossible):
        actions.move_closing_date(
            round_id=feedback_round.pk, to=date(2027, 2, 26), by=feedback_round.participant, now=timezone.now()
        )
    with pytest.raises(NotAllowed):
        actions.move_closing_date(
            round_id=feedback_round.pk, to=date(2027, 2, 19), by=an_organisation_lead(), now=timezone.now()
        )
    assert not Message.objects.exists()


def test_reminders_go_three_times_in_working_hours_a_week_apart(clock: time_machine.Traveller) -> None:
    feedback_round = a_round("open", closes_on=date(2027, 2, 24))
    moment = timezone.now()
    while moment < datetime(2027, 2, 28, tzinfo=UTC):
        clock.move_to(moment)
        sweeping.remind_where_due()
        moment += timedelta(hours=5)
    days = list(ReminderDay.objects.values_list("number", "on"))
    assert days == [(1, date(2027, 1, 18)), (2, date(2027, 1, 25)), (3, date(2027, 2, 1))]
    assert Message.objects.filter(kind="rater_reminder").count() == 36
    assert not Message.objects.filter(subject_of=feedback_round.raters.get(group="self").pk).exists()


@pytest.mark.parametrize("moment", ["2027-01-18T07:59Z", "2027-01-18T18:00Z", "2027-01-23T10:00Z"])
def test_no_reminder_at_night_or_on_a_saturday(clock: time_machine.Traveller, moment: str) -> None:
    feedback_round = a_round("open")
    clock.move_to(datetime.fromisoformat(moment.replace("Z", "+00:00")))
    sweeping.remind_where_due()
    assert not actions.remind_raters(round_id=feedback_round.pk, now=timezone.now())
    assert not Message.objects.exists()


def a_week_later(clock: time_machine.Traveller) -> None:
    clock.shift(timedelta(days=7))


def test_rows_are_alike_for_those_who_answered_and_those_who_did_not(clock: time_machine.Traveller) -> None:
    feedback_round = a_round("open", groups={"peer": 6})
    first, second, third, *_ = feedback_round.raters.filter(group="peer").order_by("pk")
    answers_everything(first)
    declines(second)
    a_week_later(clock)
    sweeping.remind_where_due()
    rows = list(Message.objects.filter(kind="rater_reminder"))
    assert {row.subject_of for row in rows} == set(
        feedback_round.raters.filter(group="peer").values_list("pk", flat=True)
    )
    different = {"id", "key", "to", "subject_of", "message_id"}
    shapes = {repr({name: value for name, value in _plain(row).items() if name not in different}) for row in rows}
    assert len(shapes) == 1


def _plain(row: Message) -> dict[str, Any]:
    values = {field.name: getattr(row, field.name) for field in Message._meta.fields}
    return values | {"facts": {name: value for name, value in row.facts.items() if name != "dear"}}


def test_only_those_who_have_not_answered_get_mail_and_all_rows_end_alike(
    clock: time_machine.Traveller, smtp_server: Any
) -> None:
    feedback_round = a_round("open", groups={"peer": 3, "line manager": 1})
    answered, declined, silent = feedback_round.raters.filter(group="peer").order_by("pk")
    answers_everything(answered)
    declines(declined)
    a_week_later(clock)
    sweeping.remind_where_due()
    send_due()
    manager = feedback_round.raters.get(group="line manager")
    assert sorted(str(mail["To"]) for mail in smtp_server.messages) == sorted([silent.email, manager.email])
    body = smtp_server.to(silent.email)[0].get_body(("plain",)).get_content()
    assert "/rate/" in body
    assert body.startswith(f"Dear {silent.name},")
    ends = set(Message.objects.values_list("state", "to", "attempts", "trouble"))
    assert ends == {("done", "", 0, "")}
    assert not [row for row in Message.objects.all() if row.facts]


def test_reminder_held_up_until_the_evening_is_dropped(clock: time_machine.Traveller) -> None:
    feedback_round = a_round("open", groups={"peer": 5})
    rater = feedback_round.raters.filter(group="peer").first()
    assert rater
    due = Due(kind="rater_reminder", to=rater.email, facts={}, subject_of=rater.pk)
    assert messages.in_hours_if_unanswered(due)
    clock.move_to(datetime(2027, 1, 11, 19, 0, tzinfo=UTC))
    assert messages.in_hours_if_unanswered(due) is None
    assert messages.with_link(due)


def test_somebody_added_late_waits_a_week_for_a_reminder(clock: time_machine.Traveller) -> None:
    feedback_round = a_round("open", groups={"peer": 5})
    clock.shift(timedelta(days=4))
    late = a_rater(feedback_round)
    clock.shift(timedelta(days=3))
    sweeping.remind_where_due()
    assert not Message.objects.filter(subject_of=late.pk).exists()
    a_week_later(clock)
    sweeping.remind_where_due()
    assert Message.objects.filter(subject_of=late.pk).count() == 1


def test_counts_move_in_daily_steps_and_two_answers_in_one_step_are_not_ordered(
    clock: time_machine.Traveller,
) -> None:
    feedback_round = a_round("open", groups={"line manager": 1, "peer": 4, "other": 2})
    peers = list(feedback_round.raters.filter(group="peer"))

    def shown() -> list[tuple[tuple[str, ...], int, int]]:
        sweeping.freeze_counts_where_due()
        return [(row.groups, row.asked, row.answered) for row in counts_of_day(feedback_round)[1]]

    before = shown()
    assert before == [(("self",), 1, 0), (("line manager",), 1, 0), (("peer", "other"), 6, 0)]
    answers_everything(peers[0])
    clock.shift(timedelta(hours=3))
    answers_everything(peers[1])
    assert shown() == before
    clock.move_to(datetime(2027, 1, 11, 23, 59, 59, tzinfo=UTC))
    assert shown() == before
    clock.move_to(datetime(2027, 1, 12, 0, 0, 1, tzinfo=UTC))
    assert shown()[2] == (("peer", "other"), 6, 2)
    assert CountsOfDay.objects.count() == 1


def test_counts_say_whether_5_colleagues_have_answered(clock: time_machine.Traveller) -> None:
    feedback_round = a_round("open", groups={"line manager": 2, "peer": 5})
    raters = list(feedback_round.raters.exclude(group="self").order_by("group"))
    for rater in raters[:-1]:
        answers_everything(rater)
    clock.shift(timedelta(days=1))
    sweeping.freeze_counts_where_due()
    assert not CountsOfDay.objects.get().enough_to_close
    answers_everything(raters[-1])
    clock.shift(timedelta(days=1))
    sweeping.freeze_counts_where_due()
    assert CountsOfDay.objects.get().enough_to_close


@pytest.mark.parametrize(
    ("kind", "noted"),
    [("rater_invitation", "bounced"), ("rater_reminder", "none"), ("rater_closing_date_moved", "none")],
)
def test_bounce_is_noted_for_the_invitation_only(kind: str, noted: str) -> None:
    feedback_round = a_round("open")
    rater = feedback_round.raters.filter(group="peer").first()
    assert rater
    bounced.send(Message, kind=kind, subject_of=rater.pk)
    rater.refresh_from_db()
    assert rater.delivery == noted


def test_facilitator_is_nudged_twice_and_never_more(clock: time_machine.Traveller) -> None:
    feedback_round = a_round("closed")
    for _ in range(60):
        clock.shift(timedelta(days=1))
        sweeping.nudge_where_due()
        sweeping.nudge_where_due()
    nudges = Message.objects.filter(kind="release_nudge")
    assert sorted(row.facts["days"] for row in nudges) == [14, 28]
    assert {row.to for row in nudges} == {feedback_round.facilitator.person.email}  # type: ignore[union-attr]


def test_nobody_is_nudged_about_a_released_round(clock: time_machine.Traveller) -> None:
    a_round("released")
    clock.shift(timedelta(days=21))
    sweeping.nudge_where_due()
    assert not Message.objects.exists()
