"""Writing accounts."""

from __future__ import annotations

import secrets

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from ninefold.accounts import second_factor
from ninefold.accounts.models import Person
from ninefold.audit.actions import record
from ninefold.outbox.actions import put


class OnlyInTheDemonstration(Exception):
    """Somebody was to be signed in without showing who they are, and this is not the demonstration."""


class AccountNotChanged(Exception):
    """An account was not changed. The message says why, fit for the person."""


def sign_in_for_demo(request: HttpRequest, person: Person) -> None:
    """Sign a made-up person in with one press, as if they had used their second factor.

    Raises OnlyInTheDemonstration wherever this is not the demonstration.
    """
    if not settings.NINEFOLD_DEMO:
        raise OnlyInTheDemonstration("People are signed in without a code in the demonstration only.")
    get_adapter(request).login(request, person)
    second_factor.remember_use(request, person, kind=second_factor.IN_THE_DEMO)


@transaction.atomic
def add_person(*, email: str, name: str) -> tuple[Person, bool]:
    """The person with this address, and whether they are new. A new one signs in by code; an old one keeps their name."""
    existing = Person.objects.select_for_update().filter(email=email).first()
    if existing is not None:
        return existing, False
    person = Person.objects.create_user(email=email, name=name)
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=False)
    return person, True


@transaction.atomic
def change_name(*, person: Person, name: str) -> None:
    """Give the person another name, from now on. Raises AccountNotChanged for an empty one."""
    name = " ".join(name.split())
    if not name:
        raise AccountNotChanged("Enter your name")
    person.name = name
    person.save(update_fields=["name"])
    record(what="name changed", by=person, about=f"person {person.pk}")


@transaction.atomic
def close_account(*, person: Person, by: Person) -> None:
    """End an account: the person is out at once, on every device. Raises AccountNotChanged for one's own account."""
    if person.pk == by.pk:
        raise AccountNotChanged("You cannot close your own account. Ask somebody else who runs this site.")
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(what="account closed", by=by, about=f"person {person.pk}")


def clear_ended_sessions() -> int:
    """Forget sessions that have ended, with the addresses they came from; says how many of those were forgotten."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    gone = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
    return int(gone.delete()[0])


def send_account_mail(*, kind: str, to: str, facts: dict[str, str]) -> None:
    """Have a message about signing in sent at once. Its facts, among them a code, are wiped when it has left."""
    put(kind=kind, to=to, key=f"{kind}:{secrets.token_urlsafe(16)}", facts=facts)
