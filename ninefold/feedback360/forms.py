"""Forms of commissioning a round. They clean what was typed; the actions decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from ninefold.accounts.models import Person
from ninefold.facilitators.queries import facilitators_in_practice
from ninefold.feedback360.actions import Plan
from ninefold.feedback360.domain.addresses import LONGEST_NAME, NameNotPossible, clean_name
from ninefold.feedback360.domain.closing import USUAL
from ninefold.feedback360.models import FeedbackRound
from ninefold.leadership_model.domain import SELF, Pack
from ninefold.leadership_model.packs import live_packs
from ninefold.organisations.queries import OrganisationFacts
from ninefold.ui.fields import BooleanField, CharField, ChoiceField, DateField, EmailField, SelectField, TextField

NOBODY_YET = ("later", "I will choose later")
FEW = 7

Data = Mapping[str, Any] | None


class PlanForm(forms.Form):
    """Dates, facilitator and group code of a round in preparation."""

    opens_on = DateField(label="When invitations can go out", hint="Not before your list is confirmed.")
    closes_on = DateField(
        label="The last day for answers", hint="Most people give 3 to 4 weeks. A round is open for 45 days at most."
    )
    group_code = CharField(
        label="Group code",
        hint="If you are on a programme that gave you one.",
        required=False,
        max_length=40,
        width=20,
    )

    def __init__(self, data: Data = None, *, person: Person, today: date, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["facilitator"] = facilitator_field(person, today, may_wait=True)
        self.order_fields(["model", "organisation", "opens_on", "closes_on", "facilitator", "group_code"])

    @classmethod
    def of(cls, feedback_round: FeedbackRound, data: Data, *, person: Person, today: date) -> PlanForm:
        """The form with what the round's plan is now."""
        initial = {
            "opens_on": feedback_round.opens_on,
            "closes_on": feedback_round.closes_on,
            "facilitator": str(feedback_round.facilitator_id or NOBODY_YET[0]),
            "group_code": feedback_round.group_code,
        }
        return cls(data, person=person, today=today, initial=initial)

    def clean_group_code(self) -> str:
        code: str = self.cleaned_data["group_code"].strip()
        if code and not code.replace("-", "").isalnum():
            raise ValidationError("Group code must hold letters, numbers and hyphens only")
        return code.upper()

    @property
    def plan(self) -> Plan:
        """What was chosen, of a form that is right."""
        chosen = self.cleaned_data["facilitator"]
        return Plan(
            opens_on=self.cleaned_data["opens_on"],
            closes_on=self.cleaned_data["closes_on"],
            facilitator_id=None if chosen == NOBODY_YET[0] else UUID(chosen),
            group_code=self.cleaned_data["group_code"],
        )


class NewRoundForm(PlanForm):
    """The same for a new round, with organisation and leadership model where there is a choice."""

    def __init__(
        self, data: Data = None, *, person: Person, organisations: Sequence[OrganisationFacts], today: date
    ) -> None:
        initial = {"opens_on": today, "closes_on": today + USUAL, "facilitator": NOBODY_YET[0]}
        super().__init__(data, person=person, today=today, initial=initial)
        packs = {pack.id: pack for pack in live_packs()}
        self.only = {"organisation": str(organisations[0].id), "model": next(iter(packs))}
        if len(organisations) > 1:
            choices = [(str(each.id), each.name) for each in organisations]
            self.fields["organisation"] = ChoiceField(label="Where you ask for feedback", choices=choices)
        if len(packs) > 1:
            choices = [(pack.id, pack.title) for pack in packs.values()]
            self.fields["model"] = ChoiceField(label="Leadership model", choices=choices)
        self.order_fields(["model", "organisation", "opens_on", "closes_on", "facilitator", "group_code"])

    @property
    def where(self) -> dict[str, Any]:
        """Organisation and leadership model, of a form that is right."""
        chosen = self.only | self.cleaned_data
        return {"organisation_id": UUID(chosen["organisation"]), "pack_id": chosen["model"]}


