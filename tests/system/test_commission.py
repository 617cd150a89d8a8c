"""A 360 from nothing to the invitations in real letter boxes: participant, facilitator, lead and a stranger."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.conftest import Postbox
from tests.system.conftest import OpenPage
from tests.system.sites import Site
from tests.system.steps import (
    add_rater,
    choose_facilitator,
    follow,
    press,
    say_date,
    send,
    signed_in,
    start,
    to_the_check,
)
from tests.system.watching import look

MAIL_WITHIN = 30
PASTED = """Name, address, group
Amara Bello, amara@{host}, peer
Ben Clarke, ben@{host}, peer
Carys Morgan, carys@{host}, peer
Dev Patel <dev@{host}> direct report
Ewa Zielińska; ewa@{host}; direct report
Fay Green, fay@{host}, other
"""


def letter(postbox: Postbox, address: str, words: str) -> EmailMessage:
    """The latest letter to this address whose subject holds the words; waits for the worker."""
    deadline = time.monotonic() + MAIL_WITHIN
    while time.monotonic() < deadline:
        found = [each for each in postbox.to(address) if words in str(each["Subject"])]
        if found:
            return found[-1]
        time.sleep(0.3)
    raise AssertionError(f"no letter for {address}: {[str(each['Subject']) for each in postbox.to(address)]}")


def link_in(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    found = re.search(r"https?://\S+/rate/\S+", body.get_content())
    assert found is not None
    return urlsplit(found.group()).path


def test_round_is_prepared_confirmed_and_its_invitations_arrive(
    page: Page, open_page: OpenPage, mail_site: Site, postbox: Postbox
) -> None:
    who = mail_site.call("people", prefix="commission")
    host = "eastmoor.example"
    ruth = signed_in(page, mail_site, who["participant"])
    given_a_round_that_has_begun(ruth, who["region"])
    round_id = mail_site.call("latest_round_of", email=who["participant"])

    when_raters_are_added_by_form_and_by_list(ruth, round_id, host)
    when_the_own_rating_is_given(ruth, round_id)
    when_the_list_is_sent(ruth, round_id)
    then_a_stranger_finds_nothing(open_page, mail_site, who["stranger"], round_id)
    when_the_facilitator_confirms(open_page, mail_site, who["facilitator"], round_id)

    assert mail_site.call("stage", round_id=round_id) == "open"
    then_the_letter_opens_the_form(open_page, mail_site, postbox, f"amara@{host}")
    ruth.goto(f"/rounds/{round_id}/")
    look(ruth)
    expect(ruth.get_by_role("main")).not_to_contain_text("Amara")


def given_a_round_that_has_begun(ruth: Page, region: str) -> None:
    ruth.goto("/home/")
    look(ruth)
    ruth.goto("/rounds/")
    look(ruth)
    follow(ruth, "Start a feedback round")
    look(ruth)
    say_date(ruth, "The last day for answers", timezone.localdate() - timedelta(days=3))
    press(ruth, "Start the round")
    look(ruth, title="Error: ")
    say_date(ruth, "The last day for answers", timezone.localdate() + timedelta(days=21))
    choose_facilitator(ruth, "Grace Okoro", region)
    press(ruth, "Start the round")
    look(ruth)


def when_raters_are_added_by_form_and_by_list(ruth: Page, round_id: str, host: str) -> None:
    ruth.goto(f"/rounds/{round_id}/raters/")
    look(ruth)
    follow(ruth, "Add a person")
    press(ruth, "Add to my list")
    look(ruth, title="Error: ")
    expect(ruth.locator(".nhsuk-error-summary")).to_be_focused()
    assert ruth.locator(".nhsuk-error-summary a").count() == 4
    add_rater(ruth, "Judith Cole", f"judith@{host}", "Line manager")
    look(ruth)
    follow(ruth, "Paste a list of people")
    look(ruth)
    text = ruth.get_by_label("Names and addresses")
    text.fill(f"Amara Bello, amara@{host}, peer\nBen Clarke, no address, peer\nJudith Again, judith@{host}, boss")
    ruth.get_by_label("All of them have agreed to be asked").check()
    press(ruth, "Add to my list")
    look(ruth, title="Error: ")
    summary = ruth.locator(".nhsuk-error-summary")
    expect(summary).to_contain_text("Line 2")
    expect(summary).to_contain_text("Line 3")
    summary.get_by_role("link").first.click()
    expect(text).to_be_focused()
    text.fill(PASTED.format(host=host))
    press(ruth, "Add to my list")
    expect(ruth.get_by_role("main")).to_contain_text("6 people added to your list")
    look(ruth)
    follow(ruth, "Remove Fay Green")
    look(ruth)
    press(ruth, ruth.locator("main form button").first.inner_text())
    expect(ruth.get_by_role("status")).to_contain_text("Fay Green is no longer on your list")


def when_the_own_rating_is_given(ruth: Page, round_id: str) -> None:
    ruth.goto(f"/rounds/{round_id}/self-rating/")
    to_the_check(ruth, level=3)
    look(ruth)
    send(ruth)
    look(ruth)


def when_the_list_is_sent(ruth: Page, round_id: str) -> None:
    ruth.goto(f"/rounds/{round_id}/ask/")
    look(ruth)
    press(ruth, "Send the list")
    look(ruth)
    expect(ruth.get_by_role("status")).to_contain_text("Your list has")


def then_a_stranger_finds_nothing(open_page: OpenPage, site: Site, stranger: str, round_id: str) -> None:
    page = signed_in(open_page(site), site, stranger)
    for address in (f"/rounds/{round_id}/", f"/rounds/{round_id}/confirm/", f"/reports/{round_id}/"):
        response = page.goto(address)
        assert response is not None
        assert response.status == 404


def when_the_facilitator_confirms(open_page: OpenPage, site: Site, facilitator: str, round_id: str) -> None:
    grace = signed_in(open_page(site, width=320, height=568), site, facilitator)
    grace.goto("/home/")
    look(grace)
    grace.goto(f"/rounds/{round_id}/send-back/")
    press(grace, grace.locator("main form button").first.inner_text())
    look(grace, title="Error: ")
    grace.goto(f"/rounds/{round_id}/confirm/")
    look(grace)
    press(grace, "Confirm the list")
    expect(grace.get_by_role("status")).to_contain_text("invitations are on their way")
    look(grace)


def then_the_letter_opens_the_form(open_page: OpenPage, site: Site, postbox: Postbox, address: str) -> None:
    invitation = letter(postbox, address, "")
    assert invitation.get_body(("html",)) is not None
    amara = open_page(site, width=320, height=568)
    start(amara, link_in(invitation))
    to_the_check(amara, "Explains why, not only what.")
    send(amara)


def test_open_round_is_followed_reminded_moved_and_cancelled(
    page: Page, open_page: OpenPage, mail_site: Site, postbox: Postbox
) -> None:
    made = mail_site.call("open_round", raters={"Amir": "peer", "Bea": "peer"}, answered={"peer": 2})
    ruth = signed_in(page, mail_site, made["participant"])
    address = f"/rounds/{made['round']}/"
    ruth.goto(address)
    look(ruth)
    expect(ruth.get_by_role("main")).to_contain_text("up to date once a day")

    ruth.goto(f"{address}close/")
    look(ruth, title="This round cannot close yet")
    ruth.goto(f"{address}closing-date/")
    say_date(ruth, "The new last day for answers", timezone.localdate() + timedelta(days=90))
    press(ruth, ruth.locator("main form button").first.inner_text())
    look(ruth, title="Error: ")
    expect(ruth.locator(".nhsuk-error-summary")).to_contain_text("45 days")
    say_date(ruth, "The new last day for answers", timezone.localdate() + timedelta(days=40))
    press(ruth, ruth.locator("main form button").first.inner_text())
    look(ruth)
    then_only_who_has_not_answered_is_reminded(mail_site, postbox, made)
    ruth.goto(f"{address}cancel/")
    look(ruth)
    press(ruth, ruth.locator("main form button").first.inner_text())
    look(ruth)

    assert mail_site.call("stage", round_id=made["round"]) == "cancelled"


def then_only_who_has_not_answered_is_reminded(site: Site, postbox: Postbox, made: dict[str, Any]) -> None:
    site.call("remind_after", days=8)
    reminded = {address for address in made["everybody"] if postbox.to(address)}
    assert reminded == set(made["addresses"].values())
    reminder = postbox.to(made["addresses"]["Amir"])[-1]
    assert link_in(reminder) == made["links"]["Amir"]


def test_lead_follows_by_counts_and_reassigns(page: Page, mail_site: Site) -> None:
    made = mail_site.call("open_round", raters={"Amir": "peer"}, answered={"peer": 3})
    claire = signed_in(page, mail_site, made["lead"])
    claire.goto("/rounds/")
    look(claire)
    claire.get_by_role("main").get_by_role("link", name="Eastmoor").first.click()
    look(claire)
    claire.goto(f"/rounds/{made['round']}/")
    look(claire)
    expect(claire.get_by_role("main")).not_to_contain_text("Amir")

    claire.goto(f"/rounds/{made['round']}/facilitator/")
    look(claire)
    choose_facilitator(claire, "Martin Shaw", made["region"])
    press(claire, "Give the round to this facilitator")

    look(claire)
    expect(claire.get_by_role("main")).to_contain_text("Martin Shaw")
    response = claire.goto(f"/reports/{made['round']}/")
    assert response is not None
    assert response.status == 404
