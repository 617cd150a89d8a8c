"""Preparing a round: creating it, its plan, its raters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from ninefold.accounts.models import Person
from ninefold.audit.actions import record
from ninefold.facilitators.models import Facilitator
from ninefold.facilitators.queries import may_be_chosen
from ninefold.feedback360.actions import messages
from ninefold.feedback360.actions.moving import check, locked, note, take
from ninefold.feedback360.domain.addresses import NameNotPossible, address_key, clean_name
from ninefold.feedback360.domain.closing import check_plan, in_london
from ninefold.feedback360.domain.pasted import Named, Problem, read_list
from ninefold.feedback360.domain.refusals import Refusal
from ninefold.feedback360.domain.stages import Act, Stage
from ninefold.feedback360.models import FeedbackRound, Rater, RoundStage
from ninefold.feedback360.queries import pack_of
from ninefold.leadership_model.domain import SELF
from ninefold.leadership_model.packs import find_pack
from ninefold.organisations.queries import organisations_taken_part_in
from ninefold.vault import actions as vault

MOST_RATERS = 60


class RoundNotPossible(Refusal):
    """The round cannot be planned like this."""


class RaterNotPossible(Refusal):
    """This person cannot be added. `field` is the form's field that the sentence is about, if any."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        self.field = field
        super().__init__(sentence)


class ListNotPossible(Refusal):
    """Nobody of a pasted list was added: `problems` says why, line by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("Nobody was added. Mend these lines, then add the list again.")


class NotAgreed(Refusal):
    """The participant has not said that the people agreed to be asked."""

    def __init__(self) -> None:
        super().__init__("Ask people first. Tick the box once each of them has agreed.")


@dataclass(frozen=True)
class Plan:
    """What the participant decides about a round before it opens."""

    opens_on: date
    closes_on: date
    facilitator_id: UUID | None
    group_code: str = ""


@transaction.atomic
def create_round(
    *, participant: Person, organisation_id: UUID, pack_id: str, plan: Plan, now: datetime
) -> FeedbackRound:
    """A round in draft, with the participant as its first rater, so that they can give their own rating at once.

    The minimum raters are those of the settings now and never change: the vault seals with them from the first rating on.
    Raises RoundNotPossible, ClosingDateNotPossible.
    """
    if organisation_id not in {each.id for each in organisations_taken_part_in(participant)}:
        raise RoundNotPossible("You can ask for feedback in an organisation that you belong to as a participant.")
    _check(plan, participant, today=in_london(now))
    pack = find_pack(pack_id)
    feedback_round = FeedbackRound.objects.create(
        participant=participant,
        organisation_id=organisation_id,
        facilitator_id=plan.facilitator_id,
        pack_id=pack.id,
        pack_version=pack.version,
        minimum_raters=max(3, settings.NINEFOLD_MINIMUM_RATERS),
        group_code=plan.group_code,
        opens_on=plan.opens_on,
        closes_on=plan.closes_on,
    )
    RoundStage.objects.create(round=feedback_round, stage=Stage.DRAFT, act="create the round", at=now, by=participant)
    vault.open_round(round_id=feedback_round.pk, minimum=feedback_round.minimum_raters)
    oneself = Rater.objects.create(
        round=feedback_round,
        name=participant.name,
        email=participant.email,
        address_key=address_key(participant.email),
        group=SELF,
        agreed_at=now,
        invited_at=now,
    )
    vault.invite(round_id=feedback_round.pk, rater_id=oneself.pk, group=SELF)
    record(
        what="feedback round created",
        by=participant,
        about=f"round {feedback_round.pk}",
        organisation_id=organisation_id,
    )
    return feedback_round


@transaction.atomic
def change_plan(*, round_id: UUID, plan: Plan, by: Person, now: datetime) -> None:
    """New dates, facilitator or group code for a round in draft.

    Raises NotAllowed, NotAtThisStage, RoundNotPossible, ClosingDateNotPossible.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.PLAN, by=by)
    _check(plan, feedback_round.participant, today=in_london(now))
    _check_not_rater(feedback_round, plan.facilitator_id)
    feedback_round.opens_on, feedback_round.closes_on = plan.opens_on, plan.closes_on
    feedback_round.facilitator_id, feedback_round.group_code = plan.facilitator_id, plan.group_code
    feedback_round.save()
    note(feedback_round, Act.PLAN, by=by)


