"""Putting messages into the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import make_msgid
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from ninefold.outbox.models import Message


def put(
    *,
    kind: str,
    to: str,
    key: str,
    facts: Mapping[str, Any],
    not_before: datetime | None = None,
    subject_of: UUID | None = None,
) -> None:
    """Have a message sent, if and only if the transaction that this stands in is committed.

    `key` is unique: a second call with the same key changes nothing. `facts` are what the template `mail/<kind>.txt.jinja` needs, as
    plain JSON; they never hold a rater's link, which the kind adds while sending. `subject_of` is told to those who listen for bounces.
    """
    moment = not_before or timezone.now()
    Message.objects.bulk_create(
        [
            Message(
                kind=kind,
                to=to,
                key=key,
                facts=dict(facts),
                subject_of=subject_of,
                message_id=make_msgid(domain=urlsplit(settings.NINEFOLD_SITE_URL).hostname),
                not_before=moment,
                lease_until=moment,
            )
        ],
        ignore_conflicts=True,
    )
