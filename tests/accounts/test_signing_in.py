"""Signing in by a code from an e-mail, and by password."""

from __future__ import annotations

import re
from datetime import timedelta
from statistics import median
from time import process_time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.outbox.models import Message
from ninefold.outbox.sending import send_due
from tests.conftest import Postbox
from tests.factories.accounts import a_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]

CONFIRM = "account_confirm_login_code"
PASSWORD = "three random words"
LINK = re.compile(r"https?://\S+")


def ask_for_code(client: Client, address: str, *, onward: str = "") -> str:
    response = client.post(f"{reverse('account_login')}{onward}", {"login": address})
    assert response.status_code == 302
    return response.headers["Location"]


def the_code() -> str:
    return str(Message.objects.get(kind="sign_in_code").facts["code"])


def who_is_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_code_signs_in_and_is_sent_at_once(client: Client, smtp_server: Postbox) -> None:
    person = a_person(email="ruth@example.org")

    where = ask_for_code(client, "Ruth@Example.org", onward="?next=/rounds/")
    code = the_code()
    send_due()
    response = client.post(where, {"code": code})

    message = smtp_server.to("ruth@example.org")[0]
    assert re.fullmatch(r"\d{6}", code)
    assert code in str(message["Subject"])
    assert not Message.objects.get().facts
    assert who_is_in(client) == str(person.pk)
    assert response.headers["Location"] == "/rounds/"


def test_session_is_renewed_at_sign_in(client: Client) -> None:
    person = a_person()
    where = ask_for_code(client, person.email)
    planted = client.session.session_key

    client.post(where, {"code": the_code()})

    assert who_is_in(client)
    assert client.session.session_key != planted


def test_code_works_after_a_scanner_opened_everything(client: Client, smtp_server: Postbox) -> None:
    """A mail scanner fetches each link, and sends each form that it finds on the page behind it."""
    person = a_person()
    where = ask_for_code(client, person.email)
    code = the_code()
    send_due()
    body = smtp_server.messages[0].get_body(("plain",))
    assert body is not None
    scanner = Client()
    for link in [*LINK.findall(body.get_content()), where, reverse("account_login")]:
        for _ in range(3):
            page = scanner.get(link, follow=True)
            scanner.head(link)
        for address in re.findall(rb'action="([^"]*)"', page.content):
            scanner.post(address.decode() or link, {"code": code, "login": "", "credential": ""})
        scanner.post(link, {"code": code})

    assert who_is_in(scanner) is None
    client.post(where, {"code": code})
    assert who_is_in(client) == str(person.pk)


def test_code_fails_from_another_browser(client: Client) -> None:
    person, other_browser = a_person(), Client()
    ask_for_code(client, person.email)
    code = the_code()
    where = ask_for_code(other_browser, "nobody@example.org")

    other_browser.post(where, {"code": code})

    assert who_is_in(other_browser) is None


def test_code_ends_after_three_wrong_ones(client: Client) -> None:
    where = ask_for_code(client, a_person().email)
    code = the_code()
    wrong = "000000" if code != "000000" else "111111"

    page = client.post(where, {"code": wrong})
    client.post(where, {"code": wrong})
    client.post(where, {"code": wrong})
    client.post(where, {"code": code})

    assert b"There is a problem" in page.content
    assert who_is_in(client) is None


def test_code_ends_after_half_an_hour(client: Client, time_machine: Any) -> None:
    where = ask_for_code(client, a_person().email)
    code = the_code()

    time_machine.move_to(timezone.now() + timedelta(minutes=31))
    client.post(where, {"code": code})

    assert who_is_in(client) is None


def test_closed_account_gets_no_code(client: Client) -> None:
    ask_for_code(client, a_person(is_active=False).email)

    assert not Message.objects.filter(kind="sign_in_code").exists()


def test_closed_account_is_out_at_once(client: Client) -> None:
    person = a_person()
    sign_in(client, person)
    assert client.get(reverse("my_account")).status_code == 200

    Person.objects.filter(pk=person.pk).update(is_active=False)

    assert client.get(reverse("my_account")).status_code == 302


def test_signing_out_ends_the_session_on_the_server(client: Client) -> None:
    sign_in(client, a_person())
    cookies = client.cookies.copy()
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get(reverse("my_account")).status_code == 200

    response = client.post(reverse("account_logout"))

    client.cookies = cookies
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(reverse("my_account")).status_code == 302


