"""Reading reports. The asking person is an argument, and nothing is returned whose check has not passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import Http404

from ninefold.accounts.models import Person
from ninefold.disclosure import CertifiedTable
from ninefold.facilitators.queries import last_session_on
from ninefold.feedback360.domain.stages import Part, Stage
from ninefold.feedback360.models import FeedbackRound
from ninefold.feedback360.queries import round_facts, rounds_visible_to
from ninefold.leadership_model.packs import find_pack
from ninefold.reports import permissions
from ninefold.reports.booklet import Contents
from ninefold.reports.derive import derive
from ninefold.reports.domain import Comment, Proof, ReportFacts
from ninefold.reports.models import ReportProof, WithheldComment
from ninefold.reports.withholding import Withholding, check_chain
from ninefold.ui.formatting import MONTHS
from ninefold.vault import queries as vault
from ninefold.vault.domain import CertifiedRound


class ReportNotProved(Exception):
    """The check of this report has not run, or did not pass. No figure may be shown."""

    def __init__(self) -> None:
        super().__init__(
            "This report has not passed its check, so nothing of it is shown. The people who run this site know."
        )


@dataclass(frozen=True)
class ReadableReport:
    """A report for one reader, who may read it now."""

    round_id: UUID
    organisation_id: UUID
    part: Part
    stage: Stage
    contents: Contents
    table: CertifiedTable
    opened_at: datetime

    @property
    def is_for_facilitator(self) -> bool:
        return self.part is Part.FACILITATOR

    @property
    def is_released(self) -> bool:
        return self.stage is Stage.RELEASED


@dataclass(frozen=True)
class ReportSummary:
    """One report in a list."""

    round_id: UUID
    participant_name: str
    part: Part
    released: bool


def round_to_read(person: Person, round_id: UUID) -> FeedbackRound:
    """Return the round if the person may read its report now. Raises Http404."""
    found = rounds_visible_to(person).filter(pk=round_id).first()
    if found is None or not permissions.can_read(person, found):
        raise Http404
    return found


def readable_report(person: Person, round_id: UUID) -> ReadableReport:
    """Return the report for this reader.

    Raises Http404 if the person may not read it now, ReportNotProved if its check has not passed over exactly this
    table, TableTampered or ChainBroken if what was frozen was changed.
    """
    feedback_round = round_to_read(person, round_id)
    part = permissions.part_of_reader(person, feedback_round)
    certified = vault.certified(round_id)
    if part is None or certified is None:
        raise Http404
    proof = latest_proof(round_id, certified.chain)
    if proof is None or not proof.passed:
        raise ReportNotProved
    return ReadableReport(
        round_id=round_id,
        organisation_id=feedback_round.organisation_id,
        part=part,
        stage=Stage(feedback_round.stage),
        contents=_contents(round_id, certified, proof),
        table=certified.table,
        opened_at=proof.at or feedback_round.closed_at or datetime.min,
    )


def latest_proof(round_id: UUID, chain: str) -> Proof | None:
    """Return the newest proof over the table with this chain, if there is one."""
    row = ReportProof.objects.filter(round_id=round_id, chain=chain).first()
    return Proof(row.checker, row.checks, tuple(row.findings), row.certificate, row.at) if row else None


def withholdings(round_id: UUID) -> tuple[Withholding, ...]:
    """Return the comments withheld in a round, in the order of their chain."""
    rows = WithheldComment.objects.filter(round_id=round_id)
    return tuple(Withholding(row.comment_id, row.reason, row.by_id, row.link) for row in rows)


def comment_to_withhold(report: ReadableReport, comment_id: UUID) -> Comment:
    """Return a comment of the report that is not withheld yet. Raises Http404."""
    for comment in report.contents.derived.comments:
        if comment.id == str(comment_id):
            return comment
    raise Http404


def summaries_for(person: Person) -> tuple[ReportSummary, ...]:
    """Return the reports that the person may read now, the newest first."""
    found = []
    for feedback_round in rounds_visible_to(person).filter(stage__in=[Stage.WITH_FACILITATOR, Stage.RELEASED]):
        part = permissions.part_of_reader(person, feedback_round)
        if part is not None:
            released = Stage(feedback_round.stage) is Stage.RELEASED
            found.append(ReportSummary(feedback_round.pk, feedback_round.participant.name, part, released))
    return tuple(found)


def own_rounds(person: Person) -> tuple[FeedbackRound, ...]:
    """Return the rounds that are about the person, for their own data."""
    return tuple(rounds_visible_to(person).filter(participant=person))


def _contents(round_id: UUID, certified: CertifiedRound, proof: Proof) -> Contents:
    kept_back = withholdings(round_id)
    check_chain(certified.chain, kept_back)
    hidden = {each.comment_id for each in kept_back}
    facts = round_facts(round_id)
    pack = find_pack(facts.pack_id, facts.pack_version)
    comments = [
        Comment(str(each.id), each.groups, each.question, each.text, each.rater)
        for each in certified.comments
        if each.id not in hidden
    ]
    closed_on = facts.closed_on
    return Contents(
        pack=pack,
        derived=derive(certified.table, pack, comments, comments_withheld=len(hidden)),
        facts=ReportFacts(
            participant=facts.participant_name,
            round_label=f"{MONTHS[closed_on.month - 1]} {closed_on.year}" if closed_on else "",
            opened_on=facts.opened_on,
            closed_on=closed_on,
            organisation=facts.organisation_name,
            facilitator=facts.facilitator_name,
            session_on=last_session_on(round_id),
            minimum=certified.table.minimum,
        ),
        proof=proof,
        site_name=settings.NINEFOLD_SITE_NAME,
    )
