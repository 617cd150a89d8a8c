"""Writing the register: accreditation, conflicts of interest, feedback sessions."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from ninefold.accounts.models import Person
from ninefold.audit.actions import record
from ninefold.facilitators import permissions
from ninefold.facilitators.domain import LONGEST_SESSION, SHORTEST_SESSION, Mode, Relation
from ninefold.facilitators.models import ConflictOfInterest, Facilitator, FeedbackSession
from ninefold.organisations.queries import leads_region


class SessionNotPossible(Exception):
    """A feedback session was not logged. The message says why, fit for the facilitator."""


class AccreditationNotPossible(Exception):
    """A facilitator was not accredited. The message says why, fit for the lead."""


class ConflictNotDeclared(Exception):
    """A conflict of interest was not written down. The message says why."""


@transaction.atomic
def accredit_facilitator(*, person: Person, region_id: UUID, on: date, until: date, by: Person) -> Facilitator:
    """Put a person on the register of a region, or renew their entry. `by` leads the region and is not the person.

    Raises AccreditationNotPossible.
    """
    if by.pk == person.pk:
        raise AccreditationNotPossible("Nobody can accredit themself. Ask another lead of the region.")
    if not leads_region(by, region_id):
        raise AccreditationNotPossible("Only a lead of the region can accredit a facilitator.")
    if until <= on:
        raise AccreditationNotPossible("The last day of an accreditation has to be after its first.")
    facilitator, _ = Facilitator.objects.update_or_create(
        person=person,
        defaults={"region_id": region_id, "accredited_on": on, "accredited_until": until},
    )
    record(what="facilitator accredited", by=by, about=f"facilitator {facilitator.pk}")
    return facilitator


@transaction.atomic
def declare_conflict(*, facilitator: Facilitator, address: str, relation: Relation, by: Person) -> None:
    """Write down that a facilitator is not given the report of whoever has this address.

    Said by either of the two, whether or not the other has an account; twice is fine.

    Raises ConflictNotDeclared.
    """
    address = address.strip().lower()
    if by.pk != facilitator.person_id and by.email != address:
        raise ConflictNotDeclared("A conflict of interest is declared by one of the two people it is about.")
    if facilitator.person.email == address:
        raise ConflictNotDeclared("A facilitator is never given their own report, so there is nothing to declare.")
    ConflictOfInterest.objects.get_or_create(
        facilitator=facilitator, address=address, defaults={"relation": relation, "declared_by": by}
    )
    record(what="conflict of interest declared", by=by, about=f"facilitator {facilitator.pk}")


@transaction.atomic
def log_feedback_session(
    *, facilitator_id: UUID, round_id: UUID | None, held_on: date, mode: Mode, minutes: int, by: Person, now: datetime
) -> None:
    """Log a feedback session as evidence of practice, by the facilitator who held it. The same one twice is one row.

    `minutes` is 1 to 600, `held_on` not after today. Raises SessionNotPossible.
    """
    facilitator = Facilitator.objects.select_for_update().filter(pk=facilitator_id).first()
    if facilitator is None or not permissions.can_log_session(by, facilitator):
        raise SessionNotPossible("Only the facilitator who held a feedback session can log it.")
    if held_on > localdate(now):
        raise SessionNotPossible("A feedback session can be logged once it was held, not before.")
    if not SHORTEST_SESSION <= minutes <= LONGEST_SESSION:
        raise SessionNotPossible(f"Give the length in minutes, from {SHORTEST_SESSION} to {LONGEST_SESSION}.")
    held = {"facilitator": facilitator, "round_id": round_id, "held_on": held_on}
    if round_id is not None and FeedbackSession.objects.filter(**held).exists():
        return
    FeedbackSession.objects.create(**held, mode=Mode(mode), minutes=minutes, logged_at=now, logged_by=by)
    about = f"round {round_id}" if round_id else f"facilitator {facilitator.pk}"
    record(what="feedback session logged", by=by, about=about)
