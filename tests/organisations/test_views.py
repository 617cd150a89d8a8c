"""Pages for those who lead an organisation."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ninefold.accounts.models import Person
from ninefold.organisations.models import Membership, Organisation
from tests.accounts.test_pages import check_page
from tests.factories.accounts import a_person, sign_in
from tests.factories.organisations import (
    a_membership,
    a_participant,
    a_regional_lead,
    an_operator,
    an_organisation,
    an_organisation_lead,
)

pytestmark = pytest.mark.django_db

PAGES = ["people", "invite_person", "organisation_settings"]


def an_invitation(**changes: str) -> dict[str, str]:
    return {"name": "Tom Baker", "email": "tom@example.org", "role": "participant", **changes}


@pytest.mark.parametrize("name", PAGES)
def test_page_works_for_the_lead_and_the_operator(client: Client, name: str) -> None:
    organisation = an_organisation()
    for person in (an_organisation_lead(organisation), an_operator()):
        sign_in(client, person)
        response = client.get(reverse(name, args=[organisation.pk]))
        assert response.status_code == 200
        check_page(response.content)


@pytest.mark.parametrize("name", PAGES)
def test_page_does_not_exist_for_others(client: Client, name: str) -> None:
    organisation = an_organisation()
    others = [an_organisation_lead(), a_participant(organisation), a_regional_lead(organisation), a_person()]
    for person in others:
        sign_in(client, person)
        assert client.get(reverse(name, args=[organisation.pk])).status_code == 404
        assert client.post(reverse(name, args=[organisation.pk]), an_invitation()).status_code in {404, 405}
    assert not Person.objects.filter(email="tom@example.org").exists()


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_strangers_to_sign_in(client: Client, name: str) -> None:
    response = client.get(reverse(name, args=[an_organisation().pk]))

    assert response.headers["Location"].startswith(reverse("account_login"))


def test_unknown_organisation_does_not_exist(client: Client) -> None:
    sign_in(client, an_operator())

    assert client.get(reverse("people", args=[uuid4()])).status_code == 404


def test_people_are_listed_with_their_roles_and_nobody_else(client: Client) -> None:
    organisation = an_organisation()
    a_membership(a_participant(organisation, "Ruth Adeyemi"), organisation, "facilitator")
    a_participant(an_organisation(), "Somebody Elsewhere")
    sign_in(client, an_organisation_lead(organisation))

    page = client.get(reverse("people", args=[organisation.pk])).content.decode()

    assert page.index("Mina Kaur") < page.index("Ruth Adeyemi")
    assert page.index("Participant since") < page.index("Facilitator since")
    assert "Somebody Elsewhere" not in page


def test_number_of_queries_does_not_grow_with_people(client: Client) -> None:
    organisation = an_organisation()
    sign_in(client, an_organisation_lead(organisation))
    counts = []
    for _ in range(2):
        a_participant(organisation)
        with CaptureQueriesContext(connection()) as queries:
            client.get(reverse("people", args=[organisation.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def connection() -> Any:
    from django.db import connection

    return connection


def test_lead_invites_a_person(client: Client) -> None:
    organisation = an_organisation()
    sign_in(client, an_organisation_lead(organisation))

    response = client.post(reverse("invite_person", args=[organisation.pk]), an_invitation(), follow=True)

    assert b"We wrote to tom@example.org" in response.content
    assert Membership.objects.filter(person__email="tom@example.org", organisation=organisation).exists()


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"email": "no address"}, {"email": ""}, {"role": "operator"}, {"role": ""}, {"name": "\x00"}],
)
def test_wrong_invitation_gets_a_plain_error(client: Client, wrong: dict[str, str]) -> None:
    organisation = an_organisation()
    sign_in(client, an_organisation_lead(organisation))

    page = client.post(reverse("invite_person", args=[organisation.pk]), an_invitation(**wrong))

    assert b"There is a problem" in page.content
    assert not Person.objects.filter(email="tom@example.org").exists()
    check_page(page.content.replace(b"\x00", b""))


def test_extra_fields_change_nothing(client: Client) -> None:
    organisation, other = an_organisation(), an_organisation()
    sign_in(client, an_organisation_lead(organisation))

    extra = {"organisation": str(other.pk), "is_active": "", "started_by": "", "is_staff": "on"}
    client.post(reverse("invite_person", args=[organisation.pk]), an_invitation(**extra))

    assert Membership.objects.get(person__email="tom@example.org").organisation == organisation


def test_lead_ends_a_membership_in_two_steps(client: Client) -> None:
    organisation = an_organisation()
    person = a_participant(organisation)
    membership = Membership.objects.get(person=person)
    sign_in(client, an_organisation_lead(organisation))
    address = reverse("end_membership", args=[membership.pk])

    page = client.get(address)
    membership.refresh_from_db()
    assert membership.ended_at is None
    client.post(address)

    membership.refresh_from_db()
    assert membership.ended_at is not None
    check_page(page.content)
    assert client.get(address).status_code == 404


def test_lead_cannot_end_a_role_above_them(client: Client) -> None:
    organisation = an_organisation()
    membership = Membership.objects.get(person=an_operator(organisation))
    sign_in(client, an_organisation_lead(organisation))

    page = client.post(reverse("end_membership", args=[membership.pk]))

    membership.refresh_from_db()
    assert membership.ended_at is None
    assert b"There is a problem" in page.content


def test_foreign_membership_does_not_exist(client: Client) -> None:
    membership = Membership.objects.get(person=a_participant())
    sign_in(client, an_organisation_lead())

    assert client.post(reverse("end_membership", args=[membership.pk])).status_code == 404


def test_lead_changes_who_confirms_lists(client: Client) -> None:
    organisation = an_organisation()
    sign_in(client, an_organisation_lead(organisation))
    address = reverse("organisation_settings", args=[organisation.pk])

    client.post(address, {"list_check": "organisation", "invitation_contact": "ask@example.org"})
    wrong = client.post(address, {"list_check": "nobody", "invitation_contact": ""})

    organisation = Organisation.objects.get(pk=organisation.pk)
    assert (organisation.list_check, organisation.invitation_contact) == ("organisation", "ask@example.org")
    assert b"There is a problem" in wrong.content


def test_list_of_organisations(client: Client) -> None:
    organisation = an_organisation("Avon Care Trust")
    sign_in(client, an_organisation_lead(organisation))
    assert client.get(reverse("my_organisations")).headers["Location"] == reverse("people", args=[organisation.pk])

    sign_in(client, an_operator())
    page = client.get(reverse("my_organisations")).content
    assert b"Avon Care Trust" in page
    check_page(page)

    sign_in(client, a_person())
    assert b"You lead no organisation here." in client.get(reverse("my_organisations")).content


def test_operator_closes_an_account_and_the_person_is_out_at_once(client: Client) -> None:
    organisation = an_organisation()
    person, theirs = a_participant(organisation), Client()
    sign_in(theirs, person)
    sign_in(client, an_operator(organisation))
    address = reverse("close_account", args=[person.pk])
    assert address.encode() in client.get(reverse("people", args=[organisation.pk])).content
    check_page(client.get(address).content)
    assert theirs.get(reverse("my_account")).status_code == 200

    client.post(address)

    assert theirs.get(reverse("my_account")).status_code == 302
    assert client.get(address).status_code == 404


def test_nobody_else_closes_an_account(client: Client) -> None:
    organisation = an_organisation()
    person, operator = a_participant(organisation), an_operator(organisation)
    address = reverse("close_account", args=[person.pk])
    for other in (an_organisation_lead(organisation), a_regional_lead(organisation), person):
        sign_in(client, other)
        assert client.post(address).status_code == 404
    sign_in(client, operator)
    assert client.post(reverse("close_account", args=[operator.pk])).status_code == 404

    assert not Person.objects.filter(is_active=False).exists()


def test_closed_account_cannot_be_invited_on_the_page(client: Client) -> None:
    organisation = an_organisation()
    a_person(email="tom@example.org", is_active=False)
    sign_in(client, an_organisation_lead(organisation))

    page = client.post(reverse("invite_person", args=[organisation.pk]), an_invitation())

    assert b"We could not invite this person" in page.content
    check_page(page.content)
