"""Forms of the register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from ninefold.accounts.models import Person
from ninefold.facilitators.domain import Relation
from ninefold.ui.fields import ChoiceField, DateField, EmailField, SelectField


class ConflictForm(forms.Form):
    address = EmailField(
        label="Their e-mail address", error="Enter their e-mail address", max_length=254, autocomplete="off"
    )
    relation = ChoiceField(
        label="What are they to you?",
        error="Choose what they are to you",
        choices=[(each.value, f"{each.value[:1].upper()}{each.value[1:]}") for each in Relation],
    )


class AccreditForm(forms.Form):
    person = SelectField(label="Who", error="Choose who is accredited", choices=())
    accredited_on = DateField(label="First day of the accreditation", hint="For example, 6 8 2026")
    accredited_until = DateField(label="Last day of the accreditation", hint="For example, 5 8 2029")

    def __init__(self, *args: Any, candidates: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {str(each.pk): each for each in candidates}
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            names = [(key, f"{each.name}, {each.email}") for key, each in self.candidates.items()]
            field.choices = [("", "Choose a person"), *names]

    @property
    def chosen(self) -> Person:
        return self.candidates[self.cleaned_data["person"]]
