"""Steps that journeys share, in the words of the pages."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect

from tests.system.sites import Site
from tests.system.watching import look

DIMENSIONS = (
    "Inspiring shared purpose", "Leading with care", "Evaluating information", "Connecting our service",
    "Sharing the vision", "Engaging the team", "Holding to account", "Developing capability", "Influencing for results",
)  # fmt: skip


def heading(page: Page) -> str:
    return " ".join(page.locator("h1").inner_text().split())


def press(page: Page, name: str) -> None:
    """Press a button that leads to a page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link to another page."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).click()


def start(page: Page, link: str) -> None:
    page.goto(link)
    press(page, "Start")


def expect_dimension(page: Page, name: str) -> None:
    expect(page.locator("h1")).to_contain_text(name)


def choose_on_page(page: Page, level: int = 4) -> None:
    """Choose the same level for each question of the page, by its radio."""
    for fieldset in page.locator("fieldset.nf-question").all():
        fieldset.get_by_role("radio").nth(level - 1).check()


def answer_dimensions(page: Page, *, level: int = 4, looking: bool = False, from_page: int = 0) -> None:
    """Fill in each dimension page from this one on."""
    for name in DIMENSIONS[from_page:]:
        expect_dimension(page, name)
        if looking:
            look(page, title=name)
        choose_on_page(page, level)
        press(page, "Continue")


def write_comments(page: Page, *texts: str) -> None:
    expect(page.locator("h1")).to_contain_text("In your own words")
    for place, text in enumerate(texts):
        page.locator("textarea").nth(place).fill(text)


def to_the_check(page: Page, *comments: str, level: int = 4) -> None:
    """From the first page of the form to the one where answers are checked."""
    answer_dimensions(page, level=level)
    write_comments(page, *comments)
    press(page, "Continue")
    expect(page.locator("h1")).to_contain_text("appear")
    follow(page, "Continue")
    expect(page.locator("h1")).to_contain_text("Check your answers before sending")


def send(page: Page) -> None:
    press(page, "Send my answers")
    expect(page.locator("h1")).to_have_text("Thank you. Your answers are sent")


def signed_in(page: Page, site: Site, email: str, *, hours_ago: int = 0) -> Page:
    """Sign in without the pages of signing in, which have journeys of their own."""
    cookie = site.call("session_of", email=email, hours_ago=hours_ago)
    place = {"url": site.url.replace("http:", "https:"), "secure": True, "httpOnly": True, "sameSite": "Lax"}
    page.context.add_cookies([{**cookie, **place}])  # type: ignore[list-item]
    return page


def say_date(page: Page, legend: str, day: date) -> None:
    group = page.get_by_role("group", name=legend)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label).fill(str(number))


def add_rater(page: Page, name: str, email: str, group: str) -> None:
    """On the page 'Add a person'."""
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("radio", name=group, exact=True).check()
    page.get_by_label("They have agreed to be asked").check()
    press(page, "Add to my list")


def choose_facilitator(page: Page, name: str, region: str) -> None:
    """Radios where there are few facilitators, a list where there are many."""
    words = f"{name}, {region}"
    radio = page.get_by_role("radio", name=words, exact=True)
    if radio.count():
        radio.check()
    else:
        page.get_by_label("Facilitator").select_option(label=words)
