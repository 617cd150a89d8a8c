"""The page a signed-in person comes to, and what machines ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ninefold.config.to_dos import WAITING, WHY, to_do_of
from ninefold.feedback360.domain.stages import Part
from ninefold.feedback360.queries import summaries_for
from ninefold.organisations.domain import BY_ORGANISATION
from ninefold.outbox.models import Message
from tests.factories.accounts import a_person, sign_in
from tests.factories.feedback360 import a_round
from tests.factories.organisations import an_operator, an_organisation_lead

pytestmark = pytest.mark.django_db


def page_of(client: Client, person: Any) -> str:
    answer = sign_in(client, person).get(reverse("desk"), secure=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("stage", "participant", "facilitator"),
    [
        ("draft", "Choose your raters and send the list to be confirmed", None),
        ("awaiting confirmation", None, "Confirm the list of raters of Ruth Adeyemi"),
        ("open", None, None),
        ("closed", None, "Look at the list of Ruth Adeyemi once more before you see any figure"),
        ("with facilitator", None, "Read the report of Ruth Adeyemi, meet, and release it"),
        ("released", "Read your feedback report", None),
        ("cancelled", None, None),
    ],
)
def test_each_stage_waits_for_the_right_person(stage: str, participant: str | None, facilitator: str | None) -> None:
    feedback_round = a_round(stage)
    assert feedback_round.facilitator is not None
    name = feedback_round.participant.name
    for person, expected in (
        (feedback_round.participant, participant),
        (feedback_round.facilitator.person, facilitator),
    ):
        (summary,) = summaries_for(person)
        to_do = to_do_of(summary)
        assert (to_do.words if to_do else None) == (expected.replace("Ruth Adeyemi", name) if expected else None)


def test_only_people_have_to_dos_each_with_a_reason_and_a_button() -> None:
    assert all(part is not Part.CLOCK for part, _ in WAITING)
    assert WAITING.keys() == WHY.keys()


def test_list_waits_for_the_lead_only_where_the_organisation_confirms_lists() -> None:
    feedback_round = a_round("awaiting confirmation")
    lead = an_organisation_lead(feedback_round.organisation)
    (summary,) = summaries_for(lead)
    assert to_do_of(summary) is None
    feedback_round.organisation.list_check = BY_ORGANISATION
    feedback_round.organisation.save()
    (summary,) = summaries_for(lead)
    to_do = to_do_of(summary)
    assert to_do is not None
    assert to_do.label == "Look at the list"
    assert feedback_round.facilitator is not None
    (of_facilitator,) = summaries_for(feedback_round.facilitator.person)
    assert to_do_of(of_facilitator) is None


def test_participant_sees_own_rounds_and_nobody_elses(client: Client) -> None:
    mine, other = a_round("open"), a_round("open", participant=a_person("Somebody Else"))
    page = page_of(client, mine.participant)
    assert reverse("round", args=[mine.pk]) in page
    assert reverse("round", args=[other.pk]) not in page
    assert "Somebody Else" not in page


def test_lead_finds_the_organisation_and_operator_the_installation(client: Client) -> None:
    lead = an_organisation_lead()
    assert "You lead" in page_of(client, lead)
    assert "This installation" not in page_of(client, lead)
    assert "This installation" in page_of(client, an_operator())


def test_stranger_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(reverse("desk"), secure=True).status_code == 302


def test_queries_do_not_grow_with_rounds(client: Client, django_assert_max_num_queries: Any) -> None:
    first = a_round("open")
    sign_in(client, first.participant)
    client.get(reverse("desk"), secure=True)
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("desk"), secure=True)
    for _ in range(2):
        a_round("draft", participant=first.participant, organisation=first.organisation)
    with django_assert_max_num_queries(len(one)):
        client.get(reverse("desk"), secure=True)


def test_livez_answers_and_readyz_names_what_is_not_well(client: Client) -> None:
    assert client.get("/livez", secure=True).status_code == 200
    Message.objects.create(kind="hello", key="1", message_id="<1@x>", state=Message.State.GIVEN_UP)
    answer = client.get("/readyz", secure=True)
    assert answer.status_code == 503
    assert answer.json()["database"] == "well"
    assert answer.json()["mail"] == "not well"
