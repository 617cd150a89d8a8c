"""What is written to whom about a round. A rater's link is added while sending and stands in no row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.feedback360.domain.addresses import address_key
from ninefold.feedback360.domain.reminding import in_working_hours
from ninefold.feedback360.models import FeedbackRound, Rater
from ninefold.leadership_model.domain import SELF
from ninefold.leadership_model.packs import find_pack
from ninefold.organisations.domain import BY_ORGANISATION, Role
from ninefold.organisations.queries import ids_of_people_with
from ninefold.outbox import actions as outbox
from ninefold.outbox import kinds
from ninefold.outbox.kinds import Due, Kind
from ninefold.ui.formatting import london_date
from ninefold.vault import queries as vault

INVITATION, REMINDER = "rater_invitation", "rater_reminder"
DATE_MOVED, CANCELLED, ENDED = "rater_closing_date_moved", "rater_round_cancelled", "rater_round_ended"


def with_link(due: Due) -> Mapping[str, Any] | None:
    """The rater's link, or None once it opens nothing or is no longer needed."""
    token = vault.token_for(due.subject_of) if due.subject_of else None
    return {"link": f"{settings.NINEFOLD_SITE_URL}/rate/{token}"} if token else None


def with_link_if_unanswered(due: Due) -> Mapping[str, Any] | None:
    """The link for somebody who has not answered; None for everybody else, so that nobody is asked in vain."""
    return with_link(due) if due.subject_of and vault.still_to_answer(due.subject_of) else None


def in_hours_if_unanswered(due: Due) -> Mapping[str, Any] | None:
    """The same in working hours; a reminder that was held up until the evening is dropped: the next one follows."""
    return with_link_if_unanswered(due) if in_working_hours(timezone.now()) else None


def register_kinds() -> None:
    """Declare the messages to raters. None of their rows keeps an address once it is done."""
    kinds.register(INVITATION, Kind(at_sending=with_link, forget_address=True))
    kinds.register(
        REMINDER, Kind(at_sending=in_hours_if_unanswered, at_most_once=True, forget_address=True, keeps_silent=True)
    )
    kinds.register(DATE_MOVED, Kind(at_sending=with_link_if_unanswered, forget_address=True, keeps_silent=True))
    kinds.register(CANCELLED, Kind(forget_address=True))
    kinds.register(ENDED, Kind(forget_address=True))


def raters_to_write_to(feedback_round: FeedbackRound) -> list[Rater]:
    """Everybody who was invited. Whether they answered is not asked here."""
    return list(feedback_round.raters.exclude(group=SELF).filter(invited_at__isnull=False))


def to_raters(
    kind: str,
    feedback_round: FeedbackRound,
    raters: Iterable[Rater],
    *,
    key: str,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """One row for each of these raters, alike for all of them."""
    pack = find_pack(feedback_round.pack_id, feedback_round.pack_version)
    for rater in raters:
        outbox.put(
            kind=kind,
            to=rater.email,
            key=f"{kind}:{feedback_round.pk}:{key}:{rater.pk}",
            subject_of=rater.pk,
            facts={
                **_about(feedback_round),
                "dear": rater.name,
                "by_name": pack.group(rater.group).identified,
                "answers_as": pack.group(rater.group).answers_as,
                "minimum": feedback_round.minimum_raters,
                "contact": feedback_round.organisation.invitation_contact,
                **(facts or {}),
            },
        )


def to_participant(kind: str, feedback_round: FeedbackRound, *, key: str, **facts: Any) -> None:
    """A message to the participant, with the way to the round."""
    _to_people(kind, feedback_round, [feedback_round.participant], key, {"for_participant": True, **facts})


def to_facilitator(kind: str, feedback_round: FeedbackRound, *, key: str, **facts: Any) -> None:
    """A message to the facilitator, if there is one, with the way to the round."""
    if feedback_round.facilitator is not None:
        person = feedback_round.facilitator.person
        _to_people(kind, feedback_round, [person], f"{key}:{person.pk}", {"for_participant": False, **facts})


def to_list_checkers(feedback_round: FeedbackRound, *, key: str) -> None:
    """Ask those who may confirm the list: the organisation's leads, or the facilitator."""
    by_organisation = feedback_round.organisation.list_check == BY_ORGANISATION
    if not by_organisation and feedback_round.facilitator is not None:
        to_facilitator("list_to_confirm", feedback_round, key=key)
        return
    leads = ids_of_people_with(Role.ORGANISATION_LEAD, organisation_id=feedback_round.organisation_id)
    on_list = set(feedback_round.raters.values_list("address_key", flat=True))
    people = [one for one in Person.objects.filter(pk__in=leads) if address_key(one.email) not in on_list]
    _to_people("list_to_confirm", feedback_round, people, key, {"for_participant": False})


def quoted(reason: str) -> str:
    """A reason on one line: an address on a line of its own would become a button of the mail."""
    return " ".join(reason.split())


def key_of(now: datetime) -> str:
    """What tells one message of a kind from the next about the same round."""
    return now.isoformat(timespec="seconds")


def _to_people(
    kind: str, feedback_round: FeedbackRound, people: Iterable[Person], key: str, facts: Mapping[str, Any]
) -> None:
    for person in people:
        outbox.put(
            kind=kind,
            to=person.email,
            key=f"{kind}:{feedback_round.pk}:{key}:{person.pk}",
            facts={
                **_about(feedback_round),
                "dear": person.name,
                "round_address": f"{settings.NINEFOLD_SITE_URL}{reverse('round', args=[feedback_round.pk])}",
                **facts,
            },
        )


def _about(feedback_round: FeedbackRound) -> dict[str, Any]:
    facilitator = feedback_round.facilitator
    return {
        "participant": feedback_round.participant.name,
        "organisation": feedback_round.organisation.name,
        "facilitator": facilitator.person.name if facilitator else "",
        "closes": london_date(feedback_round.closes_on),
    }
