"""What goes with every answer, of every address and every error: nothing is kept, framed, sniffed or told to others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from ninefold.vault.queries import token_for
from tests.feedback360.rating.rounds import Visitor, an_open_round
from tests.house.test_permission_matrix import rows, visitors
from tests.house.world import a_world

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
# The same for everybody, so a browser may keep them, if it asks each time.
THE_SAME_FOR_ALL = {"accessibility", "help", "privacy", "who_sees_what", "theme"}


def problems(answer: Any, *, may_be_kept: bool = False) -> list[str]:
    """What is wrong with the headers of an answer."""
    policy = dict(part.strip().partition(" ")[::2] for part in answer.get("Content-Security-Policy", "").split(";"))
    wanted = {
        "policy": {name: policy.get(name) for name in POLICY} == POLICY and "unsafe" not in str(policy),
        "sniffing": answer.get("X-Content-Type-Options") == "nosniff",
        "frames": answer.get("X-Frame-Options") == "DENY",
        "opener": answer.get("Cross-Origin-Opener-Policy") == "same-origin",
        "referrer": answer.get("Referrer-Policy") in {"same-origin", "strict-origin"},
        "cache": may_be_kept or "no-store" in answer.get("Cache-Control", ""),
        "cookies": all(is_safe(cookie) for cookie in answer.cookies.values()),
    }
    return [name for name, is_right in wanted.items() if not is_right]


def is_safe(cookie: Any) -> bool:
    return bool(
        cookie.key.startswith("__Host-")
        and cookie["secure"]
        and cookie["httponly"]
        and cookie["samesite"] == "Lax"
        and cookie["path"] == "/"
        and not cookie["domain"]
    )


def test_every_page() -> None:
    world = a_world()
    wrong = [
        f"{name} {stage}: {found}"
        for name, address, stage, allowed in rows(world)
        for client in visitors(world, name, allowed)
        for answer in [client.get(address, secure=True)]
        for found in [problems(answer, may_be_kept=name in THE_SAME_FOR_ALL)]
        if found
    ]
    assert not wrong, "\n".join(wrong)


def errors() -> Iterator[tuple[int, Any]]:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    yield 404, strict.get("/no/such/page", secure=True)
    yield 404, strict.get(f"/rate/{'A' * 22}", secure=True)
    yield 403, strict.post("/account/login/", {"login": "a@example.org"}, secure=True)
    yield 405, strict.post("/help/", headers={"referer": "https://testserver/"}, secure=True)
    yield 400, strict.get("/help/", secure=True, headers={"host": "evil.example"})
    yield (
        400,
        strict.post(
            "/account/login/", b"a=" + b"x" * 2_000_000, content_type="application/x-www-form-urlencoded", secure=True
        ),
    )
    yield (
        400,
        strict.post(
            "/account/login/",
            "&".join(f"a{n}=1" for n in range(3000)),
            content_type="application/x-www-form-urlencoded",
            secure=True,
        ),
    )


def test_every_error() -> None:
    for status, answer in errors():
        assert answer.status_code in {status, 403}
        assert problems(answer) == [], answer


def test_a_fault_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*arguments: Any) -> None:
        raise RuntimeError("a secret word")

    monkeypatch.setattr("ninefold.config.desk.desk.__wrapped__", fails, raising=False)
    monkeypatch.setattr("ninefold.config.health.checks", fails)
    answer = Client(raise_request_exception=False).get("/readyz", secure=True)
    assert answer.status_code == 500
    assert b"a secret word" not in answer.content
    assert problems(answer) == []


def test_every_page_of_a_rater_from_link_to_finish() -> None:
    opened = an_open_round({"Amir Khan": "peer"})
    visitor = Visitor()
    seen = [visitor.get(f"/rate/{opened.links['Amir Khan']}"), visitor.press()]
    while not visitor.address.endswith("/questions/"):
        seen.append(visitor.answer_page())
    seen += [
        visitor.press(),
        visitor.get(visitor.link("check/")),
        visitor.press(),
        visitor.get(visitor.link("withdraw/")),
    ]
    seen += [visitor.get(visitor.link(end)) for end in ("start/", "saved/", "appear/", "group/", "no-such-page/")]
    seen.append(visitor.client.get(f"/rate/{opened.links['Amir Khan']}", secure=True))
    assert len(seen) > 20
    for answer in seen:
        assert problems(answer) == []
        # The address may hold a token or its handle: no other site, and no log on the way, hears of it.
        assert answer["Referrer-Policy"] == "strict-origin"
    cookies = {
        name: cookie["max-age"] for name, cookie in visitor.client.cookies.items() if name.startswith("__Host-r-")
    }
    assert list(cookies.values()) == [24 * 3600]


def test_signing_out_leaves_no_pass_to_ones_own_rating_on_the_device() -> None:
    world = a_world()
    client = world.clients["participant"]
    client.get(world.address("self_rating", "<uuid:round_id>", "open"), secure=True)
    assert [name for name in client.cookies if name.startswith("__Host-r-")]
    answer = client.post("/account/logout/", secure=True)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert not [name for name, cookie in client.cookies.items() if name.startswith("__Host-r-") and cookie.value]
    assert token_for(world.rounds["open"].raters.get(group="self").pk)
