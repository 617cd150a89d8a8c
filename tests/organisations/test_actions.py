"""Inviting people, giving and ending roles."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.audit.models import Event
from ninefold.organisations import actions, queries
from ninefold.organisations.domain import Role
from ninefold.organisations.models import Membership, Organisation, Region
from ninefold.organisations.permissions import NotAllowed
from ninefold.outbox.models import Message
from ninefold.outbox.sending import send_due
from tests.conftest import Postbox
from tests.factories.accounts import a_person
from tests.factories.organisations import a_membership, an_operator, an_organisation, an_organisation_lead

pytestmark = pytest.mark.django_db


def invite(organisation: Organisation, by: Person, **changes: object) -> Membership:
    values = {"name": "Tom Baker", "email": "tom@example.org", "role": Role.PARTICIPANT}
    return actions.invite_person(organisation=organisation, by=by, **{**values, **changes})  # type: ignore[arg-type]


def test_invited_person_has_an_account_a_role_and_a_message(smtp_server: Postbox) -> None:
    organisation = an_organisation("Avon Care Trust")
    lead = an_organisation_lead(organisation)

    invite(organisation, lead)
    send_due()

    person = Person.objects.get(email="tom@example.org")
    (message,) = smtp_server.to("tom@example.org")
    body = message.get_body(("plain",))
    assert queries.roles_of(person) == {"participant"}
    assert body is not None
    assert "Mina Kaur has made you participant of Avon Care Trust" in body.get_content()
    assert Event.objects.filter(what="made participant", by=lead, organisation_id=organisation.pk).exists()


def test_inviting_twice_is_one_role_and_one_message() -> None:
    organisation = an_organisation()
    lead = an_organisation_lead(organisation)

    invite(organisation, lead)
    invite(organisation, lead, email="TOM@example.org")

    assert Membership.objects.filter(role="participant").count() == 1
    assert Message.objects.count() == 1


def test_person_with_an_account_gets_the_role_and_keeps_their_name() -> None:
    organisation = an_organisation()
    person = a_person("Thomas Baker", email="tom@example.org")

    invite(organisation, an_organisation_lead(organisation))

    person.refresh_from_db()
    assert person.name == "Thomas Baker"
    assert queries.roles_of(person) == {"participant"}


def test_closed_account_is_not_invited() -> None:
    organisation = an_organisation()
    a_person(email="tom@example.org", is_active=False)

    with pytest.raises(actions.PersonNotInvited):
        invite(organisation, an_organisation_lead(organisation))

    assert not Message.objects.exists()


def test_lead_of_another_organisation_cannot_invite() -> None:
    with pytest.raises(NotAllowed):
        invite(an_organisation(), an_organisation_lead())

    assert not Person.objects.filter(email="tom@example.org").exists()


def test_lead_cannot_give_what_they_do_not_hold() -> None:
    organisation = an_organisation()
    lead = an_organisation_lead(organisation)

    for role in (Role.REGIONAL_LEAD, Role.OPERATOR):
        with pytest.raises(NotAllowed):
            invite(organisation, lead, role=role)
    invite(organisation, an_operator(), role=Role.REGIONAL_LEAD)

    assert Membership.objects.filter(role="regional lead").count() == 1


def test_ended_role_is_over_and_can_be_given_again() -> None:
    organisation = an_organisation()
    lead = an_organisation_lead(organisation)
    membership = invite(organisation, lead)
    person = membership.person

    ended = actions.end_membership(membership_id=membership.pk, by=lead, now=timezone.now())
    again = actions.end_membership(membership_id=membership.pk, by=lead, now=timezone.now() + timedelta(days=1))
    assert not queries.roles_of(person)
    invite(organisation, lead)

    assert ended.ended_at == again.ended_at
    assert queries.roles_of(person) == {"participant"}
    assert Membership.objects.filter(person=person).count() == 2
    assert Event.objects.filter(what="no longer participant", by=lead).count() == 1


def test_lead_cannot_end_their_own_lead_or_a_higher_role() -> None:
    organisation = an_organisation()
    lead = an_organisation_lead(organisation)
    own = Membership.objects.get(person=lead)
    operator = Membership.objects.get(person=an_operator(organisation))

    with pytest.raises(actions.MembershipNotEnded):
        actions.end_membership(membership_id=own.pk, by=lead, now=timezone.now())
    with pytest.raises(NotAllowed):
        actions.end_membership(membership_id=operator.pk, by=lead, now=timezone.now())

    assert not Membership.objects.filter(ended_at__isnull=False).exists()


def test_same_role_cannot_be_held_twice_at_a_time() -> None:
    person, organisation = a_person(), an_organisation()
    a_membership(person, organisation)

    with pytest.raises(IntegrityError), transaction.atomic():
        a_membership(person, organisation)


def test_organisation_is_added_from_the_command_line_or_by_the_operator() -> None:
    actions.add_organisation(name="Avon Care Trust", region_name="South West", by=None)
    actions.add_organisation(name="Exe Board", region_name="South West", by=an_operator())
    actions.add_organisation(name="Exe Board", region_name="South West", by=an_operator())

    assert Region.objects.filter(name="South West").count() == 1
    assert Organisation.objects.filter(region__name="South West").count() == 2
    with pytest.raises(NotAllowed):
        actions.add_organisation(name="Mine", region_name="South West", by=an_organisation_lead())


def test_first_role_is_given_from_the_command_line() -> None:
    organisation, person = an_organisation(), a_person()

    for _ in range(2):
        actions.add_member(person=person, organisation=organisation, role=Role.OPERATOR, by=None)

    assert queries.is_operator(person)
    assert Event.objects.filter(what="made operator", by=None).count() == 1


def test_organisation_is_changed_by_its_lead_only() -> None:
    organisation = an_organisation()
    change = {"organisation": organisation, "list_checked_by_organisation": True, "invitation_contact": "a@example.org"}

    actions.change_organisation(**change, by=an_organisation_lead(organisation))  # type: ignore[arg-type]

    organisation.refresh_from_db()
    assert organisation.list_check == "organisation"
    with pytest.raises(NotAllowed):
        actions.change_organisation(**change, by=an_organisation_lead())  # type: ignore[arg-type]
