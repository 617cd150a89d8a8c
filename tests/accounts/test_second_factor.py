"""Nobody with an account goes on without a second factor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from nacl.exceptions import CryptoError

from ninefold.accounts import second_factor
from ninefold.accounts.actions import clear_ended_sessions
from ninefold.accounts.adapters import SecondFactorAdapter
from ninefold.accounts.models import Person
from ninefold.organisations.models import Membership
from ninefold.outbox.models import Message
from tests.factories.accounts import a_person, code_of, recovery_codes_of, sign_in, with_second_factor
from tests.factories.organisations import a_membership, a_participant, an_organisation, an_organisation_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]

PASSWORD = "three random words"
# The sign-in library tells of a new second factor once it is committed.
COMMITTED = pytest.mark.django_db(transaction=True)
SET_UP = "/account/second-factor/set-up/"


def first_factor(client: Client, person: Person) -> Any:
    client.post(reverse("account_login"), {"login": person.email})
    code = Message.objects.filter(kind="sign_in_code").latest("not_before").facts["code"]
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def is_in(client: Client) -> bool:
    return client.get(reverse("my_account")).status_code == 200


def set_up_app(client: Client) -> str:
    secret: str = client.get(reverse("mfa_activate_totp")).context_data["form"].secret  # type: ignore[attr-defined]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    return secret


@pytest.mark.parametrize("path", ["/account/name/", "/account/", "/account/sessions/", "/account/second-factor/codes/"])
def test_person_without_one_is_sent_to_set_one_up(client: Client, path: str) -> None:
    person = a_person()
    first_factor(client, person)

    response = client.get(path)

    assert response.status_code == 302
    assert response.headers["Location"].startswith(SET_UP)


@pytest.mark.parametrize("path", ["/privacy/", "/accessibility/", "/account/logout/"])
def test_pages_for_everybody_stay_open(client: Client, path: str) -> None:
    first_factor(client, a_person())

    assert client.get(path).status_code == 200


def test_pages_of_raters_are_never_touched(client: Client) -> None:
    first_factor(client, a_person())

    assert SET_UP not in client.get("/rate/no-such-token").headers.get("Location", "")


@COMMITTED
def test_setting_up_an_app_opens_the_way_and_shows_recovery_codes(client: Client) -> None:
    person = a_person()
    first_factor(client, person)
    before = client.session.session_key
    assert not is_in(client)

    secret = client.get(reverse("mfa_activate_totp")).context_data["form"].secret  # type: ignore[attr-defined]
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    page = client.get(response.headers["Location"])

    assert is_in(client)
    assert client.session.session_key != before
    assert all(f"{code[:4]} {code[4:]}" in page.content.decode() for code in recovery_codes_of(person))
    assert Message.objects.filter(kind="account_changed", to=person.email).exists()


def test_secret_of_the_app_is_not_stored_readably(client: Client) -> None:
    first_factor(client, a_person())

    secret = set_up_app(client)

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code_of(secret))
    assert secret not in stored


def test_code_by_mail_alone_does_not_open_a_protected_account(client: Client) -> None:
    person = a_person()
    secret = with_second_factor(person)

    response = first_factor(client, person)

    assert response.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert not is_in(client)
    page = client.get(reverse("mfa_authenticate"))
    assert page.content.count(b"<h1") == 1
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_in(client)


def test_password_alone_does_not_open_a_protected_account(client: Client) -> None:
    person = a_person(password=PASSWORD)
    secret = with_second_factor(person)

    client.post(reverse("sign_in_by_password"), {"login": person.email, "password": PASSWORD})
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert is_in(client)


def test_code_of_the_app_works_once_only(client: Client) -> None:
    person, other = a_person(), Client()
    code = code_of(with_second_factor(person))
    for browser in (client, other):
        first_factor(browser, person)
        browser.post(reverse("mfa_authenticate"), {"code": code})

    assert is_in(client)
    assert not is_in(other)


def test_recovery_code_opens_once(client: Client) -> None:
    person, other = a_person(), Client()
    with_second_factor(person)
    code = recovery_codes_of(person)[3]
    for browser in (client, other):
        first_factor(browser, person)
        browser.post(reverse("mfa_authenticate"), {"code": f"{code[:4]} {code[4:]}"})

    assert is_in(client)
    assert not is_in(other)
    assert code not in recovery_codes_of(person)


@COMMITTED
def test_session_from_before_the_set_up_has_to_use_it(client: Client) -> None:
    person, older = a_person(), Client()
    first_factor(older, person)
    first_factor(client, person)
    secret = set_up_app(client)

    response = older.get(reverse("my_account"))
    added = older.get(reverse("mfa_add_webauthn"))
    older.post(reverse("mfa_reauthenticate"), {"code": code_of(secret, ahead=1)})

    confirm = reverse("mfa_reauthenticate")
    assert response.headers["Location"].startswith(confirm)
    assert added.headers["Location"].startswith(confirm)
    assert is_in(older)


@COMMITTED
def test_lost_telephone_is_replaced_with_a_recovery_code(client: Client) -> None:
    person = a_person()
    with_second_factor(person)
    first_factor(client, person)
    client.post(reverse("mfa_authenticate"), {"code": recovery_codes_of(person)[0]})

    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(reverse("my_account")).headers["Location"].startswith(SET_UP)
    set_up_app(client)

    assert is_in(client)


def test_change_of_the_second_factor_asks_for_it_again_after_a_while(client: Client, time_machine: Any) -> None:
    person = a_person(password=PASSWORD)
    secret = with_second_factor(person)
    first_factor(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200

    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    response = client.get(reverse("mfa_deactivate_totp"))
    by_password = client.get(reverse("account_reauthenticate"))

    assert response.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    assert by_password.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_guessing_codes_is_stopped(client: Client) -> None:
    person = a_person()
    secret = with_second_factor(person)
    first_factor(client, person)

    for _ in range(11):
        page = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert b"too many tries" in page.content
    assert not is_in(client)


@pytest.mark.parametrize("rule", ["everyone", "all but participants"])
@pytest.mark.parametrize("role", ["participant", "facilitator", "organisation lead", "regional lead", "operator", None])
def test_who_must_use_one(settings: Any, rule: str, role: str | None) -> None:
    settings.NINEFOLD_SECOND_FACTOR = rule
    person = a_person()
    if role:
        a_membership(person, an_organisation(), role)

    assert second_factor.is_required_of(person) == (rule == "everyone" or role != "participant")


def test_relaxed_participant_goes_on_until_another_role_is_given(client: Client, settings: Any) -> None:
    settings.NINEFOLD_SECOND_FACTOR = "all but participants"
    organisation = an_organisation()
    person = a_participant(organisation)
    first_factor(client, person)
    assert is_in(client)

    a_membership(person, organisation, "facilitator")

    assert client.get(reverse("my_account")).headers["Location"].startswith(SET_UP)


def test_relaxed_participant_who_set_one_up_has_to_use_it(client: Client, settings: Any) -> None:
    settings.NINEFOLD_SECOND_FACTOR = "all but participants"
    person = a_participant()
    with_second_factor(person)

    first_factor(client, person)

    assert not is_in(client)


def test_ended_role_relaxes_again_only_where_participant_is_left(settings: Any) -> None:
    settings.NINEFOLD_SECOND_FACTOR = "all but participants"
    person = an_organisation_lead()
    a_membership(person, an_organisation())
    assert second_factor.is_required_of(person)

    Membership.objects.filter(role="organisation lead").update(ended_at="2200-01-01T00:00Z")

    assert not second_factor.is_required_of(person)


def test_other_sessions_can_be_ended(client: Client) -> None:
    person, elsewhere = a_person(), Client()
    secret = with_second_factor(person)
    for ahead, browser in enumerate((client, elsewhere)):
        first_factor(browser, person)
        browser.post(reverse("mfa_authenticate"), {"code": code_of(secret, ahead=ahead)})
        assert is_in(browser)

    client.post(reverse("usersessions_list"))

    assert is_in(client)
    assert not is_in(elsewhere)


def test_ended_sessions_are_forgotten(client: Client, time_machine: Any) -> None:
    person = a_person()
    secret = with_second_factor(person)
    first_factor(client, person)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert (clear_ended_sessions(), UserSession.objects.count()) == (0, 1)

    time_machine.move_to(timezone.now() + timedelta(hours=21))

    assert (clear_ended_sessions(), UserSession.objects.count()) == (1, 0)
    assert not Session.objects.exists()


def test_signed_in_for_tests_is_signed_in(client: Client) -> None:
    sign_in(client, a_person())

    assert is_in(client)


def test_change_of_the_secret_key_leaves_the_second_factor_alive(settings: Any) -> None:
    adapter = SecondFactorAdapter()
    stored = adapter.encrypt("a secret of an app")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key that only the tests know, and that protects nothing"

    assert adapter.decrypt(stored) == "a secret of an app"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(CryptoError):
        adapter.decrypt(stored)
