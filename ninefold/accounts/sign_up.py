"""What sign-up asks for beside the address. Apart from the forms: the sign-in library builds its own form upon it."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest

from ninefold.accounts.models import Person
from ninefold.ui.fields import CharField


class SignUpFields(forms.Form):
    name = CharField(
        label="Your name",
        hint="As the people you work with know you",
        error="Enter your name",
        max_length=120,
        autocomplete="name",
    )

    def signup(self, request: HttpRequest, user: Person) -> None:
        user.name = " ".join(self.cleaned_data["name"].split())
        user.save(update_fields=["name"])
