"""The one thing that a person should do next on a round, or that there is nothing to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from ninefold.feedback360.domain.advice import Advice
from ninefold.feedback360.domain.opening import Need
from ninefold.feedback360.domain.reminding import next_reminder
from ninefold.feedback360.domain.stages import Part, Stage
from ninefold.ui.formatting import london_date, plural


@dataclass(frozen=True)
class Situation:
    """Where the round stands, as one person sees it."""

    round_id: UUID
    parts: frozenset[Part]
    stage: Stage
    participant: str
    facilitator: str
    may_check: bool
    confirmed: bool
    opens_on: date
    closes_on: date
    needs: tuple[Need, ...]
    advice: Advice
    reminded_on: tuple[date, ...]


@dataclass(frozen=True)
class NextStep:
    """Without a label there is nothing to do, and `sentence` says until when or who is at work."""

    sentence: str
    heading: str = ""
    label: str = ""
    address: str = ""
    after: str = ""


def next_step(situation: Situation) -> NextStep:
    """What this person does next. At most one thing."""
    if Part.PARTICIPANT in situation.parts:
        return _of_participant(situation)
    if situation.stage is Stage.AWAITING and situation.may_check and not situation.confirmed:
        return NextStep(
            f"{situation.participant} has named the people to ask. Nobody is invited before you have looked at the list.",
            "Next step: look at the list",
            "Look at the list",
            reverse("confirm_list", args=[situation.round_id]),
        )
    if Part.FACILITATOR in situation.parts:
        return _of_facilitator(situation)
    return NextStep(_NOTHING_FOR_LEAD.get(situation.stage, "Nothing for you to do."))


_NOTHING_FOR_LEAD = {
    Stage.DRAFT: "Nothing for you to do: the participant is choosing whom to ask.",
    Stage.OPEN: "Nothing for you to do while answers come in.",
    Stage.CLOSED: "Nothing for you to do: the report is with the facilitator.",
    Stage.WITH_FACILITATOR: "Nothing for you to do: the report is with the facilitator.",
}


def _of_participant(situation: Situation) -> NextStep:
    if situation.stage is Stage.DRAFT:
        return _in_draft(situation)
    if situation.stage is Stage.OPEN:
        return _while_open(situation)
    if situation.stage is Stage.RELEASED:
        return NextStep(
            "Your facilitator has released your report.",
            "Next step: read your report",
            "Read your report",
            _report(situation),
        )
    if situation.stage is Stage.AWAITING and situation.confirmed:
        return NextStep(
            f"Nothing for you to do. Your list is confirmed, and invitations go out on {_day(situation.opens_on)}."
        )
    return NextStep(_WAITING[situation.stage].format(facilitator=situation.facilitator or "your facilitator"))


_WAITING = {
    Stage.AWAITING: "Nothing for you to do. Somebody is looking at your list, and nobody is invited before that.",
    Stage.CLOSED: "Nothing for you to do. {facilitator} looks at the list once more, then reads the report before you do.",
    Stage.WITH_FACILITATOR: "{facilitator} is reading the report, and will meet you to open it together.",
    Stage.CANCELLED: "This round was cancelled. What people had answered was destroyed unread.",
    Stage.ENDED: "This round ended without a report. What people had answered was destroyed unread.",
    Stage.REFUSED: "Your facilitator refused this report, so it will not be released. You can start a new round.",
}

_FOR_NEED = {
    Need.OWN_RATING: (
        "Next step: rate yourself",
        "You judge the same behaviours as everybody you ask, so that the views can be compared.",
        "Give your own rating",
        "self_rating",
    ),
    Need.FACILITATOR: (
        "Next step: choose a facilitator",
        "A facilitator reads the report before you do and opens it with you.",
        "Choose a facilitator",
        "change_plan",
    ),
}
_OTHER_FACILITATOR = "Next step: choose another facilitator"


def _in_draft(situation: Situation) -> NextStep:
    need = situation.needs[0] if situation.needs else None
    if need in _FOR_NEED:
        heading, sentence, label, name = _FOR_NEED[need]
        return NextStep(sentence, heading, label, reverse(name, args=[situation.round_id]))
    if need in {Need.FACILITATOR_CHANGED, Need.FACILITATOR_IS_RATER}:
        return NextStep(
            need.value if need else "", _OTHER_FACILITATOR, "Choose a facilitator", _address(situation, "change_plan")
        )
    if need is Need.RATERS:
        return NextStep(
            "Aim for 10 to 15 colleagues who see your work from different sides. Ask each of them first.",
            "Next step: name the people to ask",
            "Add people",
            _address(situation, "raters"),
        )
    return NextStep(
        "Somebody else looks at the list before anybody is invited.",
        "Next step: send your list to be confirmed",
        "Look at the list and send it",
        _address(situation, "ask_for_confirmation"),
        " ".join(situation.advice.sentences[:1]),
    )


def _while_open(situation: Situation) -> NextStep:
    due = next_reminder(opened_on=situation.opens_on, closes_on=situation.closes_on, reminded_on=situation.reminded_on)
    reminder = (
        f"A polite reminder goes to those who have not answered, on {_day(due)} at the earliest. "
        "You will not see who they are."
        if due
        else ""
    )
    if situation.advice.more:
        more = plural(situation.advice.more, "more person", "more people")
        return NextStep(
            " ".join(situation.advice.sentences[:2]),
            f"Next step: add {more}",
            "Add people",
            _address(situation, "add_rater"),
            reminder,
        )
    return NextStep(f"Nothing for you to do until {_day(situation.closes_on)}. {reminder}".strip())


def _of_facilitator(situation: Situation) -> NextStep:
    if situation.stage is Stage.CLOSED:
        return NextStep(
            "Answers are closed. Before you see any figure, look once more at who was asked.",
            "Next step: look at the list again",
            "Look at the list",
            _address(situation, "check_list"),
        )
    if situation.stage is Stage.WITH_FACILITATOR:
        return NextStep(
            f"{situation.participant} sees it when you open it together.",
            "Next step: read the report",
            "Read the report",
            _report(situation),
        )
    if situation.stage is Stage.OPEN:
        return NextStep(f"Nothing for you to do until {_day(situation.closes_on)}.")
    return NextStep("Nothing for you to do.")


def _address(situation: Situation, name: str) -> str:
    return reverse(name, args=[situation.round_id])


def _report(situation: Situation) -> str:
    # Reports stand above this app, so their address is known here by its form only.
    return f"/reports/{situation.round_id}/"


def _day(day: date) -> str:
    return london_date(day)
