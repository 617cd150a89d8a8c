"""People who sign in."""

from __future__ import annotations

import time
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from ninefold.accounts.models import Person

_numbers = count(1)


def a_person(name: str = "Ruth Adeyemi", *, password: str | None = None, **changes: Any) -> Person:
    """Somebody whose address is confirmed. Without a second factor: see `with_second_factor`."""
    email = changes.pop("email", f"{name.split()[0].lower()}.{next(_numbers)}@example.org")
    person = Person.objects.create_user(email=email, name=name, password=password)
    for field, value in changes.items():
        setattr(person, field, value)
    if changes:
        person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def with_second_factor(person: Person) -> str:
    """Set up an authenticator app and recovery codes; returns the app's secret for `code_of`."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def code_of(secret: str, *, ahead: int = 0) -> str:
    """What the app shows now, or `ahead` times half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def recovery_codes_of(person: Person) -> list[str]:
    codes: list[str] = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    return codes


def sign_in(client: Client, person: Person) -> Client:
    """A client in which the person is signed in and has used their second factor."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return client
