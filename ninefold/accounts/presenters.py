"""What pages of the account show, where a template would otherwise compute."""

from __future__ import annotations

from collections.abc import Iterable

from allauth.usersessions.models import UserSession

from ninefold.accounts.domain import browser_name
from ninefold.ui.formatting import london_datetime


def session_rows(sessions: Iterable[UserSession]) -> list[list[str]]:
    """A row a session: browser, since when, from which address, and whether it is the one that asks."""
    return [
        [
            browser_name(each.user_agent),
            london_datetime(each.created_at),
            each.ip,
            "This browser" if each.is_current() else "Another one",
        ]
        for each in sessions
    ]