@transaction.atomic
def reassign_facilitator(*, round_id: UUID, facilitator_id: UUID, by: Person, now: datetime, reason: str = "") -> None:
    """Give the round to another facilitator. After close the new one looks at the list before any figure is shown to them.

    A lead, who reads no report, cannot take one this way by being on the register too.

    Raises NotAllowed, NotAtThisStage, RoundNotPossible.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.REASSIGN, by=by)
    if feedback_round.facilitator_id == facilitator_id:
        raise RoundNotPossible("The round is with this facilitator already. Choose somebody else.")
    if not may_be_chosen(facilitator_id, on=in_london(now), for_person=feedback_round.participant):
        raise RoundNotPossible("This facilitator cannot take the round. Choose somebody else.")
    _check_not_rater(feedback_round, facilitator_id)
    # The object too, not only its id: messages go to the new one.
    feedback_round.facilitator = Facilitator.objects.select_related("person").get(pk=facilitator_id)
    if feedback_round.facilitator.person_id == by.pk:
        raise RoundNotPossible("Choose somebody else: nobody gives a round to themselves.")
    take(feedback_round, Act.REASSIGN, by=by, now=now, reason=reason)
    key = messages.key_of(now)
    messages.to_participant("facilitator_changed", feedback_round, key=key)
    messages.to_facilitator("round_given", feedback_round, key=key, closed=feedback_round.closed_at is not None)
    if feedback_round.stage == Stage.AWAITING and feedback_round.confirmed_at is None:
        messages.to_list_checkers(feedback_round, key=key)


@transaction.atomic
def add_rater(*, round_id: UUID, name: str, email: str, group: str, agreed: bool, by: Person, now: datetime) -> Rater:
    """One more rater; in an open round they are invited at once.

    Raises NotAllowed, NotAtThisStage, NotAgreed, RaterNotPossible.
    """
    feedback_round = locked(round_id)
    check(feedback_round, Act.ADD_RATERS, by=by)
    if not agreed:
        raise NotAgreed
    if group not in _groups(feedback_round):
        raise RaterNotPossible("Choose a group from the list.", field="group")
    try:
        cleaned = clean_name(name)
    except NameNotPossible as refusal:
        raise RaterNotPossible(f"The name {refusal}.", field="name") from refusal
    if not _is_address(email):
        raise RaterNotPossible("Enter an e-mail address in the right form, like name@example.org", field="email")
    reason = _taken(feedback_round).get(address_key(email))
    if reason:
        raise RaterNotPossible(f"{reason[0].upper()}{reason[1:]}", field="email")
    return _add(feedback_round, [Named(0, cleaned, email.strip(), group)], by=by, now=now)[0]


@transaction.atomic
def add_raters_from_list(
    *, round_id: UUID, text: str, usual_group: str, agreed: bool, by: Person, now: datetime
) -> list[Rater]:
    """All people of a pasted list, or nobody. Raises NotAllowed, NotAtThisStage, NotAgreed, ListNotPossible."""
    feedback_round = locked(round_id)
    check(feedback_round, Act.ADD_RATERS, by=by)
    if not agreed:
        raise NotAgreed
    groups = _groups(feedback_round)
    found = read_list(
        text,
        groups=_words_for(feedback_round),
        usual_group=usual_group if usual_group in groups else "",
        is_address=_is_address,
        taken=_taken(feedback_round),
    )
    if found.problems:
        raise ListNotPossible(found.problems)
    try:
        return _add(feedback_round, found.people, by=by, now=now)
    except RaterNotPossible as refusal:
        raise ListNotPossible([Problem(0, str(refusal))]) from refusal


@transaction.atomic
def remove_rater(*, round_id: UUID, rater_id: UUID, by: Person) -> None:
    """Take somebody off the list before the round opens; whoever was invited stays. Raises NotAllowed, NotAtThisStage."""
    feedback_round = locked(round_id)
    check(feedback_round, Act.REMOVE_RATER, by=by)
    feedback_round.raters.filter(pk=rater_id, invited_at__isnull=True).delete()
    note(feedback_round, Act.REMOVE_RATER, by=by)


def invite(feedback_round: FeedbackRound, raters: list[Rater], *, now: datetime) -> None:
    """Mint the links of these raters and put their invitations into the outbox, in the caller's transaction."""
    for rater in raters:
        vault.invite(round_id=feedback_round.pk, rater_id=rater.pk, group=rater.group)
    Rater.objects.filter(pk__in=[rater.pk for rater in raters]).update(invited_at=now)
    messages.to_raters(messages.INVITATION, feedback_round, raters, key="1")


