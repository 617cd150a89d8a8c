"""Who did what, when. Rows are added and never changed."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from ninefold.classification import Classified, not_personal, personal


class EventsAreFinal(Exception):
    """An event of the audit log was to be changed or removed."""

    def __init__(self) -> None:
        super().__init__("The audit log can only be added to.")


class EventQuerySet(models.QuerySet["Event"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise EventsAreFinal

    def delete(self) -> NoReturn:
        raise EventsAreFinal


class Event(models.Model):
    """One thing that a person, or the program itself (`by` is empty), did. Nothing about any rater's answers stands here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.CharField(max_length=200, blank=True)
    organisation_id = models.UUIDField(null=True)
    reason = models.TextField(blank=True)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "at": not_personal("when it happened"),
        "what": not_personal("what happened"),
        "by": personal("who did it", kept="as long as the log"),
        "about": not_personal("which thing"),
        "organisation_id": not_personal("which organisation it concerns"),
        "reason": personal("why, in the person's words", kept="as long as the log"),
    }

    objects: ClassVar[models.Manager[Event]] = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["about", "at"])]
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.what} {self.about}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EventsAreFinal
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise EventsAreFinal
