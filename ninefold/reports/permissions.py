"""May this person read, or act on, a report? Whether the stage allows it is asked of the round's own table."""

from __future__ import annotations

from ninefold.accounts.models import Person
from ninefold.feedback360.domain.stages import Part, Stage
from ninefold.feedback360.models import FeedbackRound
from ninefold.feedback360.permissions import is_rater, parts_of

STAGES_TO_READ: dict[Part, frozenset[Stage]] = {
    Part.PARTICIPANT: frozenset({Stage.RELEASED}),
    Part.FACILITATOR: frozenset({Stage.WITH_FACILITATOR, Stage.RELEASED}),
}


class NotAllowed(Exception):
    """The person may not do this. The message is fit for them."""


def part_of_reader(person: Person, feedback_round: FeedbackRound) -> Part | None:
    """Return as whom the person may read the report now: participant or facilitator, else None.

    The facilitator reads from the moment they have accepted the list after close, the participant from the release.
    A lead never reads a report; nor does a facilitator who is a rater in the round.
    """
    for part in parts_of(person, feedback_round):
        if Stage(feedback_round.stage) in STAGES_TO_READ.get(part, frozenset()):
            rates_it = part is Part.FACILITATOR and is_rater(person, feedback_round)
            return None if rates_it else part
    return None


def can_read(person: Person, feedback_round: FeedbackRound) -> bool:
    """Whether the person may read the report now."""
    return part_of_reader(person, feedback_round) is not None


def can_withhold(person: Person, feedback_round: FeedbackRound) -> bool:
    """Whether the person may withhold a comment now: the facilitator, before the release."""
    before = Stage(feedback_round.stage) is Stage.WITH_FACILITATOR
    return before and part_of_reader(person, feedback_round) is Part.FACILITATOR


def check_can_withhold(person: Person, feedback_round: FeedbackRound) -> None:
    """Raise NotAllowed unless the person may withhold a comment now."""
    if not can_withhold(person, feedback_round):
        raise NotAllowed("Only the facilitator can withhold a comment, and only before the report is released.")


def can_log_session(person: Person, feedback_round: FeedbackRound) -> bool:
    """Whether the person may log the feedback session: the facilitator, from the moment they may read the report."""
    return part_of_reader(person, feedback_round) is Part.FACILITATOR


def check_can_log_session(person: Person, feedback_round: FeedbackRound) -> None:
    """Raise NotAllowed unless the person may log the feedback session."""
    if not can_log_session(person, feedback_round):
        raise NotAllowed("Only the facilitator of this round can log its feedback session.")
