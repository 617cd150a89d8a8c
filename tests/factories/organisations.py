"""Regions, organisations and memberships."""

from __future__ import annotations

from itertools import count
from typing import Any

from ninefold.accounts.models import Person
from ninefold.organisations.domain import Role
from ninefold.organisations.models import Membership, Organisation, Region
from tests.factories.accounts import a_person

_numbers = count(1)


def a_region(name: str | None = None) -> Region:
    return Region.objects.create(name=name or f"Region {next(_numbers)}")


def an_organisation(name: str | None = None, **changes: Any) -> Organisation:
    region = changes.pop("region", None) or a_region()
    return Organisation.objects.create(name=name or f"Trust {next(_numbers)}", region=region, **changes)


def a_membership(
    person: Person, organisation: Organisation, role: str = Role.PARTICIPANT, **changes: Any
) -> Membership:
    return Membership.objects.create(person=person, organisation=organisation, role=Role(role), **changes)


def a_participant(organisation: Organisation | None = None, name: str = "Ruth Adeyemi", **changes: Any) -> Person:
    return _with(Role.PARTICIPANT, organisation, name, changes)


def an_organisation_lead(organisation: Organisation | None = None, name: str = "Mina Kaur", **changes: Any) -> Person:
    return _with(Role.ORGANISATION_LEAD, organisation, name, changes)


def a_regional_lead(organisation: Organisation | None = None, name: str = "Owen Price", **changes: Any) -> Person:
    return _with(Role.REGIONAL_LEAD, organisation, name, changes)


def an_operator(organisation: Organisation | None = None, name: str = "Sam Field", **changes: Any) -> Person:
    return _with(Role.OPERATOR, organisation, name, changes)


def _with(role: Role, organisation: Organisation | None, name: str, changes: dict[str, Any]) -> Person:
    person = a_person(name, **changes)
    a_membership(person, organisation or an_organisation(), role)
    return person
