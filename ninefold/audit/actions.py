"""Writing the audit log."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ninefold.audit.models import Event

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def record(
    *, what: str, by: AbstractBaseUser | None, about: str = "", organisation_id: UUID | None = None, reason: str = ""
) -> None:
    """Add one event, in the transaction of the change that it tells of.

    `what` is a short phrase in the past tense ("report viewed"), `about` names the thing ("round 5f3…"). Never called for anything that
    a rater does: who answers, declines or withdraws leaves no row.
    """
    Event.objects.create(
        what=what, by_id=by.pk if by else None, about=about, organisation_id=organisation_id, reason=reason
    )
