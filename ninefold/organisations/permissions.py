"""May this person? Each rule twice: `check_can_x` raises a sentence fit for the person, `can_x` asks."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from ninefold.accounts.models import Person
from ninefold.organisations.domain import ROLES_A_LEAD_GIVES, Role
from ninefold.organisations.models import Membership, Organisation


class NotAllowed(Exception):
    """The person may not do this. The message is fit for them."""


def current_roles(person: Person) -> frozenset[Role]:
    """Every role that the person holds now, in whatever organisation. None once the account is closed."""
    if not person.is_active:
        return frozenset()
    held = Membership.objects.filter(person_id=person.pk, ended_at=None).values_list("role", flat=True).distinct()
    return frozenset(Role(role) for role in held)


def holds(person: Person, roles: Iterable[Role], *, organisation_id: UUID | None = None) -> bool:
    """Whether the person holds one of `roles` now: in that organisation, or in any."""
    place = Q() if organisation_id is None else Q(organisation_id=organisation_id)
    held = Membership.objects.filter(place, person_id=person.pk, role__in=list(roles), ended_at=None)
    return person.is_active and held.exists()


def leads(person: Person, organisation_id: UUID) -> bool:
    """Whether the person is a lead of that organisation now."""
    return holds(person, [Role.ORGANISATION_LEAD], organisation_id=organisation_id)


def leads_region(person: Person, region_id: UUID) -> bool:
    """Whether the person is a regional lead, in an organisation of that region, now."""
    held = Membership.objects.filter(
        person_id=person.pk, role=Role.REGIONAL_LEAD, ended_at=None, organisation__region_id=region_id
    )
    return person.is_active and held.exists()


def is_operator(person: Person) -> bool:
    """Whether the person runs this site."""
    return holds(person, [Role.OPERATOR])


def sees_only_themself(person: Person) -> bool:
    """Whether the only role of the person is participant. Somebody without any role might see anything later: no."""
    return current_roles(person) == {Role.PARTICIPANT}


def check_can_manage_people(person: Person, organisation: Organisation) -> None:
    """A lead of the organisation and the operator may invite people and end memberships. Raises NotAllowed."""
    if not (leads(person, organisation.pk) or is_operator(person)):
        raise NotAllowed(f"Only a lead of {organisation.name} can change who belongs to it.")


def can_manage_people(person: Person, organisation: Organisation) -> bool:
    try:
        check_can_manage_people(person, organisation)
    except NotAllowed:
        return False
    return True


def check_can_give_role(person: Person, organisation: Organisation, role: Role) -> None:
    """Nobody gives away more than they answer for: a lead gives the roles of one organisation, the operator any.

    Raises NotAllowed.
    """
    check_can_manage_people(person, organisation)
    if role not in ROLES_A_LEAD_GIVES and not is_operator(person):
        raise NotAllowed(f"Only whoever runs this site can make somebody {role.value}.")


def can_give_role(person: Person, organisation: Organisation, role: Role) -> bool:
    try:
        check_can_give_role(person, organisation, role)
    except NotAllowed:
        return False
    return True
