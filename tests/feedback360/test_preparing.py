"""Creating a round, planning it, naming raters by form and by a pasted list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ninefold.audit.models import Event
from ninefold.feedback360 import actions
from ninefold.feedback360.actions import ListNotPossible, NotAgreed, Plan, RaterNotPossible, RoundNotPossible
from ninefold.feedback360.domain.closing import ClosingDateNotPossible
from ninefold.feedback360.models import FeedbackRound, Rater
from ninefold.feedback360.permissions import NotAllowed
from ninefold.outbox.models import Message
from ninefold.vault.queries import counts
from tests.factories.facilitators import a_conflict, a_facilitator
from tests.factories.feedback360 import a_rater, a_round
from tests.factories.organisations import a_participant, an_organisation, an_organisation_lead

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def a_plan(**changes: Any) -> Plan:
    values: dict[str, Any] = {"opens_on": date(2027, 1, 11), "closes_on": date(2027, 2, 8), "facilitator_id": None}
    return Plan(**{**values, **changes})


def created(**changes: Any) -> FeedbackRound:
    organisation = changes.pop("organisation", None) or an_organisation()
    person = changes.pop("participant", None) or a_participant(organisation)
    return actions.create_round(
        participant=person,
        organisation_id=organisation.pk,
        pack_id="nine-dimensions",
        plan=a_plan(**changes),
        now=timezone.now(),
    )


def test_round_begins_in_draft_with_the_participant_invited_in_the_vault() -> None:
    feedback_round = created(group_code="CHILTERN-1")
    assert (feedback_round.stage, feedback_round.minimum_raters, feedback_round.group_code) == (
        "draft",
        3,
        "CHILTERN-1",
    )
    assert list(feedback_round.raters.values_list("group", "email")) == [("self", feedback_round.participant.email)]
    assert counts(feedback_round.pk)["self"].invited == 1
    assert Event.objects.get(about=f"round {feedback_round.pk}").what == "feedback round created"
    assert not Message.objects.exists()


def test_minimum_raters_come_from_the_settings_and_are_never_below_3(settings: Any) -> None:
    settings.NINEFOLD_MINIMUM_RATERS = 5
    assert created().minimum_raters == 5
    settings.NINEFOLD_MINIMUM_RATERS = 1
    feedback_round = created()
    assert feedback_round.minimum_raters == 3
    feedback_round.minimum_raters = 2
    with pytest.raises(IntegrityError), transaction.atomic():
        feedback_round.save()


def test_round_in_somebody_elses_organisation_is_refused() -> None:
    with pytest.raises(RoundNotPossible):
        created(participant=a_participant(), organisation=an_organisation())
    assert not FeedbackRound.objects.exists()


def test_round_longer_than_45_days_is_refused() -> None:
    with pytest.raises(ClosingDateNotPossible):
        created(closes_on=date(2027, 2, 26))


def test_facilitator_with_a_conflict_of_interest_is_refused() -> None:
    organisation = an_organisation()
    person, facilitator = a_participant(organisation), a_facilitator(organisation=organisation)
    created(participant=person, organisation=organisation, facilitator_id=facilitator.pk)
    a_conflict(facilitator, person)
    with pytest.raises(RoundNotPossible, match="cannot take your round"):
        created(participant=person, organisation=organisation, facilitator_id=facilitator.pk)


def test_facilitator_who_is_a_rater_cannot_be_chosen() -> None:
    feedback_round = a_round(facilitator=None)
    facilitator = a_facilitator(organisation=feedback_round.organisation)
    a_rater(feedback_round, email=facilitator.person.email.replace("@", "+work@"))
    with pytest.raises(RoundNotPossible, match="on the list of raters"):
        actions.change_plan(
            round_id=feedback_round.pk,
            plan=a_plan(facilitator_id=facilitator.pk),
            by=feedback_round.participant,
            now=timezone.now(),
        )


def test_plan_changes_in_draft() -> None:
    feedback_round = a_round(groups={})
    plan = a_plan(opens_on=date(2027, 1, 18), closes_on=date(2027, 3, 1), group_code="A1")
    actions.change_plan(round_id=feedback_round.pk, plan=plan, by=feedback_round.participant, now=timezone.now())
    feedback_round.refresh_from_db()
    assert (feedback_round.opens_on, feedback_round.group_code) == (date(2027, 1, 18), "A1")
    assert feedback_round.facilitator is None


def add(feedback_round: FeedbackRound, **changes: Any) -> Rater:
    values = {"name": "Sam Field", "email": "sam@example.org", "group": "peer", "agreed": True}
    return actions.add_rater(
        round_id=feedback_round.pk, by=feedback_round.participant, now=timezone.now(), **{**values, **changes}
    )


def test_rater_is_added_and_not_yet_invited() -> None:
    feedback_round = a_round(groups={})
    rater = add(feedback_round, name="  Zoë  O’Neill-García ")
    assert (rater.name, rater.group, rater.invited_at) == ("Zoë O’Neill-García", "peer", None)
    assert rater.agreed_at == timezone.now()
    assert "peer" not in counts(feedback_round.pk)
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"email": "SAM@Example.org"}, "email", "on your list already"),
        ({"email": "sam+again@example.org"}, "email", "on your list already"),
        ({"email": "no address"}, "email", "right form"),
        ({"email": "RUTH+2@trust.example"}, "email", "your own address"),
        ({"email": "Jo+x@trust.example"}, "email", "your facilitator"),
        ({"email": "b@example.org", "group": "self"}, "group", "Choose a group"),
        ({"email": "b@example.org", "group": "friends"}, "group", "Choose a group"),
        ({"email": "b@example.org", "name": "=HYPERLINK(1)"}, "name", "cannot begin with ‘=’"),
        ({"email": "b@example.org", "name": "\u202egnp.exe"}, "name", "cannot be shown"),
        ({"email": "b@example.org", "name": "Sam\nBcc: x"}, "name", "on one line"),
        ({"email": "b@example.org", "name": "Sam\x00"}, "name", "cannot be shown"),
        ({"email": "b@example.org", "name": " . "}, "name", "missing"),
        ({"email": "b@example.org", "name": "x" * 121}, "name", "longer than 120"),
    ],
)
def test_rater_is_refused_at_the_field(changes: dict[str, str], field: str, words: str) -> None:
    organisation = an_organisation()
    feedback_round = a_round(
        groups={},
        organisation=organisation,
        participant=a_participant(organisation, email="ruth@trust.example"),
        facilitator=a_facilitator(
            organisation=organisation, person=a_participant(organisation, email="jo@trust.example")
        ),
    )
    add(feedback_round)
    with pytest.raises(RaterNotPossible, match=words) as refusal:
        add(feedback_round, **changes)
    assert refusal.value.field == field
    assert feedback_round.raters.count() == 2


def test_nobody_is_added_without_the_tick() -> None:
    feedback_round = a_round(groups={})
    with pytest.raises(NotAgreed):
        add(feedback_round, agreed=False)
    with pytest.raises(NotAgreed):
        paste(feedback_round, "Sam, sam@example.org, peer", agreed=False)
    assert feedback_round.raters.count() == 1


def test_only_the_participant_adds_and_removes_raters() -> None:
    feedback_round = a_round()
    lead = an_organisation_lead(feedback_round.organisation)
    someone = feedback_round.raters.filter(group="peer").first()
    assert someone
    for person in (lead, feedback_round.facilitator.person):  # type: ignore[union-attr]
        with pytest.raises(NotAllowed):
            actions.add_rater(
                round_id=feedback_round.pk,
                name="A",
                email="a@example.org",
                group="peer",
                agreed=True,
                by=person,
                now=timezone.now(),
            )
        with pytest.raises(NotAllowed):
            actions.remove_rater(round_id=feedback_round.pk, rater_id=someone.pk, by=person)
    actions.remove_rater(round_id=feedback_round.pk, rater_id=someone.pk, by=feedback_round.participant)
    assert not feedback_round.raters.filter(pk=someone.pk).exists()


def test_the_participant_as_rater_cannot_be_removed() -> None:
    feedback_round = a_round()
    oneself = feedback_round.raters.get(group="self")
    actions.remove_rater(round_id=feedback_round.pk, rater_id=oneself.pk, by=feedback_round.participant)
    assert feedback_round.raters.filter(pk=oneself.pk).exists()


def test_a_round_has_60_raters_at_most() -> None:
    feedback_round = a_round(groups={"peer": 59})
    with pytest.raises(ListNotPossible, match="Nobody was added"):
        paste(feedback_round, "A, a@example.org, peer\nB, b@example.org, peer")
    paste(feedback_round, "A, a@example.org, peer")
    with pytest.raises(RaterNotPossible, match="60 raters at most"):
        add(feedback_round)


def paste(feedback_round: FeedbackRound, text: str, *, usual_group: str = "", agreed: bool = True) -> list[Rater]:
    return actions.add_raters_from_list(
        round_id=feedback_round.pk,
        text=text,
        usual_group=usual_group,
        agreed=agreed,
        by=feedback_round.participant,
        now=timezone.now(),
    )


def test_list_in_all_its_forms_is_added_whole() -> None:
    feedback_round = a_round(groups={})
    added = paste(
        feedback_round,
        "\ufeffName;E-mail;Group\r\n"
        "Helen Marsh;helen@example.org;Line manager\r\n"
        "\r\n"
        '"Field, Sam", sam@example.org, peer\r\n'
        "Amina Yusuf <amina@example.org>\r\n"
        "Li\tli@example.org\tDirect reports\r\n"
        "Bо Ek <bo@example.org>, OTHER\r\n",
        usual_group="peer",
    )
    assert [(rater.name, rater.email, rater.group) for rater in added] == [
        ("Helen Marsh", "helen@example.org", "line manager"),
        ("Field, Sam", "sam@example.org", "peer"),
        ("Amina Yusuf", "amina@example.org", "peer"),
        ("Li", "li@example.org", "direct report"),
        ("Bо Ek", "bo@example.org", "other"),
    ]


HOSTILE = """Name, Email, Group
Sam, sam@example.org, peer
Sam again, SAM+x@Example.ORG, peer
=cmd|'/c calc'!A1, f@example.org, peer
@SUM(1), g@example.org, peer
\u202eevil, h@example.org, peer
No address here
Wrong, a@b, peer
Ruth, ruth+me@example.org, peer
Lee, lee@example.org, boss
Kim, kim@example.org
Two, two@example.org, peer, extra
"Half, half@example.org, peer
, nameless@example.org, peer
Nul\x00, nul@example.org, peer
<b>Bold</b>, bold@example.org, peer"""


def test_hostile_list_adds_nobody_and_names_each_line() -> None:
    organisation = an_organisation()
    feedback_round = a_round(
        groups={}, organisation=organisation, participant=a_participant(organisation, email="ruth@example.org")
    )
    with pytest.raises(ListNotPossible) as refusal:
        paste(feedback_round, HOSTILE)
    said = {problem.line: problem.sentence for problem in refusal.value.problems}
    assert sorted(said) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
    assert said[3] == "this address stands in line 2 already."
    assert said[4] == "the name cannot begin with ‘=’."
    assert "signs in it" in said[6]
    assert said[7] == "there is no e-mail address. Write ‘Name, address, group’."
    assert said[8] == "‘a@b’ is not an e-mail address."
    assert said[9] == "this is your own address. You give your own rating apart."
    assert said[10].startswith("‘boss’ is not a group. Choose from ‘line manager’")
    assert "group is missing" in said[11]
    assert "One person a line" in said[12]
    assert "quotation marks" in said[13]
    assert said[14] == "the name is missing."
    assert feedback_round.raters.count() == 1


def test_html_in_a_name_is_kept_as_text() -> None:
    feedback_round = a_round(groups={})
    assert paste(feedback_round, "<b>Bold</b>, bold@example.org, peer")[0].name == "<b>Bold</b>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 100_000, "longer than 20,000 characters"),
        ("A, a@example.org, peer\n" * 101, "more than 100 lines"),
        ("  \n\n", "nobody on the list"),
        ("Name, Email\n", "nobody on the list"),
    ],
)
def test_list_as_a_whole_is_refused_in_a_sentence(text: str, words: str) -> None:
    feedback_round = a_round(groups={})
    with pytest.raises(ListNotPossible) as refusal:
        paste(feedback_round, text)
    assert [problem.line for problem in refusal.value.problems] == [0]
    assert words in str(refusal.value.problems[0])


def test_somebody_added_to_an_open_round_is_invited_at_once() -> None:
    feedback_round = a_round("open")
    rater = add(feedback_round)
    rater.refresh_from_db()
    assert rater.invited_at == timezone.now()
    message = Message.objects.get()
    assert (message.kind, message.to, message.subject_of) == ("rater_invitation", "sam@example.org", rater.pk)
    assert "link" not in message.facts
    assert counts(feedback_round.pk)["peer"].invited == 5


def test_conflicted_facilitator_cannot_be_given_the_round() -> None:
    feedback_round = a_round("open")
    lead = an_organisation_lead(feedback_round.organisation)
    other = a_facilitator("Ada Bell", organisation=feedback_round.organisation)
    lapsed = a_facilitator(
        "Old Hand",
        organisation=feedback_round.organisation,
        accredited_on=date(2020, 1, 1),
        accredited_until=timezone.localdate() - timedelta(days=1),
    )
    for facilitator_id, words in ((feedback_round.facilitator_id, "already"), (lapsed.pk, "cannot take")):
        with pytest.raises(RoundNotPossible, match=words):
            reassign(feedback_round, facilitator_id, lead)
    a_rater(feedback_round, email=other.person.email)
    with pytest.raises(RoundNotPossible, match="list of raters"):
        reassign(feedback_round, other.pk, lead)


def test_reassigned_facilitator_and_participant_are_told() -> None:
    feedback_round = a_round("open")
    other = a_facilitator("Ada Bell", organisation=feedback_round.organisation)
    with pytest.raises(NotAllowed):
        reassign(feedback_round, other.pk, feedback_round.participant)
    reassign(feedback_round, other.pk, an_organisation_lead(feedback_round.organisation))
    feedback_round.refresh_from_db()
    assert feedback_round.facilitator == other
    assert set(Message.objects.values_list("kind", "to")) == {
        ("facilitator_changed", feedback_round.participant.email),
        ("round_given", other.person.email),
    }


def test_new_facilitator_of_a_closed_round_looks_at_the_list_again() -> None:
    feedback_round = a_round("with facilitator")
    other = a_facilitator("Ada Bell", organisation=feedback_round.organisation)
    reassign(feedback_round, other.pk, an_organisation_lead(feedback_round.organisation))
    feedback_round.refresh_from_db()
    assert feedback_round.stage == "closed"


def reassign(feedback_round: FeedbackRound, facilitator_id: Any, by: Any) -> None:
    actions.reassign_facilitator(
        round_id=feedback_round.pk, facilitator_id=facilitator_id, by=by, now=timezone.now(), reason="Left the trust"
    )
