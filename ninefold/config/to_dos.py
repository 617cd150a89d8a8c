"""What waits for a person in each of their rounds, in a sentence: plain, from the stage and the person's part in it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ninefold.feedback360.domain.stages import Part, Stage
from ninefold.feedback360.queries import RoundSummary

# (part, stage) → what to do and the tag beside it. A pair that is not here waits for somebody else.
WAITING: dict[tuple[Part, Stage], str] = {
    (Part.PARTICIPANT, Stage.DRAFT): "Choose your raters and send the list to be confirmed",
    (Part.FACILITATOR, Stage.AWAITING): "Confirm the list of raters of {name}",
    (Part.FACILITATOR, Stage.CLOSED): "Look at the list of {name} once more before you see any figure",
    (Part.FACILITATOR, Stage.WITH_FACILITATOR): "Read the report of {name}, meet, and release it",
    (Part.PARTICIPANT, Stage.RELEASED): "Read your feedback report",
}
TAGS: dict[Stage, tuple[str, str]] = {
    Stage.DRAFT: ("Being prepared", "neutral"),
    Stage.AWAITING: ("List to be confirmed", "waiting"),
    Stage.OPEN: ("Open for answers", "new"),
    Stage.CLOSED: ("List to look at", "waiting"),
    Stage.WITH_FACILITATOR: ("With the facilitator", "waiting"),
    Stage.RELEASED: ("Report released", "done"),
    Stage.CANCELLED: ("Cancelled", "neutral"),
    Stage.ENDED: ("Ended without report", "neutral"),
    Stage.REFUSED: ("Refused after close", "neutral"),
}


@dataclass(frozen=True)
class ToDo:
    round_id: UUID
    words: str
    leads_to_report: bool


@dataclass(frozen=True)
class Entry:
    """A round in a list, with one tag and the dates that matter now."""

    summary: RoundSummary
    tag: str
    kind: str


def to_do_of(summary: RoundSummary) -> ToDo | None:
    """What the person has to do in this round now; nothing if it waits for somebody or something else."""
    words = WAITING.get((summary.part, summary.stage))
    if words is None or (summary.stage is Stage.AWAITING and summary.confirmed):
        return None
    leads_to_report = summary.stage in {Stage.RELEASED, Stage.WITH_FACILITATOR}
    return ToDo(summary.round_id, words.format(name=summary.participant_name), leads_to_report)


def entry_of(summary: RoundSummary) -> Entry:
    words, kind = TAGS[summary.stage]
    return Entry(summary, words, kind)
