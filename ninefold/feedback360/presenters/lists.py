"""Lists of rounds, by what the reader is to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from ninefold.feedback360.domain.stages import Part
from ninefold.feedback360.presenters.words import Tag, next_words, tag_of
from ninefold.feedback360.queries import RoundSummary
from ninefold.ui.formatting import london_date


@dataclass(frozen=True)
class RoundRow:
    """One round in a list."""

    address: str
    name: str
    organisation: str
    facilitator: str
    tag: Tag
    next: str


@dataclass(frozen=True)
class RoundList:
    """Rounds in which the reader plays one part. Who facilitates is not said to the facilitator."""

    heading: str
    rows: tuple[RoundRow, ...]
    names_facilitator: bool


HEADINGS = {
    Part.PARTICIPANT: "Rounds about you",
    Part.FACILITATOR: "Rounds that you facilitate",
    Part.LEAD: "Rounds in your organisation",
}


def round_lists(summaries: Iterable[RoundSummary]) -> tuple[RoundList, ...]:
    """A list for each part that the person plays, none of them empty. What waits for the person stands first."""
    every = tuple(summaries)
    found = ((part, sorted((_row(one) for one in every if one.part is part), key=_is_waiting)) for part in HEADINGS)
    return tuple(RoundList(HEADINGS[part], tuple(rows), part is not Part.FACILITATOR) for part, rows in found if rows)


def rounds_of_organisation(summaries: Iterable[RoundSummary], organisation_id: UUID) -> tuple[RoundRow, ...]:
    """Every round of one organisation that the person may know of."""
    return tuple(_row(one) for one in summaries if one.organisation_id == organisation_id)


def _is_waiting(row: RoundRow) -> int:
    return 0 if row.tag.kind == "waiting" else 1


def _row(one: RoundSummary) -> RoundRow:
    return RoundRow(
        address=reverse("round", args=[one.round_id]),
        name=f"Round of {london_date(one.opens_on)}" if one.part is Part.PARTICIPANT else one.participant_name,
        organisation=one.organisation_name,
        facilitator=one.facilitator_name or "Nobody yet",
        tag=tag_of(one.stage, one.part, confirmed=one.confirmed, list_checker=one.list_checker),
        next=next_words(
            one.stage,
            confirmed=one.confirmed,
            opens_on=one.opens_on,
            closes_on=one.closes_on,
            closed_on=one.closed_on,
            named=one.named,
        ),
    )
