"""The stages of a feedback round: one table says which action leads where, and whose part it is.

May this person? is asked of `permissions`, which reads the parts here; may it happen now? is asked of `step`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ninefold.feedback360.domain.refusals import Refusal


class Stage(StrEnum):
    """Where a round stands. The value is stored and shown."""

    DRAFT = "draft"
    AWAITING = "awaiting confirmation"
    OPEN = "open"
    CLOSED = "closed"
    WITH_FACILITATOR = "with facilitator"
    RELEASED = "released"
    CANCELLED = "cancelled"
    ENDED = "ended without report"
    REFUSED = "refused"


FINAL = frozenset({Stage.RELEASED, Stage.CANCELLED, Stage.ENDED, Stage.REFUSED})


class Part(StrEnum):
    """Who somebody is to one round."""

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    LEAD = "organisation lead"
    CLOCK = "the program, by date"


class Act(StrEnum):
    """What can be done to a round. The value is an infinitive, as sentences and the diagram print it."""

    PLAN = "change the plan"
    RATE_ONESELF = "give the own rating"
    ADD_RATERS = "add raters"
    REMOVE_RATER = "remove a rater"
    ASK = "ask for the list to be confirmed"
    TAKE_BACK = "take the list back"
    SEND_BACK = "send the list back"
    CONFIRM = "confirm the list"
    OPEN = "open the round"
    MOVE_CLOSING_DATE = "move the closing date"
    REMIND = "remind raters"
    CLOSE = "close the round"
    CANCEL = "cancel the round"
    END = "end the round without a report"
    ACCEPT_LIST = "accept the list after close"
    REFUSE = "refuse the list after close"
    RELEASE = "release the report"
    REASSIGN = "give the round to another facilitator"


@dataclass(frozen=True)
class Step:
    """One row: at `stage`, `act` is for `parts` and leads to `to`."""

    stage: Stage
    act: Act
    to: Stage
    parts: frozenset[Part]


def _step(stage: Stage, act: Act, to: Stage, *parts: Part) -> Step:
    return Step(stage, act, to, frozenset(parts))


_P, _F, _L, _C = Part.PARTICIPANT, Part.FACILITATOR, Part.LEAD, Part.CLOCK

STEPS: tuple[Step, ...] = (
    _step(Stage.DRAFT, Act.PLAN, Stage.DRAFT, _P),
    _step(Stage.DRAFT, Act.RATE_ONESELF, Stage.DRAFT, _P),
    _step(Stage.DRAFT, Act.ADD_RATERS, Stage.DRAFT, _P),
    _step(Stage.DRAFT, Act.REMOVE_RATER, Stage.DRAFT, _P),
    _step(Stage.DRAFT, Act.ASK, Stage.AWAITING, _P),
    _step(Stage.DRAFT, Act.REASSIGN, Stage.DRAFT, _L),
    _step(Stage.DRAFT, Act.CANCEL, Stage.CANCELLED, _P, _L),
    _step(Stage.AWAITING, Act.RATE_ONESELF, Stage.AWAITING, _P),
    _step(Stage.AWAITING, Act.TAKE_BACK, Stage.DRAFT, _P),
    _step(Stage.AWAITING, Act.SEND_BACK, Stage.DRAFT, _F, _L),
    _step(Stage.AWAITING, Act.CONFIRM, Stage.AWAITING, _F, _L),
    _step(Stage.AWAITING, Act.OPEN, Stage.OPEN, _F, _L, _C),
    _step(Stage.AWAITING, Act.REASSIGN, Stage.AWAITING, _L),
    _step(Stage.AWAITING, Act.CANCEL, Stage.CANCELLED, _P, _L),
    _step(Stage.OPEN, Act.RATE_ONESELF, Stage.OPEN, _P),
    _step(Stage.OPEN, Act.ADD_RATERS, Stage.OPEN, _P),
    _step(Stage.OPEN, Act.MOVE_CLOSING_DATE, Stage.OPEN, _P, _F, _L, _C),
    _step(Stage.OPEN, Act.REMIND, Stage.OPEN, _C),
    _step(Stage.OPEN, Act.CLOSE, Stage.CLOSED, _P, _F, _C),
    _step(Stage.OPEN, Act.REASSIGN, Stage.OPEN, _L),
    _step(Stage.OPEN, Act.CANCEL, Stage.CANCELLED, _P, _L),
    _step(Stage.OPEN, Act.END, Stage.ENDED, _P, _L, _C),
    _step(Stage.CLOSED, Act.ACCEPT_LIST, Stage.WITH_FACILITATOR, _F),
    _step(Stage.CLOSED, Act.REFUSE, Stage.REFUSED, _F),
    _step(Stage.CLOSED, Act.REASSIGN, Stage.CLOSED, _L),
    _step(Stage.WITH_FACILITATOR, Act.RELEASE, Stage.RELEASED, _F),
    # A new facilitator looks at the list themselves before any figure is shown to them.
    _step(Stage.WITH_FACILITATOR, Act.REASSIGN, Stage.CLOSED, _L),
)

_BY_STAGE_AND_ACT = {(step.stage, step.act): step for step in STEPS}


class NotAtThisStage(Refusal):
    """The round's stage does not allow this."""

    def __init__(self, stage: Stage, act: Act) -> None:
        super().__init__(f"This round is {SAID[stage]}, so nobody can {act.value} now.")


SAID = {
    Stage.DRAFT: "still being prepared",
    Stage.AWAITING: "waiting for its list to be confirmed",
    Stage.OPEN: "open",
    Stage.CLOSED: "closed",
    Stage.WITH_FACILITATOR: "closed and with the facilitator",
    Stage.RELEASED: "finished: the report has been released",
    Stage.CANCELLED: "cancelled",
    Stage.ENDED: "ended without a report",
    Stage.REFUSED: "closed, and its report was refused",
}

MEANS = {
    Stage.DRAFT: "the participant plans, gives their own rating and names raters.",
    Stage.AWAITING: "the facilitator or the organisation looks at the list; confirmed, it opens on its day.",
    Stage.OPEN: "raters answer. Raters can be added, never removed.",
    Stage.CLOSED: "what may be shown is frozen; the facilitator looks at the list again before seeing any figure.",
    Stage.WITH_FACILITATOR: "the facilitator reads the report and meets the participant.",
    Stage.RELEASED: "the participant reads the report.",
    Stage.CANCELLED: "ended before close; all answers were destroyed unread.",
    Stage.ENDED: "fewer than 5 colleagues answered in 45 days, or it was given up; all answers were destroyed unread.",
    Stage.REFUSED: "the facilitator refused the list; the report is never released.",
}


def step(stage: Stage | str, act: Act) -> Step:
    """The row for an act at a stage. Raises NotAtThisStage."""
    found = _BY_STAGE_AND_ACT.get((Stage(stage), act))
    if found is None:
        raise NotAtThisStage(Stage(stage), act)
    return found


def is_possible(stage: Stage | str, act: Act) -> bool:
    return (Stage(stage), act) in _BY_STAGE_AND_ACT
