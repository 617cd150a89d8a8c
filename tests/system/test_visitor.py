"""Somebody who looks around: every public page, on a desktop and on a phone, and the pages that say what went wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.system.conftest import OpenPage
from tests.system.sites import Site
from tests.system.watching import look

PUBLIC = {
    "/": "",
    "/model/": "",
    "/model/care/": "Leading with care",
    "/who-sees-what/": "",
    "/help/": "",
    "/privacy/": "",
    "/accessibility/": "",
    "/account/login/": "Sign in",
    "/account/login/password/": "Sign in",
}


@pytest.mark.parametrize("address", PUBLIC)
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 568)])
def test_public_page_is_in_order(open_page: OpenPage, mail_site: Site, address: str, width: int, height: int) -> None:
    page = open_page(mail_site, width=width, height=height)

    response = page.goto(address)

    assert response is not None
    assert response.status == 200
    look(page, title=PUBLIC[address])


def test_visitor_walks_from_home_through_the_model(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="The model").click()
    look(page)
    page.get_by_role("main").get_by_role("link", name="Leading with care").first.click()
    expect(page.locator("h1")).to_contain_text("Leading with care")
    look(page, title="Leading with care")
    page.get_by_role("contentinfo").get_by_role("link", name="Who sees what").click()
    look(page)
    page.get_by_role("contentinfo").get_by_role("link", name="Get help").click()
    look(page)


def test_menu_of_a_phone_opens_and_closes_by_keyboard(phone: Page) -> None:
    phone.goto("/")
    button = phone.get_by_role("button", name="Menu")
    expect(button).to_have_attribute("aria-expanded", "false")

    button.focus()
    phone.keyboard.press("Enter")

    expect(phone.get_by_role("navigation").get_by_role("link", name="Sign in")).to_be_visible()
    look(phone)
    phone.keyboard.press("Escape")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_links_of_the_header_are_there_without_javascript(open_page: OpenPage, mail_site: Site) -> None:
    page = open_page(mail_site, width=320, height=568, scripts=False)

    page.goto("/")

    expect(page.get_by_role("navigation").get_by_role("link", name="Sign in")).to_be_visible()
    look(page)


@pytest.mark.parametrize("address", ["/nowhere/", "/model/nothing/", "/rate/wrong", "/r/wrong/care/"])
def test_page_that_does_not_exist_says_so(page: Page, address: str) -> None:
    response = page.goto(address)

    assert response is not None
    assert response.status == 404
    look(page)


@pytest.mark.parametrize("address", ["/home/", "/rounds/", "/account/"])
def test_pages_of_people_lead_strangers_to_sign_in(page: Page, address: str) -> None:
    page.goto(address)

    expect(page.locator("h1")).to_have_text("Sign in")
    assert f"next={address}" in page.url


def test_form_that_waited_too_long_says_so(page: Page) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill("ruth@example.org")
    page.context.clear_cookies()

    page.get_by_role("button", name="Continue").or_(page.get_by_role("button", name="Send")).first.click()

    look(page)
    expect(page.locator("h1")).not_to_have_text("Sign in")


def test_skip_link_is_the_first_stop_and_works(page: Page) -> None:
    page.goto("/privacy/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_first_visit_is_light(open_page: OpenPage, mail_site: Site) -> None:
    """150 KB compressed with everything (R16)."""
    page = open_page(mail_site)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))

    page.goto("/", wait_until="networkidle")

    assert sum(sizes) <= 150_000


@pytest.mark.parametrize("address", ["/", "/model/care/"])
def test_page_keeps_its_words_in_forced_colours(open_page: OpenPage, mail_site: Site, address: str) -> None:
    page = open_page(mail_site, forced_colors="active", color_scheme="dark")

    page.goto(address)

    # Axe reads the colours that were asked for, not those that the system puts in their place.
    look(page, without="color-contrast")
    expect(page.locator("h1")).to_be_visible()
