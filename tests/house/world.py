"""One organisation with a round at every stage that matters, somebody of every role in it and in another, and their browsers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from ninefold.accounts.models import Person
from ninefold.feedback360.models import FeedbackRound
from ninefold.organisations.models import Membership, Organisation
from ninefold.vault.queries import certified
from tests.factories.accounts import a_person, sign_in
from tests.factories.facilitators import a_facilitator
from tests.factories.feedback360 import a_round
from tests.factories.organisations import (
    a_participant,
    a_regional_lead,
    an_operator,
    an_organisation,
    an_organisation_lead,
)
from tests.reports.rounds import a_reported_round

NO_ROLE, STRANGER = "no role", "stranger"


@dataclass
class World:
    organisation: Organisation
    rounds: dict[str, FeedbackRound]
    clients: dict[str, Client]
    colleague: Person

    def address(self, name: str, route: str, stage: str) -> str:
        feedback_round = self.rounds[stage]
        report = certified(feedback_round.pk) if "comment_id" in route else None
        values: dict[str, Any] = {
            "round_id": feedback_round.pk,
            "rater_id": feedback_round.raters.exclude(group="self").values_list("pk", flat=True).first(),
            "comment_id": report.comments[0].id if report else feedback_round.pk,
            "organisation_id": self.organisation.pk,
            "region_id": self.organisation.region_id,
            "person_id": self.colleague.pk,
            "membership_id": Membership.objects.values_list("pk", flat=True).get(person=self.colleague),
            "dimension": "care",
            "dimension_id": "care",
            "handle": "x",
            "token": "x",
            "pk": 1,
        }
        wanted = {part.partition(">")[0].rpartition(":")[2] for part in route.split("<")[1:]}
        return reverse(name, kwargs={key: values[key] for key in wanted})


def a_world() -> World:
    here, elsewhere = an_organisation(), an_organisation()
    participant, colleague = a_participant(here), a_participant(here, "Colm Byrne")
    facilitator = a_facilitator(organisation=here)
    rounds = {"open": a_round("open", participant=participant, facilitator=facilitator, organisation=here)}
    for stage in ("closed", "with facilitator", "released", "refused"):
        rounds[stage] = a_reported_round(stage, facilitator=facilitator, organisation=here, groups={"peer": 6})
        FeedbackRound.objects.filter(pk=rounds[stage].pk).update(participant=participant)
    people = {
        "participant": participant,
        "facilitator": facilitator.person,
        "lead": an_organisation_lead(here),
        "colleague": colleague,
        "regional lead": a_regional_lead(here),
        "operator": an_operator(here),
        "foreign participant": a_participant(elsewhere, "Dara Noor"),
        "foreign facilitator": a_facilitator("Ines Costa", organisation=elsewhere).person,
        "foreign lead": an_organisation_lead(elsewhere, "Tom Reid"),
        "foreign regional lead": a_regional_lead(elsewhere, "Ada Lowe"),
        "foreign operator": an_operator(elsewhere, "Kit Moss"),
        NO_ROLE: a_person("Nobody Yet"),
    }
    clients = {role: sign_in(Client(), person) for role, person in people.items()} | {STRANGER: Client()}
    return World(here, rounds, clients, colleague)