def _add(feedback_round: FeedbackRound, people: Iterable[Named], *, by: Person, now: datetime) -> list[Rater]:
    raters = [
        Rater(
            round=feedback_round,
            name=person.name,
            email=person.email,
            address_key=address_key(person.email),
            group=person.group,
            agreed_at=now,
        )
        for person in people
    ]
    if feedback_round.raters.exclude(group=SELF).count() + len(raters) > MOST_RATERS:
        raise RaterNotPossible(f"A round has {MOST_RATERS} raters at most. Choose those who see your work most often.")
    Rater.objects.bulk_create(raters)
    if feedback_round.stage == Stage.OPEN:
        invite(feedback_round, raters, now=now)
    note(feedback_round, Act.ADD_RATERS, by=by)
    return raters


def _taken(feedback_round: FeedbackRound) -> dict[str, str]:
    """Addresses that cannot be added, with the reason."""
    taken = dict.fromkeys(
        feedback_round.raters.values_list("address_key", flat=True), "this person is on your list already."
    )
    if feedback_round.facilitator is not None:
        facilitator = address_key(feedback_round.facilitator.person.email)
        taken[facilitator] = "this is your facilitator, who cannot be a rater too."
    taken[address_key(feedback_round.participant.email)] = "this is your own address. You give your own rating apart."
    return taken


def _groups(feedback_round: FeedbackRound) -> tuple[str, ...]:
    return tuple(group.id for group in pack_of(feedback_round).groups if group.id != SELF)


def _words_for(feedback_round: FeedbackRound) -> dict[str, str]:
    groups = [group for group in pack_of(feedback_round).groups if group.id != SELF]
    words = {group.label.casefold(): group.id for group in groups}
    return words | {word.casefold(): group.id for group in groups for word in (group.plural, group.id)}


def _is_address(email: str) -> bool:
    try:
        validate_email(email.strip())
    except ValidationError:
        return False
    return len(email.strip()) <= 254


def _check(plan: Plan, participant: Person, *, today: date) -> None:
    check_plan(opens_on=plan.opens_on, closes_on=plan.closes_on, today=today)
    if plan.facilitator_id is not None and not may_be_chosen(plan.facilitator_id, on=today, for_person=participant):
        raise RoundNotPossible("This facilitator cannot take your round. Choose somebody else.")


def _check_not_rater(feedback_round: FeedbackRound, facilitator_id: UUID | None) -> None:
    if facilitator_id is None:
        return
    chosen = Facilitator.objects.select_related("person").get(pk=facilitator_id)
    if feedback_round.raters.filter(address_key=address_key(chosen.person.email)).exists():
        raise RoundNotPossible("This facilitator is on the list of raters. Choose somebody else.")
