"""Attacks by people with a database, an account or a set of exports: nothing they hold tells who said what, or who answered."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client

from ninefold.feedback360.models import FeedbackRound
from ninefold.vault import actions as vault
from ninefold.vault.domain import RaterState
from ninefold.vault.queries import certified
from tests.factories.accounts import sign_in
from tests.factories.facilitators import a_facilitator
from tests.factories.feedback360 import a_round, answers_everything, pass_of
from tests.factories.organisations import an_organisation_lead
from tests.feedback360.rating.rounds import Visitor, an_open_round
from tests.reports.rounds import a_reported_round

pytestmark = pytest.mark.django_db
VAULT_AND_SESSIONS = ("vault_", "django_session", "shared_cache")


def dump(*, leaving_out: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Every table of the database as somebody with its file reads it, in the order of its pages."""
    tables = [*{model._meta.db_table for model in apps.get_models(include_auto_created=True)}, "shared_cache"]
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(tables):
            if not table.startswith(leaving_out or ("-",)):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
                found[table] = [repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor]
    return found


def test_whatever_a_rater_does_changes_no_row_outside_the_vault() -> None:
    """No audit event, session, cache key, counter or outbox row tells who opened, answered, declined or came back."""
    opened = an_open_round({"Amir Khan": "peer", "Eve Cole": "peer"})
    cache.clear()
    before = dump(leaving_out=("vault_",))
    assert {"audit_event", "outbox_message", "django_session", "shared_cache", "feedback360_rater"} <= before.keys()
    inside = dump()["vault_invitation"]
    visitor = Visitor()
    visitor.send_all(opened.links["Amir Khan"])
    visitor.get(visitor.link("withdraw/"))
    visitor.press()
    other = Visitor()
    other.open(opened.links["Eve Cole"])
    other.get(other.link("not-taking-part/"))
    other.press("declined")
    assert dump()["vault_invitation"] != inside
    assert dump(leaving_out=("vault_",)) == before


def test_whoever_is_signed_in_and_rates_somebody_leaves_no_trace_in_their_session() -> None:
    opened = an_open_round({"Amir Khan": "peer"})
    visitor = Visitor()
    sign_in(visitor.client, opened.round.facilitator.person)
    before = dump(leaving_out=("vault_",))
    visitor.send_all(opened.links["Amir Khan"])
    assert dump(leaving_out=("vault_",)) == before


def pages_of(person: Any, feedback_round: FeedbackRound) -> str:
    """What somebody with an account can see of a round: its page, its list, the desk and their own data."""
    client = sign_in(Client(), person)
    key = feedback_round.pk
    addresses = (
        f"/rounds/{key}/",
        f"/rounds/{key}/raters/",
        f"/rounds/of/{feedback_round.organisation_id}/",
        "/rounds/",
        "/home/",
    )
    shown = [client.get(address, secure=True).content.decode() for address in addresses]
    archive = zipfile.ZipFile(io.BytesIO(client.get("/reports/own-data.zip", secure=True).content))
    return "\n".join(shown) + archive.read("rounds.json").decode()


def test_the_participant_sees_the_same_whoever_of_a_group_has_answered_and_whoever_has_declined() -> None:
    from ninefold.feedback360.actions.counting import freeze_counts

    feedback_round = a_round("open", groups={"peer": 4, "other": 3})
    one, two, *_ = feedback_round.raters.filter(group="peer").order_by("name")
    today = feedback_round.opens_on

    def seen() -> str:
        freeze_counts(feedback_round, today=today)
        text = pages_of(feedback_round.participant, feedback_round)
        # A form's token and the moment of the archive differ each time.
        return "\n".join(
            line for line in text.splitlines() if "csrfmiddlewaretoken" not in line and "written" not in line
        )

    nobody = seen()
    first = answers_everything(one)
    after_first = seen()
    vault.withdraw(first)
    vault.undo_decline(first)
    answers_everything(two)
    assert seen() == after_first != nobody
    vault.decline(pass_of(feedback_round.raters.filter(group="other")[0]), RaterState.DECLINED)
    assert seen() == after_first


def test_a_withheld_comment_and_its_reason_reach_nothing_that_the_participant_has() -> None:
    from django.utils import timezone

    from ninefold.reports import actions as reports

    feedback_round = a_reported_round("with facilitator")
    report = certified(feedback_round.pk)
    assert report is not None
    withheld = next(one for one in report.comments if one.groups)
    facilitator = feedback_round.facilitator
    assert facilitator is not None
    reason = "It names a patient of ward seven"
    now = timezone.now()
    before = sign_in(Client(), facilitator.person).get(f"/reports/{feedback_round.pk}/report.json", secure=True).content
    assert json.dumps(withheld.text, ensure_ascii=False)[1:-1].encode() in before
    reports.withhold_comment(
        round_id=feedback_round.pk, comment_id=withheld.id, reason=reason, by=facilitator.person, now=now
    )
    reports.release(round_id=feedback_round.pk, by=facilitator.person, now=now)
    client = sign_in(Client(), feedback_round.participant)
    archive = zipfile.ZipFile(io.BytesIO(client.get("/reports/own-data.zip", secure=True).content))
    ends = ("", "comments/", "protection/", "report.json")
    held = [archive.read(name) for name in archive.namelist() if not name.endswith(".pdf")]
    held += [client.get(f"/reports/{feedback_round.pk}/{end}", secure=True).content for end in ends]
    held.append(client.get(f"/rounds/{feedback_round.pk}/", secure=True).content)
    for content in held:
        for secret in (withheld.text[:40], reason, str(withheld.id), withheld.id.hex):
            assert secret not in content.decode()


@pytest.mark.parametrize("stage", ["open", "closed", "with facilitator"])
def test_a_lead_who_is_a_facilitator_too_cannot_give_a_report_to_themselves(stage: str) -> None:
    from django.utils import timezone

    from ninefold.feedback360.actions import RoundNotPossible, reassign_facilitator

    feedback_round = a_round(stage)
    lead = an_organisation_lead(feedback_round.organisation)
    theirs = a_facilitator(person=lead, organisation=feedback_round.organisation)
    other = a_facilitator("Ines Costa", organisation=feedback_round.organisation)
    now = timezone.now()
    with pytest.raises(RoundNotPossible, match="to themselves"):
        reassign_facilitator(round_id=feedback_round.pk, facilitator_id=theirs.pk, by=lead, now=now)
    feedback_round.refresh_from_db()
    assert feedback_round.facilitator_id not in {theirs.pk, other.pk}
    reassign_facilitator(round_id=feedback_round.pk, facilitator_id=other.pk, by=lead, now=now)
