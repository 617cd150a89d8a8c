"""A rater who thinks again: changes, takes back, declines, says 'wrong person' or 'wrong group', comes late or with a wrong link."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.system.conftest import OpenPage
from tests.system.sites import Site
from tests.system.steps import (
    DIMENSIONS,
    choose_on_page,
    expect_dimension,
    follow,
    press,
    send,
    start,
    to_the_check,
)
from tests.system.watching import look


def a_round(site: Site, **raters: str) -> dict[str, str]:
    made = site.call("open_round", raters=raters or {"Amir": "peer"})
    return {"round": made["round"], **made["links"]}


def tally(site: Site, asked: dict[str, str], group: str = "peer") -> list[int]:
    found: list[int] = site.call("tallies", round_id=asked["round"])[group]
    return found


def test_answers_are_changed_after_sending(phone: Page, mail_site: Site) -> None:
    asked = a_round(mail_site)
    start(phone, asked["Amir"])
    to_the_check(phone, "First thought.")
    send(phone)

    phone.goto(asked["Amir"])
    press(phone, "Start")
    expect(phone.locator("h1")).to_contain_text("Your answers are sent")
    follow(phone, "look at your answers and change them")
    expect(phone.get_by_role("main")).to_contain_text("First thought.")
    phone.locator("a[href*='questions/?to=check']").first.click()
    phone.locator("textarea").first.fill("Second thought.")
    press(phone, "Continue")
    expect(phone.get_by_role("main")).to_contain_text("Second thought.")
    send(phone)

    assert tally(mail_site, asked) == [1, 0, 1]
    assert mail_site.call("pages_saved", link=asked["Amir"])["questions"]["keep"] == "Second thought."


def test_answers_are_taken_back_and_sent_again(phone: Page, mail_site: Site) -> None:
    asked = a_round(mail_site)
    start(phone, asked["Amir"])
    to_the_check(phone)
    send(phone)

    follow(phone, "take them back")
    look(phone)
    press(phone, "Take my answers back")
    look(phone, title="You took your answers back")
    assert tally(mail_site, asked) == [1, 0, 0]
    follow(phone, "Look at them and send them again")
    send(phone)

    assert tally(mail_site, asked) == [1, 0, 1]


def test_declining_takes_two_presses_and_can_be_undone(phone: Page, mail_site: Site) -> None:
    asked = a_round(mail_site)
    phone.goto(asked["Amir"])

    press(phone, "I would rather not take part")
    look(phone)
    assert tally(mail_site, asked) == [1, 0, 0]
    press(phone, "I would rather not take part")
    look(phone, title="You are not taking part")
    assert tally(mail_site, asked) == [1, 1, 0]
    press(phone, "Take part after all")

    expect_dimension(phone, DIMENSIONS[0])
    assert tally(mail_site, asked) == [1, 0, 0]


def test_wrong_person_says_so_without_javascript(open_page: OpenPage, mail_site: Site) -> None:
    asked = a_round(mail_site)
    page = open_page(mail_site, scripts=False)
    page.goto(asked["Amir"])

    press(page, "This was meant for another person")
    press(page, "This was meant for another person")

    look(page, title="You told us this was meant for another person")
    assert tally(mail_site, asked) == [1, 1, 0]


def test_wrong_group_is_put_right_by_the_rater(phone: Page, mail_site: Site) -> None:
    asked = a_round(mail_site)
    phone.goto(asked["Amir"])
    press(phone, "I am not a peer")
    look(phone)

    phone.get_by_label("I answer as a direct report").check()
    press(phone, "Continue")

    expect(phone.get_by_role("main")).to_contain_text("You answer as a direct report")
    to_the_check(phone)
    send(phone)
    counted = mail_site.call("tallies", round_id=asked["round"])
    assert counted["direct report"] == [1, 0, 1]
    assert counted.get("peer", [0, 0, 0]) == [0, 0, 0]


def test_two_rounds_in_two_tabs_never_mix(page: Page, mail_site: Site) -> None:
    first, second = a_round(mail_site), a_round(mail_site)
    other_tab = page.context.new_page()
    start(page, first["Amir"])
    start(other_tab, second["Amir"])

    choose_on_page(page, 1)
    choose_on_page(other_tab, 5)
    press(page, "Continue")
    press(other_tab, "Continue")
    expect_dimension(page, DIMENSIONS[1])
    expect_dimension(other_tab, DIMENSIONS[1])

    assert set(mail_site.call("pages_saved", link=first["Amir"])["purpose"].values()) == {1}
    assert set(mail_site.call("pages_saved", link=second["Amir"])["purpose"].values()) == {5}


def test_two_devices_at_once_are_told_and_never_merged(page: Page, open_page: OpenPage, mail_site: Site) -> None:
    asked = a_round(mail_site)
    # Without JavaScript nothing is saved until Continue, so the two pages know nothing of each other.
    other = open_page(mail_site, scripts=False)
    start(page, asked["Amir"])
    start(other, asked["Amir"])
    choose_on_page(page, 2)
    press(page, "Continue")
    expect_dimension(page, DIMENSIONS[1])

    choose_on_page(other, 5)
    press(other, "Continue")

    expect(other.get_by_role("status").first).to_contain_text("was changed on another device")
    look(other)
    assert set(mail_site.call("pages_saved", link=asked["Amir"])["purpose"].values()) == {5}


def test_check_page_that_was_overtaken_shows_the_latest_before_it_sends(
    page: Page, open_page: OpenPage, mail_site: Site
) -> None:
    asked = a_round(mail_site)
    start(page, asked["Amir"])
    to_the_check(page)
    other = open_page(mail_site)
    start(other, asked["Amir"])
    expect(other.locator("h1")).to_contain_text("appear")
    other.goto(other.url.replace("appear", "care"))
    choose_on_page(other, 1)
    expect(other.get_by_text("Saved at")).to_be_visible()

    press(page, "Send my answers")

    expect(page.get_by_role("status").first).to_contain_text("These are the latest ones")
    look(page)
    assert tally(mail_site, asked) == [1, 0, 0]
    send(page)
    assert tally(mail_site, asked) == [1, 0, 1]


def test_pressing_send_twice_sends_once(page: Page, mail_site: Site) -> None:
    asked = a_round(mail_site)
    start(page, asked["Amir"])
    to_the_check(page)

    page.get_by_role("button", name="Send my answers").dblclick()

    expect(page.locator("h1")).to_have_text("Thank you. Your answers are sent")
    assert tally(mail_site, asked) == [1, 0, 1]


def test_who_comes_too_late_is_told_and_nothing_is_saved(open_page: OpenPage, mail_site: Site) -> None:
    page = open_page(mail_site, scripts=False)
    made = mail_site.call("open_round", raters={"Amir": "peer"}, answered={"peer": 3, "direct report": 3})
    start(page, made["links"]["Amir"])
    expect_dimension(page, DIMENSIONS[0])
    mail_site.call("close_after", days=30)

    choose_on_page(page, 3)
    press(page, "Continue")

    expect(page.locator("h1")).to_have_text("Your answer came after the closing date")
    look(page)
    page.context.clear_cookies()
    response = page.goto(made["links"]["Amir"])
    assert response is not None
    assert response.status == 404
    look(page, title="This link does not open anything")


def test_cut_off_and_foreign_links_open_the_same_page(page: Page, mail_site: Site) -> None:
    asked = a_round(mail_site)
    page.goto("/rate/wrong")
    told = page.get_by_role("main").inner_text()

    for link in (asked["Amir"][:-3], f"{asked['Amir']}x", f"/rate/{'A' * 43}"):
        response = page.goto(link)
        assert response is not None
        assert response.status == 404
        assert page.get_by_role("main").inner_text() == told
