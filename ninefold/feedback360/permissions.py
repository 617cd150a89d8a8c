"""May this person? Who somebody is to a round decides; whether it may happen now is asked of the table of stages."""

from __future__ import annotations

from ninefold.accounts.models import Person
from ninefold.feedback360.domain.addresses import address_key
from ninefold.feedback360.domain.refusals import Refusal
from ninefold.feedback360.domain.stages import STEPS, Act, Part
from ninefold.feedback360.models import FeedbackRound
from ninefold.organisations.domain import BY_ORGANISATION
from ninefold.organisations.queries import leads


class NotAllowed(Refusal):
    """The person may not do this to this round."""


PARTS_BY_ACT = {act: frozenset(part for step in STEPS if step.act is act for part in step.parts) for act in Act}


def parts_of(person: Person, feedback_round: FeedbackRound) -> frozenset[Part]:
    """Who the person is to the round: nobody gets an empty set.

    A participant is nothing else in their own round, even if they lead the organisation.
    """
    if not person.is_active:
        return frozenset()
    if feedback_round.participant_id == person.pk:
        return frozenset({Part.PARTICIPANT})
    parts = set()
    if feedback_round.facilitator is not None and feedback_round.facilitator.person_id == person.pk:
        parts.add(Part.FACILITATOR)
    if leads(person, feedback_round.organisation_id):
        parts.add(Part.LEAD)
    return frozenset(parts)


def is_rater(person: Person, feedback_round: FeedbackRound) -> bool:
    """Whether the person's address, or a variant of it, stands on the list of raters."""
    return feedback_round.raters.filter(address_key=address_key(person.email)).exists()


def check_can(person: Person, feedback_round: FeedbackRound, act: Act) -> None:
    """Check that the act is for this person, at whatever stage. Raises NotAllowed."""
    if not parts_of(person, feedback_round) & PARTS_BY_ACT[act]:
        raise NotAllowed(f"It is not for you to {act.value}.")
    if act in {Act.CONFIRM, Act.SEND_BACK}:
        check_can_check_list(person, feedback_round)
    if act in {Act.ACCEPT_LIST, Act.REFUSE, Act.RELEASE} and is_rater(person, feedback_round):
        raise NotAllowed("You are a rater in this round, so somebody else has to be its facilitator.")


def can(person: Person, feedback_round: FeedbackRound, act: Act) -> bool:
    """Whether the act is for this person, at whatever stage."""
    try:
        check_can(person, feedback_round, act)
    except NotAllowed:
        return False
    return True


def check_can_check_list(person: Person, feedback_round: FeedbackRound) -> None:
    """Check that the person may confirm the list or send it back. Raises NotAllowed.

    A lead may; the facilitator may unless the organisation does it itself; a rater of that round never.
    """
    parts = parts_of(person, feedback_round)
    by_organisation = feedback_round.organisation.list_check == BY_ORGANISATION
    if Part.LEAD not in parts and (by_organisation or Part.FACILITATOR not in parts):
        raise NotAllowed("It is not for you to confirm this list.")
    if is_rater(person, feedback_round):
        raise NotAllowed("You are on this list yourself, so somebody else has to confirm it.")


def list_checker(feedback_round: FeedbackRound) -> Part:
    """Whose turn it is to confirm the list: those who are asked to by e-mail. A lead may always step in."""
    by_organisation = feedback_round.organisation.list_check == BY_ORGANISATION
    return Part.LEAD if by_organisation or feedback_round.facilitator is None else Part.FACILITATOR


def can_see(person: Person, feedback_round: FeedbackRound) -> bool:
    """Whether the person has anything to do with the round."""
    return bool(parts_of(person, feedback_round))
