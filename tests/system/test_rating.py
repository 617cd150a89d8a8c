"""A rater, from the link to 'thank you': on a phone, with and without JavaScript, by keyboard, and in every state."""

from __future__ import annotations

from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.system.conftest import OpenPage
from tests.system.sites import Site
from tests.system.steps import (
    DIMENSIONS,
    answer_dimensions,
    choose_on_page,
    expect_dimension,
    follow,
    press,
    send,
    start,
    to_the_check,
    write_comments,
)
from tests.system.watching import look


def a_round_for(site: Site, group: str = "peer", answered: dict[str, int] | None = None) -> dict[str, str]:
    made = site.call("open_round", raters={"Amir Khan": group}, answered=answered)
    return {"link": made["links"]["Amir Khan"], "round": made["round"]}


@pytest.mark.parametrize("group", ["peer", "direct report", "line manager"])
def test_whole_form_on_the_narrowest_phone(phone: Page, mail_site: Site, group: str) -> None:
    asked = a_round_for(mail_site, group)
    phone.goto(asked["link"])
    look(phone, title="Ruth Adeyemi asks for your feedback")

    press(phone, "Start")
    assert "/rate/" not in phone.url
    phone.get_by_role("main").get_by_role("link", name="Who sees what").click()
    phone.wait_for_url("**/start/#who-sees-what")
    look(phone, title="Ruth Adeyemi asks for your feedback")
    follow(phone, "Go on")
    answer_dimensions(phone, looking=group == "peer")
    look(phone, title="In your own words")
    write_comments(phone, "Asks how you are, and waits.", "As the only nurse here, Amir Khan would like clearer plans.")
    press(phone, "Continue")
    look(phone)
    expect(phone.get_by_role("main")).to_contain_text("by name" if group == "line manager" else "never sees")
    follow(phone, "Continue")
    look(phone, title="Check your answers")
    expect(phone.get_by_role("main")).to_contain_text("Asks how you are, and waits.")
    send(phone)
    look(phone, title="Thank you")

    assert mail_site.call("tallies", round_id=asked["round"])[group] == [1, 0, 1]


def test_same_form_without_javascript_comes_to_the_same_end(open_page: OpenPage, mail_site: Site) -> None:
    asked = a_round_for(mail_site)
    page = open_page(mail_site, width=320, height=568, scripts=False)
    page.goto(asked["link"])
    look(page)
    press(page, "Start")
    expect_dimension(page, DIMENSIONS[0])
    look(page)

    press(page, "Continue")
    look(page, title="Error: ")
    to_the_check(page, "Keeps calm.")
    look(page)
    send(page)
    look(page)

    assert mail_site.call("tallies", round_id=asked["round"])["peer"] == [1, 0, 1]


