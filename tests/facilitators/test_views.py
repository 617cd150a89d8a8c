"""A facilitator's own entry, and the register of a region."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ninefold.facilitators.models import ConflictOfInterest, Facilitator
from tests.accounts.test_pages import check_page
from tests.factories.accounts import a_person, sign_in
from tests.factories.facilitators import a_conflict, a_facilitator, a_feedback_session
from tests.factories.organisations import (
    a_membership,
    a_participant,
    a_regional_lead,
    an_operator,
    an_organisation,
    an_organisation_lead,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.mark.parametrize("name", ["my_standing", "declare_conflict"])
def test_own_pages_are_for_facilitators(client: Client, name: str) -> None:
    assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_login"))
    for person in (a_person(), a_participant(), an_organisation_lead(), an_operator()):
        sign_in(client, person)
        assert client.get(reverse(name)).status_code == 404

    sign_in(client, a_facilitator().person)
    page = client.get(reverse(name))
    assert page.status_code == 200
    check_page(page.content)


def test_standing_shows_own_sessions_and_conflicts_only(client: Client) -> None:
    facilitator, other = a_facilitator(), a_facilitator("Ann Lee")
    a_feedback_session(facilitator, TODAY - timedelta(days=1), minutes=75)
    a_conflict(facilitator, a_person(email="mine@example.org"))
    a_feedback_session(other, TODAY, minutes=44)
    a_conflict(other, a_person(email="theirs@example.org"))
    sign_in(client, facilitator.person)

    page = client.get(reverse("my_standing")).content.decode()

    check_page(page.encode())
    assert "In practice until" in page
    assert "75" in page
    assert "mine@example.org" in page
    assert ">44<" not in page
    assert "theirs@example.org" not in page


def test_conflict_is_declared_the_same_way_for_known_and_unknown_addresses(client: Client) -> None:
    facilitator, known = a_facilitator(), a_person()
    sign_in(client, facilitator.person)

    answers = [
        client.post(reverse("declare_conflict"), {"address": address, "relation": "line manager"}, follow=True)
        for address in (known.email.upper(), "nobody@example.org")
    ]

    first, second = (each.content.decode().count("You will not be offered to them.") for each in answers)
    assert first == second == 1
    assert set(ConflictOfInterest.objects.values_list("address", flat=True)) == {known.email, "nobody@example.org"}


@pytest.mark.parametrize("wrong", [{"address": ""}, {"address": "nobody"}, {"relation": "friend"}])
def test_wrong_conflict_gets_a_plain_error(client: Client, wrong: dict[str, str]) -> None:
    facilitator = a_facilitator()
    sign_in(client, facilitator.person)
    answers = {"address": "a@example.org", "relation": "line manager", **wrong}

    page = client.post(reverse("declare_conflict"), answers)
    own = client.post(reverse("declare_conflict"), {**answers, "address": facilitator.person.email})

    assert b"There is a problem" in page.content
    assert b"There is a problem" in own.content
    assert not ConflictOfInterest.objects.exists()


@pytest.mark.parametrize("name", ["register", "accredit_facilitator"])
def test_register_is_for_leads_of_its_region(client: Client, name: str) -> None:
    organisation = an_organisation()
    facilitator = a_facilitator(organisation=organisation)
    address = reverse(name, args=[organisation.region_id])
    assert client.get(address).headers["Location"].startswith(reverse("account_login"))
    for person in (
        a_regional_lead(),
        an_organisation_lead(organisation),
        an_operator(organisation),
        facilitator.person,
    ):
        sign_in(client, person)
        assert client.get(address).status_code == 404

    sign_in(client, a_regional_lead(organisation))
    page = client.get(address)
    assert page.status_code == 200
    assert b"Jo Hughes" in page.content
    check_page(page.content)


def test_list_of_registers(client: Client) -> None:
    first, second = an_organisation(), an_organisation()
    lead = a_regional_lead(first)
    sign_in(client, lead)
    assert client.get(reverse("registers")).headers["Location"] == reverse("register", args=[first.region_id])

    a_membership(lead, second, "regional lead")
    check_page(client.get(reverse("registers")).content)

    sign_in(client, a_person())
    assert client.get(reverse("registers")).status_code == 404


def dates(first: tuple[int, int, int], last: tuple[int, int, int]) -> dict[str, str]:
    named = {"accredited_on": first, "accredited_until": last}
    parts = ("day", "month", "year")
    return {f"{name}_{part}": str(value) for name, day in named.items() for part, value in zip(parts, day, strict=True)}


def test_regional_lead_accredits_somebody_of_the_region(client: Client) -> None:
    organisation = an_organisation()
    person, stranger = a_person("Ann Lee"), a_person("Somebody Else")
    a_membership(person, organisation, "facilitator")
    sign_in(client, a_regional_lead(organisation))
    address = reverse("accredit_facilitator", args=[organisation.region_id])
    good = dates((1, 2, 2026), (31, 1, 2029))

    foreign = client.post(address, {"person": str(stranger.pk), **good})
    backwards = client.post(address, {"person": str(person.pk), **dates((1, 2, 2026), (31, 1, 2026))})
    assert b"There is a problem" in foreign.content
    assert b"There is a problem" in backwards.content
    assert not Facilitator.objects.exists()
    client.post(address, {"person": str(person.pk), **good})

    assert Facilitator.objects.get().person == person
