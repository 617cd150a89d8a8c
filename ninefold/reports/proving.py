"""The proof that stands in every report: the release auditor, run over the certified table before anything is shown."""

from datetime import datetime

from ninefold.disclosure import CertifiedTable
from ninefold.disclosure.auditor import CHECKER, UnreadableRelease, audit
from ninefold.reports.domain import Proof

CERTIFICATE = "ends of every cell coded by the rule certified for each scale of the model, 3 to 12 raters"
SECONDS = 20.0


class NotProved(Exception):
    """The auditor found something, or did not finish: no figure of this round may be shown."""

    def __init__(self, proof: Proof) -> None:
        self.proof = proof
        super().__init__("This report did not pass its check, so nothing of it is shown. An operator has been told.")


def prove(table: CertifiedTable, *, at: datetime | None = None) -> Proof:
    """Return what the auditor ran over the table and what it found. Never raises: what cannot be read has failed."""
    try:
        result = audit([table], unit_minimum=table.minimum, seconds=SECONDS)
    except (UnreadableRelease, ValueError) as error:
        return Proof(CHECKER, 0, (f"UNREADABLE: {error}",), CERTIFICATE, at)
    return Proof(CHECKER, result.checks, tuple(str(finding) for finding in result.findings), CERTIFICATE, at)


def proved(table: CertifiedTable, *, at: datetime | None = None) -> Proof:
    """Return the proof of a table that passed. Raises NotProved, which holds the proof, of one that did not."""
    proof = prove(table, at=at)
    if not proof.passed:
        raise NotProved(proof)
    return proof
