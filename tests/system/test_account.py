"""Pages of one's own account and of those who keep the registers: forms left empty, then filled in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.system.conftest import OpenPage
from tests.system.sites import Site
from tests.system.steps import press, signed_in
from tests.system.watching import look

OWN_PAGES = (
    "/account/", "/account/name/", "/account/password/set/", "/account/second-factor/", "/account/second-factor/app/",
    "/account/second-factor/app/remove/", "/account/second-factor/codes/", "/account/second-factor/codes/new/",
    "/account/passkeys/", "/account/passkeys/add/", "/account/sessions/", "/account/logout/",
)  # fmt: skip


def submit(page: Page) -> None:
    press(page, page.locator("main form button[type=submit]").first.inner_text())


@pytest.fixture
def ruth(phone: Page, mail_site: Site) -> Page:
    """Signed in with an authenticator app, on a phone."""
    return signed_in(phone, mail_site, mail_site.call("person_with_app", prefix="own"))


def test_own_pages_are_in_order(ruth: Page) -> None:
    for address in OWN_PAGES:
        response = ruth.goto(address)
        assert response is not None
        assert response.status == 200, address
        look(ruth)


def test_name_and_password_are_changed(ruth: Page) -> None:
    ruth.goto("/account/name/")
    ruth.get_by_label("Your name").fill("")
    submit(ruth)
    look(ruth, title="Error: ")
    ruth.get_by_label("Your name").fill("Ruth Adeyemi-Cole")
    submit(ruth)
    expect(ruth.get_by_role("status")).to_contain_text("Your name was changed")

    ruth.goto("/account/password/set/")
    submit(ruth)
    look(ruth, title="Error: ")
    for field in ruth.locator("input[type=password]").all():
        field.fill("four quiet winter mornings")
    submit(ruth)
    expect(ruth.get_by_role("status")).to_contain_text("Your password was set")
    ruth.goto("/account/password/change/")
    look(ruth)
    submit(ruth)
    look(ruth, title="Error: ")


def test_who_was_away_long_confirms_that_it_is_them(phone: Page, mail_site: Site) -> None:
    address = mail_site.call("person_with_app", prefix="away")
    signed_in(phone, mail_site, address, hours_ago=2)

    phone.goto("/account/second-factor/codes/new/")

    look(phone, title="Confirm that it is you")


def test_closed_doors_say_so(page: Page) -> None:
    for address in ("/account/sign-up/", "/account/closed/"):
        page.goto(address)
        look(page)


def test_lead_looks_after_the_organisation(open_page: OpenPage, mail_site: Site) -> None:
    claire = signed_in(open_page(mail_site), mail_site, mail_site.call("people", prefix="lead")["lead"])
    claire.goto("/home/")
    claire.get_by_role("main").get_by_role("link", name="Eastmoor").first.click()
    claire.wait_for_load_state()
    look(claire)


def test_operator_closes_an_account(page: Page, mail_site: Site) -> None:
    who = mail_site.call("keepers", prefix="operator")
    lee = signed_in(page, mail_site, who["operator"])
    lee.goto("/organisations/")
    look(lee)

    lee.goto(f"/people/{who['person']}/close/")
    look(lee)
    submit(lee)

    expect(lee.get_by_role("status")).to_contain_text("The account of Tom Hollis is closed")
    look(lee)


def test_regional_lead_opens_the_registers(page: Page, mail_site: Site) -> None:
    fiona = signed_in(page, mail_site, mail_site.call("keepers", prefix="regional")["regional_lead"])

    fiona.goto("/facilitators/register/")

    look(fiona)
    assert fiona.get_by_role("main").get_by_role("link").count() >= 2
