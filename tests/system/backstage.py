"""Beside the server of an installation: makes what a journey begins with, and counts what it left behind.

A process of its own with the installation's settings. It reads a line [name, facts] and answers with a line of JSON.
"""

from __future__ import annotations

import json
import sys
import traceback
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import django

django.setup()

import time_machine  # noqa: E402 - Django has to stand first
from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from ninefold.accounts.models import Person  # noqa: E402
from ninefold.audit.models import Event  # noqa: E402
from ninefold.facilitators.models import Facilitator  # noqa: E402
from ninefold.feedback360.actions.counting import freeze_counts  # noqa: E402
from ninefold.feedback360.actions.sweeping import close_due_rounds, remind_where_due  # noqa: E402
from ninefold.feedback360.domain.closing import in_london  # noqa: E402
from ninefold.feedback360.models import FeedbackRound  # noqa: E402
from ninefold.leadership_model.packs import find_pack  # noqa: E402
from ninefold.organisations.domain import Role  # noqa: E402
from ninefold.organisations.models import Organisation, Region  # noqa: E402
from ninefold.outbox.sending import send_due  # noqa: E402
from ninefold.vault.queries import counts, open_link, saved, token_for  # noqa: E402
from tests.factories import accounts, facilitators, feedback360, organisations  # noqa: E402

NUMBERS = count(1)


def people(prefix: str = "") -> dict[str, str]:
    """An organisation with a participant, a lead and a facilitator from elsewhere; addresses by part."""
    number = next(NUMBERS)
    region = Region.objects.create(name=f"Region {prefix}{number}")
    ours = Organisation.objects.create(name=f"Eastmoor Hospitals {prefix}{number}", region=region)
    theirs = Organisation.objects.create(name=f"Harbour Care {prefix}{number}", region=region)

    def address(name: str) -> dict[str, Any]:
        return {"name": name, "email": f"{name.split()[0].lower()}.{prefix}{number}@example.org"}

    participant = organisations.a_participant(ours, **address("Ruth Adeyemi"))
    lead = organisations.an_organisation_lead(ours, **address("Claire Whitfield"))
    stranger = organisations.an_organisation_lead(theirs, **address("Samuel Otieno"))
    facilitator = accounts.a_person(**address("Grace Okoro"))
    facilitators.a_facilitator(person=facilitator, organisation=theirs)
    second = accounts.a_person(**address("Martin Shaw"))
    facilitators.a_facilitator(person=second, organisation=theirs)
    return {
        "region": region.name,
        "participant": participant.email,
        "lead": lead.email,
        "stranger": stranger.email,
        "facilitator": facilitator.email,
        "second_facilitator": second.email,
    }


def keepers(prefix: str) -> dict[str, str]:
    """An operator, and a regional lead of two regions; `person` is somebody whose account could be closed."""
    first, second = organisations.an_organisation(), organisations.an_organisation()
    operator = organisations.an_operator(first, "Lee Carter", email=f"lee.{prefix}@example.org")
    lead = organisations.a_regional_lead(first, "Fiona Marsh", email=f"fiona.{prefix}@example.org")
    organisations.a_membership(lead, second, Role.REGIONAL_LEAD)
    person = organisations.a_participant(second, "Tom Hollis", email=f"tom.{prefix}@example.org")
    return {"operator": operator.email, "regional_lead": lead.email, "person": str(person.pk)}


def person_with_app(prefix: str) -> str:
    """A participant who has set up an authenticator app and recovery codes."""
    email = people(prefix)["participant"]
    accounts.with_second_factor(Person.objects.get(email=email))
    return email


def session_of(email: str, hours_ago: int = 0) -> dict[str, str]:
    """The cookie of a session in which this person has used a second factor, just now or hours ago."""
    with time_machine.travel(timezone.now() - timedelta(hours=hours_ago), tick=True):
        client = accounts.sign_in(Client(), Person.objects.get(email=email))
    return {"name": settings.SESSION_COOKIE_NAME, "value": str(client.session.session_key)}


def set_password(email: str, password: str) -> None:
    person = Person.objects.get(email=email)
    person.set_password(password)
    person.save()


def open_round(raters: dict[str, str], answered: dict[str, int] | None = None, level: int = 4) -> dict[str, Any]:
    """An open round with raters by name and group; `answered` says how many more of each group have sent their answers."""
    who = people("r")
    feedback_round = feedback360.a_round(
        "open",
        groups=answered or {},
        participant=Person.objects.get(email=who["participant"]),
        organisation=Organisation.objects.get(memberships__person__email=who["participant"]),
        facilitator=Facilitator.objects.get(person__email=who["facilitator"]),
    )
    for rater in feedback_round.raters.all():
        feedback360.answers_everything(rater, level)
    made = {name: feedback360.a_rater(feedback_round, group, name=name) for name, group in raters.items()}
    return {
        **who,
        "round": str(feedback_round.pk),
        "links": {name: f"/rate/{token_for(rater.pk)}" for name, rater in made.items()},
        "addresses": {name: rater.email for name, rater in made.items()},
        "everybody": list(feedback_round.raters.exclude(group="self").values_list("email", flat=True)),
    }


def tallies(round_id: str) -> dict[str, list[int]]:
    """Invited, declined and submitted by group."""
    return {group: [each.invited, each.declined, each.submitted] for group, each in counts(UUID(round_id)).items()}


def pages_saved(link: str) -> dict[str, dict[str, Any]]:
    """The drafts behind a link."""
    rater_pass = open_link(link.removeprefix("/rate/"))
    if rater_pass is None:
        raise LookupError("the link opens nothing")
    pack = find_pack("nine-dimensions")
    return dict(saved(rater_pass, [*(each.id for each in pack.dimensions), "questions"]))


def stage(round_id: str) -> str:
    return str(FeedbackRound.objects.get(pk=round_id).stage)


def latest_round_of(email: str) -> str:
    return str(FeedbackRound.objects.filter(participant__email=email).latest("opens_on").pk)


def counts_of_tomorrow(round_id: str) -> None:
    """Bring the counts that people see up to date, as happens once a day."""
    tomorrow = in_london(timezone.now() + timedelta(days=1))
    freeze_counts(FeedbackRound.objects.get(pk=round_id), today=tomorrow)


def remind_after(days: int) -> str:
    """What the worker does at eleven in the morning, so many days or a few more from now: on a working day."""
    when = (timezone.now() + timedelta(days=days)).replace(hour=11, minute=0)
    while when.weekday() != 2:
        when += timedelta(days=1)
    return _at(when, remind_where_due, send_due)


def close_after(days: int) -> str:
    return _at(timezone.now() + timedelta(days=days), close_due_rounds, send_due)


def _at(when: datetime, *sweeps: Any) -> str:
    with time_machine.travel(when, tick=True):
        for sweep in sweeps:
            sweep()
    return when.isoformat()


def audited(round_id: str) -> list[str]:
    """What the audit log holds about a round, in order."""
    return list(Event.objects.filter(about__contains=round_id).order_by("at").values_list("what", flat=True))


def main() -> None:
    for line in sys.stdin:
        name, facts = json.loads(line)
        try:
            answer: dict[str, Any] = {"result": globals()[name](**facts)}
        except Exception:
            answer = {"trouble": traceback.format_exc()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
