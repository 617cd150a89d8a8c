"""The page of one round: what comes next, counts, dates, and what else can be done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from ninefold.accounts.models import Person
from ninefold.feedback360 import permissions
from ninefold.feedback360.domain.closing import in_london
from ninefold.feedback360.domain.counting import Row
from ninefold.feedback360.domain.opening import Need
from ninefold.feedback360.domain.stages import Act, Part, Stage, is_possible
from ninefold.feedback360.presenters.next_steps import NextStep, Situation, next_step, report_address
from ninefold.feedback360.presenters.raters import advice_for
from ninefold.feedback360.presenters.words import Tag, tag_of
from ninefold.feedback360.queries import counts_of_day, needs_before_asking, pack_of
from ninefold.leadership_model.domain import SELF
from ninefold.ui.formatting import listed, london_date

if TYPE_CHECKING:
    from ninefold.feedback360.models import FeedbackRound


@dataclass(frozen=True)
class CountRow:
    """One row of 'Answers so far'. `completed` is said of the own rating only."""

    label: str
    asked: int
    answered: int
    meaning: str
    is_self: bool = False


@dataclass(frozen=True)
class DateItem:
    when: str
    what: str
    stage: str
    address: str = ""
    link: str = ""


@dataclass(frozen=True)
class ToDo:
    words: str
    done: bool
    address: str


@dataclass(frozen=True)
class Link:
    words: str
    address: str


@dataclass(frozen=True)
class RoundView:
    """Everything that the page prints. `reason` is what a checker or facilitator wrote to the participant."""

    caption: str
    heading: str
    tag: Tag
    next: NextStep
    to_dos: tuple[ToDo, ...]
    counts: tuple[CountRow, ...]
    bounced: bool
    dates: tuple[DateItem, ...]
    links: tuple[Link, ...]
    reason: str
    organisation: str
    facilitator: str
    minimum: int


# Where the plan is listed as things to do, and which need each of them fills.
_TO_DO = (
    ("Give your own rating", "self_rating", {Need.OWN_RATING}),
    (
        "Choose your facilitator",
        "change_plan",
        {Need.FACILITATOR, Need.FACILITATOR_CHANGED, Need.FACILITATOR_IS_RATER},
    ),
    ("Name the people to ask", "raters", {Need.RATERS}),
)
_LINKS = (
    (Act.PLAN, "Change dates or facilitator", "change_plan"),
    (Act.ADD_RATERS, "The people you ask", "raters"),
    (Act.TAKE_BACK, "Take the list back", "take_list_back"),
    (Act.CLOSE, "Close the round now", "close_round"),
    (Act.END, "End without a report", "end_round"),
    (Act.REASSIGN, "Give the round to another facilitator", "reassign_facilitator"),
    (Act.CANCEL, "Cancel the round", "cancel_round"),
)


def round_view(feedback_round: FeedbackRound, person: Person, *, now: datetime) -> RoundView:
    """The page as this person sees it, who has been found to have a part in the round."""
    parts, stage, today = permissions.parts_of(person, feedback_round), Stage(feedback_round.stage), in_london(now)
    own = Part.PARTICIPANT in parts
    in_draft = stage is Stage.DRAFT and own
    needs = needs_before_asking(feedback_round, on=today) if in_draft else ()
    counts, rows = counts_of_day(feedback_round)
    raters = list(feedback_round.raters.exclude(group=SELF).values_list("group", "name", "delivery"))
    situation = Situation(
        round_id=feedback_round.pk,
        parts=parts,
        stage=stage,
        participant=feedback_round.participant.name,
        facilitator=feedback_round.facilitator.person.name if feedback_round.facilitator else "",
        may_check=permissions.can(person, feedback_round, Act.CONFIRM),
        confirmed=feedback_round.confirmed_at is not None,
        opens_on=feedback_round.opens_on,
        closes_on=feedback_round.closes_on,
        needs=needs,
        advice=advice_for(feedback_round, Counter(group for group, _, _ in raters)),
        reminded_on=tuple(feedback_round.reminder_days.values_list("on", flat=True)) if stage is Stage.OPEN else (),
        today=today,
    )
    managers = [name for group, name, _ in raters if pack_of(feedback_round).group(group).identified]
    return RoundView(
        caption=f"{feedback_round.participant.name}, feedback round {feedback_round.opens_on.year}",
        heading="Your feedback round" if own else f"{feedback_round.participant.name}’s feedback round",
        tag=tag_of(
            stage,
            _main(parts),
            confirmed=situation.confirmed,
            list_checker=permissions.list_checker(feedback_round),
        ),
        next=next_step(situation),
        to_dos=_to_dos(situation) if in_draft else (),
        counts=tuple(_count(feedback_round, row, managers, own=own) for row in rows) if counts else (),
        bounced=own and any(delivery == "bounced" for _, _, delivery in raters),
        dates=_dates(feedback_round, stage, parts, today),
        links=_links(feedback_round, stage, parts, enough=bool(counts and counts.enough_to_close)),
        reason=_reason(feedback_round, stage),
        organisation=feedback_round.organisation.name,
        facilitator=situation.facilitator,
        minimum=feedback_round.minimum_raters,
    )


def _main(parts: frozenset[Part]) -> Part:
    return next(part for part in Part if part in parts)


def _to_dos(situation: Situation) -> tuple[ToDo, ...]:
    return tuple(
        ToDo(words, not set(situation.needs) & fills, reverse(name, args=[situation.round_id]))
        for words, name, fills in _TO_DO
    )


def _count(feedback_round: FeedbackRound, row: Row, managers: list[str], *, own: bool) -> CountRow:
    pack, minimum = pack_of(feedback_round), feedback_round.minimum_raters
    if row.groups == (SELF,):
        label = "You" if own else feedback_round.participant.name
        whose = "Your own" if own else "Own"
        meaning = f"{whose} rating is in" if row.answered else f"{whose} rating is not in yet"
        return CountRow(label, row.asked, row.answered, meaning, is_self=True)
    labels = [pack.group(group).plural for group in row.groups]
    if row.identified:
        answer = "answers" if len(managers) == 1 else "answer"
        return CountRow(labels[0], row.asked, row.answered, f"{listed(managers)} {answer} by name")
    if len(labels) > 1:
        return CountRow(
            f"{listed(labels)} together", row.asked, row.answered, "Counted together, because a group is small"
        )
    enough = row.answered >= minimum
    meaning = "Enough to be shown" if enough else f"Needs {minimum} at close, or is joined with another group"
    return CountRow(labels[0], row.asked, row.answered, meaning)


def _dates(feedback_round: FeedbackRound, stage: Stage, parts: frozenset[Part], today: date) -> tuple[DateItem, ...]:
    opened = in_london(feedback_round.opened_at) if feedback_round.opened_at else None
    closed = in_london(feedback_round.closed_at) if feedback_round.closed_at else None
    opening = _opening(feedback_round, opened, today)
    if stage in {Stage.CANCELLED, Stage.ENDED}:
        last = feedback_round.history.filter(stage=stage).order_by("-at").first()
        ended = (DateItem(london_date(last.at), f"Round {stage.value}", "now"),) if last else ()
        return (*((opening,) if opened else ()), *ended)
    movable = stage is Stage.OPEN and bool(parts & permissions.PARTS_BY_ACT[Act.MOVE_CLOSING_DATE])
    closing = DateItem(
        london_date(closed or feedback_round.closes_on),
        _closing_words(closed=closed is not None, movable=movable),
        "past" if closed else "now" if opened else "later",
        reverse("move_closing_date", args=[feedback_round.pk]) if movable else "",
        "Move the date" if movable else "",
    )
    return opening, closing, _after_closing(feedback_round, stage, parts)


def _opening(feedback_round: FeedbackRound, opened: date | None, today: date) -> DateItem:
    if opened:
        return DateItem(london_date(opened), "Round opened", "past")
    if feedback_round.opens_on <= today:
        return DateItem("Once the list is confirmed", "Invitations go out", "later")
    return DateItem(london_date(feedback_round.opens_on), "Invitations go out, if the list is confirmed", "later")


def _closing_words(*, closed: bool, movable: bool) -> str:
    if closed:
        return "Answers closed"
    return "Last day for answers." if movable else "Last day for answers"


def _after_closing(feedback_round: FeedbackRound, stage: Stage, parts: frozenset[Part]) -> DateItem:
    facilitator = feedback_round.facilitator.person.name if feedback_round.facilitator else "The facilitator"
    if stage in {Stage.RELEASED, Stage.REFUSED}:
        last = feedback_round.history.filter(stage=stage).order_by("-at").first()
        words = "Report released" if stage is Stage.RELEASED else "Report refused"
        return DateItem(london_date(last.at) if last else "Now", words, "past")
    when = "Now" if stage in {Stage.CLOSED, Stage.WITH_FACILITATOR} else "After that"
    whom = "you" if Part.PARTICIPANT in parts else feedback_round.participant.name
    words = f"{facilitator} reads the report, then meets {whom} to open it together"
    if Part.FACILITATOR in parts and whom != "you":
        words = f"You read the report, then meet {whom} to open it together"
    return DateItem(when, words, "now" if when == "Now" else "later")


def _links(feedback_round: FeedbackRound, stage: Stage, parts: frozenset[Part], *, enough: bool) -> tuple[Link, ...]:
    found = []
    for act, words, name in _LINKS:
        hidden = act is Act.CLOSE and not enough
        if is_possible(stage, act) and parts & permissions.PARTS_BY_ACT[act] and not hidden:
            found.append(Link(words, reverse(name, args=[feedback_round.pk])))
    if stage is Stage.RELEASED and Part.FACILITATOR in parts:
        found.append(Link("Read the report", report_address(feedback_round.pk)))
    return tuple(found)


def _reason(feedback_round: FeedbackRound, stage: Stage) -> str:
    """What was written when the list came back or the report was refused."""
    if stage not in {Stage.DRAFT, Stage.REFUSED}:
        return ""
    act = Act.SEND_BACK if stage is Stage.DRAFT else Act.REFUSE
    last = feedback_round.history.filter(act__in=[act.value, Act.ASK.value]).order_by("-at").first()
    if stage is Stage.REFUSED:
        last = feedback_round.history.filter(act=act.value).order_by("-at").first()
    return last.reason if last and last.act == act.value else ""
