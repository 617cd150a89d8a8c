"""The pages of the site as a whole: there for everyone, with what they must say."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from django.test import Client

from ninefold.config import pages
from ninefold.leadership_model.packs import live_packs

PUBLIC = ["/", "/help/", "/privacy/", "/accessibility/", "/who-sees-what/"]
pytestmark = pytest.mark.django_db


def parsed(content: bytes) -> Element:
    return html5lib.HTMLParser(namespaceHTMLElements=False, strict=True).parse(content.decode())  # type: ignore[no-any-return]


def text(content: bytes) -> str:
    return " ".join("".join(parsed(content).find("body").itertext()).split())  # type: ignore[union-attr]


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_is_there_without_an_account(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    tree = parsed(response.content)
    assert len(list(tree.iter("h1"))) == 1
    assert [html.get("lang") for html in [tree]] == ["en-GB"]
    title = next(tree.iter("title")).text
    assert title
    assert title.endswith("– Ninefold")
    links = {link.get("href") for link in tree.iter("a")}
    assert {"/help/", "/privacy/", "/accessibility/", "/who-sees-what/", "#main"} <= links


@pytest.mark.parametrize("path", PUBLIC)
def test_words_are_ours(client: Client, path: str) -> None:
    words = text(client.get(path).content)
    assert "!" not in words
    assert "anonym" not in words.lower()


@pytest.mark.parametrize("path", PUBLIC)
def test_sentences_are_short(client: Client, path: str) -> None:
    for paragraph in parsed(client.get(path).content).iter("p"):
        for sentence in re.split(r"(?<=[.?])\s", "".join(paragraph.itertext()).strip()):
            assert len(sentence.split()) <= 30, sentence


def test_front_page_names_every_dimension(client: Client) -> None:
    words = text(client.get("/").content)
    dimensions = live_packs()[0].dimensions
    assert dimensions
    assert all(dimension.name in words for dimension in dimensions)


def test_who_sees_what_says_what_is_promised_and_what_is_not(client: Client) -> None:
    words = text(client.get("/who-sees-what/").content)
    for promise in (
        "together with those of at least two other people",
        "printed word for word",
        "You answer by name",
        "brought up to date once a day",
        "expire after 7 days",
        "We cannot protect you from colleagues who compare what they wrote",
        "invited under a false name",
    ):
        assert promise in words


def test_privacy_notice_speaks_to_each_audience(client: Client) -> None:
    tree = parsed(client.get("/privacy/").content)
    anchors = {link.get("href") for link in tree.iter("a") if str(link.get("href")).startswith("#")}
    ids = {f"#{node.get('id')}" for node in tree.iter() if node.get("id")}
    assert {"#raters", "#participants", "#facilitators", "#rights"} <= anchors
    assert anchors <= ids


def test_accessibility_statement_is_not_older_than_a_year() -> None:
    assert date.today() - pages.ACCESSIBILITY_TESTED_ON < timedelta(days=365)


def test_missing_page_says_so_in_our_look(client: Client) -> None:
    response = client.get("/no/such/page")
    assert response.status_code == 404
    assert "Page not found" in text(response.content)


def test_form_that_is_too_old_says_that_nothing_was_sent(settings: Any) -> None:
    response = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "Nothing was sent and nothing was changed" in text(response.content)


def test_fault_of_ours_needs_no_database(rf: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        response = pages.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "The fault is ours" in text(response.content)


@pytest.mark.parametrize(
    ("view", "status"), [(pages.bad_request, 400), (pages.permission_denied, 403), (pages.page_not_found, 404)]
)
def test_each_error_page_renders_without_a_person(rf: Any, view: Any, status: int) -> None:
    assert view(rf.get("/"), Exception("x")).status_code == status


def test_security_txt_has_a_contact_and_has_not_expired(client: Client) -> None:
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"].startswith("mailto:")
    assert date.fromisoformat(fields["Expires"][:10]) > date.today()
    assert response["Content-Type"].startswith("text/plain")


def test_components_are_shown_in_the_demonstration_only(client: Client) -> None:
    assert client.get("/ui/components/").status_code == 404


def test_personal_pages_are_kept_by_no_cache(client: Client) -> None:
    assert "no-store" in client.get("/account/login/")["Cache-Control"]


def test_own_theme_is_linked_and_served(client: Client, settings: Any) -> None:
    assert b"/ui/theme.css" not in client.get("/help/").content
    settings.NINEFOLD_THEME = {"brand": "#123456"}
    assert b"/ui/theme.css" in client.get("/help/").content
    assert client.get("/ui/theme.css").content == b":root{--damson-7:#123456;}"
