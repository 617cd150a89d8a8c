"""Who may do what in an organisation: role × case."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.organisations import permissions, queries
from ninefold.organisations.domain import Role
from tests.factories.accounts import a_person
from tests.factories.organisations import a_membership, a_region, an_organisation

pytestmark = pytest.mark.django_db

ROLES: list[str | None] = [*Role, None]
HERE, ELSEWHERE, ENDED, CLOSED = "here", "elsewhere", "ended", "account closed"
CASES = [HERE, ELSEWHERE, ENDED, CLOSED]


class Scene:
    """An organisation, another one in another region, and a person with a role in one of them."""

    def __init__(self, role: str | None, case: str) -> None:
        self.organisation, self.other = an_organisation(), an_organisation(region=a_region())
        self.person: Person = a_person()
        if role:
            place = self.other if case == ELSEWHERE else self.organisation
            membership = a_membership(self.person, place, role)
            if case == ENDED:
                membership.ended_at = timezone.now() + timedelta(seconds=1)
                membership.save()
        if case == CLOSED:
            self.person.is_active = False
            self.person.save()


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("role", ROLES)
def test_who_can_manage_people(role: str | None, case: str) -> None:
    scene = Scene(role, case)
    expected = (role, case) in {("organisation lead", HERE), ("operator", HERE), ("operator", ELSEWHERE)}

    assert permissions.can_manage_people(scene.person, scene.organisation) == expected
    if not expected:
        with pytest.raises(permissions.NotAllowed, match=scene.organisation.name):
            permissions.check_can_manage_people(scene.person, scene.organisation)
        with pytest.raises(Http404):
            queries.organisation_managed_by(scene.person, scene.organisation.pk)
        with pytest.raises(Http404):
            queries.people_of(scene.organisation.pk, by=scene.person)


@pytest.mark.parametrize("given", list(Role))
@pytest.mark.parametrize("role", ROLES)
def test_who_can_give_which_role(role: str | None, given: Role) -> None:
    scene = Scene(role, HERE)
    of_a_lead = given in {"participant", "facilitator", "organisation lead"}
    expected = role == "operator" or (role == "organisation lead" and of_a_lead)

    assert permissions.can_give_role(scene.person, scene.organisation, given) == expected
    assert (given in queries.roles_given_by(scene.person, scene.organisation)) == expected


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("role", ROLES)
def test_who_leads(role: str | None, case: str) -> None:
    scene = Scene(role, case)

    assert queries.leads(scene.person, scene.organisation.pk) == ((role, case) == ("organisation lead", HERE))
    assert queries.leads_region(scene.person, scene.organisation.region_id) == ((role, case) == ("regional lead", HERE))
    assert queries.is_operator(scene.person) == (role == "operator" and case in {HERE, ELSEWHERE})


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("role", list(Role))
def test_roles_and_organisations_of_a_person(role: Role, case: str) -> None:
    scene = Scene(role, case)
    current = case in {HERE, ELSEWHERE}
    place = scene.other if case == ELSEWHERE else scene.organisation

    assert queries.roles_of(scene.person) == ({role} if current else set())
    assert [each.id for each in queries.organisations_of(scene.person)] == ([place.pk] if current else [])
    led = queries.organisations_led_by(scene.person)
    assert [each.name for each in led] == ([place.name] if current and role == "organisation lead" else [])
    taken = queries.organisations_taken_part_in(scene.person)
    assert [each.region_name for each in taken] == ([place.region.name] if current and role == "participant" else [])


def test_one_person_several_roles_and_organisations() -> None:
    person, first, second = a_person(), an_organisation("A trust"), an_organisation("B board")
    for organisation, role in [(first, "participant"), (first, "facilitator"), (second, "organisation lead")]:
        a_membership(person, organisation, role)

    assert queries.roles_of(person) == {"participant", "facilitator", "organisation lead"}
    assert [each.name for each in queries.organisations_of(person)] == ["A trust", "B board"]
    assert list(queries.organisations_managed_by(person)) == [second]
    assert queries.ids_of_people_with(Role.FACILITATOR, organisation_id=first.pk) == {person.pk}
    assert not queries.ids_of_people_with(Role.FACILITATOR, organisation_id=second.pk)


def test_operator_manages_all_organisations() -> None:
    operator = a_person()
    a_membership(operator, an_organisation("B board"), "operator")
    an_organisation("A trust")

    assert [each.name for each in queries.organisations_managed_by(operator)] == ["A trust", "B board"]


def test_facts_of_an_organisation() -> None:
    organisation = an_organisation(list_check="organisation", invitation_contact="ask@example.org")

    facts = queries.organisation_facts(organisation.pk)

    assert (facts.name, facts.list_checked_by_organisation) == (organisation.name, True)
    assert facts.invitation_contact == "ask@example.org"
    with pytest.raises(Http404):
        queries.organisation_facts(uuid4())


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_only_themself(role: str | None) -> None:
    scene = Scene(role, HERE)

    assert permissions.sees_only_themself(scene.person) == (role == "participant")


def test_closed_account_leads_no_region_and_manages_nothing() -> None:
    lead = a_person()
    organisation = an_organisation()
    for role in ("regional lead", "organisation lead"):
        a_membership(lead, organisation, role)
    assert queries.regions_led_by(lead) == ((organisation.region_id, organisation.region.name),)
    assert list(queries.organisations_managed_by(lead)) == [organisation]

    lead.is_active = False

    assert queries.regions_led_by(lead) == ()
    assert list(queries.organisations_managed_by(lead)) == []
