"""Signing in, in a real browser: a passkey from set-up to sign-in, axe at each page and state, and no script where none is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from ninefold.accounts.models import Person
from ninefold.outbox.models import Message
from tests.browser import ARGUMENTS, chromium
from tests.factories.accounts import a_person, code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_cache")]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def chrome(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; nothing asynchronous happens in it while we ask the database.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


def check(page: Page) -> None:
    """Accessible, one heading, and nothing to scroll sideways for on a small phone."""
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
    expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def code_from_the_mail(person: Person) -> str:
    return str(Message.objects.filter(kind="sign_in_code", to=person.email).latest("not_before").facts["code"])


def sign_in_by_code(page: Page, site: str, person: Person, *, look: bool = True) -> None:
    page.goto(f"{site}/account/login/")
    if look:
        page.get_by_role("button", name="Send me a code").click()
        expect(page.get_by_role("alert")).to_contain_text("Enter your e-mail address")
        check(page)
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code from the e-mail").fill(code_from_the_mail(person))
    if look:
        check(page)
    page.get_by_role("button", name="Sign in", exact=True).click()


def with_virtual_passkeys(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_out(page: Page, site: str) -> None:
    page.goto(f"{site}/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def test_passkey_is_set_up_and_signs_in_alone(chrome: Browser, live_server: Any) -> None:
    person, site = a_person(), live_server.url
    page = chrome.new_page(viewport={"width": 320, "height": 640})
    with_virtual_passkeys(page)
    sign_in_by_code(page, site, person)

    expect(page).to_have_title("Set up a second factor – Ninefold")
    check(page)
    page.get_by_role("link", name="Set up a passkey").click()
    check(page)
    page.get_by_label("Name of this passkey").fill("Work phone")
    page.get_by_role("button", name="Set up the passkey").click()
    expect(page.locator("h1")).to_have_text("Your recovery codes")
    check(page)

    sign_out(page, site)
    page.goto(f"{site}/account/login/?next=/account/")
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("h1")).to_have_text("My account")
    check(page)
    page.goto(f"{site}/account/passkeys/")
    expect(page.get_by_role("heading", name="Work phone")).to_be_visible()
    check(page)

    page.goto(f"{site}/account/passkeys/confirm/?next=/account/passkeys/")
    check(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("link", name="Rename Work phone").click()
    check(page)
    page.get_by_label("Name of this passkey").fill("Old phone")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="remove Old phone").click()
    check(page)
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.locator("h1")).to_have_text("Set up a second factor")


def test_passkey_is_the_second_factor_after_a_code(chrome: Browser, live_server: Any) -> None:
    person, site = a_person(), live_server.url
    page = chrome.new_page()
    with_virtual_passkeys(page)
    sign_in_by_code(page, site, person, look=False)
    page.goto(f"{site}/account/passkeys/add/")
    page.get_by_label("Sign in with this passkey alone").uncheck()
    page.get_by_role("button", name="Set up the passkey").click()
    expect(page.locator("h1")).to_have_text("Your recovery codes")
    sign_out(page, site)

    sign_in_by_code(page, site, person, look=False)
    expect(page.locator("h1")).to_have_text("Your second factor")
    check(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{site}/home/")
    page.goto(f"{site}/account/")
    expect(page.locator("h1")).to_have_text("My account")


def test_app_is_set_up_without_any_script(chrome: Browser, live_server: Any) -> None:
    person, site = a_person(), live_server.url
    page = chrome.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/account/login/")
    expect(page.get_by_role("button", name="Use a passkey")).to_be_hidden()
    sign_in_by_code(page, site, person, look=False)

    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator(".nf-key").inner_text().replace(" ", "")
    page.get_by_label("Code from the app").fill(code_of(secret))
    page.get_by_role("button", name="Continue").click()

    expect(page.locator("h1")).to_have_text("Your recovery codes")
    expect(page.locator(".nf-codes li")).to_have_count(10)


def test_pages_keep_to_the_content_security_policy(chrome: Browser, live_server: Any) -> None:
    complaints: list[str] = []
    page = chrome.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    sign_in_by_code(page, live_server.url, a_person(), look=False)
    for path in ("second-factor/app/", "passkeys/add/", "second-factor/set-up/"):
        page.goto(f"{live_server.url}/account/{path}")
        check(page)

    assert complaints == []
