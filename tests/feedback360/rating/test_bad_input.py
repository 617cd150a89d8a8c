"""Wrong links, scanners, hostile words, closed rounds, logs."""

from __future__ import annotations

import io
import json
import logging
import re

import pytest
from django.test import Client

from ninefold.config.logs import JsonLines
from ninefold.leadership_model.instrument import instrument
from ninefold.leadership_model.packs import find_pack
from ninefold.vault import actions
from ninefold.vault import queries as vault
from tests.factories.accounts import a_person, sign_in
from tests.feedback360.rating.rounds import Visitor, an_open_round, filled, forms_of

pytestmark = pytest.mark.django_db(transaction=True)

NOTHING = "This link does not open anything"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><h1>mine</h1>",
    "{{ 7 * 7 }} {% raw %} ${7*7} #eval",
    '=HYPERLINK("http://x","y")',
    "שלום עולם \u202eevil 👩🏽‍⚕️ 你好",
    "line one\r\n\r\nline two\x00\x07",
    "\ue000csrf\ue001 \ue000name\ue001",
]


@pytest.fixture
def opened():
    return an_open_round({"Amir Khan": "peer", "Bea Long": "peer"})


def dump(opened):
    passes = {name: vault.open_link(token) for name, token in opened.links.items()}
    pages = ["purpose", "care", "questions"]
    return {name: (vault.where(one), one.group, vault.saved(one, pages)) for name, one in passes.items()}


@pytest.mark.parametrize("broken", ["cut", "longer", "swapped", "wrong", "foreign", "empty-like", "percent"])
def test_link_that_is_not_quite_right_opens_nothing_and_says_so(opened, broken):
    token = opened.links["Amir Khan"]
    links = {
        "cut": token[:-3],
        "longer": token + "A",
        "swapped": token.swapcase(),
        "wrong": "A" * 22,
        "foreign": "٤" * 22,
        "empty-like": "-",
        "percent": "%00" * 8,
    }
    visitor = Visitor()
    answer = visitor.get(f"/rate/{links[broken]}")
    assert answer.status_code == 404
    assert visitor.heading == NOTHING
    posted = Client().post(f"/rate/{links[broken]}", secure=True)
    assert posted.status_code == 404
    assert not posted.cookies


def test_page_without_its_cookie_opens_nothing(opened):
    visitor = Visitor()
    visitor.open(opened.links["Amir Khan"])
    stranger = Visitor()
    for end in ("", "purpose/", "questions/", "appear/", "check/", "sent/", "group/", "withdraw/", "not-taking-part/"):
        assert stranger.get(visitor.link(end)).status_code == 404
        assert stranger.heading == NOTHING


def test_cookie_of_one_rater_opens_no_page_of_another(opened):
    first, second = Visitor(), Visitor()
    first.open(opened.links["Amir Khan"])
    second.open(opened.links["Bea Long"])
    (name, morsel) = next((n, m) for n, m in first.client.cookies.items() if n.startswith("__Host-r-"))
    other_name = next(n for n in second.client.cookies if n.startswith("__Host-r-"))
    second.client.cookies[other_name] = morsel.value
    assert second.get(second.address).status_code == 404
    assert name != other_name


def test_unknown_dimension_opens_nothing(opened):
    visitor = Visitor()
    visitor.open(opened.links["Amir Khan"])
    assert visitor.get(visitor.link("no-such-page/")).status_code == 404


def closed(opened):
    for group, number in (("peer", 3), ("other", 3)):
        for each in range(number):
            Visitor().send_all(opened.add(f"{group.title()} {each}", group))
    actions.close(round_id=opened.round.id, instrument=instrument(find_pack("nine-dimensions", "1.0")))


def test_closed_round_tells_an_open_form_and_shows_an_old_link_nothing(opened):
    visitor = Visitor()
    visitor.open(opened.links["Amir Khan"])
    here, form = visitor.address, filled(forms_of(visitor.page)[0])
    closed(opened)
    visitor.post(here, form | {"purpose-1": "5"})
    assert visitor.heading == "Your answer came after the closing date"
    visitor.get(here)
    assert visitor.heading == "Your answer came after the closing date"
    visitor.get(f"/rate/{opened.links['Amir Khan']}")
    assert visitor.heading == NOTHING
    stranger = Visitor()
    stranger.get(f"/rate/{'B' * 22}")
    assert re.sub(r'value="[^"]+"', "", stranger.page.content.decode()) == re.sub(
        r'value="[^"]+"', "", visitor.page.content.decode()
    )


