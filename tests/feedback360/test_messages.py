"""Every message of a round: plain words, one clear action, nothing of a rater's link in its row."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from ninefold.feedback360 import actions
from ninefold.feedback360.actions import messages, sweeping
from ninefold.feedback360.models import FeedbackRound
from ninefold.outbox.kinds import Due, kind_of
from ninefold.outbox.models import Message
from ninefold.outbox.rendering import Rendered, render
from tests.factories.facilitators import a_facilitator
from tests.factories.feedback360 import a_closed_round, a_rater, a_round, answers_everything
from tests.factories.organisations import an_organisation_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

TEMPLATES = Path(actions.__file__).resolve().parents[1] / "jinja2" / "mail"
KINDS = sorted(path.name.removesuffix(".txt.jinja") for path in TEMPLATES.glob("*.txt.jinja"))
TO_RATERS = {kind for kind in KINDS if kind.startswith("rater_")}
WITHOUT_ACTION = {"rater_round_cancelled", "rater_round_ended"}


@pytest.fixture
def every_message(clock: Any) -> dict[str, list[Message]]:
    """One of every kind at least, each put by the action that it belongs to."""
    asked = a_round("draft")
    answers_everything(asked.raters.get(group="self"))
    facilitator = asked.facilitator.person  # type: ignore[union-attr]
    both = {"by": asked.participant, "now": timezone.now()}
    actions.ask_for_confirmation(round_id=asked.pk, **both)
    actions.send_list_back(round_id=asked.pk, reason="Two are one.", by=facilitator, now=timezone.now())
    clock.shift(timedelta(seconds=1))
    actions.ask_for_confirmation(round_id=asked.pk, by=asked.participant, now=timezone.now())
    actions.confirm_list(round_id=asked.pk, by=facilitator, now=timezone.now())
    to = timezone.localdate() + timedelta(days=40)
    actions.move_closing_date(round_id=asked.pk, to=to, by=asked.participant, now=timezone.now())
    lead = an_organisation_lead(asked.organisation)
    other = a_facilitator("Ada Bell", organisation=asked.organisation)
    actions.reassign_facilitator(round_id=asked.pk, facilitator_id=other.pk, by=lead, now=timezone.now())
    cancelled, ended, refused = a_round("open"), a_round("open"), a_closed_round("closed")
    actions.cancel_round(
        round_id=cancelled.pk, reason="", by=an_organisation_lead(cancelled.organisation), now=timezone.now()
    )
    actions.end_without_report(round_id=ended.pk, reason="", by=ended.participant, now=timezone.now())
    actions.refuse_list(
        round_id=refused.pk,
        reason="Two are one.",
        by=refused.facilitator.person,  # type: ignore[union-attr]
        now=timezone.now(),
    )
    closing = a_round("open", groups={"peer": 5})
    for rater in closing.raters.filter(group="peer"):
        answers_everything(rater)
    clock.shift(timedelta(days=7))
    sweeping.freeze_counts_where_due()
    sweeping.remind_where_due()
    actions.close_by_hand(round_id=closing.pk, by=closing.participant, now=timezone.now())
    clock.shift(timedelta(days=14))
    sweeping.nudge_where_due()
    found: dict[str, list[Message]] = {}
    for message in Message.objects.all():
        found.setdefault(message.kind, []).append(message)
    return found


def rendered(message: Message) -> Rendered:
    link = {"link": "https://ninefold.example/rate/token"} if message.kind in TO_RATERS - WITHOUT_ACTION else {}
    return render(message.kind, {**message.facts, **link})


def test_every_kind_has_a_template_and_is_written_plainly(every_message: dict[str, list[Message]]) -> None:
    assert sorted(every_message) == KINDS
    for kind, sent in every_message.items():
        for message in sent[:3]:
            mail = rendered(message)
            assert mail.text.startswith(f"Dear {message.facts['dear']},\n"), kind
            assert 10 < len(mail.subject) <= 90, mail.subject
            assert "!" not in mail.subject + mail.text, kind
            assert "anonymous" not in mail.text.lower(), kind
            assert "None" not in mail.text, kind
            links = re.findall(r"^https?://\S+$", mail.text, re.MULTILINE)
            assert len(links) == (0 if kind in WITHOUT_ACTION else 1), (kind, links)
            assert "\n\n\n" not in mail.text, kind


def test_dates_are_written_in_words(every_message: dict[str, list[Message]]) -> None:
    assert "by 8 February 2027" in rendered(every_message["rater_invitation"][0]).subject
    assert "8 February 2027 to 20 February 2027" in rendered(every_message["rater_closing_date_moved"][0]).text


def test_no_row_holds_a_link_and_every_rater_kind_forgets_its_address(every_message: dict[str, list[Message]]) -> None:
    for kind in TO_RATERS:
        assert kind_of(kind).forget_address, kind
        for message in every_message[kind]:
            assert message.subject_of
            assert "/rate/" not in str(message.facts)
    assert kind_of("rater_reminder").at_most_once


def test_line_manager_reads_that_they_answer_by_name_and_a_peer_that_it_is_confidential() -> None:
    feedback_round = a_round("open", groups={})
    manager, peer = a_rater(feedback_round, "line manager"), a_rater(feedback_round, "peer")
    messages.to_raters(messages.INVITATION, feedback_round, [manager, peer], key="1")
    texts = {message.subject_of: rendered(message).text for message in Message.objects.all()}
    assert "You answer by name" in texts[manager.pk]
    assert "confidential" not in texts[manager.pk]
    assert "Your answers are confidential" in texts[peer.pk]
    assert "at least two other people" in texts[peer.pk]


def test_higher_minimum_is_promised_as_it_is() -> None:
    feedback_round = a_round("open", groups={}, minimum_raters=5)
    messages.to_raters(messages.INVITATION, feedback_round, [a_rater(feedback_round)], key="1")
    assert "at least four other people" in rendered(Message.objects.get()).text


def test_hostile_names_stay_text_in_subject_text_and_html() -> None:
    feedback_round = a_round("open", groups={})
    participant = feedback_round.participant
    participant.name = "<b>Ruth</b> {{ link }} https://evil.example/"
    rater = a_rater(feedback_round, name="<script>x</script>")
    messages.to_raters(messages.INVITATION, feedback_round, [rater], key="1")
    mail = rendered(Message.objects.get())
    assert "\n" not in mail.subject
    assert "<script>" not in mail.html
    assert "<b>Ruth" not in mail.html
    assert "<b>Ruth</b> {{ link }}" in mail.text
    assert mail.html.count('href="https://evil') == 0


def due(feedback_round: FeedbackRound, kind: str) -> Due:
    rater = feedback_round.raters.get(group="peer")
    return Due(kind=kind, to=rater.email, facts={}, subject_of=rater.pk)


def test_link_is_added_while_sending_and_not_once_it_opens_nothing(settings: Any) -> None:
    feedback_round = a_round("open", groups={"peer": 1})
    one = due(feedback_round, messages.INVITATION)
    added = messages.with_link(one)
    assert added
    assert added["link"].startswith(f"{settings.NINEFOLD_SITE_URL}/rate/")
    answers_everything(feedback_round.raters.get(group="peer"))
    assert messages.with_link(one) is None
    other = a_round("open", groups={"peer": 1})
    actions.cancel_round(round_id=other.pk, reason="", by=other.participant, now=timezone.now())
    assert messages.with_link(due(other, messages.INVITATION)) is None


def test_nobody_who_answered_hears_of_a_moved_date() -> None:
    feedback_round = a_round("open", groups={"peer": 1})
    assert messages.with_link_if_unanswered(due(feedback_round, messages.DATE_MOVED))
    answers_everything(feedback_round.raters.get(group="peer"))
    assert messages.with_link_if_unanswered(due(feedback_round, messages.DATE_MOVED)) is None


def test_new_facilitator_is_asked_to_confirm_the_list_that_waits() -> None:
    feedback_round = a_round("awaiting confirmation")
    other = a_facilitator("Ada Bell", organisation=feedback_round.organisation)
    lead = an_organisation_lead(feedback_round.organisation)
    actions.reassign_facilitator(round_id=feedback_round.pk, facilitator_id=other.pk, by=lead, now=timezone.now())
    asked = Message.objects.get(kind="list_to_confirm")
    assert asked.to == other.person.email
