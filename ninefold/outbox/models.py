"""Messages that will be sent, and the heartbeats of the workers that send them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils import timezone

from ninefold.classification import Classified, not_personal, personal


class Message(models.Model):
    """One message to one address. After sending, its facts are wiped: no copy of a mail is kept."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        DONE = "done", "done"
        BOUNCED = "bounced", "bounced"
        GIVEN_UP = "given up", "given up"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=254, blank=True)
    facts = models.JSONField(default=dict)
    subject_of = models.UUIDField(null=True)
    message_id = models.CharField(max_length=120, unique=True)
    not_before = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    trouble = models.CharField(max_length=200, blank=True)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "kind": not_personal("which template"),
        "key": not_personal("so that nothing is sent twice"),
        "to": personal("where it goes", kept="until it is sent; of raters not longer"),
        "facts": personal("what the template needs", kept="until it is sent"),
        "subject_of": personal("whom a bounce concerns", kept="as long as its row"),
        "message_id": not_personal("to recognise a bounce"),
        "not_before": not_personal("when it is due"),
        "lease_until": not_personal("until when a worker has it"),
        "attempts": not_personal("how often it was tried"),
        "state": not_personal("whether it is still to be sent"),
        "trouble": not_personal("what the mail server said, as a number"),
    }

    class Meta:
        indexes = [models.Index(fields=["state", "not_before"])]

    def __str__(self) -> str:
        return f"{self.kind}, {self.state}"


class SentCopy(models.Model):
    """The demonstration's only: a message as it would have left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=60)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "at": not_personal("to list the newest first"),
        "kind": not_personal("which template"),
        "to": personal("made-up people of the demonstration", kept="as long as the demonstration"),
        "subject": personal("made-up people of the demonstration", kept="as long as the demonstration"),
        "text": personal("made-up people of the demonstration", kept="as long as the demonstration"),
        "html": personal("made-up people of the demonstration", kept="as long as the demonstration"),
    }

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.subject


class Heartbeat(models.Model):
    """When a sweep last ran to its end, and what it stumbled over."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()
    trouble = models.CharField(max_length=200, blank=True)

    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "name": not_personal("which sweep"),
        "at": not_personal("whether workers are alive"),
        "trouble": not_personal("what it stumbled over"),
    }

    def __str__(self) -> str:
        return self.name
