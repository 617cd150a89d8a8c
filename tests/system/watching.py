"""What each page is looked at for, in each state: `look(page)`."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response, Route

from tests.system.visits import VISITED

AXE = Axe()
# Those of the demonstration too, which the tests' own settings do not have.
ADDRESSES = "tests.system.addresses"
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
    "preload": False,
}
NARROW = 400
SHOWN = 5
# The back link stands before the main part on purpose, as in the design systems of the NHS and of GOV.UK.
OUTSIDE_ON_PURPOSE = [".nf-back-row"]
# WCAG 1.4.12. A constructed style sheet, because the pages' own policy refuses an inline one.
TEXT_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
  const width = document.documentElement.scrollWidth;
  document.adoptedStyleSheets = [];
  return width;
}"""
FACTS = """() => ({
  headings: document.querySelectorAll('h1').length,
  title: document.title,
  language: document.documentElement.lang,
  wide: document.documentElement.scrollWidth,
  room: document.documentElement.clientWidth,
  matrix: document.querySelectorAll('table input[type=radio], input[type=range]').length,
  nhsBlue: [...document.querySelectorAll('body *')].filter((one) => {
    const style = getComputedStyle(one);
    return ['color', 'backgroundColor', 'borderTopColor', 'borderLeftColor']
      .some((name) => ['rgb(0, 94, 184)', 'rgb(0, 127, 59)'].includes(style[name]));
  }).map((one) => one.outerHTML.slice(0, 80)),
})"""


@dataclass
class Watch:
    """What went wrong behind the pages of one browser context."""

    host: str
    scripts: bool
    console: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def heard(self, message: ConsoleMessage) -> None:
        # The status of a page itself is what its test asserts; what a page asks for beside it is in `broken`.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.console.append(message.text)

    def asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self.host and urlsplit(request.url).scheme not in {"data", "blob"}:
            self.foreign.append(request.url)

    def answered(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.broken.append(f"{response.status} {response.url}")

    def check(self) -> None:
        assert self.foreign == [], "a page asked another host"
        assert self.console == [], "a page complained in the console"
        assert self.broken == [], "a page asked for something that is not there"


WATCHES: dict[BrowserContext, Watch] = {}


def watch(context: BrowserContext, host: str, *, scripts: bool) -> Watch:
    found = WATCHES[context] = Watch(host, scripts)
    context.on("console", found.heard)
    context.on("weberror", lambda error: found.console.append(str(error.error)))
    context.on("request", found.asked)
    context.on("response", found.answered)
    return found


def look(page: Page, *, title: str = "", without: str = "") -> None:
    """Fail if anything is wrong with the page as it stands now.

    `title`: words that its title begins with. `without`: a rule of axe that cannot judge this state.
    """
    found = WATCHES[page.context]
    facts = page.evaluate(FACTS)
    assert facts["headings"] == 1, page.url
    assert facts["title"].strip(), page.url
    assert facts["title"].startswith(title), facts["title"]
    assert facts["language"].startswith("en"), page.url
    assert facts["wide"] <= facts["room"], f"{page.url} scrolls sideways: {facts['wide']} > {facts['room']}"
    assert facts["matrix"] == 0, page.url
    assert facts["nhsBlue"] == [], page.url
    if facts["room"] <= NARROW:
        spaced = page.evaluate(TEXT_SPACING)
        assert spaced <= facts["room"], f"{page.url} scrolls sideways with wide text spacing: {spaced}"
    troubles = [each for each in violations(page) if not without or not each.startswith(f"{without}:")]
    assert not troubles, "\n".join([page.url, *troubles[:SHOWN]])
    check_cookies(page.context)
    found.check()
    note_visit(page)


def violations(page: Page) -> list[str]:
    """What axe finds, a line each."""
    if WATCHES[page.context].scripts:
        return axe(page)
    # Axe cannot run where scripts are off, so it looks at the same page in a browser whose page scripts are empty.
    browser = page.context.browser
    assert browser is not None
    twin = browser.new_page(viewport=page.viewport_size, bypass_csp=True)
    html = page.content()

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.fulfill(body="", content_type="text/javascript")
        else:
            route.continue_()

    try:
        twin.route("**/*", answer)
        twin.goto(page.url)
        return axe(twin)
    finally:
        twin.close()


def axe(page: Page) -> list[str]:
    found = AXE.run(page, options=AXE_OPTIONS).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {node['target']} {node['html'][:200]} {node.get('failureSummary', '')[:300]}"
        for each in found
        for node in each["nodes"]
        if not (each["id"] == "region" and node["target"] == OUTSIDE_ON_PURPOSE)
    ]


def check_cookies(context: BrowserContext) -> None:
    """Only what is needed, and none that a script, another site or plain HTTP could have."""
    for cookie in context.cookies():
        assert cookie["name"].startswith(("__Host-session", "__Host-csrf", "__Host-r-")), cookie["name"]
        assert cookie["secure"], cookie["name"]
        assert cookie["httpOnly"], cookie["name"]
        assert cookie["sameSite"] == "Lax", cookie["name"]


def note_visit(page: Page) -> None:
    name = name_of(urlsplit(page.url).path)
    if name:
        VISITED.mkdir(parents=True, exist_ok=True)
        (VISITED / name).touch()


def name_of(path: str) -> str:
    """The name of the address that this path belongs to; nothing for a path that leads nowhere."""
    try:
        return str(resolve(path, ADDRESSES).url_name)
    except Resolver404:
        return ""
