"""The demonstration as a new user meets it: everybody can be tried, every page of theirs is in order."""

from __future__ import annotations

import re
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from ninefold.demo.people import PEOPLE
from tests.system.conftest import OpenPage
from tests.system.sites import Site
from tests.system.steps import follow, press, start
from tests.system.visits import VISITED
from tests.system.watching import look, name_of

ARRIVES_WITHIN = 30


def sign_in(page: Page, key: str) -> Page:
    """Press the button of this person on the page 'Try it'."""
    name = next(one.name for one in PEOPLE if one.key == key)
    page.goto("/try/")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile(f"as {name}")).click()
    return page


@pytest.mark.parametrize("width", [1280, 320])
def test_pages_of_the_demonstration_are_in_order(open_page: OpenPage, demo_site: Site, width: int) -> None:
    page = open_page(demo_site, width=width, height=740)
    for address in ("/try/", "/outbox/", "/ui/components/"):
        page.goto(address)
        look(page)
    page.goto("/outbox/")
    page.get_by_role("main").get_by_role("link", name=re.compile("asks for your feedback")).first.click()
    expect(page.get_by_role("main")).to_contain_text("/rate/")
    look(page)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda one: one.key)
def test_everybody_finds_their_way_from_their_desk(open_page: OpenPage, demo_site: Site, person: object) -> None:
    """Every link of the desk, and every link of the pages behind it, opens a page that is in order."""
    page = sign_in(open_page(demo_site), getattr(person, "key"))  # noqa: B009 - a parameter without a type
    look(page)

    for address in links_of(page):
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        look(page)
        for further in links_of(page):
            if (VISITED / name_of(further)).exists() or further.endswith((".pdf", ".json", ".zip", "/text/")):
                assert page.request.get(further).status == 200, f"{further} on {address}"
            elif page.goto(further):
                look(page)


def links_of(page: Page) -> list[str]:
    """Where the links in the main part lead, on this site and without doing anything."""
    found = page.locator("main a[href], nav[aria-label=Main] a[href]").evaluate_all(
        "(all) => all.map((one) => one.href)"
    )
    here = urlsplit(page.url)
    paths = {urlsplit(one).path for one in found if urlsplit(one).netloc == here.netloc}
    return sorted(paths - {here.path, "/account/logout/"})


def arrived(page: Page, words: str) -> str:
    """Reload what was sent until a message of this subject is there; returns its address."""
    deadline = time.monotonic() + ARRIVES_WITHIN
    while time.monotonic() < deadline:
        page.goto("/outbox/")
        found = page.get_by_role("link", name=re.compile(words))
        if found.count():
            return found.first.get_attribute("href") or ""
        page.wait_for_timeout(500)
    raise AssertionError(f"no message ‘{words}’")


def test_walk_of_ten_minutes(open_page: OpenPage, demo_site: Site) -> None:
    """The steps that the page 'Try it' proposes."""
    page = sign_in(open_page(demo_site), "grace")
    page.get_by_role("link", name=re.compile("Confirm the list of raters of Aisha Rahman")).click()
    look(page)
    follow(page, "Look at the list")
    press(page, "Confirm the list")
    expect(page.get_by_role("status").first).to_contain_text("invitations are on their way")
    invitation = arrived(page, "Aisha Rahman asks for your feedback")
    page.goto(invitation)
    link = page.locator("main a[href*='/rate/']").first.get_attribute("href")
    start(page, urlsplit(link or "").path)
    look(page)

    sign_in(page, "martin")
    page.get_by_role("link", name=re.compile("Read the report of Owen Pritchard")).click()
    look(page)
    sign_in(page, "ruth")
    page.get_by_role("link", name="Read your feedback report").click()
    expect(page.locator("h1")).to_contain_text("Your feedback in one page")
    look(page)


def test_outbox_and_try_it_are_in_no_other_installation(open_page: OpenPage, mail_site: Site) -> None:
    page = open_page(mail_site)

    for address in ("/try/", "/outbox/", "/ui/components/"):
        response = page.goto(address)
        assert response is not None
        assert response.status == 404
