"""What apps below tell this one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninefold.feedback360.actions.messages import INVITATION
from ninefold.feedback360.actions.running import note_bounce


def invitation_came_back(sender: object, *, kind: str, subject_of: UUID | None, **unused: Any) -> None:
    """Note a bounce of an invitation; of no other message, which would tell who had not answered."""
    if kind == INVITATION and subject_of is not None:
        note_bounce(rater_id=subject_of)
