"""What nobody types by accident, into every field of every form: a plain answer, never a fault of ours, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from ninefold.accounts.models import Person
from ninefold.feedback360.models import FeedbackRound, Rater
from ninefold.organisations.models import Organisation
from tests.feedback360.rating.rounds import Visitor, an_open_round, forms_of
from tests.house.test_permission_matrix import rows, visitors
from tests.house.world import World, a_world

pytestmark = pytest.mark.django_db
MARKUP = "\"'><img src=x onerror=alert(1)><script>alert(1)</script>"
HOSTILE = {
    "null bytes": "a\0b\0",
    "very long": "x" * 100_000,
    "markup": MARKUP,
    "formula": '=HYPERLINK("https://evil.example")',
    "template": "{{ 7 * 7 }} {% raw %} #eval(1) ${x} %s %(a)s",
    "turned round": "\u202egnp.exe 🙂👩‍👩‍👧 \ufeff\u200b مرحبا",
    "header": "a@example.org\r\nBcc: b@example.org",
    "broken JSON": '{"id": [',
    "other JSON": '[1, "a", null]',
    "numbers": "-1e309",
    "path": "../../../../etc/passwd",
}
BAD_QUERY = "?next=%00&to=%FF&elsewhere=%00../x&page=-1&next=https://evil.example"


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def filled(form: dict[str, Any], words: str) -> dict[str, str]:
    return {one["name"]: words for one in form["controls"] if one.get("name") and one["name"] != "csrfmiddlewaretoken"}


def pages(world: World) -> Iterator[tuple[str, Client, Any]]:
    """Each page, as somebody who may see it and as a stranger."""
    for name, address, _, allowed in rows(world):
        for client in visitors(world, name, allowed):
            yield address, client, client.get(address, secure=True)


@contextmanager
def as_if_nothing_had_happened() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_field_of_every_form(world: World) -> None:
    forms = {
        (address, form["action"]): (client, form)
        for address, client, page in pages(world)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html")
        for form in forms_of(page)
    }
    assert len(forms) > 25
    faults = []
    for (address, action), (client, form) in forms.items():
        for kind, words in HOSTILE.items():
            cache.clear()
            with as_if_nothing_had_happened():
                answer = client.post(action or address, filled(form, words), secure=True)
            if answer.status_code >= 500 or MARKUP.encode() in answer.content:
                faults.append(f"{address}, {kind}: {answer.status_code}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_every_field_of_a_raters_form(words: str) -> None:
    opened = an_open_round({"Amir Khan": "peer"})
    visitor = Visitor()
    visitor.answer_all(opened.links["Amir Khan"])
    for end in ("care/", "questions/", "check/", "group/", "not-taking-part/", "withdraw/", "left-out/", "finish/"):
        page = visitor.client.get(visitor.link(end), secure=True)
        for form in forms_of(page) if page.status_code == 200 else []:
            token = {one["name"]: one["value"] for one in form["controls"] if one.get("name") == "csrfmiddlewaretoken"}
            answer = visitor.client.post(visitor.link(end), filled(form, words) | token, secure=True)
            assert answer.status_code < 500
            assert MARKUP.encode() not in answer.content
    for query in (BAD_QUERY, f"?elsewhere={words[:200]}"):
        assert visitor.client.get(visitor.link("care/") + query, secure=True).status_code < 500


BODIES = (
    ("application/json", b"{"),
    ("application/x-www-form-urlencoded", b"\xff\xfe\0=\0"),
    ("multipart/form-data; boundary=b", b"--b\r\n"),
    ("multipart/form-data", b""),
    ("application/x-www-form-urlencoded; charset=no-such", b"a=1"),
)


def test_every_address_with_a_strange_query_body_or_type(world: World) -> None:
    faults = []
    for name, address, _, allowed in rows(world):
        for client in visitors(world, name, allowed - {"stranger"}):
            with as_if_nothing_had_happened():
                script = {"x-requested-with": "XMLHttpRequest", "accept": "application/json"}
                answers = [client.get(address + BAD_QUERY, secure=True, headers=script)]
            for kind, body in BODIES:
                with as_if_nothing_had_happened():
                    answers.append(client.generic("POST", address, body, content_type=kind, secure=True))
            faults += [f"{name}: {one.status_code}" for one in answers if one.status_code >= 500 and name != "readyz"]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    "address", ["/model/%00/", "/rate/%00", "/rate/%ff", "/r/%00/", "/r/%ff%fe/care/", "/%00", "/r/a%0d%0ab/"]
)
def test_strange_addresses(client: Client, address: str) -> None:
    assert client.get(address, secure=True).status_code == 404


def test_names_that_are_markup_are_words_on_every_page(world: World) -> None:
    Person.objects.update(name=MARKUP)
    for number, organisation in enumerate(Organisation.objects.all()):
        Organisation.objects.filter(pk=organisation.pk).update(name=f"{MARKUP} {number}", invitation_contact=MARKUP)
    Rater.objects.update(name=MARKUP)
    FeedbackRound.objects.update(group_code=MARKUP[:40])
    seen, faults = 0, []
    for address, _, page in pages(world):
        if page.get("Content-Type", "").startswith("text/html") and hasattr(page, "content"):
            seen += b"&lt;img src=x" in page.content
            faults += [address] if b"<img src=x" in page.content or b"<script>alert" in page.content else []
    assert seen > 20
    assert not faults, "\n".join(faults)


def test_a_file_sent_to_a_form_never_lies_on_the_disk(client: Client, settings: Any, tmp_path: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    # A handler that wants to write there fails.
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    file = SimpleUploadedFile("words.txt", b"a secret word" * 300_000)
    answer = client.post("/account/login/", {"login": "a@example.org", "file": file}, secure=True)
    assert answer.status_code < 500
