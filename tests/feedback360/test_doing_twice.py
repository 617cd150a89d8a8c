"""What is asked of a round that is past it already changes nothing, and rounds without a facilitator go on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ninefold.feedback360 import actions
from ninefold.feedback360.actions.running import opened_on
from ninefold.feedback360.actions.sweeping import nudge_facilitator
from ninefold.outbox.models import Message
from tests.factories.feedback360 import a_round

pytestmark = pytest.mark.django_db


def test_counts_of_a_day_are_frozen_once_and_of_open_rounds_only() -> None:
    now = timezone.now()
    feedback_round = a_round("open")
    tomorrow = now + timedelta(days=1)
    assert actions.freeze_counts_of_day(round_id=feedback_round.pk, now=tomorrow)
    assert not actions.freeze_counts_of_day(round_id=feedback_round.pk, now=tomorrow)
    assert not actions.freeze_counts_of_day(round_id=a_round("cancelled").pk, now=tomorrow)


def test_round_that_is_open_is_not_opened_again() -> None:
    feedback_round = a_round("open")
    assert not actions.open_round(round_id=feedback_round.pk, by=None, now=timezone.now())
    assert not Message.objects.filter(kind="round_opened").exists()


@pytest.mark.parametrize("stage", ["draft", "closed", "cancelled"])
def test_nobody_is_reminded_of_a_round_that_is_not_open(stage: str) -> None:
    assert not actions.remind_raters(round_id=a_round(stage).pk, now=timezone.now())
    assert not Message.objects.exists()


def test_nobody_is_nudged_about_a_released_report() -> None:
    nudge_facilitator(round_id=a_round("released").pk, now=timezone.now() + timedelta(days=60))
    assert not Message.objects.exists()


def test_round_that_never_opened_has_no_day_of_opening() -> None:
    with pytest.raises(ValueError, match="has not opened"):
        opened_on(a_round("draft"))


def test_round_without_a_facilitator_takes_raters_and_can_be_cancelled() -> None:
    feedback_round = a_round("draft", facilitator=None)
    participant, now = feedback_round.participant, timezone.now()
    actions.add_rater(
        round_id=feedback_round.pk,
        name="Amara Bello",
        email="amara@example.org",
        group="peer",
        agreed=True,
        by=participant,
        now=now,
    )
    assert feedback_round.raters.filter(email="amara@example.org").exists()
    actions.cancel_round(round_id=feedback_round.pk, reason="", by=participant, now=now)
    assert not Message.objects.filter(facts__for_participant=False).exists()
