"""Reading organisations and memberships. The asking person is an argument; across apps only frozen results leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from ninefold.accounts.models import Person
from ninefold.accounts.queries import person_with
from ninefold.organisations import permissions
from ninefold.organisations.domain import MEANING_OF_ROLES, Role
from ninefold.organisations.models import Membership, Organisation, Region

if TYPE_CHECKING:
    from collections.abc import Iterable

# Other apps ask here, and need not know where the rule stands.
leads = permissions.leads
leads_region = permissions.leads_region
is_operator = permissions.is_operator


@dataclass(frozen=True)
class OrganisationFacts:
    """What other apps may know of an organisation."""

    id: UUID
    name: str
    region_id: UUID
    region_name: str
    list_checked_by_organisation: bool
    invitation_contact: str


@dataclass(frozen=True)
class RoleOfPerson:
    membership_id: UUID
    role: Role
    since: datetime


@dataclass(frozen=True)
class PersonInOrganisation:
    """A person and what they are in one organisation."""

    person_id: UUID
    name: str
    email: str
    is_active: bool
    roles: tuple[RoleOfPerson, ...]


def _facts(organisation: Organisation) -> OrganisationFacts:
    return OrganisationFacts(
        id=organisation.pk,
        name=organisation.name,
        region_id=organisation.region_id,
        region_name=organisation.region.name,
        list_checked_by_organisation=organisation.list_check == Organisation.ListCheck.BY_ORGANISATION,
        invitation_contact=organisation.invitation_contact,
    )


def _where(person: Person, roles: Iterable[Role]) -> tuple[OrganisationFacts, ...]:
    if not person.is_active:
        return ()
    found = Organisation.objects.filter(
        memberships__person_id=person.pk, memberships__role__in=list(roles), memberships__ended_at=None
    )
    return tuple(_facts(each) for each in found.select_related("region").distinct())


def roles_of(person: Person) -> frozenset[Role]:
    """Every role that the person holds now, in whatever organisation. `"facilitator" in roles_of(person)` works."""
    return permissions.current_roles(person)


def organisations_of(person: Person) -> tuple[OrganisationFacts, ...]:
    """The organisations in which the person holds any role now, by name."""
    return _where(person, Role)


def organisations_led_by(person: Person) -> tuple[OrganisationFacts, ...]:
    """The organisations that the person leads now, by name."""
    return _where(person, [Role.ORGANISATION_LEAD])


def organisations_taken_part_in(person: Person) -> tuple[OrganisationFacts, ...]:
    """The organisations in which the person may be a participant now, by name."""
    return _where(person, [Role.PARTICIPANT])


def organisation_facts(organisation_id: UUID) -> OrganisationFacts:
    """Facts of an organisation, for a caller that knows that the person may see it. Raises Http404."""
    found = Organisation.objects.select_related("region").filter(pk=organisation_id).first()
    if found is None:
        raise Http404
    return _facts(found)


def organisation_managed_by(person: Person, organisation_id: UUID) -> Organisation:
    """The organisation, if the person may manage its people. Raises Http404: to others it does not exist."""
    found = Organisation.objects.select_related("region").filter(pk=organisation_id).first()
    if found is None or not permissions.can_manage_people(person, found):
        raise Http404
    return found


def organisations_managed_by(person: Person) -> QuerySet[Organisation]:
    """Organisations whose people the person may manage: those they lead, or all for the operator."""
    if permissions.is_operator(person):
        return Organisation.objects.select_related("region")
    led = Q(memberships__person_id=person.pk, memberships__role=Role.ORGANISATION_LEAD, memberships__ended_at=None)
    managed = Organisation.objects.select_related("region").filter(led).distinct()
    return managed if person.is_active else managed.none()


def people_of(organisation_id: UUID, *, by: Person) -> tuple[PersonInOrganisation, ...]:
    """Everybody with a role in the organisation now, by name. Raises Http404 unless `by` may manage it."""
    organisation = organisation_managed_by(by, organisation_id)
    rows = Membership.objects.filter(organisation=organisation, ended_at=None).select_related("person")
    order = list(MEANING_OF_ROLES)
    people: dict[UUID, tuple[Person, list[RoleOfPerson]]] = {}
    for row in rows.order_by("person__name", "person__email"):
        _, roles = people.setdefault(row.person_id, (row.person, []))
        roles.append(RoleOfPerson(membership_id=row.pk, role=Role(row.role), since=row.started_at))
    return tuple(
        PersonInOrganisation(
            person_id=person.pk,
            name=person.name,
            email=person.email,
            is_active=person.is_active,
            roles=tuple(sorted(roles, key=lambda each: order.index(each.role))),
        )
        for person, roles in people.values()
    )


def membership_managed_by(person: Person, membership_id: UUID) -> Membership:
    """A current membership that the person may end. Raises Http404."""
    found = Membership.objects.select_related("organisation", "person").filter(pk=membership_id, ended_at=None).first()
    if found is None or not permissions.can_manage_people(person, found.organisation):
        raise Http404
    return found


def person_closed_by(operator: Person, person_id: UUID) -> Person:
    """Somebody else with an open account, if the asking person runs this site. Raises Http404."""
    person = person_with(person_id)
    if person is None or person.pk == operator.pk or not permissions.is_operator(operator):
        raise Http404
    return person


def people_with(role: Role, *, region_id: UUID) -> tuple[Person, ...]:
    """Who holds the role in an organisation of the region now and can sign in, by name."""
    held = Membership.objects.filter(role=role, ended_at=None, organisation__region_id=region_id)
    return tuple(Person.objects.filter(pk__in=held.values("person_id"), is_active=True).order_by("name", "email"))


def regions_led_by(person: Person) -> tuple[tuple[UUID, str], ...]:
    """The regions that the person leads now: id and name, by name."""
    if not person.is_active:
        return ()
    held = Membership.objects.filter(person_id=person.pk, role=Role.REGIONAL_LEAD, ended_at=None)
    regions = Region.objects.filter(pk__in=held.values("organisation__region_id"))
    return tuple(regions.values_list("pk", "name"))


def roles_given_by(person: Person, organisation: Organisation) -> tuple[Role, ...]:
    """The roles that the person may give away in the organisation."""
    return tuple(role for role in MEANING_OF_ROLES if permissions.can_give_role(person, organisation, role))


def ids_of_people_with(role: Role, *, organisation_id: UUID) -> frozenset[UUID]:
    """Who holds the role in the organisation now and can sign in; for those who send them something."""
    rows = Membership.objects.filter(organisation_id=organisation_id, role=role, ended_at=None, person__is_active=True)
    return frozenset(rows.values_list("person_id", flat=True))


def operator_addresses() -> tuple[str, ...]:
    """Where those who run this site can be written to; for messages about a check that did not pass."""
    rows = Membership.objects.filter(role=Role.OPERATOR, ended_at=None, person__is_active=True)
    return tuple(rows.order_by("person__email").values_list("person__email", flat=True).distinct())
