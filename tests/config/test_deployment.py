"""The settings of an installation as docs/self-hosting.md sets it up: what Django itself has to say, and what is sent."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, django; django.setup()
from django.test import Client
from django.conf import settings
asked = {}
for way, address in (("https", "/help/"), ("http", "/help/"), ("http", "/livez")):
    answer = Client().get(address, headers={"host": "feedback.example.org", "x-forwarded-proto": way})
    asked[way + address] = [answer.status_code, answer.headers.get("Strict-Transport-Security"), answer.headers.get("Location")]
print(json.dumps(asked))
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": "/usr/bin:/bin",
        "DJANGO_SETTINGS_MODULE": "ninefold.config.settings",
        "NINEFOLD_SECRET_KEY": secrets.token_urlsafe(60),
        "NINEFOLD_DATA_DIR": str(tmp_path),
        "NINEFOLD_SITE_URL": "https://feedback.example.org",
        "NINEFOLD_HOSTS": "feedback.example.org",
        "NINEFOLD_TRUSTED_PROXY": "yes",
    }


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_nothing_is_wrong_with_it(environment: dict[str, str]) -> None:
    said = run(environment, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert said.returncode == 0, said.stderr


def test_it_speaks_https_only_and_says_so_for_a_year(environment: dict[str, str], tmp_path: Path) -> None:
    assert run(environment, "-m", "ninefold", "migrate", "--quiet").returncode == 0
    said = run(environment, "-c", ASK)
    answers = json.loads(said.stdout)
    assert answers["https/help/"][:2] == [200, "max-age=31536000; includeSubDomains"]
    assert answers["http/help/"] == [301, None, "https://feedback.example.org/help/"]
    assert answers["http/livez"][0] == 200
