"""Writing accounts."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse

from ninefold.accounts import actions, second_factor
from ninefold.accounts.models import Person
from ninefold.audit.models import Event
from tests.factories.accounts import a_person, sign_in

pytestmark = pytest.mark.django_db


def a_request() -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = Client().session
    return request


def test_demo_sign_in_counts_as_second_factor(settings: Any) -> None:
    settings.NINEFOLD_DEMO = True
    person, request = a_person(), a_request()

    actions.sign_in_for_demo(request, person)

    assert request.session["_auth_user_id"] == str(person.pk)
    assert second_factor.was_used(request, person)
    assert not second_factor.was_used(request, a_person())


def test_demo_sign_in_is_refused_outside_the_demo() -> None:
    request = a_request()

    with pytest.raises(actions.OnlyInTheDemonstration):
        actions.sign_in_for_demo(request, a_person())

    assert "_auth_user_id" not in request.session


def test_add_person_finds_the_same_address_in_other_letters() -> None:
    first, first_is_new = actions.add_person(email="Ruth@Example.org", name="Ruth Adeyemi")
    second, second_is_new = actions.add_person(email="ruth@example.ORG", name="Somebody Else")

    assert (first_is_new, second_is_new) == (True, False)
    assert first == second
    assert Person.objects.get().name == "Ruth Adeyemi"
    assert Person.objects.get().email == "ruth@example.org"


def test_two_people_cannot_have_one_address() -> None:
    a_person(email="ruth@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="RUTH@example.org", name="Another")


def test_close_account_is_recorded_and_not_for_oneself() -> None:
    person, operator = a_person(), a_person("Sam Field")

    actions.close_account(person=person, by=operator)

    assert not Person.objects.get(pk=person.pk).is_active
    assert Event.objects.filter(what="account closed", by=operator, about=f"person {person.pk}").exists()
    with pytest.raises(actions.AccountNotChanged):
        actions.close_account(person=operator, by=operator)


def test_name_is_changed_and_cleaned(client: Client) -> None:
    person = a_person()
    sign_in(client, person)

    client.post(reverse("my_name"), {"name": "  Ruth \u00a0 Okafor  "})

    person.refresh_from_db()
    assert person.name == "Ruth Okafor"
    with pytest.raises(actions.AccountNotChanged):
        actions.change_name(person=person, name="  ")


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "=1+1", "اسم", "👩‍⚕️ Ruth"])
def test_any_name_is_shown_as_text(client: Client, name: str) -> None:
    person = a_person(name)
    sign_in(client, person)

    page = client.get(reverse("my_account")).content.decode()

    assert "<script>alert" not in page
    assert person.name.split("<")[0] in page


def test_name_that_is_too_long_or_empty_gets_a_plain_error(client: Client) -> None:
    sign_in(client, a_person())

    for name in ["", "x" * 100_000, "a\x00b"]:
        page = client.post(reverse("my_name"), {"name": name})
        assert b"There is a problem" in page.content
