"""Who must use a second factor, and whether this session has seen one.

Whether a person sees other people's data is known above this app: it registers its answer with `relax_for`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from ninefold.accounts.models import Person

SECOND_FACTOR: Final = "mfa"
IN_THE_DEMO: Final = "demo"

_relaxations: list[Callable[[Person], bool]] = []


def relax_for(sees_nobody_else: Callable[[Person], bool]) -> None:
    """Name the function that tells whether a person sees nobody's data but their own. Called in an app's `ready`."""
    _relaxations.append(sees_nobody_else)


def is_required_of(person: Person) -> bool:
    """Whether the person must use a second factor. Where nobody can tell what they see, they must."""
    if settings.NINEFOLD_SECOND_FACTOR == "everyone" or not _relaxations:
        return True
    return not all(sees_nobody_else(person) for sees_nobody_else in _relaxations)


def has_one(person: Person) -> bool:
    """Whether the person has set up a second factor. Recovery codes alone are none."""
    return bool(
        Authenticator.objects.filter(user_id=person.pk).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    )


def was_used(request: HttpRequest, person: Person) -> bool:
    """Whether this session has seen a second factor of the person. A passkey counts as both factors."""
    return any(each.get("method") == SECOND_FACTOR for each in get_authentication_records(request, person))


def remember_use(request: HttpRequest, person: Person, *, kind: str) -> None:
    """Note in the session that the person has just shown a second factor."""
    record_authentication(request, person, SECOND_FACTOR, type=kind, reauthenticated=True)


def forget_use(request: HttpRequest, person: Person) -> None:
    """Let this session count as one that has seen no second factor."""
    others = [each for each in get_authentication_records(request, person) if each.get("method") != SECOND_FACTOR]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = others
