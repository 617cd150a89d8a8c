"""A year after a round nobody can say from here who was asked; its report stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ninefold.feedback360.actions.forgetting import forget_raters_where_due
from ninefold.feedback360.models import FeedbackRound, Rater
from tests.factories.accounts import sign_in
from tests.factories.feedback360 import a_closed_round, a_round

pytestmark = pytest.mark.django_db
A_YEAR = timedelta(days=365)


def ended(feedback_round: FeedbackRound, *, ago: timedelta) -> FeedbackRound:
    FeedbackRound.objects.filter(pk=feedback_round.pk).update(closed_at=timezone.now() - ago)
    return feedback_round


def test_raters_go_a_year_after_close_and_not_before() -> None:
    old, recent = a_round("released"), a_round("released")
    ended(old, ago=A_YEAR + timedelta(days=1))
    ended(recent, ago=A_YEAR - timedelta(days=1))
    asked = Rater.objects.filter(round=old).count()
    assert asked > 5
    assert forget_raters_where_due() == asked
    assert not Rater.objects.filter(round=old).exists()
    assert Rater.objects.filter(round=recent).count() == asked


@pytest.mark.parametrize("stage", ["draft", "awaiting confirmation", "cancelled", "ended without report"])
def test_raters_of_a_round_that_never_closed_go_a_year_after_its_last_day(stage: str) -> None:
    feedback_round = a_round(stage)
    after = timezone.now() + A_YEAR
    assert forget_raters_where_due(after) == 0
    assert forget_raters_where_due(after + timedelta(days=60)) > 5
    assert not feedback_round.raters.exists()


def test_raters_of_an_open_round_stay_whatever_its_date() -> None:
    feedback_round = a_round("open")
    assert forget_raters_where_due(timezone.now() + 3 * A_YEAR) == 0
    assert feedback_round.raters.exists()


def test_report_can_be_read_after_its_raters_are_forgotten(client: Client) -> None:
    feedback_round = ended(a_closed_round("released"), ago=2 * A_YEAR)
    sign_in(client, feedback_round.participant)
    for name in ("report", "report_dimensions", "report_comments", "report_protection", "report_pdf"):
        assert client.get(reverse(name, args=[feedback_round.pk]), secure=True).status_code == 200
    assert forget_raters_where_due() > 5
    for name in ("report", "report_dimensions", "report_comments", "report_protection", "report_pdf", "round"):
        assert client.get(reverse(name, args=[feedback_round.pk]), secure=True).status_code == 200