def test_reading_changes_nothing(opened):
    visitor = Visitor()
    visitor.answer_all(opened.links["Amir Khan"])
    before = dump(opened)
    for end in (
        "",
        "purpose/",
        "questions/",
        "appear/",
        "check/",
        "sent/",
        "saved/",
        "group/",
        "not-taking-part/",
        "left-out/",
    ):
        for method in (visitor.client.get, visitor.client.head):
            assert method(visitor.link(end), secure=True).status_code in {200, 302, 303}
    for method in (visitor.client.get, visitor.client.head):
        assert method(f"/rate/{opened.links['Amir Khan']}", secure=True).status_code == 200
    assert dump(opened) == before


def press_everything(address, page, client, depth):
    """A mail scanner: every form, every button, with what stands in it and with nothing, two deep."""
    for form in forms_of(page):
        buttons = [one["value"] for one in form["controls"] if one["tag"] == "button"] or [None]
        for button in buttons:
            for sent in (filled(form, button), {"csrfmiddlewaretoken": filled(form)["csrfmiddlewaretoken"]}):
                answer = client.post(form["action"] or address, sent, secure=True)
                there = address
                while answer.status_code == 303:
                    there = answer.headers["Location"]
                    answer = client.get(there, secure=True)
                if depth > 1:
                    press_everything(there, answer, client, depth - 1)


def test_scanner_that_presses_every_form_two_deep_changes_nothing_that_cannot_be_undone(opened):
    person = Visitor()
    person.open(opened.links["Amir Khan"])
    person.answer_page("5")
    before = dump(opened)
    scanner = Visitor().client
    link = f"/rate/{opened.links['Amir Khan']}"
    press_everything(link, scanner.get(link, secure=True), scanner, depth=2)
    assert dump(opened)["Bea Long"] == before["Bea Long"]
    assert dump(opened)["Amir Khan"][2] == before["Amir Khan"][2]
    again = Visitor()
    again.open(opened.links["Amir Khan"])
    if again.heading != "Leading with care":
        again.press()
    assert dump(opened) == before
    again.send_all(opened.links["Amir Khan"])
    assert vault.where(vault.open_link(opened.links["Amir Khan"])) is vault.RaterState.SUBMITTED


def test_scanner_on_a_finished_form_sends_nothing(opened):
    Visitor().answer_all(opened.links["Amir Khan"])
    scanner = Visitor().client
    link = f"/rate/{opened.links['Amir Khan']}"
    press_everything(link, scanner.get(link, secure=True), scanner, depth=2)
    assert vault.where(vault.open_link(opened.links["Amir Khan"])) is not vault.RaterState.SUBMITTED


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words_on_every_page(opened, words):
    visitor = Visitor(check=lambda html: None)
    visitor.answer_all(opened.links["Amir Khan"], keep=words)
    pages = [visitor.page.content.decode()]
    for end in ("questions/", "check/"):
        pages.append(visitor.get(visitor.link(end)).content.decode())
    for html in pages:
        assert "<script>alert" not in html
        assert "<img" not in html
        assert "<h1>mine" not in html
        assert "\u202e" not in html
        assert "\x00" not in html
    visitor.press()
    assert visitor.heading == "Thank you. Your answers are sent"


def test_hostile_names_are_words_on_every_page():
    opened = an_open_round({'<b>Bo</b> "O’Neill" {{x}}': "line manager"}, participant="<script>alert(1)</script> 🙂")
    visitor = Visitor()
    (token,) = opened.links.values()
    visitor.get(f"/rate/{token}")
    assert "<script>alert" not in visitor.page.content.decode()
    visitor.send_all(token)
    assert visitor.heading == "Thank you. Your answers are sent"


