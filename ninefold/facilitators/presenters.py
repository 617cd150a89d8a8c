"""Rows of tables that a template would otherwise compute."""

from __future__ import annotations

from collections.abc import Iterable

from ninefold.facilitators.queries import FacilitatorFacts, SessionFacts
from ninefold.ui.formatting import london_date


def session_rows(sessions: Iterable[SessionFacts]) -> list[list[object]]:
    """When, how, how long."""
    return [[london_date(each.held_on), each.mode, {"text": str(each.minutes), "number": True}] for each in sessions]


def register_rows(entries: Iterable[FacilitatorFacts]) -> list[list[object]]:
    """Who, and how they stand."""
    return [
        [
            {"text": each.name, "second": each.email},
            {"text": each.standing.word.capitalize(), "second": each.standing.sentence},
        ]
        for each in entries
    ]
