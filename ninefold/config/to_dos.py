"""What waits for a person in each of their rounds, in a sentence: plain, from the stage and the person's part in it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ninefold.feedback360.domain.stages import Part, Stage
from ninefold.feedback360.queries import RoundSummary

# (part, stage) → what to do. A pair that is not here waits for somebody else.
WAITING: dict[tuple[Part, Stage], str] = {
    (Part.PARTICIPANT, Stage.DRAFT): "Choose your raters and send the list to be confirmed",
    (Part.FACILITATOR, Stage.AWAITING): "Confirm the list of raters of {name}",
    (Part.LEAD, Stage.AWAITING): "Confirm the list of raters of {name}",
    (Part.FACILITATOR, Stage.CLOSED): "Look at the list of {name} once more before you see any figure",
    (Part.FACILITATOR, Stage.WITH_FACILITATOR): "Read the report of {name}, meet, and release it",
    (Part.PARTICIPANT, Stage.RELEASED): "Read your feedback report",
}

# The same pairs: what it is good for, and the button.
WHY: dict[tuple[Part, Stage], tuple[str, str]] = {
    (Part.PARTICIPANT, Stage.DRAFT): ("Nobody is invited before your list is confirmed.", "Go to your round"),
    (Part.FACILITATOR, Stage.AWAITING): ("Nobody is invited before that.", "Look at the list"),
    (Part.LEAD, Stage.AWAITING): ("Nobody is invited before that.", "Look at the list"),
    (Part.FACILITATOR, Stage.CLOSED): ("After that the report is yours to read.", "Look at the list again"),
    (Part.FACILITATOR, Stage.WITH_FACILITATOR): ("{name} reads it once you release it.", "Read the report"),
    (Part.PARTICIPANT, Stage.RELEASED): ("Your facilitator has released it.", "Read your report"),
}


@dataclass(frozen=True)
class ToDo:
    round_id: UUID
    words: str
    why: str
    label: str
    organisation: str
    leads_to_report: bool


def to_do_of(summary: RoundSummary) -> ToDo | None:
    """What the person has to do in this round now; nothing if it waits for somebody or something else."""
    words = WAITING.get((summary.part, summary.stage))
    if words is None or (summary.stage is Stage.AWAITING and not _waits_for_me(summary)):
        return None
    leads_to_report = summary.stage in {Stage.RELEASED, Stage.WITH_FACILITATOR}
    why, label = WHY[summary.part, summary.stage]
    return ToDo(
        round_id=summary.round_id,
        words=words.format(name=summary.participant_name),
        why=why.format(name=summary.participant_name),
        label=label,
        organisation=summary.organisation_name,
        leads_to_report=leads_to_report,
    )


def _waits_for_me(summary: RoundSummary) -> bool:
    return not summary.confirmed and summary.part is summary.list_checker
