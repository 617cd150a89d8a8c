"""What is kept beside the certified table of a round: proofs of checks, and comments that a facilitator withheld."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from ninefold.classification import Classified, not_personal, personal

KEPT = "as long as the round"


class RowsAreFinal(Exception):
    """A proof or a withheld comment was to be changed."""

    def __init__(self) -> None:
        super().__init__("Proofs and withheld comments can only be added.")


class AddedOnce(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise RowsAreFinal
        super().save(*args, **kwargs)


class ReportProof(AddedOnce):
    """What the release auditor ran over the table of a round, and what it found. `chain` says over which table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("feedback360.FeedbackRound", on_delete=models.CASCADE, related_name="+")
    chain = models.CharField(max_length=64)
    checker = models.CharField(max_length=120)
    checks = models.PositiveIntegerField()
    findings = models.JSONField(default=list)
    certificate = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "round": not_personal("which round"),
        "chain": not_personal("over which frozen table"),
        "checker": not_personal("which check ran"),
        "checks": not_personal("how many checks it made"),
        "findings": not_personal("which sums of published figures it objected to"),
        "certificate": not_personal("by which rule ends are coded"),
        "at": not_personal("when it ran"),
    }

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["round", "at"])]

    def __str__(self) -> str:
        return f"proof of round {self.round_id}"


class WithheldComment(AddedOnce):
    """A comment that the facilitator keeps back from the participant. `link` continues the chain of the round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("feedback360.FeedbackRound", on_delete=models.CASCADE, related_name="+")
    comment_id = models.UUIDField(unique=True)
    number = models.PositiveIntegerField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    link = models.CharField(max_length=64)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "round": not_personal("in which round"),
        "comment_id": not_personal("which comment"),
        "number": not_personal("its place in the chain"),
        "reason": personal("why it harms or tells who wrote it", kept=KEPT),
        "by": personal("who withheld it", kept=KEPT),
        "at": not_personal("when"),
        "link": not_personal("so that no row can go missing"),
    }

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="withheld_comments_are_counted"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="withheld_comment_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"withheld comment {self.comment_id}"

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise RowsAreFinal
