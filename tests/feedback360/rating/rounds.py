"""Open rounds with raters and their links, as commissioning leaves them, and a rater who walks the form by its own forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import html5lib
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from ninefold.feedback360.models import FeedbackRound, Rater
from ninefold.vault import actions
from ninefold.vault.queries import token_for
from tests.factories.facilitators import a_facilitator
from tests.factories.organisations import a_participant, an_organisation

ORIGIN = "https://testserver"
RATINGS = {"hardly ever": "1", "not able": "not-able"}


@dataclass
class Opened:
    """An open round; `links` are tokens by the rater's name."""

    round: FeedbackRound
    links: dict[str, str] = field(default_factory=dict)
    raters: dict[str, Rater] = field(default_factory=dict)

    def add(self, name: str, group: str) -> str:
        address = f"{name.replace(' ', '.').lower()}@example.org"
        rater = Rater.objects.create(
            round=self.round, name=name, email=address, address_key=address, group=group, agreed_at=timezone.now()
        )
        actions.invite(round_id=self.round.id, rater_id=rater.id, group=group)
        token = token_for(rater.id)
        assert token is not None
        self.links[name], self.raters[name] = token, rater
        return token


def an_open_round(
    people: Mapping[str, str] | None = None, *, participant: str = "Ruth Adeyemi", **changes: Any
) -> Opened:
    """A round that takes answers; `people` are groups by name."""
    organisation = an_organisation()
    today = timezone.localdate()
    values: dict[str, Any] = {
        "pack_id": "nine-dimensions",
        "pack_version": "1.0",
        "minimum_raters": 3,
        "opens_on": today - timedelta(days=1),
        "closes_on": today + timedelta(days=20),
        "stage": "open",
        "opened_at": timezone.now(),
    }
    feedback_round = FeedbackRound.objects.create(
        participant=a_participant(organisation, participant),
        organisation=organisation,
        facilitator=a_facilitator(organisation=organisation),
        **{**values, **changes},
    )
    actions.open_round(round_id=feedback_round.id, minimum=feedback_round.minimum_raters)
    opened = Opened(feedback_round)
    for name, group in (people or {"Amir Khan": "peer"}).items():
        opened.add(name, group)
    return opened


class _Controls(HTMLParser):
    """The forms of a page, each as a list of its controls; a control may stand outside and name its form."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[dict[str, Any]] = []
        self.area: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({"action": given.get("action", ""), "id": given.get("id", ""), "controls": []})
        elif tag in {"input", "button", "textarea"}:
            control = {"tag": tag, "value": "", **given}
            owner = next((one for one in self.forms if given.get("form") and one["id"] == given["form"]), None)
            target = owner or (self.forms[-1] if self.forms else None)
            if target is not None:
                target["controls"].append(control)
            if tag == "textarea":
                self.area = control

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area["value"] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.area is not None:
            self.area["value"] = self.area["value"].removeprefix("\n")
            self.area = None


def forms_of(response: HttpResponse) -> list[dict[str, Any]]:
    parser = _Controls()
    parser.feed(response.content.decode())
    return parser.forms


def filled(form: Mapping[str, Any], button: str | None = None) -> dict[str, str]:
    """What a browser would send of this form as it stands, pressing the button of that value or the first one."""
    sent: dict[str, str] = {}
    buttons = [one for one in form["controls"] if one["tag"] == "button"]
    for one in form["controls"]:
        if one["tag"] == "button" or not one.get("name"):
            continue
        if one.get("type") == "radio" and "checked" not in one:
            continue
        sent[one["name"]] = one["value"]
    pressed = next((one for one in buttons if button is not None and one["value"] == button), None)
    pressed = pressed or (buttons[0] if buttons and button is None else None)
    if pressed and pressed.get("name"):
        sent[pressed["name"]] = pressed["value"]
    return sent


class Visitor:
    """A rater's browser: CSRF on, HTTPS, every page checked."""

    def __init__(self, *, check: Callable[[str], None] | None = None) -> None:
        self.client = Client(enforce_csrf_checks=True, headers={"origin": ORIGIN})
        self.check = check or check_page
        self.address = ""
        self.page: Any = None

    def get(self, address: str) -> Any:
        return self._shown(self.client.get(address, secure=True), address)

    def post(self, address: str, data: Mapping[str, str], **headers: str) -> Any:
        return self._shown(self.client.post(address, dict(data), secure=True, headers=headers), address)

    def press(self, button: str | None = None, *, form: int = 0, **answers: str) -> Any:
        """Press a button of the page in hand, with these answers over what stands in it."""
        found = forms_of(self.page)[form]
        sent = filled(found, button) | {name.replace("__", ":"): value for name, value in answers.items()}
        return self.post(found["action"] or self.address, sent)

    def open(self, token: str) -> Any:
        """The link, then its button."""
        self.get(f"/rate/{token}")
        return self.press()

    def answer_page(self, value: str = "4", **answers: str) -> Any:
        """Choose one step everywhere on the page in hand, and continue."""
        names = {one["name"] for one in forms_of(self.page)[0]["controls"] if one.get("type") == "radio"}
        return self.press(**(dict.fromkeys((name.replace(":", "__") for name in names), value) | answers))

    def answer_all(self, token: str, value: str = "4", **comments: str) -> Any:
        """From the link to the page before sending."""
        self.open(token)
        while not self.address.endswith("/questions/"):
            self.answer_page(value)
        return self.press(**comments)

    def send_all(self, token: str, value: str = "4", **comments: str) -> Any:
        self.answer_all(token, value, **comments)
        self.get(self.link("check/"))
        return self.press()

    def link(self, end: str) -> str:
        """The address of another page of the same form."""
        return self.address[: self.address.index("/", 3) + 1] + end

    @property
    def text(self) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", self.page.content.decode()).split())

    @property
    def heading(self) -> str:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.page.content.decode(), re.DOTALL)
        assert found
        return " ".join(re.sub(r"<span.*?</span>", " ", found[1], flags=re.DOTALL).split())

    def _shown(self, response: Any, address: str) -> Any:
        while response.status_code in {302, 303}:
            address = response.headers["Location"]
            response = self.client.get(address, secure=True)
        self.address, self.page = address, response
        if response.headers.get("Content-Type", "").startswith("text/html"):
            self.check(response.content.decode())
        return response


def check_page(html: str) -> None:
    """Valid HTML, one h1, a title, labelled fields, groups with legends, unique ids, no inline script or style."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree = parser.parse(html)
    ids = [one.get("id") for one in tree.iter() if isinstance(one.tag, str) and one.get("id")]
    assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]
    assert len(list(tree.iter("h1"))) == 1
    assert len("".join(tree.find("head/title").itertext()).strip()) > 10
    labels = {one.get("for") for one in tree.iter("label")}
    for one in [*tree.iter("input"), *tree.iter("textarea")]:
        assert one.get("type") == "hidden" or one.get("id") in labels, one.attrib
    for group in tree.iter("fieldset"):
        assert "".join(group.find("legend").itertext()).strip()
    for one in _named(tree, ("aria-describedby",)):
        assert one in ids, one
    assert not [one for one in tree.iter() if isinstance(one.tag, str) and (one.get("style") or one.get("onclick"))]
    assert "\ue000" not in html
    assert "\ue001" not in html


def _named(tree: Any, attributes: Iterable[str]) -> list[str]:
    return [name for one in tree.iter() for each in attributes for name in (one.get(each) or "").split()]
