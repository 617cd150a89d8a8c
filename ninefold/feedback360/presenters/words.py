"""Words for stages: the tag of a round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ninefold.feedback360.domain.stages import Part, Stage
from ninefold.ui.formatting import london_date


@dataclass(frozen=True)
class Tag:
    """Two to four words and their look: done, waiting, neutral or new."""

    words: str
    kind: str


# Where a stage waits for one of the people, their own tag is the honey one.
_TAGS: dict[Stage, tuple[str, Part | None]] = {
    Stage.DRAFT: ("Choosing raters", Part.PARTICIPANT),
    Stage.AWAITING: ("List to confirm", Part.LEAD),
    Stage.OPEN: ("Answers open", None),
    Stage.CLOSED: ("List to look at", Part.FACILITATOR),
    Stage.WITH_FACILITATOR: ("Report to read", Part.FACILITATOR),
    Stage.RELEASED: ("Released", None),
    Stage.CANCELLED: ("Cancelled", None),
    Stage.ENDED: ("Ended, no report", None),
    Stage.REFUSED: ("Report refused", None),
}


def tag_of(stage: Stage, part: Part, *, confirmed: bool, list_checker: Part) -> Tag:
    """The tag that this person sees on a round."""
    if stage is Stage.AWAITING and confirmed:
        return Tag("Ready to open", "neutral")
    words, waits_for = _TAGS[stage]
    if stage is Stage.AWAITING:
        return Tag(words, "waiting") if part is list_checker else Tag("Being confirmed", "neutral")
    if stage is Stage.RELEASED:
        return Tag(words, "done")
    if waits_for is part:
        return Tag(words, "waiting")
    if waits_for is Part.FACILITATOR:
        return Tag("With facilitator", "neutral")
    return Tag(words, "neutral")


def next_words(
    stage: Stage, *, confirmed: bool, opens_on: date, closes_on: date, closed_on: date | None, named: int
) -> str:
    """What comes next, or when the last thing was, for a list."""
    if stage is Stage.DRAFT:
        return f"{named} {'person' if named == 1 else 'people'} named"
    if stage is Stage.AWAITING:
        return f"Opens on {london_date(opens_on)}" if confirmed else "Opens once the list is confirmed"
    if stage is Stage.OPEN:
        return f"Closes on {london_date(closes_on)}"
    return f"Closed on {london_date(closed_on)}" if closed_on else ""
