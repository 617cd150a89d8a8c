"""Who may do what to a round: every act, every part, and those who have no part."""

from __future__ import annotations

import pytest
from django.http import Http404

from ninefold.accounts.models import Person
from ninefold.feedback360 import permissions
from ninefold.feedback360.domain.stages import Act, Part
from ninefold.feedback360.models import FeedbackRound
from ninefold.feedback360.queries import round_for, rounds_visible_to, summaries_for
from ninefold.organisations.domain import Role
from ninefold.organisations.models import Organisation
from tests.factories.accounts import a_person
from tests.factories.facilitators import a_facilitator
from tests.factories.feedback360 import a_rater, a_round
from tests.factories.organisations import (
    a_membership,
    a_participant,
    a_regional_lead,
    an_operator,
    an_organisation_lead,
)

pytestmark = pytest.mark.django_db

P, F, L = Part.PARTICIPANT, Part.FACILITATOR, Part.LEAD

MATRIX: dict[Act, set[Part]] = {
    Act.PLAN: {P},
    Act.RATE_ONESELF: {P},
    Act.ADD_RATERS: {P},
    Act.REMOVE_RATER: {P},
    Act.ASK: {P},
    Act.TAKE_BACK: {P},
    Act.SEND_BACK: {F, L},
    Act.CONFIRM: {F, L},
    Act.OPEN: {F, L},
    Act.MOVE_CLOSING_DATE: {P, F, L},
    Act.REMIND: set(),
    Act.CLOSE: {P, F},
    Act.CANCEL: {P, L},
    Act.END: {P, L},
    Act.ACCEPT_LIST: {F},
    Act.REFUSE: {F},
    Act.RELEASE: {F},
    Act.REASSIGN: {L},
}


@pytest.fixture
def feedback_round() -> FeedbackRound:
    return a_round("draft")


def somebody(part: Part, feedback_round: FeedbackRound) -> Person:
    if part is L:
        return an_organisation_lead(feedback_round.organisation)
    assert feedback_round.facilitator
    return feedback_round.participant if part is P else feedback_round.facilitator.person


@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("part", [P, F, L])
def test_act_is_for_its_parts_only(act: Act, part: Part, feedback_round: FeedbackRound) -> None:
    person = somebody(part, feedback_round)
    assert permissions.can(person, feedback_round, act) is (part in MATRIX[act])
    if part not in MATRIX[act]:
        with pytest.raises(permissions.NotAllowed, match="not for you"):
            permissions.check_can(person, feedback_round, act)


@pytest.mark.parametrize("act", list(Act))
def test_nothing_is_for_people_without_a_part(act: Act, feedback_round: FeedbackRound) -> None:
    organisation = feedback_round.organisation
    strangers = [
        a_person(),
        a_participant(organisation),
        an_organisation_lead(),
        a_facilitator("Other", organisation=organisation).person,
        a_regional_lead(organisation),
        an_operator(organisation),
    ]
    for person in strangers:
        assert not permissions.can(person, feedback_round, act)
        assert not permissions.can_see(person, feedback_round)
        assert not rounds_visible_to(person).exists()
        with pytest.raises(Http404):
            round_for(person, feedback_round.pk)


def test_people_with_a_part_find_the_round(feedback_round: FeedbackRound) -> None:
    a_round("draft")
    for part in (P, F, L):
        person = somebody(part, feedback_round)
        assert round_for(person, feedback_round.pk) == feedback_round
        assert [(one.round_id, one.part) for one in summaries_for(person)] == [(feedback_round.pk, part)]


def test_query_that_names_an_act_hides_the_round_from_the_wrong_part(feedback_round: FeedbackRound) -> None:
    with pytest.raises(Http404):
        round_for(somebody(F, feedback_round), feedback_round.pk, act=Act.ADD_RATERS)
    assert round_for(somebody(P, feedback_round), feedback_round.pk, act=Act.ADD_RATERS)


def test_closed_account_has_no_part(feedback_round: FeedbackRound) -> None:
    person = feedback_round.participant
    person.is_active = False
    assert not permissions.parts_of(person, feedback_round)
    assert not rounds_visible_to(person).exists()


def test_former_lead_has_no_part(feedback_round: FeedbackRound) -> None:
    lead = an_organisation_lead(feedback_round.organisation)
    membership = lead.memberships.get()
    membership.ended_at = membership.started_at
    membership.save()
    assert not permissions.can_see(lead, feedback_round)


def test_participant_is_nothing_else_in_their_own_round(feedback_round: FeedbackRound) -> None:
    a_membership(feedback_round.participant, feedback_round.organisation, Role.ORGANISATION_LEAD)
    assert permissions.parts_of(feedback_round.participant, feedback_round) == {P}


@pytest.mark.parametrize("part", [F, L])
def test_list_checker_is_never_a_rater_of_that_round(part: Part, feedback_round: FeedbackRound) -> None:
    person = somebody(part, feedback_round)
    a_rater(feedback_round, email=person.email.upper().replace("@", "+home@"))
    for act in (Act.CONFIRM, Act.SEND_BACK):
        with pytest.raises(permissions.NotAllowed, match="on this list yourself"):
            permissions.check_can(person, feedback_round, act)
    if part is F:
        for act in (Act.ACCEPT_LIST, Act.REFUSE, Act.RELEASE):
            assert not permissions.can(person, feedback_round, act)


def test_facilitator_does_not_confirm_where_the_organisation_does_it_itself(feedback_round: FeedbackRound) -> None:
    Organisation.objects.update(list_check=Organisation.ListCheck.BY_ORGANISATION)
    feedback_round.organisation.refresh_from_db()
    assert not permissions.can(somebody(F, feedback_round), feedback_round, Act.CONFIRM)
    assert permissions.can(somebody(L, feedback_round), feedback_round, Act.CONFIRM)
