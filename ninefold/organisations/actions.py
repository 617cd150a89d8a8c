"""Writing organisations and memberships."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ninefold.accounts.actions import add_person
from ninefold.accounts.models import Person
from ninefold.audit.actions import record
from ninefold.organisations import permissions
from ninefold.organisations.domain import MEANING_OF_ROLES, Role
from ninefold.organisations.models import Membership, Organisation, Region
from ninefold.outbox.actions import put


class PersonNotInvited(Exception):
    """Somebody was not invited. The message says why, fit for the person who invites."""


class MembershipNotEnded(Exception):
    """A membership was not ended. The message says why."""


@transaction.atomic
def add_organisation(*, name: str, region_name: str, by: Person | None) -> Organisation:
    """An organisation in a region; the region is made if it is new. `by` is None on the command line.

    Raises NotAllowed for anybody but the operator.
    """
    if by is not None and not permissions.is_operator(by):
        raise permissions.NotAllowed("Only whoever runs this site can add an organisation.")
    region, _ = Region.objects.get_or_create(name=region_name)
    organisation, is_new = Organisation.objects.get_or_create(name=name, defaults={"region": region})
    if is_new:
        record(what="organisation added", by=by, organisation_id=organisation.pk)
    return organisation


@transaction.atomic
def add_member(*, person: Person, organisation: Organisation, role: Role, by: Person | None) -> Membership:
    """Give a person a role in an organisation; one that they hold already stays. `by` is None on the command line.

    Raises NotAllowed.
    """
    if by is not None:
        permissions.check_can_give_role(by, organisation, role)
    membership, is_new = Membership.objects.get_or_create(
        person=person, organisation=organisation, role=role, ended_at=None, defaults={"started_by": by}
    )
    if is_new:
        about = f"person {person.pk}"
        record(what=f"made {role.value}", by=by, about=about, organisation_id=organisation.pk)
    return membership


@transaction.atomic
def invite_person(*, name: str, email: str, organisation: Organisation, role: Role, by: Person) -> Membership:
    """Give somebody a role, with an account if they have none, and write to them. The same again sends nothing.

    Raises PersonNotInvited, NotAllowed.
    """
    permissions.check_can_give_role(by, organisation, role)
    person, _ = add_person(email=email, name=name)
    if not person.is_active:
        raise PersonNotInvited("We could not invite this person. Write to whoever runs this site.")
    membership = add_member(person=person, organisation=organisation, role=role, by=by)
    put(
        kind="invited_to_account",
        to=person.email,
        key=f"invited to account:{membership.pk}",
        facts={
            "name": person.name,
            "invited_by": by.name,
            "organisation": organisation.name,
            "role": role.value,
            "meaning": MEANING_OF_ROLES[role],
        },
    )
    return membership


@transaction.atomic
def end_membership(*, membership_id: UUID, by: Person, now: datetime) -> Membership:
    """End a role from this moment on. Raises NotAllowed, and MembershipNotEnded for a lead's own last word.

    Ending twice is fine: the first end stays.
    """
    membership = Membership.objects.select_for_update().select_related("organisation", "person").get(pk=membership_id)
    permissions.check_can_give_role(by, membership.organisation, Role(membership.role))
    if membership.ended_at is not None:
        return membership
    if membership.person_id == by.pk and membership.role in {Role.ORGANISATION_LEAD, Role.OPERATOR}:
        raise MembershipNotEnded(f"You cannot end your own role as {membership.role}. Ask somebody else to do it.")
    membership.ended_at = max(now, membership.started_at)
    membership.ended_by = by
    membership.save(update_fields=["ended_at", "ended_by"])
    record(
        what=f"no longer {membership.role}",
        by=by,
        about=f"person {membership.person_id}",
        organisation_id=membership.organisation_id,
    )
    return membership


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, list_checked_by_organisation: bool, invitation_contact: str, by: Person
) -> None:
    """Say who confirms lists of raters and whom raters may ask. Open rounds keep what they opened with. Raises NotAllowed."""
    permissions.check_can_manage_people(by, organisation)
    check = Organisation.ListCheck
    organisation.list_check = check.BY_ORGANISATION if list_checked_by_organisation else check.BY_FACILITATOR
    organisation.invitation_contact = invitation_contact
    organisation.save(update_fields=["list_check", "invitation_contact"])
    record(what="organisation changed", by=by, organisation_id=organisation.pk)
