"""What the forms of a plan say beside their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.forms import BaseForm

from ninefold.feedback360.domain.closing import in_london, latest_closing

if TYPE_CHECKING:
    from ninefold.feedback360.models import FeedbackRound


def planning_context(form: BaseForm, *, back: str) -> dict[str, Any]:
    """The form with the minimum raters, which are shown and explained and cannot be chosen."""
    return {"form": form, "minimum": max(3, settings.NINEFOLD_MINIMUM_RATERS), "back_address": back}


def closing_date_context(form: BaseForm, feedback_round: FeedbackRound) -> dict[str, Any]:
    """The form with the date as it is and the last one possible, for a round that has opened."""
    opened = feedback_round.opened_at
    latest = latest_closing(in_london(opened)) if opened else None
    return {"form": form, "feedback_round": feedback_round, "latest": latest}
