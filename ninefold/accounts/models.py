"""People who sign in. Raters never have a row here."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from ninefold.classification import Classified, personal, secret

WITH_THE_ACCOUNT = "while the account exists"


class LowerCaseEmailField(models.EmailField):  # type: ignore[type-arg]
    """Stores and compares addresses in lower case: nobody has two accounts that differ by a capital letter."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.strip().lower() if isinstance(value, str) else value


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, *, email: str, name: str, password: str | None = None) -> Person:
        """A person who can sign in by code at once, and by password if one is given."""
        person = Person(email=email.strip().lower(), name=name.strip())
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody with an account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    email = LowerCaseEmailField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = PersonManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    CLASSIFIED: ClassVar[Mapping[str, Classified]] = {
        "name": personal("to greet them, and to tell others who asks or is asked", kept=WITH_THE_ACCOUNT),
        "email": personal("to sign in and to write to them", kept=WITH_THE_ACCOUNT),
        "is_active": personal("to close an account at once", kept=WITH_THE_ACCOUNT),
        "joined_at": personal("to find accounts that were never used", kept=WITH_THE_ACCOUNT),
        "last_login": personal("to find accounts that are no longer used", kept=WITH_THE_ACCOUNT),
        "password": secret("to sign in by password, as a hash", kept=WITH_THE_ACCOUNT),
    }

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name
