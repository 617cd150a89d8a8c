"""The register of facilitators."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.facilitators.domain import Mode, Relation
from ninefold.facilitators.models import ConflictOfInterest, Facilitator, FeedbackSession
from ninefold.organisations.domain import Role
from ninefold.organisations.models import Organisation
from tests.factories.accounts import a_person
from tests.factories.organisations import a_membership, an_organisation


def a_facilitator(name: str = "Jo Hughes", *, organisation: Organisation | None = None, **changes: Any) -> Facilitator:
    """Somebody in practice: accredited half a year ago for three years, with the role in an organisation."""
    person: Person = changes.pop("person", None) or a_person(name)
    organisation = organisation or an_organisation()
    a_membership(person, organisation, Role.FACILITATOR)
    today = timezone.localdate()
    values = {
        "region": organisation.region,
        "accredited_on": today - timedelta(days=180),
        "accredited_until": today + timedelta(days=900),
    }
    return Facilitator.objects.create(person=person, **{**values, **changes})


def a_feedback_session(facilitator: Facilitator, held_on: date, **changes: Any) -> FeedbackSession:
    values: dict[str, Any] = {"mode": Mode.ONLINE, "minutes": 90}
    return FeedbackSession.objects.create(facilitator=facilitator, held_on=held_on, **{**values, **changes})


def a_conflict(
    facilitator: Facilitator, person: Person, relation: Relation = Relation.LINE_MANAGER
) -> ConflictOfInterest:
    return ConflictOfInterest.objects.create(facilitator=facilitator, address=person.email, relation=relation)
