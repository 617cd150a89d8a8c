"""Plain rules of accounts."""

from __future__ import annotations

import pytest

from ninefold.accounts.domain import browser_name

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
LIKE_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"{WINDOWS} {LIKE_CHROME} Edg/150.0.0.0", "Edge on Windows"),
        (f"{WINDOWS} {LIKE_CHROME}", "Chrome on Windows"),
        (f"{WINDOWS} Gecko/20100101 Firefox/150.0", "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) " + LIKE_CHROME, "Chrome on Android"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_browser_is_named_as_people_know_it(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