def test_password_signs_in(client: Client) -> None:
    person = a_person(password=PASSWORD)

    client.post(reverse("sign_in_by_password"), {"login": person.email, "password": PASSWORD})

    assert who_is_in(client) == str(person.pk)


def test_next_address_of_another_site_is_not_followed(client: Client) -> None:
    person = a_person(password=PASSWORD)
    address = f"{reverse('sign_in_by_password')}?next=https://elsewhere.example/"

    response = client.post(address, {"login": person.email, "password": PASSWORD})

    assert response.headers["Location"] == "/home/"


def without_what_differs(content: bytes, *addresses: str) -> bytes:
    text = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", content)
    for address in addresses:
        text = text.replace(address.encode(), b"...")
    return text


def test_page_and_status_are_the_same_for_known_and_unknown(client: Client) -> None:
    known, unknown = a_person().email, "nobody@example.org"
    seen = []
    for address in (known, unknown):
        browser = Client()
        asked = browser.post(reverse("account_login"), {"login": address}, follow=True)
        wrong = browser.post(reverse(CONFIRM), {"code": "12"})
        by_password = Client().post(reverse("sign_in_by_password"), {"login": address, "password": "wrong password"})
        seen.append(
            [(each.status_code, without_what_differs(each.content, address)) for each in (asked, wrong, by_password)]
        )

    assert seen[0] == seen[1]
    assert Message.objects.filter(to=unknown, kind="no_account").exists()


def test_sign_up_does_not_tell_who_has_an_account(settings: Any) -> None:
    settings.NINEFOLD_SIGN_UP = "open"
    known, unknown = a_person().email, "new.person@example.org"
    seen = []
    for address in (known, unknown):
        page = Client().post(reverse("account_signup"), {"email": address, "name": "New Person"}, follow=True)
        seen.append((page.status_code, page.redirect_chain, without_what_differs(page.content, address)))

    assert seen[0] == seen[1]
    assert set(Message.objects.values_list("to", "kind")) == {
        (known, "account_exists"),
        (unknown, "confirm_email_code"),
    }


def test_asking_for_a_code_costs_the_same_for_known_and_unknown(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    known = a_person().email

    def cost(address: str) -> float:
        browser, begun = Client(), process_time()
        browser.post(reverse("account_login"), {"login": address})
        return process_time() - begun

    cost(known)
    pairs = [(cost(known), cost("nobody@example.org")) for _ in range(40)]

    ratio = median(k for k, _ in pairs) / median(u for _, u in pairs)
    assert 0.8 < ratio < 1.25


def test_sign_up_makes_a_person_once_the_code_is_entered(client: Client, settings: Any) -> None:
    settings.NINEFOLD_SIGN_UP = "open"
    response = client.post(reverse("account_signup"), {"email": "New@Example.org", "name": "  New   Person "})
    code = Message.objects.get(kind="confirm_email_code").facts["code"]
    assert who_is_in(client) is None

    client.post(response.headers["Location"], {"code": code})

    person = Person.objects.get(email="new@example.org")
    assert who_is_in(client) == str(person.pk)
    assert person.name == "New Person"
    assert not person.has_usable_password()


def test_sign_up_is_refused_while_closed(client: Client) -> None:
    client.post(reverse("account_signup"), {"email": "new@example.org", "name": "New Person"})

    assert not Person.objects.exists()


def test_many_tries_are_stopped_and_do_not_lock_the_person_out(client: Client) -> None:
    person = a_person(password=PASSWORD)
    attackers = [Client(REMOTE_ADDR="192.0.2.66") for _ in range(15)]
    answers = [attacker.post(reverse("account_login"), {"login": person.email}) for attacker in attackers]
    for attacker in attackers:
        attacker.post(reverse("sign_in_by_password"), {"login": person.email, "password": "wrong password"})
    Message.objects.all().delete()

    where = ask_for_code(client, person.email)
    client.post(where, {"code": the_code()})

    assert [each.status_code for each in answers[:10]] == [302] * 10
    assert b"too many tries" in answers[-1].content
    assert who_is_in(client) == str(person.pk)


def test_hostile_address_gets_a_plain_error(client: Client) -> None:
    for address in ["", "no address", "a@b\nBcc: c@example.org", "x" * 100_000 + "@example.org", "\x00@example.org"]:
        response = client.post(reverse("account_login"), {"login": address})
        assert response.status_code == 200
        assert b"There is a problem" in response.content
    assert not Message.objects.exists()
