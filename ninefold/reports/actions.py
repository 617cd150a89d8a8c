"""What happens to a report: it is proved, a comment is withheld, the feedback session is logged, it is released."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db import transaction

from ninefold.accounts.models import Person
from ninefold.audit.actions import record
from ninefold.facilitators import actions as facilitators
from ninefold.facilitators.domain import Mode
from ninefold.feedback360 import actions as rounds
from ninefold.feedback360.models import FeedbackRound
from ninefold.feedback360.queries import round_facts
from ninefold.organisations.queries import operator_addresses
from ninefold.outbox.actions import put
from ninefold.reports import permissions, queries
from ninefold.reports.models import ReportProof, WithheldComment
from ninefold.reports.proving import prove
from ninefold.reports.withholding import check_chain, next_link
from ninefold.vault import queries as vault
from ninefold.vault.domain import CertifiedRound


class CommentNotWithheld(Exception):
    """A comment was not withheld. The message says why, fit for the facilitator."""


class NoReport(Exception):
    """The round has no certified table, so there is nothing to prove or release."""

    def __init__(self) -> None:
        super().__init__("This round has no report.")


def prove_report(*, round_id: UUID, now: datetime) -> bool:
    """Run the release auditor over the frozen table, keep what it proved, and say whether it passed.

    What did not pass is kept too, audited, and told to the operators: then nothing of the report is shown.
    Raises NoReport.
    """
    certified = _certified(round_id)
    proof = prove(certified.table, at=now)
    with transaction.atomic():
        ReportProof.objects.create(
            round_id=round_id,
            chain=certified.chain,
            checker=proof.checker,
            checks=proof.checks,
            findings=list(proof.findings),
            certificate=proof.certificate,
            at=now,
        )
        if not proof.passed:
            _tell_operators(round_id, certified.chain)
    return proof.passed


def prove_report_once(*, round_id: UUID, now: datetime) -> None:
    """Prove the report unless its newest proof is over this very table. Raises NoReport."""
    if queries.latest_proof(round_id, _certified(round_id).chain) is None:
        prove_report(round_id=round_id, now=now)


@transaction.atomic
def withhold_comment(*, round_id: UUID, comment_id: UUID, reason: str, by: Person, now: datetime) -> None:
    """Keep a comment back from the participant, for good, before the release. Audited and chained.

    Raises NotAllowed, and CommentNotWithheld if there is no reason, no such comment, or it is withheld already.
    """
    feedback_round = _locked(round_id)
    permissions.check_can_withhold(by, feedback_round)
    reason = reason.strip()
    if not reason:
        raise CommentNotWithheld("Say why this comment is withheld.")
    certified = _certified(round_id)
    earlier = queries.withholdings(round_id)
    check_chain(certified.chain, earlier)
    if comment_id in {each.comment_id for each in earlier}:
        raise CommentNotWithheld("This comment is withheld already.")
    if comment_id not in {each.id for each in certified.comments}:
        raise CommentNotWithheld("There is no such comment in this report.")
    WithheldComment.objects.create(
        round_id=round_id,
        comment_id=comment_id,
        number=len(earlier) + 1,
        reason=reason,
        by=by,
        at=now,
        link=next_link(earlier[-1].link if earlier else certified.chain, comment_id=comment_id, reason=reason),
    )
    _record("comment withheld", feedback_round, by, reason=reason)


@transaction.atomic
def log_session(*, round_id: UUID, held_on: date, mode: Mode, minutes: int, by: Person, now: datetime) -> None:
    """Log the feedback session about this report, by its facilitator; it counts for their standing.

    Raises NotAllowed, and SessionNotPossible of `facilitators` with a sentence for the facilitator.
    """
    feedback_round = _locked(round_id)
    permissions.check_can_log_session(by, feedback_round)
    # The permission is its facilitator's alone, so there is one.
    facilitator_id = cast(UUID, feedback_round.facilitator_id)
    facilitators.log_feedback_session(
        facilitator_id=facilitator_id, round_id=round_id, held_on=held_on, mode=mode, minutes=minutes, by=by, now=now
    )


def release(*, round_id: UUID, by: Person, now: datetime) -> None:
    """Release the report: from now on the participant reads it. The auditor runs once more before; they get a message.

    Raises ReportNotProved if the check does not pass, NoReport, and NotAllowed or NotAtThisStage of `feedback360`.
    """
    if not prove_report(round_id=round_id, now=now):
        raise queries.ReportNotProved
    with transaction.atomic():
        rounds.record_release(round_id=round_id, by=by, now=now)
        facts = round_facts(round_id)
        put(
            kind="report_released",
            to=facts.participant_email,
            key=f"report-released:{round_id}",
            facts={"name": facts.participant_name, "facilitator": facts.facilitator_name, "round_id": str(round_id)},
        )


def record_reading(*, what: str, report: queries.ReadableReport, by: Person) -> None:
    """Note that somebody read a page of a report or took a copy. `what` is a phrase such as 'report page read: overview'."""
    record(what=what, by=by, about=f"round {report.round_id}", organisation_id=report.organisation_id)


def record_taking_own_data(*, by: Person) -> None:
    """Note that somebody downloaded everything that is theirs."""
    record(what="own data downloaded", by=by, about=f"person {by.pk}")


def after_proof(read: Callable[[], queries.ReadableReport], *, round_id: UUID, now: datetime) -> queries.ReadableReport:
    """Return the report, having run its check first if that never happened over this table."""
    try:
        return read()
    except queries.ReportNotProved:
        prove_report_once(round_id=round_id, now=now)
        return read()


def _locked(round_id: UUID) -> FeedbackRound:
    found = (
        FeedbackRound.objects.select_for_update(of=("self",)).select_related("facilitator").filter(pk=round_id).first()
    )
    if found is None:
        raise NoReport
    return found


def _certified(round_id: UUID) -> CertifiedRound:
    certified = vault.certified(round_id)
    if certified is None:
        raise NoReport
    return certified


def _record(what: str, feedback_round: FeedbackRound, by: Person | None, *, reason: str = "") -> None:
    about = f"round {feedback_round.pk}"
    record(what=what, by=by, about=about, organisation_id=feedback_round.organisation_id, reason=reason)


def _tell_operators(round_id: UUID, chain: str) -> None:
    record(what="report did not pass its check", by=None, about=f"round {round_id}")
    for address in operator_addresses():
        key = f"report-not-proved:{round_id}:{chain}:{address}"
        put(kind="report_not_proved", to=address, key=key, facts={"round_id": str(round_id)})
