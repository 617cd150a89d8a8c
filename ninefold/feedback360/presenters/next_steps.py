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
    today: date


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
    words = _NOTHING_FOR_LEAD.get(situation.stage) or _OVER.get(situation.stage, "Nothing for you to do.")
    return NextStep(words.format(participant=situation.participant))


_NOTHING_FOR_LEAD = {
    Stage.DRAFT: "Nothing for you to do. {participant} is choosing whom to ask.",
    Stage.AWAITING: "Nothing for you to do. The list is confirmed, and invitations go out on the day that was planned.",
    Stage.OPEN: "Nothing for you to do while answers come in.",
    Stage.CLOSED: "Nothing for you to do. The facilitator reads the report, then opens it with {participant}.",
    Stage.WITH_FACILITATOR: "Nothing for you to do. The facilitator reads the report, then opens it with {participant}.",
    Stage.RELEASED: "Nothing for you to do. {participant} has the report. Nobody else in the organisation gets it from us.",
}


_NOTHING_FOR_FACILITATOR = {
    Stage.DRAFT: "Nothing for you to do. {participant} is choosing whom to ask. We write to you when the list is ready.",
    Stage.AWAITING: "Nothing for you to do until the round closes. We write to you then.",
    Stage.RELEASED: "Nothing for you to do. You have released the report, and {participant} can read it.",
}
# Said to everybody but the participant, who hears it in other words.
_OVER = {
    Stage.CANCELLED: "Nothing for you to do. The round was cancelled, and any answers were destroyed unread.",
    Stage.ENDED: "Nothing for you to do. The round ended without a report, and any answers were destroyed unread.",
    Stage.REFUSED: "Nothing for you to do. The report was refused, so nobody reads it.",
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
            report_address(situation.round_id),
        )
    if situation.stage is Stage.AWAITING and situation.confirmed:
        return NextStep(
            f"Nothing for you to do. Your list is confirmed, and invitations go out on {_day(situation.opens_on)}."
        )
    return NextStep(_WAITING[situation.stage].format(facilitator=situation.facilitator or "your facilitator"))


_WAITING = {
    Stage.AWAITING: (
        "Nothing for you to do. Your facilitator or your organisation looks at your list. "
        "Nobody is invited before that, and we write to you when it is done."
    ),
    Stage.CLOSED: "Nothing for you to do. {facilitator} looks at the list once more, then reads the report before you do.",
    Stage.WITH_FACILITATOR: (
        "Nothing for you to do. {facilitator} is reading the report, and will meet you to open it together. "
        "We write to you when you can read it."
    ),
    Stage.CANCELLED: "This round was cancelled. Any answers were destroyed unread. You can start a new round.",
    Stage.ENDED: "This round ended without a report. Any answers were destroyed unread. You can start a new round.",
    Stage.REFUSED: "Your facilitator refused this report, so nobody reads it. You can start a new round.",
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
    reminder = ""
    if due:
        when = f"on {_day(due)} at the earliest" if due > situation.today else "in the next working hours"
        reminder = f"A polite reminder goes to those who have not answered, {when}. You will not see who they are."
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
            f"Read it, meet {situation.participant} and open it together. Then release it.",
            "Next step: read the report",
            "Read the report",
            report_address(situation.round_id),
        )
    if situation.stage is Stage.OPEN:
        return NextStep(f"Nothing for you to do until {_day(situation.closes_on)}, the last day for answers.")
    words = _NOTHING_FOR_FACILITATOR.get(situation.stage) or _OVER.get(situation.stage, "Nothing for you to do.")
    return NextStep(words.format(participant=situation.participant))


def _address(situation: Situation, name: str) -> str:
    return reverse(name, args=[situation.round_id])


def report_address(round_id: UUID) -> str:
    """Where the report of a round is read. Reports stand above this app, so the address is known by its form only."""
    return f"/reports/{round_id}/"


def _day(day: date) -> str:
    return london_date(day)