def test_missing_answers_are_listed_linked_and_focused(phone: Page, mail_site: Site) -> None:
    start(phone, a_round_for(mail_site)["link"])
    phone.locator("fieldset.nf-question").first.get_by_role("radio").first.check()

    press(phone, "Continue")

    look(phone, title="Error: ")
    summary = phone.locator(".nhsuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("There is a problem")
    links = summary.get_by_role("link")
    assert links.count() == phone.locator("fieldset.nf-question").count() - 1
    words = links.first.inner_text()
    assert words in phone.locator(".nf-question__error").first.inner_text()
    links.first.click()
    expect(phone.locator("fieldset.nf-question").nth(1).get_by_role("radio").first).to_be_focused()


def test_what_was_chosen_is_saved_and_said(phone: Page, mail_site: Site) -> None:
    link = a_round_for(mail_site)["link"]
    start(phone, link)

    choose_on_page(phone, 2)

    expect(phone.get_by_role("status").filter(has_text="Saved at")).to_be_visible()
    look(phone)
    phone.reload()
    expect(phone.locator("fieldset.nf-question").first.get_by_role("radio").nth(1)).to_be_checked()
    assert phone.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_a_signal_the_page_says_not_saved_and_catches_up(phone: Page, mail_site: Site) -> None:
    link = a_round_for(mail_site)["link"]
    start(phone, link)
    expect_dimension(phone, DIMENSIONS[0])

    phone.context.set_offline(True)
    choose_on_page(phone, 3)
    expect(phone.get_by_text("Not saved yet. Press Continue.")).to_be_visible()
    look(phone)
    phone.context.set_offline(False)

    expect(phone.get_by_text("Saved at")).to_be_visible()
    assert set(mail_site.call("pages_saved", link=link)["purpose"].values()) == {3}


def test_continue_waits_for_a_save_that_is_under_way(phone: Page, mail_site: Site) -> None:
    link = a_round_for(mail_site)["link"]
    start(phone, link)
    expect_dimension(phone, DIMENSIONS[0])

    def answered_late(route: Route) -> None:
        if "x-autosave" not in route.request.headers:
            route.continue_()
            return
        answer = route.fetch()
        phone.wait_for_timeout(400)
        with suppress(Error):
            route.fulfill(response=answer)

    phone.route("**/r/**", answered_late)
    choose_on_page(phone, 4)
    press(phone, "Continue")
    expect_dimension(phone, DIMENSIONS[1])
    expect(phone.get_by_text("another device")).to_have_count(0)
    assert set(mail_site.call("pages_saved", link=link)["purpose"].values()) == {4}


def test_rater_goes_on_where_they_stopped_on_another_device(phone: Page, open_page: OpenPage, mail_site: Site) -> None:
    link = a_round_for(mail_site)["link"]
    start(phone, link)
    choose_on_page(phone, 5)
    press(phone, "Continue")
    expect_dimension(phone, DIMENSIONS[1])
    phone.locator("fieldset.nf-question").first.get_by_role("radio").first.check()
    press(phone, "Save and come back later")
    look(phone, title="Your answers are saved")

    desktop = open_page(mail_site)
    start(desktop, link)

    expect_dimension(desktop, DIMENSIONS[1])
    expect(desktop.locator("fieldset.nf-question").first.get_by_role("radio").first).to_be_checked()
    follow(desktop, "Back")
    expect_dimension(desktop, DIMENSIONS[0])
    expect(desktop.locator("fieldset.nf-question").first.get_by_role("radio").nth(4)).to_be_checked()


def test_shared_device_is_left_clean(phone: Page, mail_site: Site) -> None:
    link = a_round_for(mail_site)["link"]
    start(phone, link)
    form = phone.url
    press(phone, "Save and come back later")
    press(phone, "Finish on this device")
    look(phone, title="Finished on this device")

    response = phone.goto(form)

    assert response is not None
    assert response.status == 404
    assert not [one for one in phone.context.cookies() if one["name"].startswith("__Host-r-")]
    start(phone, link)
    expect_dimension(phone, DIMENSIONS[0])


def test_back_in_the_browser_shows_what_was_answered_and_sends_nothing(page: Page, mail_site: Site) -> None:
    asked = a_round_for(mail_site)
    start(page, asked["link"])
    choose_on_page(page, 4)
    press(page, "Continue")
    expect_dimension(page, DIMENSIONS[1])

    page.go_back()
    expect_dimension(page, DIMENSIONS[0])
    expect(page.locator("fieldset.nf-question").first.get_by_role("radio").nth(3)).to_be_checked()
    page.go_forward()
    to_rest(page)
    send(page)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Check your answers")

    assert mail_site.call("tallies", round_id=asked["round"])["peer"] == [1, 0, 1]


def to_rest(page: Page) -> None:
    answer_dimensions(page, from_page=1)
    press(page, "Continue")
    follow(page, "Continue")


def test_one_answer_is_changed_from_the_check_and_others_stay(page: Page, mail_site: Site) -> None:
    link = a_round_for(mail_site)["link"]
    start(page, link)
    to_the_check(page)

    page.get_by_role("link", name="Change", exact=False).nth(6).click()
    expect_dimension(page, DIMENSIONS[1])
    page.locator("fieldset.nf-question").nth(1).get_by_label("Not able to say").check()
    press(page, "Continue")

    expect(page.locator("h1")).to_contain_text("Check your answers")
    expect(page.locator("dd", has_text="Not able to say")).to_have_count(1)
    answers = mail_site.call("pages_saved", link=link)
    assert sorted(str(one) for one in answers["care"].values()) == ["4", "4", "4", "4", "None"]


def test_one_page_is_done_by_keyboard_alone(page: Page, mail_site: Site) -> None:
    link = a_round_for(mail_site)["link"]
    page.goto(link)
    page.get_by_role("button", name="Start").focus()
    page.keyboard.press("Enter")
    expect_dimension(page, DIMENSIONS[0])
    questions = page.locator("fieldset.nf-question").count()

    page.locator(".nf-back").focus()
    answered: set[str] = set()
    for _ in range(questions + 12):
        page.keyboard.press("Tab")
        assert focus_is_seen(page)
        kind, name = page.evaluate("[document.activeElement.type, document.activeElement.name]")
        if kind == "radio" and name not in answered:
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            answered.add(name)
        if kind == "submit":
            break
    page.keyboard.press("Enter")

    expect_dimension(page, DIMENSIONS[1])
    assert len(answered) == questions
    assert set(mail_site.call("pages_saved", link=link)["purpose"].values()) == {2}


def focus_is_seen(page: Page) -> bool:
    """The focused control is on the screen, nothing lies over it, and it or its label is drawn otherwise than at rest."""
    return bool(
        page.evaluate(
            """() => {
              const one = document.activeElement;
              const shown = one.matches('input[type=radio]') && one.labels.length ? one.labels[0] : one;
              const box = shown.getBoundingClientRect();
              const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
              const onTop = at && (shown.contains(at) || at.contains(shown) || one === at);
              const looks = [one, shown, one.parentElement].map((each) => getComputedStyle(each));
              const marked = looks.some((look) => look.outlineStyle !== 'none' || look.boxShadow !== 'none');
              return Boolean(box.width && box.height && onTop && marked);
            }"""
        )
    )


def test_rating_page_keeps_its_choices_in_forced_colours(open_page: OpenPage, mail_site: Site) -> None:
    page = open_page(mail_site, forced_colors="active", color_scheme="dark")
    start(page, a_round_for(mail_site)["link"])

    choose_on_page(page, 1)

    look(page, without="color-contrast")


def test_rating_page_fits_400_percent_zoom(open_page: OpenPage, mail_site: Site) -> None:
    """1280 by 1024 at 400 % is 320 by 256."""
    page = open_page(mail_site, width=320, height=256, device_scale_factor=4)
    start(page, a_round_for(mail_site)["link"])
    expect_dimension(page, DIMENSIONS[0])

    look(page)


def test_link_stands_in_no_file_of_the_server(page: Page, mail_site: Site) -> None:
    """Neither logs nor database hold a token; what a rater writes is readable in none of them before the close."""
    link = a_round_for(mail_site)["link"]
    start(page, link)
    answer_dimensions(page)
    write_comments(page, "Heron at the window, canary in the text.")
    press(page, "Continue")
    files = [each for each in mail_site.folder.rglob("*") if each.is_file() and "static" not in each.parts]

    assert any(b"Ruth Adeyemi" in each.read_bytes() for each in files), "what is stored in the clear is found"
    for secret in (link.removeprefix("/rate/").encode(), b"canary in the text"):
        assert [each.name for each in files if secret in each.read_bytes()] == []
