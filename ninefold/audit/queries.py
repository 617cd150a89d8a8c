"""Reading the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ninefold.audit.models import Event


@dataclass(frozen=True)
class AuditedEvent:
    at: datetime
    what: str
    by: str
    reason: str


def events_about(about: str) -> list[AuditedEvent]:
    """All that happened to one thing, oldest first."""
    rows = Event.objects.filter(about=about).select_related("by").order_by("at")
    return [
        AuditedEvent(at=row.at, what=row.what, by=str(row.by) if row.by else "Ninefold", reason=row.reason)
        for row in rows
    ]
