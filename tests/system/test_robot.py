"""A mail scanner: it fetches each link, runs its scripts and presses every button two pages deep. The human still decides."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.system.conftest import OpenPage
from tests.system.sites import Site
from tests.system.steps import press, send, start, to_the_check

DEEP = 2
FORMS = "() => [...document.querySelectorAll('main button[type=submit], main input[type=submit]')].length"


def pressed(page: Page, number: int) -> bool:
    """Press the button of that number, wherever it leads."""
    button = page.locator("main button[type=submit]").nth(number)
    if not button.is_visible():
        return False
    with page.expect_navigation(timeout=5000):
        button.click()
    return True


def scan(page: Page, address: str, depth: int) -> None:
    """Press each button of the page at the address, and do the same with the page behind it."""
    page.goto(address)
    for number in range(page.evaluate(FORMS)):
        page.goto(address)
        if pressed(page, number) and depth > 1:
            scan(page, page.url, depth - 1)


def test_scanner_changes_nothing_that_the_human_cannot_undo(open_page: OpenPage, mail_site: Site) -> None:
    made = mail_site.call("open_round", raters={"Amir": "peer"})
    link = made["links"]["Amir"]
    robot = open_page(mail_site)
    before = mail_site.call("tallies", round_id=made["round"])
    robot.request.head(link)
    for _ in range(5):
        assert robot.request.get(link).status == 200
    assert mail_site.call("tallies", round_id=made["round"]) == before
    assert mail_site.call("pages_saved", link=link) == {}

    scan(robot, link, DEEP)

    assert mail_site.call("tallies", round_id=made["round"])["peer"][2] == 0
    then_the_human_answers(open_page(mail_site), link)
    counted = mail_site.call("tallies", round_id=made["round"])
    assert sum(submitted for group, (_, _, submitted) in counted.items() if group != "self") == 1


def then_the_human_answers(human: Page, link: str) -> None:
    start(human, link)
    if human.get_by_role("button", name="Take part after all").count():
        press(human, "Take part after all")
    to_the_check(human, "Keeps calm.")
    send(human)


def test_scanner_after_sending_takes_nothing_back_that_cannot_be_sent_again(
    open_page: OpenPage, mail_site: Site
) -> None:
    made = mail_site.call("open_round", raters={"Amir": "peer"})
    link = made["links"]["Amir"]
    human = open_page(mail_site)
    start(human, link)
    to_the_check(human, "Keeps calm.")
    send(human)
    robot = open_page(mail_site)

    scan(robot, link, DEEP)

    saved = mail_site.call("pages_saved", link=link)
    assert saved["questions"]["keep"] == "Keeps calm."
    human.goto(link)
    press(human, "Start")
    expect(human.locator("h1")).to_contain_text("sent")
    assert mail_site.call("tallies", round_id=made["round"])["peer"] == [1, 0, 1]
