"""Accreditation, conflicts of interest, feedback sessions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from ninefold.audit.models import Event
from ninefold.facilitators import actions, permissions, queries
from ninefold.facilitators.domain import Mode, Relation
from ninefold.facilitators.models import ConflictOfInterest, Facilitator, FeedbackSession
from tests.factories.accounts import a_person
from tests.factories.facilitators import a_facilitator
from tests.factories.organisations import a_participant, a_regional_lead, an_organisation, an_organisation_lead

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


def log(facilitator: Facilitator, **changes: Any) -> None:
    values = {
        "facilitator_id": facilitator.pk,
        "round_id": None,
        "held_on": TODAY,
        "mode": Mode.ONLINE,
        "minutes": 90,
        "by": facilitator.person,
        "now": timezone.now(),
    }
    actions.log_feedback_session(**{**values, **changes})


def test_logged_session_brings_back_into_practice() -> None:
    facilitator, round_id = a_facilitator(accredited_on=TODAY - timedelta(days=700)), uuid4()
    assert queries.standing(facilitator.pk, TODAY).word == "out of practice"

    log(facilitator, round_id=round_id)

    assert queries.standing(facilitator.pk, TODAY).word == "in practice"
    assert queries.session_is_logged(round_id)
    assert not queries.session_is_logged(uuid4())
    assert Event.objects.filter(what="feedback session logged", about=f"round {round_id}").exists()


def test_same_session_twice_is_one_row() -> None:
    facilitator, round_id = a_facilitator(), uuid4()

    log(facilitator, round_id=round_id)
    log(facilitator, round_id=round_id, minutes=60)
    log(facilitator, round_id=uuid4())

    assert FeedbackSession.objects.count() == 2


@pytest.mark.parametrize(
    "wrong", [{"held_on": TODAY + timedelta(days=1)}, {"minutes": 0}, {"minutes": 601}, {"facilitator_id": uuid4()}]
)
def test_impossible_session_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(actions.SessionNotPossible):
        log(a_facilitator(), **wrong)

    assert not FeedbackSession.objects.exists()


@pytest.mark.parametrize("who", ["other facilitator", "regional lead", "organisation lead", "participant", "closed"])
def test_nobody_else_logs_a_session(who: str) -> None:
    organisation = an_organisation()
    facilitator = a_facilitator(organisation=organisation)
    by = {
        "other facilitator": lambda: a_facilitator("Ann Lee").person,
        "regional lead": lambda: a_regional_lead(organisation),
        "organisation lead": lambda: an_organisation_lead(organisation),
        "participant": lambda: a_participant(organisation),
        "closed": lambda: facilitator.person,
    }[who]()
    if who == "closed":
        by.is_active = False

    assert not permissions.can_log_session(by, facilitator)
    with pytest.raises(actions.SessionNotPossible):
        log(facilitator, by=by)


def accredit(**changes: Any) -> Facilitator:
    organisation = an_organisation()
    values = {
        "person": a_person("Jo Hughes"),
        "region_id": organisation.region_id,
        "on": TODAY,
        "until": TODAY + timedelta(days=1095),
        "by": a_regional_lead(organisation),
    }
    return actions.accredit_facilitator(**{**values, **changes})


def test_regional_lead_accredits_and_renews() -> None:
    organisation = an_organisation()
    person, lead = a_person(), a_regional_lead(organisation)
    first = accredit(person=person, region_id=organisation.region_id, by=lead)

    again = accredit(person=person, region_id=organisation.region_id, by=lead, until=TODAY + timedelta(days=2000))

    assert first.pk == again.pk
    assert Facilitator.objects.get().accredited_until == TODAY + timedelta(days=2000)
    assert Event.objects.filter(what="facilitator accredited", by=lead).count() == 2


def test_others_cannot_accredit() -> None:
    lead = a_regional_lead()
    organisation = an_organisation()
    for wrong in (
        {"by": an_organisation_lead()},
        {"by": lead},
        {"until": TODAY},
        {"by": (own := a_regional_lead(organisation)), "person": own, "region_id": organisation.region_id},
    ):
        with pytest.raises(actions.AccreditationNotPossible):
            accredit(**wrong)

    assert not Facilitator.objects.exists()


def test_either_of_two_declares_a_conflict_and_nobody_else() -> None:
    facilitator, participant = a_facilitator(), a_participant()
    declare = {"facilitator": facilitator, "address": participant.email.upper(), "relation": Relation.LINE_MANAGER}

    with pytest.raises(actions.ConflictNotDeclared):
        actions.declare_conflict(**declare, by=a_person())  # type: ignore[arg-type]
    actions.declare_conflict(**declare, by=participant)  # type: ignore[arg-type]
    actions.declare_conflict(**declare, by=facilitator.person)  # type: ignore[arg-type]

    assert ConflictOfInterest.objects.get().declared_by == participant
    assert permissions.has_conflict(facilitator, participant.pk)


def test_conflict_with_oneself_is_no_news() -> None:
    facilitator = a_facilitator()

    with pytest.raises(actions.ConflictNotDeclared):
        actions.declare_conflict(
            facilitator=facilitator, address=facilitator.person.email, relation=Relation.CLOSE, by=facilitator.person
        )
