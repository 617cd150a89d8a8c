"""Rows of tables that a template would otherwise compute."""

from __future__ import annotations

from collections.abc import Iterable

from ninefold.facilitators.queries import FacilitatorFacts, SessionFacts
from ninefold.ui.formatting import london_date, plural


def session_rows(sessions: Iterable[SessionFacts]) -> list[list[object]]:
    """When, how, how long."""
    return [[london_date(each.held_on), each.mode.capitalize(), plural(each.minutes, "minute")] for each in sessions]


def register_rows(entries: Iterable[FacilitatorFacts]) -> list[list[object]]:
    """Who, and how they stand."""
    return [[{"text": each.name, "second": each.email}, each.standing.sentence] for each in entries]
