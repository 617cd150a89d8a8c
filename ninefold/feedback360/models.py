"""Feedback rounds, what stage they went through, and who was asked. Nothing here is about an answer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from ninefold.classification import Classified, not_personal, personal
from ninefold.feedback360.domain.closing import end_of_day
from ninefold.feedback360.domain.stages import Stage

ROUND_KEPT = "while the participant has an account, and six years after the round ended"
RATERS_KEPT = "12 months after the round closed"

_PREPARING = [Stage.DRAFT.value, Stage.AWAITING.value]


class FeedbackRound(models.Model):
    """One collection of ratings for one participant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feedback_rounds")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="feedback_rounds"
    )
    facilitator = models.ForeignKey(
        "facilitators.Facilitator", on_delete=models.PROTECT, null=True, blank=True, related_name="feedback_rounds"
    )
    pack_id = models.CharField(max_length=80)
    pack_version = models.CharField(max_length=20)
    minimum_raters = models.PositiveSmallIntegerField()
    group_code = models.CharField(max_length=40, blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField()
    stage = models.CharField(
        max_length=30, choices=[(each.value, each.value) for each in Stage], default=Stage.DRAFT.value
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "participant": personal("whose leadership it is about", kept=ROUND_KEPT),
        "organisation": personal("where the participant works", kept=ROUND_KEPT),
        "facilitator": personal("who talks the report through", kept=ROUND_KEPT),
        "pack_id": not_personal("which leadership model"),
        "pack_version": not_personal("in which version"),
        "minimum_raters": not_personal("fewest raters for a group to be shown"),
        "group_code": personal("which programme the participant belongs to", kept=ROUND_KEPT),
        "opens_on": not_personal("when invitations go out"),
        "closes_on": not_personal("the last day for answers"),
        "stage": not_personal("where the round stands"),
        "confirmed_at": not_personal("when the list was confirmed"),
        "confirmed_by": personal("who confirmed the list", kept=ROUND_KEPT),
        "opened_at": not_personal("since when it has been open"),
        "closed_at": not_personal("when it closed"),
    }

    class Meta:
        ordering = ["-opens_on", "id"]
        indexes = [models.Index(fields=["stage", "closes_on"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(minimum_raters__gte=3), name="minimum_raters_never_below_3"),
            models.CheckConstraint(
                condition=models.Q(closes_on__gt=models.F("opens_on")), name="round_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=[each.value for each in Stage]), name="round_stage_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=[*_PREPARING, Stage.CANCELLED.value]) | models.Q(opened_at__isnull=False),
                name="round_past_preparing_has_opened",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=_PREPARING) | models.Q(opened_at__isnull=True),
                name="round_in_preparing_has_not_opened",
            ),
            models.CheckConstraint(
                condition=~models.Q(stage__in=[Stage.CLOSED, Stage.WITH_FACILITATOR, Stage.RELEASED, Stage.REFUSED])
                | models.Q(closed_at__isnull=False),
                name="round_past_closing_has_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"round {self.id}"

    @property
    def closes_at(self) -> datetime:
        """The first moment at which answers no longer count."""
        return end_of_day(self.closes_on)


class RoundStage(models.Model):
    """One step that a round took: where to, when, by whom (nobody: by date), and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(FeedbackRound, on_delete=models.CASCADE, related_name="history")
    stage = models.CharField(max_length=30, choices=[(each.value, each.value) for each in Stage])
    act = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(blank=True)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "round": not_personal("which round"),
        "stage": not_personal("where to"),
        "act": not_personal("what was done"),
        "at": not_personal("when"),
        "by": personal("who did it", kept=ROUND_KEPT),
        "reason": personal("why, in their words", kept=ROUND_KEPT),
    }

    class Meta:
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=[each.value for each in Stage]), name="past_stage_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.stage}"


class Rater(models.Model):
    """A person who is asked. Whether and how they answered stands nowhere here."""

    class Delivery(models.TextChoices):
        NONE = "none", "nothing is known"
        BOUNCED = "bounced", "the invitation came back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(FeedbackRound, on_delete=models.CASCADE, related_name="raters")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    # The address without capitals and without what stands after a plus sign: nobody is asked twice.
    address_key = models.CharField(max_length=254)
    group = models.CharField(max_length=40)
    agreed_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True, blank=True)
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.NONE)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "round": personal("for whom they are asked", kept=RATERS_KEPT),
        "name": personal("to address them", kept=RATERS_KEPT),
        "email": personal("to invite, remind and thank them", kept=RATERS_KEPT),
        "address_key": personal("so that nobody is asked twice", kept=RATERS_KEPT),
        "group": personal("their relation to the participant", kept=RATERS_KEPT),
        "agreed_at": personal("when the participant said that they agreed to be asked", kept=RATERS_KEPT),
        "invited_at": personal("when they were invited", kept=RATERS_KEPT),
        "delivery": personal("whether the invitation came back", kept="until the round closes"),
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "address_key"], name="nobody_is_asked_twice_in_a_round"),
            models.CheckConstraint(condition=models.Q(delivery__in=["none", "bounced"]), name="delivery_is_known"),
        ]

    def __str__(self) -> str:
        return f"rater {self.id}"


class ReminderDay(models.Model):
    """A day on which reminders were put into the outbox for everybody invited. Who got one stands nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(FeedbackRound, on_delete=models.CASCADE, related_name="reminder_days")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "round": not_personal("which round"),
        "number": not_personal("the first, second or third"),
        "on": not_personal("so that a week lies between two"),
    }

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_reminder_of_a_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1, number__lte=3), name="three_reminders_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: reminder {self.number}"


class CountsOfDay(models.Model):
    """What the participant sees of the counts on one day, coarsened. The next day replaces it; close removes it."""

    round = models.OneToOneField(
        FeedbackRound, on_delete=models.CASCADE, primary_key=True, related_name="counts_of_day"
    )
    on = models.DateField()
    rows = models.JSONField()
    enough_to_close = models.BooleanField()

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "round": not_personal("which round"),
        "on": not_personal("which day"),
        "rows": personal("how many answered, by groups of 3 or more", kept="one day"),
        "enough_to_close": not_personal("whether 5 colleagues had answered"),
    }

    def __str__(self) -> str:
        return f"{self.round_id}: counts of {self.on}"
