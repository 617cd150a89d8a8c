"""Reading the register. Across apps only frozen results leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet
from django.http import Http404

from ninefold.accounts.models import Person
from ninefold.facilitators import domain, permissions
from ninefold.facilitators.domain import Standing
from ninefold.facilitators.models import ConflictOfInterest, Facilitator, FeedbackSession
from ninefold.organisations.domain import Role
from ninefold.organisations.queries import people_with


@dataclass(frozen=True)
class FacilitatorFacts:
    """What other apps may know of a facilitator."""

    id: UUID
    person_id: UUID
    name: str
    email: str
    region_id: UUID
    region_name: str
    capacity: int
    standing: Standing


@dataclass(frozen=True)
class SessionFacts:
    """One logged feedback session."""

    held_on: date
    mode: str
    minutes: int
    round_id: UUID | None


@dataclass(frozen=True)
class ConflictFacts:
    """Somebody whose report a facilitator is not given."""

    address: str
    relation: str


@dataclass(frozen=True)
class StandingPanel:
    """What a facilitator's desk shows about their own standing."""

    facilitator_id: UUID
    standing: Standing
    sessions: int
    last_session_on: date | None
    accredited_until: date


def _with_last_sessions(entries: QuerySet[Facilitator], on: date) -> Iterator[tuple[Facilitator, date | None]]:
    found = list(entries.select_related("person", "region"))
    held = FeedbackSession.objects.filter(facilitator__in=found, held_on__lte=on)
    last = dict(held.order_by().values_list("facilitator_id").annotate(last=Max("held_on")))
    return ((entry, last.get(entry.pk)) for entry in found)


def _computed(facilitator: Facilitator, on: date, last_session_on: date | None) -> Standing:
    return domain.standing(
        accredited_on=facilitator.accredited_on,
        accredited_until=facilitator.accredited_until,
        last_session_on=last_session_on,
        on=on,
    )


def _facts(facilitator: Facilitator, on: date, last_session_on: date | None) -> FacilitatorFacts:
    return FacilitatorFacts(
        id=facilitator.pk,
        person_id=facilitator.person_id,
        name=facilitator.person.name,
        email=facilitator.person.email,
        region_id=facilitator.region_id,
        region_name=facilitator.region.name,
        capacity=facilitator.capacity,
        standing=_computed(facilitator, on, last_session_on),
    )


def standing(facilitator_id: UUID, on: date) -> Standing:
    """The standing of a facilitator on a day, from sessions held up to that day. Raises Http404."""
    return facilitator_facts(facilitator_id, on=on).standing


def facilitator_facts(facilitator_id: UUID, *, on: date) -> FacilitatorFacts:
    """Facts of one facilitator. Raises Http404."""
    for entry, last in _with_last_sessions(Facilitator.objects.filter(pk=facilitator_id), on):
        return _facts(entry, on, last)
    raise Http404


def facilitator_of(person: Person) -> Facilitator | None:
    """The person's own entry on the register, if they have one and their account is open."""
    return Facilitator.objects.filter(person_id=person.pk).first() if person.is_active else None


def facilitator_id_of(person: Person) -> UUID | None:
    """The id of the person's own entry on the register."""
    entry = facilitator_of(person)
    return entry.pk if entry else None


def facilitators_in_practice(*, on: date, for_person: Person) -> tuple[FacilitatorFacts, ...]:
    """Whom a participant may choose on a day, by name.

    In practice, with an open account, not the participant, and without a declared conflict of interest towards them.
    """
    conflicted = ConflictOfInterest.objects.filter(address=for_person.email).values("facilitator_id")
    candidates = (
        Facilitator.objects.filter(person__is_active=True, accredited_on__lte=on, accredited_until__gte=on)
        .exclude(person_id=for_person.pk)
        .exclude(pk__in=conflicted)
        .order_by("person__name", "pk")
    )
    found = (_facts(entry, on, last) for entry, last in _with_last_sessions(candidates, on))
    return tuple(each for each in found if each.standing.in_practice)


def may_be_chosen(facilitator_id: UUID, *, on: date, for_person: Person) -> bool:
    """Whether that facilitator is one of `facilitators_in_practice` for the person."""
    return any(each.id == facilitator_id for each in facilitators_in_practice(on=on, for_person=for_person))


def register_of(region_id: UUID, *, by: Person, on: date) -> tuple[FacilitatorFacts, ...]:
    """The register of a region with every standing, by name. Raises Http404 unless `by` leads the region."""
    if not permissions.can_see_register(by, region_id):
        raise Http404
    entries = Facilitator.objects.filter(region_id=region_id).order_by("person__name", "pk")
    return tuple(_facts(entry, on, last) for entry, last in _with_last_sessions(entries, on))


def standing_panel(person: Person, *, on: date) -> StandingPanel | None:
    """The person's own standing for their desk; None if they are not on the register."""
    entry = facilitator_of(person)
    if entry is None:
        return None
    held = FeedbackSession.objects.filter(facilitator=entry, held_on__lte=on)
    last = held.aggregate(last=Max("held_on"))["last"]
    return StandingPanel(
        facilitator_id=entry.pk,
        standing=_computed(entry, on, last),
        sessions=held.count(),
        last_session_on=last,
        accredited_until=entry.accredited_until,
    )


def sessions_of(person: Person) -> tuple[SessionFacts, ...]:
    """The person's own logged feedback sessions, the latest first."""
    rows = FeedbackSession.objects.filter(facilitator__person_id=person.pk).order_by("-held_on", "-logged_at")
    return tuple(
        SessionFacts(held_on=row.held_on, mode=row.mode, minutes=row.minutes, round_id=row.round_id) for row in rows
    )


def conflicts_of(person: Person) -> tuple[ConflictFacts, ...]:
    """The conflicts of interest of the person's own entry, by address."""
    rows = ConflictOfInterest.objects.filter(facilitator__person_id=person.pk).order_by("address")
    return tuple(ConflictFacts(address=row.address, relation=row.relation) for row in rows)


def candidates_for_register(region_id: UUID, *, by: Person) -> tuple[Person, ...]:
    """Who is a facilitator in an organisation of the region and may be accredited by `by`, by name.

    Raises Http404 unless `by` leads the region.
    """
    if not permissions.can_see_register(by, region_id):
        raise Http404
    found = people_with(Role.FACILITATOR, region_id=region_id)
    return tuple(each for each in found if each.pk != by.pk)


def session_is_logged(round_id: UUID) -> bool:
    """Whether a feedback session about this round was logged."""
    return FeedbackSession.objects.filter(round_id=round_id).exists()


def last_session_on(round_id: UUID) -> date | None:
    """The day of the latest feedback session about this round."""
    latest: date | None = FeedbackSession.objects.filter(round_id=round_id).aggregate(latest=Max("held_on"))["latest"]
    return latest
