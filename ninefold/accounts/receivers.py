"""What follows when the sign-in library tells that something happened."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from ninefold.accounts import second_factor
from ninefold.accounts.models import Person
from ninefold.audit.actions import record


def note_added_factor(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Whoever has just set up a second factor has shown it: this session goes on, under a new key."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    record(what="second factor added", by=user, about=f"person {user.pk}")
    second_factor.remember_use(request, user, kind=authenticator.type)
    request.session.cycle_key()
    UserSession.objects.create_from_request(request)


def note_removed_factor(request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    """Whoever removes their last second factor, to replace a lost telephone, has to set up another one at once."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record(what="second factor removed", by=user, about=f"person {user.pk}")
    if not second_factor.has_one(user):
        second_factor.forget_use(request, user)


def note_sign_in(user: Person, **_: Any) -> None:
    record(what="signed in", by=user, about=f"person {user.pk}")
