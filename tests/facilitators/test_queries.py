"""Whom a participant may choose, and what a facilitator and a regional lead see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ninefold.facilitators import permissions, queries
from ninefold.facilitators.domain import Relation
from tests.factories.accounts import a_person
from tests.factories.facilitators import a_conflict, a_facilitator, a_feedback_session
from tests.factories.organisations import a_regional_lead, an_operator, an_organisation, an_organisation_lead

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
LONG_AGO = TODAY - timedelta(days=700)


def names(**changes: Any) -> list[str]:
    arguments = {"on": TODAY, "for_person": a_person("Ruth Adeyemi"), **changes}
    return [each.name for each in queries.facilitators_in_practice(**arguments)]


def test_those_in_practice_by_name() -> None:
    a_facilitator("Jo Hughes")
    a_facilitator("Ann Lee", accredited_on=LONG_AGO)
    a_feedback_session(a_facilitator("Bo Park", accredited_on=LONG_AGO), TODAY - timedelta(days=30))

    assert names() == ["Bo Park", "Jo Hughes"]


def test_out_of_accreditation_is_not_offered_whatever_the_practice() -> None:
    facilitator = a_facilitator(accredited_on=LONG_AGO, accredited_until=TODAY - timedelta(days=1))
    a_feedback_session(facilitator, TODAY)

    assert names() == []
    assert names(on=TODAY - timedelta(days=1)) == []


def test_session_counts_from_the_day_it_was_held() -> None:
    facilitator = a_facilitator(accredited_on=LONG_AGO)
    a_feedback_session(facilitator, TODAY)

    assert names() == ["Jo Hughes"]
    assert names(on=TODAY - timedelta(days=1)) == []
    assert queries.standing(facilitator.pk, TODAY - timedelta(days=1)).word == "out of practice"


@pytest.mark.parametrize("relation", list(Relation))
def test_conflict_hides_the_facilitator_from_that_person_only(relation: Relation) -> None:
    facilitator, participant = a_facilitator(), a_person()
    assert names(for_person=participant) == ["Jo Hughes"]

    a_conflict(facilitator, participant, relation)

    assert names(for_person=participant) == []
    assert names() == ["Jo Hughes"]
    assert permissions.has_conflict(facilitator, participant.pk)
    assert not queries.may_be_chosen(facilitator.pk, on=TODAY, for_person=participant)
    assert queries.may_be_chosen(facilitator.pk, on=TODAY, for_person=a_person())


def test_nobody_is_offered_themself_or_a_closed_account() -> None:
    facilitator, other = a_facilitator(), a_facilitator("Ann Lee")
    other.person.is_active = False
    other.person.save()

    assert names(for_person=facilitator.person) == []
    assert names() == ["Jo Hughes"]
    assert permissions.has_conflict(facilitator, facilitator.person_id)


def test_number_of_queries_does_not_grow() -> None:
    participant, counts = a_person(), []
    for _ in range(2):
        a_feedback_session(a_facilitator(), TODAY)
        with CaptureQueriesContext(connection) as found:
            queries.facilitators_in_practice(on=TODAY, for_person=participant)
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_standing_panel_is_of_the_person_themself() -> None:
    facilitator = a_facilitator()
    a_feedback_session(facilitator, TODAY - timedelta(days=3))
    a_feedback_session(facilitator, TODAY - timedelta(days=40))
    a_feedback_session(a_facilitator("Ann Lee"), TODAY)

    panel = queries.standing_panel(facilitator.person, on=TODAY)

    assert panel is not None
    assert (panel.sessions, panel.last_session_on) == (2, TODAY - timedelta(days=3))
    assert panel.standing.in_practice
    assert [each.held_on for each in queries.sessions_of(facilitator.person)][0] == TODAY - timedelta(days=3)
    assert queries.standing_panel(a_person(), on=TODAY) is None
    assert queries.facilitator_id_of(facilitator.person) == facilitator.pk
    assert queries.facilitator_id_of(a_person()) is None


def test_register_is_for_the_leads_of_its_region() -> None:
    organisation = an_organisation()
    a_facilitator("Jo Hughes", organisation=organisation)
    a_facilitator("Ann Lee", organisation=organisation, accredited_on=LONG_AGO)
    a_facilitator("Elsewhere")
    lead = a_regional_lead(organisation)

    register = queries.register_of(organisation.region_id, by=lead, on=TODAY)

    assert [(each.name, each.standing.word) for each in register] == [
        ("Ann Lee", "out of practice"),
        ("Jo Hughes", "in practice"),
    ]
    others = [a_regional_lead(), an_organisation_lead(organisation), an_operator(organisation), a_person()]
    for other in others:
        with pytest.raises(Http404):
            queries.register_of(organisation.region_id, by=other, on=TODAY)


def test_unknown_facilitator_does_not_exist() -> None:
    with pytest.raises(Http404):
        queries.facilitator_facts(uuid4(), on=TODAY)
