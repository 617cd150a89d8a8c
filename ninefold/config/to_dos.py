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
    (Part.FACILITATOR, Stage.CLOSED): "Look at the list of {name} once more before you see any figure",
    (Part.FACILITATOR, Stage.WITH_FACILITATOR): "Read the report of {name}, meet, and release it",
    (Part.PARTICIPANT, Stage.RELEASED): "Read your feedback report",
}


@dataclass(frozen=True)
class ToDo:
    round_id: UUID
    words: str
    leads_to_report: bool


def to_do_of(summary: RoundSummary) -> ToDo | None:
    """What the person has to do in this round now; nothing if it waits for somebody or something else."""
    words = WAITING.get((summary.part, summary.stage))
    if words is None or (summary.stage is Stage.AWAITING and summary.confirmed):
        return None
    leads_to_report = summary.stage in {Stage.RELEASED, Stage.WITH_FACILITATOR}
    return ToDo(summary.round_id, words.format(name=summary.participant_name), leads_to_report)
