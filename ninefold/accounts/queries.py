"""Reading accounts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from ninefold.accounts.models import Person


@dataclass(frozen=True)
class SignInMethods:
    """How a person can sign in, for their own eyes."""

    has_password: bool
    passkeys: int
    has_app: bool
    recovery_codes_left: int
    sessions: int


def person_with(person_id: UUID) -> Person | None:
    """The person with this id whose account is open. The caller has established that they may be known."""
    return Person.objects.filter(pk=person_id, is_active=True).first()


def sign_in_methods(person: Person) -> SignInMethods:
    """How the person can sign in."""
    found = list(Authenticator.objects.filter(user_id=person.pk))
    codes = [each for each in found if each.type == Authenticator.Type.RECOVERY_CODES]
    return SignInMethods(
        has_password=person.has_usable_password(),
        passkeys=sum(each.type == Authenticator.Type.WEBAUTHN for each in found),
        has_app=any(each.type == Authenticator.Type.TOTP for each in found),
        recovery_codes_left=len(codes[0].wrap().get_unused_codes()) if codes else 0,
        sessions=UserSession.objects.filter(user_id=person.pk).count(),
    )


def signed_in_person(request: HttpRequest) -> Person:
    """The person of a request behind `login_required`."""
    if not isinstance(request.user, Person):
        raise TypeError("Nobody is signed in.")
    return request.user
