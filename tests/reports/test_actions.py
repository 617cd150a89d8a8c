"""What happens to a report: proved, a comment withheld, the session logged, released."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ninefold.accounts.models import Person
from ninefold.audit.queries import events_about
from ninefold.facilitators.actions import SessionNotPossible
from ninefold.facilitators.domain import Mode
from ninefold.facilitators.queries import session_is_logged
from ninefold.feedback360.domain.stages import NotAtThisStage
from ninefold.feedback360.models import FeedbackRound
from ninefold.feedback360.permissions import NotAllowed as NotAllowedInRound
from ninefold.organisations.domain import Role
from ninefold.outbox.models import Message
from ninefold.reports import actions, queries
from ninefold.reports.copies import data_of, page_of, pdf_of
from ninefold.reports.models import ReportProof, RowsAreFinal, WithheldComment
from ninefold.reports.permissions import NotAllowed
from ninefold.reports.withholding import ChainBroken
from ninefold.vault import queries as vault
from tests.factories.accounts import a_person, sign_in
from tests.factories.organisations import a_membership
from tests.reports.rounds import a_reported_round

pytestmark = pytest.mark.django_db


def facilitator_of(feedback_round: FeedbackRound) -> Person:
    assert feedback_round.facilitator is not None
    return feedback_round.facilitator.person


def comment_ids(feedback_round: FeedbackRound) -> list[UUID]:
    certified = vault.certified(feedback_round.pk)
    assert certified is not None
    return [each.id for each in certified.comments]


def text_of(feedback_round: FeedbackRound, comment_id: UUID) -> str:
    certified = vault.certified(feedback_round.pk)
    assert certified is not None
    return next(each.text for each in certified.comments if each.id == comment_id)


def withhold(
    feedback_round: FeedbackRound, comment_id: UUID, *, reason: str = "It shows who wrote it.", by: Person | None = None
) -> None:
    actions.withhold_comment(
        round_id=feedback_round.pk,
        comment_id=comment_id,
        reason=reason,
        by=by or facilitator_of(feedback_round),
        now=timezone.now(),
    )


def read(person: Person, feedback_round: FeedbackRound) -> queries.ReadableReport:
    return actions.after_proof(
        lambda: queries.readable_report(person, feedback_round.pk), round_id=feedback_round.pk, now=timezone.now()
    )


def test_proof_is_kept_and_run_once_for_the_same_table() -> None:
    feedback_round = a_reported_round()
    for _ in range(2):
        read(facilitator_of(feedback_round), feedback_round)
    actions.prove_report_once(round_id=feedback_round.pk, now=timezone.now())
    proof = ReportProof.objects.get(round=feedback_round)
    assert proof.checks > 100
    assert proof.findings == []


def test_report_without_a_proof_is_not_read() -> None:
    feedback_round = a_reported_round()
    with pytest.raises(queries.ReportNotProved):
        queries.readable_report(facilitator_of(feedback_round), feedback_round.pk)


def test_proof_over_another_table_does_not_count() -> None:
    feedback_round = a_reported_round()
    ReportProof.objects.create(
        round=feedback_round, chain="0" * 64, checker="x", checks=9, findings=[], certificate="x"
    )
    with pytest.raises(queries.ReportNotProved):
        queries.readable_report(facilitator_of(feedback_round), feedback_round.pk)


def test_findings_are_kept_audited_and_told_to_operators(monkeypatch: pytest.MonkeyPatch) -> None:
    # A round can only be closed with a lawful table, so the check is given no time, which counts as failed.
    from ninefold.reports import proving

    monkeypatch.setattr(proving, "SECONDS", -1.0)
    feedback_round = a_reported_round()
    operator = a_person("Olu Operator")
    a_membership(operator, feedback_round.organisation, Role.OPERATOR)
    assert not actions.prove_report(round_id=feedback_round.pk, now=timezone.now())
    assert "OUT_OF_TIME" in ReportProof.objects.get(round=feedback_round).findings[0]
    assert "report did not pass its check" in [each.what for each in events_about(f"round {feedback_round.pk}")]
    assert Message.objects.get(kind="report_not_proved").to == operator.email
    with pytest.raises(queries.ReportNotProved):
        actions.release(round_id=feedback_round.pk, by=facilitator_of(feedback_round), now=timezone.now())
    feedback_round.refresh_from_db()
    assert feedback_round.stage == "with facilitator"


def test_round_without_a_table_cannot_be_proved() -> None:
    from tests.factories.feedback360 import a_round

    with pytest.raises(actions.NoReport):
        actions.prove_report(round_id=a_round("open").pk, now=timezone.now())
    with pytest.raises(actions.NoReport):
        actions.log_session(
            round_id=uuid4(),
            held_on=timezone.localdate(),
            mode=Mode.ONLINE,
            minutes=9,
            by=a_person(),
            now=timezone.now(),
        )


def test_withheld_comment_reaches_nothing() -> None:
    feedback_round = a_reported_round()
    comment_id = comment_ids(feedback_round)[0]
    text = text_of(feedback_round, comment_id)
    shown = read(facilitator_of(feedback_round), feedback_round)
    assert text in [each.text for each in shown.contents.derived.comments]
    withhold(feedback_round, comment_id)
    for reader in (facilitator_of(feedback_round),):
        report = read(reader, feedback_round)
        assert report.contents.derived.comments_withheld == 1
        assert text not in [each.text for each in report.contents.derived.comments]
        data = json.loads(data_of(report))
        assert data["comments_withheld"] == 1
        assert text not in json.dumps(data)
        assert text not in page_of(report)
        assert b"%PDF" in pdf_of(report)


def test_withholding_is_audited_and_chained() -> None:
    feedback_round = a_reported_round()
    first, second = comment_ids(feedback_round)[:2]
    withhold(feedback_round, first, reason="  It harms a colleague. ")
    withhold(feedback_round, second)
    told = [each for each in events_about(f"round {feedback_round.pk}") if each.what == "comment withheld"]
    assert [each.reason for each in told] == ["It harms a colleague.", "It shows who wrote it."]
    assert len({row.link for row in queries.withholdings(feedback_round.pk)}) == 2
    with pytest.raises(RowsAreFinal):
        WithheldComment.objects.get(comment_id=first).delete()
    with pytest.raises(RowsAreFinal):
        WithheldComment.objects.get(comment_id=first).save()


@pytest.mark.parametrize("change", ["reason", "missing"])
def test_changed_list_of_withheld_comments_stops_the_report(change: str) -> None:
    feedback_round = a_reported_round()
    for comment_id in comment_ids(feedback_round)[:2]:
        withhold(feedback_round, comment_id)
    rows = WithheldComment.objects.filter(round=feedback_round)
    if change == "reason":
        rows.filter(number=1).update(reason="another")
    else:
        rows.filter(number=1)._raw_delete(rows.db)  # type: ignore[attr-defined]  # as somebody with the database would
    with pytest.raises(ChainBroken):
        read(facilitator_of(feedback_round), feedback_round)
    answer = sign_in(Client(), facilitator_of(feedback_round)).get(
        reverse("report", args=[feedback_round.pk]), secure=True
    )
    assert answer.status_code == 503


def test_comment_is_withheld_with_a_reason_once_and_only_if_it_exists() -> None:
    feedback_round = a_reported_round()
    comment_id = comment_ids(feedback_round)[0]
    with pytest.raises(actions.CommentNotWithheld, match="Say why"):
        withhold(feedback_round, comment_id, reason="  ")
    with pytest.raises(actions.CommentNotWithheld, match="no such comment"):
        withhold(feedback_round, uuid4())
    withhold(feedback_round, comment_id)
    with pytest.raises(actions.CommentNotWithheld, match="already"):
        withhold(feedback_round, comment_id)


def test_only_the_facilitator_withholds_and_only_before_release() -> None:
    before, after = a_reported_round(), a_reported_round("released")
    with pytest.raises(NotAllowed):
        withhold(before, comment_ids(before)[0], by=before.participant)
    with pytest.raises(NotAllowed):
        withhold(after, comment_ids(after)[0])
    assert not WithheldComment.objects.exists()


def log(feedback_round: FeedbackRound, **changes: Any) -> None:
    values: dict[str, Any] = {
        "round_id": feedback_round.pk,
        "held_on": timezone.localdate(),
        "mode": Mode.ONLINE,
        "minutes": 90,
        "by": facilitator_of(feedback_round),
        "now": timezone.now(),
    }
    actions.log_session(**{**values, **changes})


def test_session_is_logged_by_the_facilitator_and_stands_on_the_cover() -> None:
    feedback_round = a_reported_round()
    log(feedback_round)
    assert session_is_logged(feedback_round.pk)
    assert read(facilitator_of(feedback_round), feedback_round).contents.facts.session_on == timezone.localdate()
    with pytest.raises(NotAllowed):
        log(feedback_round, by=feedback_round.participant)
    with pytest.raises(SessionNotPossible):
        log(feedback_round, held_on=timezone.localdate() + timedelta(days=1))


def test_session_cannot_be_logged_before_the_list_was_accepted() -> None:
    with pytest.raises(NotAllowed):
        log(a_reported_round("closed"))


def test_release_opens_the_report_to_the_participant_and_tells_them() -> None:
    feedback_round = a_reported_round()
    actions.release(round_id=feedback_round.pk, by=facilitator_of(feedback_round), now=timezone.now())
    feedback_round.refresh_from_db()
    assert feedback_round.stage == "released"
    assert read(feedback_round.participant, feedback_round).part == "participant"
    message = Message.objects.get(kind="report_released")
    assert message.to == feedback_round.participant.email
    with pytest.raises(NotAtThisStage):
        actions.release(round_id=feedback_round.pk, by=facilitator_of(feedback_round), now=timezone.now())
    assert Message.objects.filter(kind="report_released").count() == 1


def test_nobody_else_releases() -> None:
    feedback_round = a_reported_round()
    for person in (feedback_round.participant, a_person("Sam Stranger")):
        with pytest.raises(NotAllowedInRound):
            actions.release(round_id=feedback_round.pk, by=person, now=timezone.now())
    feedback_round.refresh_from_db()
    assert feedback_round.stage == "with facilitator"


def test_facilitator_withholds_logs_and_releases_by_the_pages() -> None:
    feedback_round = a_reported_round()
    client = sign_in(Client(), facilitator_of(feedback_round))
    comment_id = comment_ids(feedback_round)[0]
    path = reverse("withhold_comment", args=[feedback_round.pk, comment_id])
    assert text_of(feedback_round, comment_id).split("’")[0][:20] in client.get(path, secure=True).content.decode()
    empty = client.post(path, {"reason": ""}, secure=True)
    assert "There is a problem" in empty.content.decode()
    assert client.post(path, {"reason": "It harms."}, secure=True).status_code == 302
    assert client.get(path, secure=True).status_code == 404
    session = reverse("log_report_session", args=[feedback_round.pk])
    assert "There is a problem" in client.post(session, {}, secure=True).content.decode()
    today = timezone.localdate()
    day = {"held_on_day": today.day, "held_on_month": today.month, "held_on_year": today.year}
    held = {f"held_on-{part}": value for part, value in zip(("day", "month", "year"), day.values(), strict=True)}
    answer = client.post(session, {**day, **held, "minutes": "90", "mode": "online"}, secure=True)
    assert answer.status_code == 302, answer.content.decode()
    release = reverse("release_report", args=[feedback_round.pk])
    assert client.get(release, secure=True).status_code == 200
    assert client.post(release, {}, secure=True).status_code == 302
    feedback_round.refresh_from_db()
    assert feedback_round.stage == "released"
    assert client.post(release, {}, secure=True).status_code == 302
