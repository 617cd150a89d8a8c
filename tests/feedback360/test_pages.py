"""The pages of commissioning: works, strangers, wrong part, wrong stage, bad input, and the number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.feedback360.models import FeedbackRound, Rater
from tests.accounts.test_pages import check_page
from tests.factories.accounts import a_person, sign_in
from tests.factories.facilitators import a_facilitator
from tests.factories.feedback360 import a_closed_round, a_rater, a_round, answers_everything
from tests.factories.organisations import a_participant, an_organisation, an_organisation_lead

pytestmark = pytest.mark.django_db

PARTICIPANT, FACILITATOR, LEAD = "participant", "facilitator", "lead"
# Each page of a round: the stage at which it can be used, and for whom it exists.
PAGES: dict[str, tuple[str, set[str]]] = {
    "round": ("draft", {PARTICIPANT, FACILITATOR, LEAD}),
    "change_plan": ("draft", {PARTICIPANT}),
    "reassign_facilitator": ("open", {LEAD}),
    "raters": ("draft", {PARTICIPANT}),
    "add_rater": ("open", {PARTICIPANT}),
    "paste_raters": ("draft", {PARTICIPANT}),
    "ask_for_confirmation": ("draft", {PARTICIPANT}),
    "take_list_back": ("awaiting confirmation", {PARTICIPANT}),
    "confirm_list": ("awaiting confirmation", {FACILITATOR, LEAD}),
    "send_list_back": ("awaiting confirmation", {FACILITATOR, LEAD}),
    "move_closing_date": ("open", {PARTICIPANT, FACILITATOR, LEAD}),
    "close_round": ("open", {PARTICIPANT, FACILITATOR}),
    "cancel_round": ("open", {PARTICIPANT, LEAD}),
    "end_round": ("open", {PARTICIPANT, LEAD}),
    "check_list": ("closed", {FACILITATOR}),
    "refuse_list": ("closed", {FACILITATOR}),
}


def people_of(feedback_round: FeedbackRound) -> dict[str, Person]:
    assert feedback_round.facilitator
    return {
        PARTICIPANT: feedback_round.participant,
        FACILITATOR: feedback_round.facilitator.person,
        LEAD: an_organisation_lead(feedback_round.organisation),
    }


def address(name: str, feedback_round: FeedbackRound) -> str:
    return reverse(name, args=[feedback_round.pk])


@pytest.mark.parametrize("name", PAGES)
def test_page_exists_for_its_parts_and_nobody_else(client: Client, name: str) -> None:
    stage, parts = PAGES[name]
    feedback_round = a_round(stage)
    for part, person in people_of(feedback_round).items():
        response = sign_in(client, person).get(address(name, feedback_round))
        assert response.status_code == (200 if part in parts else 404), part
        if part in parts:
            check_page(response.content)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_404_for_another_organisation_and_asks_strangers_to_sign_in(client: Client, name: str) -> None:
    feedback_round = a_round(PAGES[name][0])
    asked = client.get(address(name, feedback_round))
    assert asked.status_code == 302
    assert asked.headers["Location"].startswith(reverse("account_login"))
    other = a_round(PAGES[name][0])
    for person in people_of(other).values():
        sign_in(client, person)
        assert client.get(address(name, feedback_round)).status_code == 404
        assert client.post(address(name, feedback_round), {}).status_code in {404, 405}


@pytest.mark.parametrize("name", [name for name, (stage, _) in PAGES.items() if name not in {"round", "raters"}])
def test_page_at_the_wrong_stage_says_so_on_the_rounds_page(client: Client, name: str) -> None:
    feedback_round = a_closed_round("released")
    part = sorted(PAGES[name][1])[0]
    sign_in(client, people_of(feedback_round)[part])
    response = client.get(address(name, feedback_round), follow=True)
    assert response.redirect_chain == [(address("round", feedback_round), 302)]
    assert "This round is finished" in response.content.decode()


@pytest.mark.parametrize("stage", ["draft", "awaiting confirmation", "open", "cancelled", "ended without report"])
def test_page_of_a_round_stands_at_every_stage_for_everybody(client: Client, stage: str) -> None:
    feedback_round = a_round(stage)
    for person in people_of(feedback_round).values():
        response = sign_in(client, person).get(address("round", feedback_round))
        assert response.status_code == 200
        check_page(response.content)


@pytest.mark.parametrize("stage", ["closed", "with facilitator", "released", "refused"])
def test_page_of_a_closed_round_stands_for_everybody(client: Client, stage: str) -> None:
    feedback_round = a_closed_round(stage)
    for person in people_of(feedback_round).values():
        response = sign_in(client, person).get(address("round", feedback_round))
        assert response.status_code == 200
        check_page(response.content)


def test_counts_are_beside_groups_and_no_name_of_a_confidential_rater_is_on_the_page(client: Client) -> None:
    feedback_round = a_round("open", groups={"peer": 8, "direct report": 3, "other": 1})
    a_rater(feedback_round, "line manager", name="Helen Marsh")
    for person in people_of(feedback_round).values():
        text = sign_in(client, person).get(address("round", feedback_round)).content.decode()
        assert "Answers so far" in text
        assert "brought up to date once a day" in text
        for rater in feedback_round.raters.filter(group__in=["peer", "other", "direct report"]):
            assert rater.name not in text
            assert rater.email not in text


def test_line_manager_is_named_beside_their_count(client: Client) -> None:
    feedback_round = a_round("open", groups={"peer": 5})
    a_rater(feedback_round, "line manager", name="Helen Marsh")
    from ninefold.feedback360.actions import freeze_counts_of_day

    freeze_counts_of_day(round_id=feedback_round.pk, now=timezone.now() + timedelta(days=1))
    text = sign_in(client, feedback_round.participant).get(address("round", feedback_round)).content.decode()
    assert "Helen Marsh answers by name" in text


def test_round_is_created_and_its_page_says_what_to_do_next(client: Client) -> None:
    organisation = an_organisation()
    person, facilitator = a_participant(organisation), a_facilitator(organisation=organisation)
    sign_in(client, person)
    check_page(client.get(reverse("create_round")).content)
    opens = timezone.localdate()
    closes = opens + timedelta(days=28)
    response = client.post(reverse("create_round"), a_plan(opens, closes, str(facilitator.pk)), follow=True)
    feedback_round = FeedbackRound.objects.get()
    assert response.redirect_chain == [(address("round", feedback_round), 302)]
    assert (feedback_round.participant, feedback_round.facilitator) == (person, facilitator)
    text = response.content.decode()
    assert "Next step: rate yourself" in text
    assert reverse("self_rating", args=[feedback_round.pk]) in text


def a_plan(opens: Any, closes: Any, facilitator: str = "later", **changes: str) -> dict[str, str]:
    return {
        **{f"opens_on_{part}": str(getattr(opens, part)) for part in ("day", "month", "year")},
        **{f"closes_on_{part}": str(getattr(closes, part)) for part in ("day", "month", "year")},
        "facilitator": facilitator,
        "group_code": "",
        **changes,
    }


def test_wrong_plan_is_told_in_the_summary_and_at_the_field(client: Client) -> None:
    sign_in(client, a_participant())
    today = timezone.localdate()
    for closes, words in (
        (today + timedelta(days=60), "45 days at most"),
        (today + timedelta(days=1), "at least a week"),
    ):
        response = client.post(reverse("create_round"), a_plan(today, closes))
        text = response.content.decode()
        assert "<title>Error: " in text
        assert text.count(words) >= 2
        check_page(response.content)
    bad = client.post(reverse("create_round"), a_plan(today, today, closes_on_month="13", group_code="<b>"))
    assert "must be a real date" in bad.content.decode()
    assert not FeedbackRound.objects.exists()


def test_nobody_but_a_participant_creates_a_round(client: Client) -> None:
    for person in (a_person(), an_organisation_lead()):
        assert sign_in(client, person).get(reverse("create_round")).status_code == 404


def test_extra_fields_change_nothing(client: Client) -> None:
    person = a_participant()
    sign_in(client, person)
    today = timezone.localdate()
    extra = {"minimum_raters": "1", "stage": "released", "organisation": str(an_organisation().pk), "participant": "x"}
    client.post(reverse("create_round"), {**a_plan(today, today + timedelta(days=28)), **extra})
    feedback_round = FeedbackRound.objects.get()
    assert (feedback_round.minimum_raters, feedback_round.stage, feedback_round.participant) == (3, "draft", person)


def test_rater_is_added_and_removed_by_form(client: Client) -> None:
    feedback_round = a_round("draft", groups={})
    sign_in(client, feedback_round.participant)
    posted = {"name": "Zoë O’Neill", "email": "zoe@example.org", "group": "peer", "agreed": "on"}
    response = client.post(address("add_rater", feedback_round), posted, follow=True)
    assert "Zoë O’Neill is on your list." in response.content.decode()
    rater = Rater.objects.get(email="zoe@example.org")
    remove = reverse("remove_rater", args=[feedback_round.pk, rater.pk])
    check_page(client.get(remove).content)
    assert Rater.objects.filter(pk=rater.pk).exists()
    client.post(remove)
    assert not Rater.objects.filter(pk=rater.pk).exists()


def test_empty_and_repeated_rater_are_told_at_their_fields(client: Client) -> None:
    feedback_round = a_round("draft", groups={})
    sign_in(client, feedback_round.participant)
    response = client.post(address("add_rater", feedback_round), {})
    text = response.content.decode()
    for words in ("Enter their name", "Enter their e-mail address", "Choose who they are to you", "Ask this person"):
        assert text.count(words) >= 2
    check_page(response.content)
    own = {"name": "Me", "email": feedback_round.participant.email, "group": "peer", "agreed": "on"}
    text = client.post(address("add_rater", feedback_round), own).content.decode()
    assert 'href="#id_email"' in text
    assert "This is your own address" in text


def test_wrong_pasted_list_keeps_the_text_and_names_the_lines(client: Client) -> None:
    feedback_round = a_round("draft", groups={})
    sign_in(client, feedback_round.participant)
    pasted = "Sam, sam@example.org, peer\n=1+1, x@example.org, peer\n<script>alert(1)</script>"
    response = client.post(address("paste_raters", feedback_round), {"text": pasted, "agreed": "on"})
    text = response.content.decode()
    assert "Line 2: the name cannot begin with ‘=’." in text
    assert "Line 3: there is no e-mail address." in text
    assert "<script>alert" not in text
    assert "sam@example.org" in text
    assert feedback_round.raters.count() == 1
    check_page(response.content)


def test_hostile_names_are_text_on_every_page_that_shows_them(client: Client) -> None:
    feedback_round = a_round("draft", groups={"peer": 5})
    hostile = "<img src=x onerror=alert(1)> {{ 7*7 }} \"'&"
    Rater.objects.filter(group="peer").update(name=hostile)
    Person.objects.filter(pk=feedback_round.participant_id).update(name=hostile)
    for name in ("round", "raters", "ask_for_confirmation"):
        response = sign_in(client, feedback_round.participant).get(address(name, feedback_round))
        assert b"<img src=x" not in response.content
        check_page(response.content)


def test_whole_road_from_list_to_release_through_the_pages(client: Client) -> None:
    feedback_round = a_round("draft")
    people = people_of(feedback_round)
    answers_everything(feedback_round.raters.get(group="self"))

    def post(part: str, name: str, **data: str) -> str:
        response = sign_in(client, people[part]).post(address(name, feedback_round), data, follow=True)
        assert response.redirect_chain, response.content.decode()
        return response.content.decode()

    assert "has been sent to be confirmed" in post(PARTICIPANT, "ask_for_confirmation")
    back = post(FACILITATOR, "send_list_back", reason="Two people share an address.")
    assert "has gone back" in back
    page = sign_in(client, people[PARTICIPANT]).get(address("round", feedback_round)).content.decode()
    assert "Two people share an address." in page
    post(PARTICIPANT, "ask_for_confirmation")
    assert "invitations are on their way" in post(LEAD, "confirm_list")
    to = timezone.localdate() + timedelta(days=40)
    moved = post(
        PARTICIPANT, "move_closing_date", **{f"closes_on_{p}": str(getattr(to, p)) for p in ("day", "month", "year")}
    )
    assert "Answers now close on" in moved
    for rater in feedback_round.raters.exclude(group="self"):
        answers_everything(rater)
    refused = post(PARTICIPANT, "close_round")
    assert "A report needs answers from at least 5 colleagues" in refused
    from ninefold.feedback360.actions import freeze_counts_of_day

    freeze_counts_of_day(round_id=feedback_round.pk, now=timezone.now() + timedelta(days=1))
    assert "The round is closed" in post(PARTICIPANT, "close_round")
    assert "The report is yours to read" in post(FACILITATOR, "check_list")
    assert FeedbackRound.objects.get().stage == "with facilitator"


def test_pressing_twice_says_where_the_round_stands(client: Client) -> None:
    feedback_round = a_round("open")
    sign_in(client, feedback_round.participant)
    first = client.post(address("cancel_round", feedback_round), {"reason": ""}, follow=True)
    second = client.post(address("cancel_round", feedback_round), {"reason": ""}, follow=True)
    assert "The round is cancelled." in first.content.decode()
    assert "This round is cancelled, so nobody can cancel the round now." in second.content.decode()
    assert feedback_round.history.filter(stage="cancelled").count() == 1


@pytest.mark.parametrize("name", [name for name in PAGES if name not in {"round", "raters"}])
def test_looking_at_a_page_changes_nothing(client: Client, name: str) -> None:
    stage, parts = PAGES[name]
    feedback_round = a_round(stage)
    before = (FeedbackRound.objects.values().get(), feedback_round.raters.count(), feedback_round.history.count())
    client = sign_in(client, people_of(feedback_round)[sorted(parts)[0]])
    client.get(address(name, feedback_round))
    client.head(address(name, feedback_round))
    after = (FeedbackRound.objects.values().get(), feedback_round.raters.count(), feedback_round.history.count())
    assert before == after


def queries_for(client: Client, path: str) -> int:
    from django.db import connection

    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_lists_need_the_same_number_of_queries_for_one_round_and_for_three(client: Client) -> None:
    organisation = an_organisation()
    lead = an_organisation_lead(organisation)
    sign_in(client, lead)
    paths = [reverse("rounds"), reverse("organisation_rounds", args=[organisation.pk])]
    a_round("open", organisation=organisation)
    before = [queries_for(client, path) for path in paths]
    a_round("open", organisation=organisation)
    a_round("draft", organisation=organisation)
    assert [queries_for(client, path) for path in paths] == before


def test_a_longer_list_of_raters_needs_no_more_queries(client: Client) -> None:
    short, long = a_round("draft", groups={"peer": 2}), a_round("draft", groups={"peer": 20})
    numbers = [queries_for(sign_in(client, one.participant), address("raters", one)) for one in (short, long)]
    assert numbers[0] == numbers[1]


def test_lists_show_rounds_by_part_and_progress_only_to_leads(client: Client) -> None:
    feedback_round = a_round("open")
    people = people_of(feedback_round)
    other = a_round("open")
    for part, heading in (
        (PARTICIPANT, "Rounds about you"),
        (FACILITATOR, "Rounds that you facilitate"),
        (LEAD, "Rounds in your organisation"),
    ):
        response = sign_in(client, people[part]).get(reverse("rounds"))
        check_page(response.content)
        assert heading in response.content.decode()
        assert address("round", other) not in response.content.decode()
    progress = reverse("organisation_rounds", args=[feedback_round.organisation_id])
    assert sign_in(client, people[LEAD]).get(progress).status_code == 200
    for person in (people[PARTICIPANT], people[FACILITATOR], an_organisation_lead()):
        assert sign_in(client, person).get(progress).status_code == 404
