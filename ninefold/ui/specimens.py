"""Made-up content for the page that shows every component."""

from __future__ import annotations

from datetime import date

from django import forms

from ninefold.ui.fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    EmailField,
    FileField,
    IntegerField,
    MultipleChoiceField,
    PasswordField,
    SelectField,
    TextField,
)

RELATIONS = [("peer", "Peer"), ("direct report", "Direct report"), ("other", "Other")]


class EmptySpecimens(forms.Form):
    """Every kind of field as it first appears."""

    prefix = "empty"
    full_name = CharField(label="Full name", hint="As people know them at work", autocomplete="name")
    email = EmailField(hint="We only use it for this round")
    people = IntegerField(label="How many people", suffix="people")
    secret = PasswordField(label="Password")
    comment = TextField(
        label="What does Ruth do well?", hint="Say what you saw and what it led to", most=1000, required=False
    )
    relation = ChoiceField(
        label="How do you work together?",
        choices=RELATIONS,
        choice_hints={"other": "Someone outside the team who sees the work"},
        divider_before="other",
    )
    place = SelectField(
        label="Organisation",
        choices=[("", "Choose one"), ("h", "Harbour Community Health"), ("b", "St Brannoc’s Hospital")],
    )
    days = MultipleChoiceField(label="Which days suit you?", choices=[("mon", "Monday"), ("tue", "Tuesday")])
    closes_on = DateField(label="Closing date", hint="For example, 12 3 2027", earliest=date(2026, 1, 1))
    agreed = BooleanField(label="They agreed to be asked")
    people_list = FileField(label="List of people", hint="A spreadsheet with name, address and group", required=False)


def wrong_form() -> forms.Form:
    """The same fields, sent with nothing that is right."""

    class WrongSpecimens(EmptySpecimens):
        prefix = "wrong"

    form = WrongSpecimens(
        {
            "wrong-email": "ruth at example",
            "wrong-closes_on_day": "31",
            "wrong-closes_on_month": "2",
            "wrong-closes_on_year": "2027",
        }
    )
    form.is_valid()
    return form
