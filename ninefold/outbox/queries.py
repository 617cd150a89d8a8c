"""What is waiting, what went wrong, and, in the demonstration, what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Min, QuerySet
from django.utils import timezone

from ninefold.outbox.models import Heartbeat, Message, SentCopy
from ninefold.outbox.sweeps import SWEEPS


@dataclass(frozen=True)
class OutboxHealth:
    """`oldest`: how long the oldest message that is due has waited. `silent`: sweeps that no worker has run for three minutes."""

    waiting: int
    oldest: timedelta
    given_up: int
    silent: tuple[str, ...]


def outbox_health() -> OutboxHealth:
    """What `/readyz` and `ninefold doctor` say of messages and workers."""
    now = timezone.now()
    waiting = Message.objects.filter(state=Message.State.WAITING, not_before__lte=now)
    oldest: datetime | None = waiting.aggregate(oldest=Min("not_before"))["oldest"]
    seen = dict(Heartbeat.objects.values_list("name", "at"))
    silent = [
        sweep.name
        for sweep in SWEEPS.values()
        if sweep.name not in seen or now - seen[sweep.name] > timedelta(seconds=max(180, 3 * sweep.every))
    ]
    return OutboxHealth(
        waiting=waiting.count(),
        oldest=now - oldest if oldest else timedelta(0),
        given_up=Message.objects.filter(state=Message.State.GIVEN_UP).count(),
        silent=tuple(silent),
    )


def sent_copies() -> QuerySet[SentCopy]:
    """The demonstration's messages, newest first."""
    return SentCopy.objects.all()


def sent_copy(copy_id: UUID) -> SentCopy | None:
    return SentCopy.objects.filter(pk=copy_id).first()
