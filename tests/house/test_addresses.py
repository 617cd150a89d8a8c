"""Every address denies strangers unless it is listed here; every page says no to methods it does not know."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {
    "livez", "readyz", "security_txt", "theme",
    "welcome", "help", "privacy", "accessibility", "who_sees_what", "model", "dimension",
    "rate", "sign_in_by_password",
}  # fmt: skip
# A rater's pages ask for the cookie of the link instead of a sign-in.
OF_RATERS = "rating_"
SIGNING_IN = ("account_", "mfa_")


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield pattern.name or "", route


def filled(route: str) -> str:
    parts = []
    for part in route.split("/"):
        if part.startswith("<uuid:"):
            parts.append(str(uuid4()))
        elif part.startswith("<int:"):
            parts.append("1")
        elif "<" in part:
            parts.append("x" + part.rpartition(">")[2])
        else:
            parts.append(part)
    return "/" + "/".join(parts)


EVERY = sorted(set(addresses(get_resolver().url_patterns)))
PRIVATE = [
    (name, route) for name, route in EVERY if name not in PUBLIC and not name.startswith((*SIGNING_IN, OF_RATERS))
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "route"), PRIVATE)
def test_stranger_is_sent_to_sign_in_or_finds_nothing(name: str, route: str, client: Client) -> None:
    assert name, f"{route} has no name"
    answer = client.get(filled(route), secure=True)
    if answer.status_code == 302:
        assert answer["Location"].startswith("/account/"), answer["Location"]
    else:
        assert answer.status_code in {404, 405}, f"{name} answered {answer.status_code}"


def test_public_list_names_only_what_exists() -> None:
    assert {name for name, _ in EVERY} >= PUBLIC
