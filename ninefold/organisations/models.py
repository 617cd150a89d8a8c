"""Regions, organisations, and who is what in them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from ninefold.classification import Classified, not_personal, personal
from ninefold.organisations import domain
from ninefold.organisations.domain import Role

MEMBERSHIP_KEPT = "while the account exists, and a year after the membership ended"


class Region(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {"name": not_personal("to tell regions apart")}

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A trust, a board, a college: whoever pays for feedback rounds and answers for its people."""

    class ListCheck(models.TextChoices):
        BY_FACILITATOR = domain.BY_FACILITATOR, "The facilitator"
        BY_ORGANISATION = domain.BY_ORGANISATION, "The organisation"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="organisations")
    list_check = models.CharField(max_length=20, choices=ListCheck, default=ListCheck.BY_FACILITATOR)
    invitation_contact = models.EmailField(max_length=254, blank=True)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "name": not_personal("to tell organisations apart"),
        "region": not_personal("to find facilitators near by"),
        "list_check": not_personal("who confirms a list of raters before invitations go out"),
        "invitation_contact": personal("whom raters may ask whether an invitation is real", kept="until it is changed"),
    }

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(list_check__in=[domain.BY_FACILITATOR, domain.BY_ORGANISATION]),
                name="organisation_list_is_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One role of one person in one organisation, from a day on until it ended. A regional lead leads its region."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    started_at = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "person": personal("who holds the role", kept=MEMBERSHIP_KEPT),
        "organisation": personal("where they hold it", kept=MEMBERSHIP_KEPT),
        "role": personal("what they may see and do", kept=MEMBERSHIP_KEPT),
        "started_at": personal("since when", kept=MEMBERSHIP_KEPT),
        "started_by": personal("who gave the role", kept=MEMBERSHIP_KEPT),
        "ended_at": personal("until when", kept=MEMBERSHIP_KEPT),
        "ended_by": personal("who ended it", kept=MEMBERSHIP_KEPT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(ended_at__isnull=True),
                name="one_current_membership_of_a_kind",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="membership_role_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("started_at")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.role} in {self.organisation_id}"