@pytest.mark.parametrize("mark", ["x", "é", "🙂", "ש"])
def test_text_of_a_hundred_thousand_characters_is_kept_in_its_field_with_an_error(opened, mark):
    visitor = Visitor()
    visitor.answer_all(opened.links["Amir Khan"], keep="Short.")
    visitor.get(visitor.link("questions/"))
    visitor.press(keep=mark * 100_000, more="This one is fine.")
    assert "There is a problem" in visitor.text
    assert "98,000 characters too long" in visitor.text
    assert filled(forms_of(visitor.page)[0])["keep"] == mark * 100_000
    saved = vault.saved(vault.open_link(opened.links["Amir Khan"]), ["questions"])["questions"]
    assert saved == {"keep": "Short.", "more": "This one is fine."}


def test_plain_http_beside_loopback_says_that_https_is_needed(opened, settings):
    settings.ALLOWED_HOSTS = ["*"]
    link = f"/rate/{opened.links['Amir Khan']}"
    for method in ("get", "post"):
        answer = getattr(Client(), method)(link, headers={"host": "feedback.example.org"})
        assert answer.status_code == 403
        assert "needs a secure connection" in answer.content.decode()
        assert not [name for name in answer.cookies if name.startswith("__Host-r-")]
    for host in ("127.0.0.1:8000", "localhost", "[::1]:8000"):
        assert Client().get(link, headers={"host": host}).status_code == 200


def test_form_from_another_site_is_refused(opened):
    visitor = Visitor()
    visitor.open(opened.links["Amir Khan"])
    form = filled(forms_of(visitor.page)[0]) | {"purpose-1": "1"}
    answer = visitor.client.post(visitor.address, form, secure=True, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert vault.saved(vault.open_link(opened.links["Amir Khan"]), ["purpose"]) == {}


def test_logs_hold_no_token_no_handle_no_address_and_no_words(opened, monkeypatch):
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    handler.setFormatter(JsonLines())
    names = ["", "django", "django.request", "django.server", "django.security", "ninefold"]
    loggers = [logging.getLogger(name) for name in names]
    levels = [one.level for one in loggers]
    for one in loggers:
        one.addHandler(handler)
        one.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    try:
        visitor = Visitor()
        visitor.send_all(opened.links["Amir Khan"], keep="canary words of mine")
        visitor.client.raise_request_exception = False
        visitor.get("/rate/" + opened.links["Amir Khan"][:-1])
        visitor.client.post(visitor.address, {}, secure=True)

        def broken(*given, **named):
            raise RuntimeError(f"broken at {given} {named}")

        monkeypatch.setattr("ninefold.feedback360.rating.views.answering.save_page", broken)
        again = Visitor(check=lambda html: None)
        again.client.raise_request_exception = False
        again.open(opened.links["Bea Long"])
        handle = again.address.split("/")[2]
        assert again.answer_page().status_code == 500
    finally:
        for one, level in zip(loggers, levels, strict=True):
            one.removeHandler(handler)
            one.setLevel(level)
    lines = kept.getvalue()
    assert "RuntimeError" in lines
    assert all(json.loads(line) for line in lines.splitlines())
    for secret in (*opened.links.values(), handle, "canary", "example.org", "Amir", "127.0.0.1", "/rate/A"):
        assert secret not in lines, secret


def test_own_rating_takes_the_same_road():
    opened = an_open_round({"Ruth Adeyemi": "self", "Amir Khan": "peer"})
    visitor = Visitor()
    address = f"/rounds/{opened.round.id}/self-rating/"
    assert "/account/" in visitor.client.get(address, secure=True).headers["Location"]
    sign_in(visitor.client, opened.round.participant)
    visitor.get(address)
    assert "You rate yourself." in visitor.text
    while not visitor.address.endswith("/questions/"):
        visitor.answer_page("3")
    visitor.press()
    visitor.get(visitor.link("check/"))
    visitor.press()
    assert vault.counts(opened.round.id)["self"].submitted == 1
    visitor.get(address)
    assert visitor.heading == "You have sent your own rating"


def test_own_rating_of_another_person_is_not_found():
    opened = an_open_round({"Ruth Adeyemi": "self"})
    visitor = Visitor(check=lambda html: None)
    sign_in(visitor.client, a_person("Sam Field"))
    assert visitor.client.get(f"/rounds/{opened.round.id}/self-rating/", secure=True).status_code == 404
