"""Signing in as a deployer's people do it: the code is read from real mail, and nobody gets past the second factor."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Postbox
from tests.factories.accounts import code_of
from tests.system.conftest import OpenPage
from tests.system.sites import Site
from tests.system.steps import follow, press, signed_in
from tests.system.watching import look

PASSWORD = "three random words"
MAIL_WITHIN = 20
CODE = re.compile(r"\b\d{6}\b")


def ask_for_code(page: Page, address: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(address)
    go_on(page)


def go_on(page: Page) -> None:
    press(page, page.locator("main button.nf-button--primary").first.inner_text())


def letters(postbox: Postbox, address: str) -> list[str]:
    return [str(each["Subject"]) for each in postbox.to(address)]


def next_code(postbox: Postbox, address: str, before: int) -> str:
    """The code in the letter that comes after so many."""
    deadline = time.monotonic() + MAIL_WITHIN
    while time.monotonic() < deadline:
        codes = [found.group() for each in letters(postbox, address)[before:] if (found := CODE.search(each))]
        if codes:
            return codes[0]
        time.sleep(0.2)
    raise AssertionError(f"no code came for {address}")


def sign_in_by_code(page: Page, postbox: Postbox, address: str) -> None:
    before = len(letters(postbox, address))
    ask_for_code(page, address)
    look(page)
    page.get_by_label("Code from the e-mail").fill(next_code(postbox, address, before))
    go_on(page)


def set_up_app(page: Page) -> str:
    """Set up an authenticator app by the key on the page; returns the key."""
    follow(page, "Set up an app")
    look(page, title="Set up an authenticator app")
    secret = page.locator(".nf-key").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill("000000")
    press(page, "Continue")
    look(page, title="Error: ")
    assert page.locator(".nf-key").inner_text().replace(" ", "") == secret
    page.get_by_label("Code from the app").fill(code_of(secret))
    press(page, "Continue")
    return secret


def test_first_sign_in_by_code_leads_to_a_second_factor_that_cannot_be_skipped(
    phone: Page, mail_site: Site, postbox: Postbox
) -> None:
    address = mail_site.call("people", prefix="first")["participant"]

    sign_in_by_code(phone, postbox, address)

    look(phone, title="Set up a second factor")
    for elsewhere in ("/home/", "/rounds/", "/account/", "/account/second-factor/codes/"):
        phone.goto(elsewhere)
        expect(phone.locator("h1")).to_have_text("Set up a second factor")


def test_app_recovery_codes_and_signing_in_again(
    page: Page, open_page: OpenPage, mail_site: Site, postbox: Postbox
) -> None:
    address = mail_site.call("people", prefix="app")["participant"]
    sign_in_by_code(page, postbox, address)
    secret = set_up_app(page)
    look(page)
    page.goto("/account/second-factor/codes/")
    look(page, title="Your recovery codes")
    recovery = page.locator(".nf-codes li").first.inner_text().replace(" ", "")
    page.goto("/account/")
    look(page)

    again = open_page(mail_site, width=320, height=568)
    sign_in_by_code(again, postbox, address)
    look(again, title="Your second factor")
    again.goto("/home/")
    expect(again.locator("h1")).not_to_contain_text("What is next")
    again.goto("/account/second-factor/use/")
    again.get_by_label("Code", exact=True).fill(code_of(secret, ahead=1))
    press(again, "Sign in")
    expect(again.locator("h1")).to_contain_text("What is next for you")

    lost = open_page(mail_site)
    sign_in_by_code(lost, postbox, address)
    lost.get_by_label("Code", exact=True).fill("wrong")
    press(lost, "Sign in")
    look(lost, title="Error: ")
    lost.get_by_label("Code", exact=True).fill(recovery)
    press(lost, "Sign in")
    expect(lost.locator("h1")).to_contain_text("What is next for you")


def test_password_alone_is_not_enough(page: Page, mail_site: Site) -> None:
    address = mail_site.call("people", prefix="word")["participant"]
    mail_site.call("set_password", email=address, password=PASSWORD)
    page.goto("/account/login/password/")
    page.get_by_label("E-mail address").fill(address)
    page.locator("input[type=password]").fill("not this one")
    press(page, "Sign in")
    look(page, title="Error: ")

    page.locator("input[type=password]").fill(PASSWORD)
    press(page, "Sign in")

    expect(page.locator("h1")).to_have_text("Set up a second factor")
    page.goto("/account/confirm/")
    look(page, title="Confirm that it is you")


def test_passkey_signs_in_alone(open_page: OpenPage, mail_site: Site, postbox: Postbox) -> None:
    """Chromium's own authenticator stands for a finger on a telephone. Browsers want a name, not a number, for it."""
    page = open_page(mail_site, host="localhost")
    address = mail_site.call("people", prefix="key")["participant"]
    with_authenticator(page)
    sign_in_by_code(page, postbox, address)
    follow(page, "Set up a passkey")
    look(page, title="Set up a passkey")
    page.get_by_label("Name of this passkey").fill("work phone")
    with page.expect_navigation():
        page.get_by_role("button", name="Set up the passkey").click()
    look(page)
    page.goto("/account/passkeys/")
    look(page, title="Your passkeys")
    expect(page.get_by_role("main")).to_contain_text("work phone")
    for words in ("Rename work phone", "remove work phone"):
        follow(page, words)
        look(page)
        page.goto("/account/passkeys/")
    page.goto("/account/passkeys/confirm/")
    look(page, title="Confirm that it is you")

    page.context.clear_cookies()
    page.goto("/account/login/")
    with page.expect_navigation():
        page.get_by_role("button", name="Use a passkey").or_(
            page.get_by_role("button", name="Sign in with a passkey")
        ).first.click()

    expect(page.locator("h1")).to_contain_text("What is next for you")


def with_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_wrong_codes_are_told_and_bound_to_the_browser_that_asked(
    open_page: OpenPage, mail_site: Site, postbox: Postbox, scripts: bool
) -> None:
    address = mail_site.call("people", prefix=f"wrong{scripts}")["participant"]
    page, other = open_page(mail_site, scripts=scripts), open_page(mail_site, scripts=scripts)
    for each, email in ((page, address), (other, "nobody@example.org")):
        each.goto("/account/login/")
        go_on(each)
        look(each, title="Error: ")
        ask_for_code(each, email)
    code = next_code(postbox, address, 0)

    other.get_by_label("Code from the e-mail").fill(code)
    go_on(other)
    look(other, title="Error: ")
    page.get_by_label("Code from the e-mail").fill(code)
    go_on(page)

    expect(page.locator("h1")).to_have_text("Set up a second factor")


def test_sign_out_forgets_the_person(page: Page, mail_site: Site) -> None:
    who = mail_site.call("people", prefix="out")
    signed_in(page, mail_site, who["participant"])
    page.goto("/account/")
    look(page)
    page.goto("/account/logout/")
    look(page)
    press(page, page.locator("main button").first.inner_text())

    page.goto("/home/")

    expect(page.locator("h1")).to_have_text("Sign in")
