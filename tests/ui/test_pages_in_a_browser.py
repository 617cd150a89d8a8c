"""The components and the public pages in Chromium: accessible, no scrolling sideways, no foreign request, no script needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests import browser as machine

PAGES = ["/ui/components/", "/", "/help/", "/privacy/", "/accessibility/", "/who-sees-what/", "/no-such-page/"]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDE_TEXT = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.ui.urls")]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    with sync_playwright() as play:
        path = machine.chromium()
        assert path, "these tests need Chromium"
        browser = play.chromium.launch(executable_path=path, args=machine.ARGUMENTS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def opened(chromium: Browser, address: str, **options: Any) -> Page:
    page = chromium.new_page(**options)
    page.goto(address)
    return page


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(chromium: Browser, live_server: Any, path: str, width: int) -> None:
    page = opened(chromium, live_server.url + path, viewport={"width": width, "height": 800})
    found = Axe().run(page, options=WCAG).response["violations"]
    assert [(rule["id"], [node["html"][:160] for node in rule["nodes"]]) for rule in found] == []
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_320_with_wide_text(chromium: Browser, live_server: Any, path: str) -> None:
    page = opened(chromium, live_server.url + path, viewport={"width": 320, "height": 568})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet] }",
        WIDE_TEXT,
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_every_request_stays_here_and_no_policy_is_broken(chromium: Browser, live_server: Any, path: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(live_server.url + path)
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    assert [text for text in said if "Content Security Policy" in text or "Error" in text] == []
    page.close()


def test_no_computed_colour_is_one_of_the_nhs_identity(chromium: Browser, live_server: Any) -> None:
    page = opened(chromium, live_server.url + "/ui/components/")
    colours = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('*')].flatMap((element) => [null, '::before', '::after'].flatMap((part) => {
             const style = getComputedStyle(element, part);
             return [style.color, style.backgroundColor, style.borderTopColor, style.borderBottomColor, style.boxShadow, style.fill];
           })))].join(' ')"""
    )
    assert "rgb(79, 36, 80)" in colours
    for theirs in ("rgb(0, 94, 184)", "rgb(0, 127, 59)", "rgb(0, 48, 135)", "rgb(51, 0, 114)"):
        assert theirs not in colours
    page.close()


def test_error_summary_takes_the_focus_and_leads_to_the_field(chromium: Browser, live_server: Any) -> None:
    page = opened(chromium, live_server.url + "/ui/components/")
    assert page.evaluate("document.activeElement.className").startswith("nhsuk-error-summary")
    page.click(".nhsuk-error-summary a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_wrong-full_name"
    page.close()


def test_menu_opens_on_a_phone_and_escape_closes_it(chromium: Browser, live_server: Any) -> None:
    page = opened(chromium, live_server.url + "/help/", viewport={"width": 360, "height": 700})
    link = page.locator(".nf-nav__link").first
    assert not link.is_visible()
    page.click(".nf-nav__button")
    assert link.is_visible()
    assert page.get_attribute(".nf-nav__button", "aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not link.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Menu"
    page.close()


def test_without_scripts_the_links_of_the_menu_are_shown_in_full(chromium: Browser, live_server: Any) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(live_server.url + "/help/")
    assert all(link.is_visible() for link in page.locator(".nf-nav__link").all())
    assert page.locator(".nf-nav__link").count() >= 3
    assert not page.locator(".nf-nav__button").is_visible()
    context.close()


def test_second_press_of_a_button_sends_nothing(chromium: Browser, live_server: Any) -> None:
    page = opened(chromium, live_server.url + "/ui/components/")
    sent = page.evaluate(
        """() => { const form = document.querySelector('form'); let sent = 0;
             window.addEventListener('submit', (event) => { if (!event.defaultPrevented) sent += 1; event.preventDefault(); });
             form.requestSubmit(); form.requestSubmit(); return sent; }"""
    )
    assert sent == 1
    page.close()


def test_targets_are_large_enough_for_a_thumb(chromium: Browser, live_server: Any) -> None:
    page = opened(chromium, live_server.url + "/ui/components/", viewport={"width": 360, "height": 700})
    heights = page.evaluate(
        "[...document.querySelectorAll('.nf-button, .nf-tabs__link, .nhsuk-radios__input, .nf-nav__button')].map((e) => e.offsetHeight)"
    )
    assert len(heights) > 15
    assert min(heights) >= 44
    page.close()
