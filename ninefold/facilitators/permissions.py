"""May this person? Each rule twice: `check_can_x` raises a sentence fit for the person, `can_x` asks."""

from __future__ import annotations

from uuid import UUID

from ninefold.accounts.models import Person
from ninefold.facilitators.models import ConflictOfInterest, Facilitator
from ninefold.organisations.queries import leads_region


class NotAllowed(Exception):
    """The person may not do this. The message is fit for them."""


def has_conflict(facilitator: Facilitator, person_id: UUID) -> bool:
    """Whether the facilitator is that person, or declared a relation to them."""
    addresses = Person.objects.filter(pk=person_id).values("email")
    declared = ConflictOfInterest.objects.filter(facilitator=facilitator, address__in=addresses)
    return facilitator.person_id == person_id or declared.exists()


def check_can_see_register(person: Person, region_id: UUID) -> None:
    """The register of a region, with evidence, is for its regional leads. Raises NotAllowed."""
    if not leads_region(person, region_id):
        raise NotAllowed("Only a lead of the region can see its register.")


def can_see_register(person: Person, region_id: UUID) -> bool:
    try:
        check_can_see_register(person, region_id)
    except NotAllowed:
        return False
    return True


def check_can_log_session(person: Person, facilitator: Facilitator) -> None:
    """A facilitator logs their own feedback sessions, nobody else's. Raises NotAllowed."""
    if not person.is_active or facilitator.person_id != person.pk:
        raise NotAllowed("Only the facilitator who held a feedback session can log it.")


def can_log_session(person: Person, facilitator: Facilitator) -> bool:
    try:
        check_can_log_session(person, facilitator)
    except NotAllowed:
        return False
    return True
