"""The register: facilitators, conflicts of interest, and the feedback sessions that keep them in practice."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from ninefold.accounts.models import LowerCaseEmailField
from ninefold.classification import Classified, not_personal, personal
from ninefold.facilitators.domain import Mode, Relation

REGISTER_KEPT = "while they are on the register, and six years after"


class Facilitator(models.Model):
    """A person who was accredited to talk reports through."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="facilitator")
    region = models.ForeignKey("organisations.Region", on_delete=models.PROTECT, related_name="+")
    accredited_on = models.DateField()
    accredited_until = models.DateField()
    capacity = models.PositiveSmallIntegerField(default=6)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "person": personal("who the facilitator is", kept=REGISTER_KEPT),
        "region": personal("whose register they stand on", kept=REGISTER_KEPT),
        "accredited_on": personal("to compute their standing", kept=REGISTER_KEPT),
        "accredited_until": personal("to compute their standing", kept=REGISTER_KEPT),
        "capacity": personal("how many clients they take at a time", kept=REGISTER_KEPT),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accredited_until__gt=models.F("accredited_on")), name="accreditation_lasts"
            ),
        ]

    def __str__(self) -> str:
        return f"facilitator {self.id}"


class ConflictOfInterest(models.Model):
    """A declared relation between a facilitator and somebody whose report they will therefore not be given.

    By address: it can be declared before the other has an account, and does not tell whether they have one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    facilitator = models.ForeignKey(Facilitator, on_delete=models.CASCADE, related_name="conflicts")
    address = LowerCaseEmailField(max_length=254)
    relation = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Relation])
    declared_at = models.DateTimeField(default=timezone.now)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "facilitator": personal("who declared it", kept=REGISTER_KEPT),
        "address": personal("whose report they are not given", kept=REGISTER_KEPT),
        "relation": personal("why not", kept=REGISTER_KEPT),
        "declared_at": not_personal("since when it counts"),
        "declared_by": personal("who wrote it down", kept=REGISTER_KEPT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["facilitator", "address"], name="one_conflict_for_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.facilitator_id}: {self.relation} of {self.address}"


class FeedbackSession(models.Model):
    """Evidence that a facilitator held a feedback session. The register cannot look into the round that it names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    facilitator = models.ForeignKey(Facilitator, on_delete=models.CASCADE, related_name="sessions")
    held_on = models.DateField()
    mode = models.CharField(max_length=20, choices=[(each.value, each.value) for each in Mode])
    minutes = models.PositiveSmallIntegerField()
    round_id = models.UUIDField(null=True, blank=True)
    logged_at = models.DateTimeField(default=timezone.now)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "facilitator": personal("whose practice it is", kept=REGISTER_KEPT),
        "held_on": personal("to compute their standing", kept=REGISTER_KEPT),
        "mode": not_personal("online, in person or by telephone"),
        "minutes": not_personal("how long it took"),
        "round_id": personal("which feedback round it was about", kept=REGISTER_KEPT),
        "logged_at": not_personal("when it was written down"),
        "logged_by": personal("who wrote it down", kept=REGISTER_KEPT),
    }

    class Meta:
        ordering = ["-held_on"]
        constraints = [
            models.UniqueConstraint(fields=["facilitator", "round_id", "held_on"], name="one_row_for_a_session"),
            models.CheckConstraint(condition=models.Q(minutes__gte=1, minutes__lte=600), name="session_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.facilitator_id} on {self.held_on}"
