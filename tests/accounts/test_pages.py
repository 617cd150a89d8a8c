"""Every page of the account: found, whole, and with one heading."""

from __future__ import annotations

import html5lib
import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import a_person, recovery_codes_of, sign_in, with_second_factor

pytestmark = pytest.mark.django_db

FOR_STRANGERS = ["account_login", "sign_in_by_password", "account_signup", "account_inactive"]
FOR_THE_SIGNED_IN = [
    "my_account",
    "my_name",
    "account_logout",
    "account_set_password",
    "mfa_index",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_reauthenticate",
    "usersessions_list",
]


def check_page(content: bytes) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(content.decode())
    assert len(tree.findall(".//h1")) == 1
    assert tree.findtext(".//title")
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    labelled = {label.get("for") for label in tree.iter("label")}
    fields = [each for each in tree.iter("input") if each.get("type") not in {"hidden", "submit"}]
    assert all(each.get("id") in labelled for each in fields)


@pytest.mark.parametrize("name", FOR_STRANGERS)
def test_page_for_strangers_is_whole(client: Client, name: str) -> None:
    response = client.get(reverse(name))

    assert response.status_code == 200
    check_page(response.content)


@pytest.mark.parametrize("name", FOR_THE_SIGNED_IN)
def test_page_for_the_signed_in_is_whole(client: Client, name: str) -> None:
    person = a_person()
    with_second_factor(person)
    sign_in(client, person)

    response = client.get(reverse(name))

    assert response.status_code == 200
    check_page(response.content)


@pytest.mark.parametrize("name", FOR_THE_SIGNED_IN)
def test_page_for_the_signed_in_asks_strangers_to_sign_in(client: Client, name: str) -> None:
    if name == "account_logout":
        assert client.get(reverse(name)).headers["Location"] == "/"
    else:
        assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["second_factor_set_up", "mfa_activate_totp", "mfa_add_webauthn"])
def test_page_to_set_up_a_second_factor_is_whole(client: Client, name: str) -> None:
    client.force_login(a_person())

    response = client.get(reverse(name))

    assert response.status_code == 200
    check_page(response.content)


def test_pages_of_the_password_are_whole(client: Client) -> None:
    person = a_person(password="three random words")
    sign_in(client, person)
    response = client.get(reverse("account_change_password"))
    assert response.status_code == 200
    check_page(response.content)

    client.force_login(person)
    check_page(client.get(reverse("account_reauthenticate")).content)


def test_page_to_confirm_an_address_is_whole(client: Client, settings: object) -> None:
    settings.NINEFOLD_SIGN_UP = "open"  # type: ignore[attr-defined]

    page = client.post(reverse("account_signup"), {"email": "new@example.org", "name": "New Person"}, follow=True)

    assert b"new@example.org" in page.content
    check_page(page.content)


@pytest.mark.usefixtures("empty_cache")
def test_page_for_too_many_tries_is_whole(client: Client) -> None:
    answers = {"login": "nobody@example.org", "password": "wrong password"}
    pages = [Client().post(reverse("sign_in_by_password"), answers) for _ in range(31)]

    assert pages[-1].status_code == 429
    assert b"Too many tries" in pages[-1].content
    check_page(pages[-1].content)


def test_recovery_codes_can_be_kept_as_a_file(client: Client) -> None:
    person = a_person()
    with_second_factor(person)
    sign_in(client, person)

    response = client.get(reverse("mfa_download_recovery_codes"))

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert all(code in response.content.decode() for code in recovery_codes_of(person))


def test_sign_up_is_closed_unless_opened(client: Client, settings: object) -> None:
    assert "by invitation" in client.get(reverse("account_signup")).content.decode()

    settings.NINEFOLD_SIGN_UP = "open"  # type: ignore[attr-defined]

    page = client.get(reverse("account_signup")).content
    assert b"Your name" in page
    check_page(page)
