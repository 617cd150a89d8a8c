"""The proxy of docs/self-hosting.md: what it keeps to itself, and what limits count behind it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.factories.accounts import a_person
from tests.house.test_addresses import EVERY, filled

TEXT = (Path(__file__).resolve().parents[2] / "docs/self-hosting.md").read_text(encoding="utf-8")


def logged(address: str) -> str:
    """What the reference log writes of an address, by its own rules."""
    for pattern, words in re.findall(r'~(\S+) "([^"]+)";', TEXT):
        if re.search(pattern, address):
            return str(words)
    return address


def test_log_holds_no_token_and_no_handle() -> None:
    of_raters = [filled(route) for _, route in EVERY if "<token>" in route or "<handle>" in route]
    assert len(of_raters) > 10
    for address in of_raters:
        secret = address.split("/")[2]
        assert secret not in logged(address.replace(f"/{secret}", "/AbC-dEf_123")).split("/")
        assert "AbC-dEf_123" not in logged(address.replace(f"/{secret}", "/AbC-dEf_123", 1))
    assert logged("/rounds/") == "/rounds/"


@pytest.mark.parametrize(
    "line",
    [
        "proxy_set_header X-Forwarded-For $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "client_body_buffer_size 1m;",
        "client_max_body_size 1m;",
        "proxy_max_temp_file_size 0;",
        "log_error_verbosity = terse",
    ],
)
def test_nothing_of_a_form_lies_on_the_disk_and_visitors_stay_apart(line: str) -> None:
    assert line in TEXT


@pytest.mark.django_db
def test_one_visitor_behind_the_proxy_cannot_use_up_the_codes_of_all(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    person = a_person()

    def ask(visitor: str) -> bytes:
        answer = Client(REMOTE_ADDR="127.0.0.1").post(
            "/account/login/", {"login": person.email}, headers={"x-forwarded-for": visitor}
        )
        return bytes(answer.content)

    said = [ask("192.0.2.66") for _ in range(15)]
    assert b"too many tries" in said[-1]
    # What the visitor wrote in front of the proxy's own word counts for nothing.
    assert b"too many tries" in ask("203.0.113.7, 192.0.2.66")
    assert b"too many tries" not in ask("192.0.2.1")