class ReassignForm(forms.Form):
    """Another facilitator, and why."""

    reason = TextField(label="Why", hint="For the record of this round.", required=False, rows=3, most=500)

    def __init__(self, data: Data = None, *, participant: Person, today: date) -> None:
        super().__init__(data)
        self.fields["facilitator"] = facilitator_field(participant, today, may_wait=False)
        self.order_fields(["facilitator", "reason"])


class RaterForm(forms.Form):
    """One person to ask."""

    name = CharField(label="Name", hint="As you address them.", error="Enter their name", max_length=LONGEST_NAME)
    email = EmailField(
        label="E-mail address", hint="Best the one they use at work.", error="Enter their e-mail address"
    )

    def __init__(self, data: Data = None, *, pack: Pack) -> None:
        super().__init__(data)
        self.fields["group"] = group_field(pack)
        self.fields["agreed"] = BooleanField(
            label="They have agreed to be asked", error="Ask this person first. Tick the box once they have agreed"
        )

    def clean_name(self) -> str:
        try:
            return clean_name(self.cleaned_data["name"])
        except NameNotPossible as refusal:
            raise ValidationError(f"The name {refusal}") from refusal


class PasteForm(forms.Form):
    """Several people at once. The length is checked by the list itself, which says so in a sentence of its own."""

    text = TextField(
        label="Names and addresses",
        hint="One person a line: name, e-mail address, group. Lines copied from a spreadsheet will do.",
        error="Paste your list",
        rows=10,
        strip=False,
    )

    def __init__(self, data: Data = None, *, pack: Pack) -> None:
        super().__init__(data)
        self.fields["usual_group"] = SelectField(
            label="Group for lines that name none",
            choices=[("", "Every line names its group"), *_groups(pack)],
            required=False,
        )
        self.fields["agreed"] = BooleanField(
            label="All of them have agreed to be asked", error="Ask people first. Tick the box once all have agreed"
        )


class ClosingDateForm(forms.Form):
    """Another last day for answers."""

    closes_on = DateField(label="The new last day for answers")


class WhyForm(forms.Form):
    """A reason that the participant will read."""

    reason = TextField(label="Why", hint="The participant reads this.", error="Write why", rows=4, most=1000)


class MaybeWhyForm(forms.Form):
    """A reason for the record, if there is one."""

    reason = TextField(label="Why", hint="For the record of this round.", required=False, rows=3, most=1000)


class SureForm(forms.Form):
    """A page with nothing but a button."""


def facilitator_field(participant: Person, today: date, *, may_wait: bool) -> forms.ChoiceField:
    """Facilitators in practice without a conflict of interest: radios where they are few."""
    found = facilitators_in_practice(on=today, for_person=participant)
    choices = [(str(each.id), f"{each.name}, {each.region_name}") for each in found]
    every = [*choices, NOBODY_YET] if may_wait else choices
    whom = "you" if may_wait else "the participant"
    hint = f"Choose somebody who does not manage {whom}, work for {whom} or know {whom} closely."
    if len(choices) <= FEW:
        divider = NOBODY_YET[0] if may_wait and choices else ""
        return ChoiceField(
            label="Facilitator", error="Choose a facilitator", hint=hint, choices=every, divider_before=divider
        )
    return SelectField(label="Facilitator", error="Choose a facilitator", hint=hint, choices=every)


def group_field(pack: Pack) -> ChoiceField:
    """The pack's groups that can be asked, each with who belongs there."""
    groups = [group for group in pack.groups if group.id != SELF]
    return ChoiceField(
        label="Who they are to you",
        error="Choose who they are to you",
        choices=_groups(pack),
        choice_hints={group.id: f"{group.who} Answers by name." if group.identified else group.who for group in groups},
    )


def _groups(pack: Pack) -> list[tuple[str, str]]:
    return [(group.id, group.label) for group in pack.groups if group.id != SELF]
