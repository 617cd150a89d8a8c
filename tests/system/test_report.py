"""From the close to the reader: the facilitator reads first, withholds, logs the session, releases; the participant reads."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pikepdf
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.system.conftest import OpenPage
from tests.system.sites import Site
from tests.system.steps import press, say_date, send, signed_in, start, to_the_check
from tests.system.watching import look

GROUPS = {"line manager": 1, "peer": 5, "direct report": 5}
PAGES = ("", "dimensions/", "dimensions/care/", "what-matters/", "comments/", "protection/", "how-to-read/")
KIND, HARMFUL = "Asks how you are, and waits.", "You all know who wrote this about the night of the fourth."


@pytest.fixture
def closed(open_page: OpenPage, mail_site: Site) -> dict[str, Any]:
    """A round in which two more raters wrote comments in the browser, closed by hand by its participant."""
    made: dict[str, Any] = mail_site.call(
        "open_round", raters={"Amir": "peer", "Bea": "direct report"}, answered=GROUPS
    )
    for rater, words in (("Amir", KIND), ("Bea", HARMFUL)):
        form = open_page(mail_site)
        start(form, made["links"][rater])
        to_the_check(form, words, level=5)
        send(form)
    mail_site.call("counts_of_tomorrow", round_id=made["round"])
    ruth = signed_in(open_page(mail_site), mail_site, made["participant"])
    ruth.goto(f"/rounds/{made['round']}/close/")
    look(ruth, title="Close the round now")
    press(ruth, "Close the round")
    look(ruth)
    return made


def test_report_is_read_first_released_and_read(open_page: OpenPage, mail_site: Site, closed: dict[str, Any]) -> None:
    round_page, report = f"/rounds/{closed['round']}/", f"/reports/{closed['round']}/"
    ruth = signed_in(open_page(mail_site, width=320, height=568), mail_site, closed["participant"])
    grace = signed_in(open_page(mail_site), mail_site, closed["facilitator"])

    assert status(ruth, report) == 404
    assert status(grace, report) == 404
    when_the_list_is_accepted(grace, round_page)
    then_every_page_of_the_report_is_in_order(grace, report)
    assert status(ruth, report) == 404
    when_a_comment_is_withheld(grace, report)
    when_the_session_is_logged_and_the_report_released(grace, report)
    then_every_page_of_the_report_is_in_order(ruth, report)
    then_the_withheld_comment_is_nowhere(ruth, report)
    then_copies_can_be_taken(ruth, report)
    then_nobody_else_reads_it(open_page, mail_site, closed, report)
    assert {"report read: overview", "report downloaded: PDF"} <= set(
        mail_site.call("audited", round_id=closed["round"])
    )


def status(page: Page, address: str) -> int:
    response = page.goto(address)
    assert response is not None
    return response.status


def when_the_list_is_accepted(grace: Page, round_page: str) -> None:
    grace.goto(f"{round_page}list/")
    look(grace)
    press(grace, "Accept the list and see the report")
    look(grace)


def then_every_page_of_the_report_is_in_order(page: Page, report: str) -> None:
    for each in PAGES:
        assert status(page, f"{report}{each}") == 200
        look(page)


def when_a_comment_is_withheld(grace: Page, report: str) -> None:
    grace.goto(f"{report}comments/")
    expect(grace.get_by_role("main")).to_contain_text(KIND)
    grace.locator(".nf-note", has_text=HARMFUL).locator("xpath=following::a[contains(@href, 'withhold')][1]").click()
    expect(grace.locator("form")).to_be_visible()
    look(grace)
    press(grace, grace.locator("main form button").first.inner_text())
    look(grace, title="Error: ")
    grace.get_by_label("Why is it withheld?").fill("It says when and where, and so who.")
    press(grace, grace.locator("main form button").first.inner_text())
    look(grace)
    expect(grace.get_by_role("main")).not_to_contain_text(HARMFUL)


def when_the_session_is_logged_and_the_report_released(grace: Page, report: str) -> None:
    grace.goto(f"{report}session/")
    press(grace, grace.locator("main form button").first.inner_text())
    look(grace, title="Error: ")
    say_date(grace, "When was it?", timezone.localdate())
    grace.get_by_label("How long did it take?").fill("90")
    grace.get_by_label("Online").check()
    press(grace, grace.locator("main form button").first.inner_text())
    look(grace)
    grace.goto(f"{report}release/")
    look(grace)
    press(grace, grace.locator("main form button").first.inner_text())
    expect(grace.get_by_role("status").first).to_contain_text("The report is released")


def then_the_withheld_comment_is_nowhere(ruth: Page, report: str) -> None:
    ruth.goto(f"{report}comments/")
    expect(ruth.get_by_role("main")).to_contain_text(KIND)
    expect(ruth.get_by_role("main")).not_to_contain_text(HARMFUL)
    expect(ruth.get_by_role("main")).to_contain_text("withheld")


def then_copies_can_be_taken(ruth: Page, report: str) -> None:
    pdf = ruth.request.get(f"{report}report.pdf")
    assert pdf.status == 200
    with pikepdf.open(io.BytesIO(pdf.body())) as document:
        assert "/StructTreeRoot" in document.Root
        assert str(document.Root["/Lang"]).startswith("en")
    ruth.goto("/reports/own-data/")
    look(ruth)
    with ruth.expect_download() as taken:
        ruth.get_by_role("link", name=re.compile("[Dd]ownload")).first.click()
    with zipfile.ZipFile(taken.value.path()) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist() if not name.endswith(".pdf"))
    assert KIND.encode() in text
    assert HARMFUL.encode() not in text


def then_nobody_else_reads_it(open_page: OpenPage, site: Site, closed: dict[str, Any], report: str) -> None:
    for part in ("lead", "stranger", "second_facilitator"):
        page = signed_in(open_page(site), site, closed[part])
        for each in (*PAGES, "report.pdf", "report.json", "release/"):
            assert page.request.get(f"{report}{each}").status == 404


def test_report_reads_without_javascript_and_in_forced_colours(
    open_page: OpenPage, mail_site: Site, closed: dict[str, Any]
) -> None:
    round_page, report = f"/rounds/{closed['round']}/", f"/reports/{closed['round']}/"
    grace = signed_in(open_page(mail_site, scripts=False), mail_site, closed["facilitator"])
    when_the_list_is_accepted(grace, round_page)
    then_every_page_of_the_report_is_in_order(grace, report)
    dark = signed_in(
        open_page(mail_site, forced_colors="active", color_scheme="dark"), mail_site, closed["facilitator"]
    )

    dark.goto(f"{report}dimensions/care/")

    look(dark, without="color-contrast")
    for strip in dark.locator("svg.nf-strip").all()[:3]:
        assert strip.evaluate("(one) => getComputedStyle(one).forcedColorAdjust") == "none"


def test_refused_list_ends_the_round_and_says_why(open_page: OpenPage, mail_site: Site, closed: dict[str, Any]) -> None:
    grace = signed_in(open_page(mail_site), mail_site, closed["facilitator"])
    grace.goto(f"/rounds/{closed['round']}/refuse/")
    look(grace)
    press(grace, grace.locator("main form button").first.inner_text())
    look(grace, title="Error: ")
    grace.get_by_label("Why").fill("Two people on the list do not work with you.")
    press(grace, grace.locator("main form button").first.inner_text())

    look(grace)
    ruth = signed_in(open_page(mail_site), mail_site, closed["participant"])
    ruth.goto(f"/rounds/{closed['round']}/")
    look(ruth)
    expect(ruth.get_by_role("main")).to_contain_text("Two people on the list do not work with you.")
