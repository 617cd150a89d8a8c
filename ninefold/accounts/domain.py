"""Plain rules of accounts."""

from __future__ import annotations

from typing import Protocol


class Named(Protocol):
    name: str


def display_name(person: Named) -> str:
    """How pages and authenticators call a person."""
    return person.name


# Most browsers also name those that they descend from, so the order decides.
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


def browser_name(user_agent: str) -> str:
    """'Firefox on Windows', from what a browser says about itself; 'A browser' where it says nothing we know."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} on {system}" if system else browser
