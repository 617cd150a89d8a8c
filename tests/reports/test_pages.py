"""The pages of a report: who may read them when, what they print, and that reading leaves a trace."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import html5lib
import pytest
from django.test import Client
from django.urls import reverse

from ninefold.accounts.models import Person
from ninefold.audit.queries import events_about
from ninefold.feedback360.models import FeedbackRound
from ninefold.organisations.domain import Role
from ninefold.reports import queries
from ninefold.reports.models import ReportProof
from ninefold.vault import queries as vault
from tests.factories.accounts import a_person, sign_in
from tests.factories.facilitators import a_facilitator
from tests.factories.organisations import a_membership
from tests.reports.numbers import allowed_numbers
from tests.reports.rounds import a_reported_round

pytestmark = pytest.mark.django_db

PAGES = (
    "report", "report_dimensions", "report_what_matters", "report_comments", "report_protection", "report_how_to_read",
)  # fmt: skip
EVERYTHING = (*PAGES, "report_pdf", "report_data")
ACTS = ("log_report_session", "release_report")


def address(name: str, feedback_round: FeedbackRound) -> str:
    return reverse(name, args=[feedback_round.pk])


def get(person: Person, path: str) -> Any:
    return sign_in(Client(), person).get(path, secure=True)


def facilitator_of(feedback_round: FeedbackRound) -> Person:
    assert feedback_round.facilitator is not None
    return feedback_round.facilitator.person


def lead_of(feedback_round: FeedbackRound) -> Person:
    person = a_person("Lena Lead")
    a_membership(person, feedback_round.organisation, Role.ORGANISATION_LEAD)
    return person


def another_facilitator(feedback_round: FeedbackRound) -> Person:
    return a_facilitator("Fay Other").person


def a_stranger(feedback_round: FeedbackRound) -> Person:
    return a_person("Sam Stranger")


READERS: dict[str, Callable[[FeedbackRound], Person]] = {
    "participant": lambda feedback_round: feedback_round.participant,
    "facilitator": facilitator_of,
    "lead": lead_of,
    "another facilitator": another_facilitator,
    "stranger": a_stranger,
}
MAY_READ = {("with facilitator", "facilitator"), ("released", "facilitator"), ("released", "participant")}


@pytest.mark.parametrize("stage", ["closed", "with facilitator", "released", "refused"])
def test_only_the_facilitator_after_the_list_and_the_participant_after_release_read(stage: str) -> None:
    feedback_round = a_reported_round(stage)
    for who, find in READERS.items():
        person = find(feedback_round)
        expected = 200 if (stage, who) in MAY_READ else 404
        for name in EVERYTHING:
            assert get(person, address(name, feedback_round)).status_code == expected, (stage, who, name)
        dimension = reverse("report_dimension", args=[feedback_round.pk, "care"])
        assert get(person, dimension).status_code == expected
        for name in ACTS:
            allowed = stage in {"with facilitator", "released"} and who == "facilitator"
            released = name == "release_report" and stage == "released"
            assert get(person, address(name, feedback_round)).status_code == (
                (302 if released else 200) if allowed else 404
            )


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    feedback_round = a_reported_round("released")
    for name in (*EVERYTHING, *ACTS):
        answer = client.get(address(name, feedback_round), secure=True)
        assert answer.status_code == 302
        assert "/account/login/" in answer["Location"]


def test_facilitator_who_is_a_rater_reads_nothing() -> None:
    feedback_round = a_reported_round("with facilitator")
    rater = feedback_round.raters.filter(group="peer").first()
    assert rater is not None
    person = facilitator_of(feedback_round)
    assert get(person, address("report", feedback_round)).status_code == 200
    rater.address_key = person.email.lower()
    rater.save()
    assert get(person, address("report", feedback_round)).status_code == 404


def test_open_round_has_no_report() -> None:
    from tests.factories.feedback360 import a_round

    feedback_round = a_round("open")
    for person in (feedback_round.participant, facilitator_of(feedback_round)):
        assert get(person, address("report", feedback_round)).status_code == 404


def test_pages_are_proper_and_print_only_derived_numbers() -> None:
    feedback_round = a_reported_round("released")
    report = queries_after_first_view(feedback_round)
    allowed = allowed_numbers(report.contents.derived, report.contents.pack)
    paths = [address(name, feedback_round) for name in PAGES]
    paths += [
        reverse("report_dimension", args=[feedback_round.pk, each.id]) for each in report.contents.pack.dimensions
    ]
    found: set[str] = set()
    for path in paths:
        html = get(feedback_round.participant, path).content.decode()
        html5lib.HTMLParser(strict=True).parse(html)
        assert html.count("<h1") == 1
        assert "<title>" in html
        assert " style=" not in html
        text = re.sub(r"<svg.*?</svg>|<head>.*?</head>|<[^>]+>", " ", html, flags=re.DOTALL)
        found |= set(re.findall(r"\d+\.\d+", text))
        assert "!" not in text
        assert "anonymous" not in text.lower()
    assert len(found) > 20
    assert found <= allowed


def queries_after_first_view(feedback_round: FeedbackRound) -> queries.ReadableReport:
    assert get(feedback_round.participant, address("report", feedback_round)).status_code == 200
    return queries.readable_report(feedback_round.participant, feedback_round.pk)


def test_participant_and_facilitator_see_the_same_figures() -> None:
    feedback_round = a_reported_round("released")
    for name in ("report_dimensions", "report_what_matters", "report_protection"):
        pages = [
            re.search(r"<main.*</main>", get(person, address(name, feedback_round)).content.decode(), re.DOTALL)
            for person in (feedback_round.participant, facilitator_of(feedback_round))
        ]
        assert pages[0] is not None
        assert pages[1] is not None
        assert pages[0].group() == pages[1].group()


def test_facilitator_is_offered_the_release_before_and_never_after() -> None:
    before = get(
        facilitator_of(first := a_reported_round("with facilitator")), address("report", first)
    ).content.decode()
    after = get(facilitator_of(second := a_reported_round("released")), address("report", second)).content.decode()
    assert address("release_report", first) in before
    assert address("release_report", second) not in after


def test_every_page_read_and_every_copy_taken_is_audited() -> None:
    feedback_round = a_reported_round("released")
    for name in EVERYTHING:
        get(feedback_round.participant, address(name, feedback_round))
    told = [event.what for event in events_about(f"round {feedback_round.pk}")]
    assert [what for what in told if what.startswith("report")] == [
        "report read: overview", "report read: dimensions", "report read: what matters", "report read: comments",
        "report read: protection of raters", "report read: how to read it", "report downloaded: PDF",
        "report downloaded: data",
    ]  # fmt: skip


def test_looking_in_vain_is_not_reading() -> None:
    feedback_round = a_reported_round("with facilitator")
    get(feedback_round.participant, address("report", feedback_round))
    assert not [each for each in events_about(f"round {feedback_round.pk}") if each.what.startswith("report")]


def test_downloads_are_what_they_say() -> None:
    feedback_round = a_reported_round("released")
    pdf = get(feedback_round.participant, address("report_pdf", feedback_round))
    data = get(feedback_round.participant, address("report_data", feedback_round))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-")
    assert json.loads(data.content)["participant"] == "Ruth Adeyemi"
    assert "attachment" in data["Content-Disposition"]


def test_nothing_is_shown_when_the_check_has_found_something() -> None:
    feedback_round = a_reported_round("released")
    certified = vault.certified(feedback_round.pk)
    assert certified is not None
    ReportProof.objects.create(
        round=feedback_round,
        chain=certified.chain,
        checker="x",
        checks=9,
        findings=["ISOLATES: +A -B"],
        certificate="x",
    )
    for name in EVERYTHING:
        for person in (feedback_round.participant, facilitator_of(feedback_round)):
            answer = get(person, address(name, feedback_round))
            assert answer.status_code == 503
            assert not re.search(rb"\d\.\d</b>", answer.content)
    assert not [each for each in events_about(f"round {feedback_round.pk}") if each.what.startswith("report read")]


def test_unknown_dimension_is_not_found() -> None:
    feedback_round = a_reported_round("released")
    assert (
        get(feedback_round.participant, reverse("report_dimension", args=[feedback_round.pk, "nothing"])).status_code
        == 404
    )


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_only_read(method: str) -> None:
    feedback_round = a_reported_round("released")
    client = sign_in(Client(), feedback_round.participant)
    assert getattr(client, method)(address("report", feedback_round), secure=True).status_code == 405


def archive_of(person: Person) -> ZipFile:
    return ZipFile(io.BytesIO(get(person, reverse("own_data_zip")).content))


def test_participant_takes_everything_that_is_theirs() -> None:
    feedback_round = a_reported_round("released")
    assert get(feedback_round.participant, reverse("own_data")).status_code == 200
    archive = archive_of(feedback_round.participant)
    folder = f"reports/{feedback_round.pk}"
    assert set(archive.namelist()) == {
        "account.json", "rounds.json", "index.html", f"{folder}/report.html", f"{folder}/report.json", f"{folder}/report.pdf",
    }  # fmt: skip
    rounds = json.loads(archive.read("rounds.json"))
    assert len(rounds[0]["people_asked"]) == 15
    assert set(rounds[0]["people_asked"][0]) == {"name", "email", "group"}
    html5lib.HTMLParser(strict=True).parse(archive.read("index.html").decode())
    html5lib.HTMLParser(strict=True).parse(archive.read(f"{folder}/report.html").decode())


def test_own_data_holds_no_report_before_release_and_nothing_of_other_people() -> None:
    feedback_round = a_reported_round("with facilitator")
    assert set(archive_of(feedback_round.participant).namelist()) == {"account.json", "rounds.json", "index.html"}
    archive = archive_of(facilitator_of(feedback_round))
    assert json.loads(archive.read("rounds.json")) == []
    assert set(archive.namelist()) == {"account.json", "rounds.json", "index.html"}
