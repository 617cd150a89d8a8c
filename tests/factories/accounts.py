"""People who sign in."""

from __future__ import annotations

from itertools import count
from typing import Any

from allauth.account.models import EmailAddress

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
