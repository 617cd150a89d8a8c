"""Forms of an organisation's pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from ninefold.organisations.domain import MEANING_OF_ROLES, Role
from ninefold.organisations.models import Organisation
from ninefold.ui.fields import CharField, ChoiceField, EmailField


class InvitePersonForm(forms.Form):
    name = CharField(label="Their name", hint="As colleagues know them", error="Enter their name", max_length=120)
    email = EmailField(
        label="Their e-mail address", error="Enter their e-mail address", max_length=254, autocomplete="off"
    )
    role = ChoiceField(
        label="What are they?",
        error="Choose what they are",
        choices=(),
        choice_hints={role.value: f"{meaning[:1].upper()}{meaning[1:]}" for role, meaning in MEANING_OF_ROLES.items()},
    )

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(role.value, role.value.capitalize()) for role in roles]

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class OrganisationForm(forms.Form):
    list_check = ChoiceField(
        label="Who confirms a list of raters before invitations go out?",
        error="Choose who confirms a list of raters",
        choices=Organisation.ListCheck.choices,
    )
    invitation_contact = EmailField(
        label="Whom may raters ask whether an invitation is real?",
        hint="This address stands in each invitation",
        required=False,
        max_length=254,
    )

    @property
    def checked_by_organisation(self) -> bool:
        return bool(self.cleaned_data["list_check"] == Organisation.ListCheck.BY_ORGANISATION)
