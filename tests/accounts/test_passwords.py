"""Setting and changing a password."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import a_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]

PASSWORD = "three random words"


def test_password_is_set_by_someone_who_had_none(client: Client) -> None:
    person = a_person()
    sign_in(client, person)

    response = client.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})

    person.refresh_from_db()
    assert response.headers["Location"] == reverse("my_account")
    assert person.check_password(PASSWORD)
    assert client.get(reverse("my_account")).status_code == 200


@pytest.mark.parametrize(
    ("first", "second"), [("short", "short"), (PASSWORD, "three random birds"), ("password1234", "password1234")]
)
def test_weak_or_unequal_password_is_refused(client: Client, first: str, second: str) -> None:
    person = a_person()
    sign_in(client, person)

    page = client.post(reverse("account_set_password"), {"password1": first, "password2": second})

    person.refresh_from_db()
    assert b"There is a problem" in page.content
    assert not person.has_usable_password()


def test_changing_a_password_needs_the_old_one_and_ends_other_sessions(client: Client) -> None:
    person, elsewhere = a_person(password=PASSWORD), Client()
    sign_in(client, person)
    sign_in(elsewhere, person)
    new = "three other words"

    refused = client.post(
        reverse("account_change_password"), {"oldpassword": "wrong one", "password1": new, "password2": new}
    )
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    person.refresh_from_db()
    assert b"There is a problem" in refused.content
    assert person.check_password(new)
    assert client.get(reverse("my_account")).status_code == 200
    assert elsewhere.get(reverse("my_account")).status_code == 302
