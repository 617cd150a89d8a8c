"""What may be shown of confidential answers: cells, end-coding, certified table, auditor.

Plain Python: no Django, no leadership model, no clock. The rules are those of
docs/confidentiality.md.
"""

from ninefold.disclosure.auditor import (
    CHECKER,
    AuditResult,
    Finding,
    UnreadableRelease,
    audit,
)
from ninefold.disclosure.cells import (
    FEWER_THAN_MINIMUM,
    TOO_FEW_ANSWERS,
    Answers,
    Cell,
    CertifiedTable,
    Instrument,
    Section,
    Withheld,
)
from ninefold.disclosure.certificate import CertificateResult, exhaustive_certificate
from ninefold.disclosure.coding import EndCoded, agreement_word, end_code
from ninefold.disclosure.construction import certified_table
from ninefold.disclosure.grouping import GroupPlan, plan_groups
from ninefold.disclosure.packing import chain_hash, pack_table, unpack_table

__all__ = [
    "AuditResult",
    "CHECKER",
    "CertificateResult",
    "Finding",
    "UnreadableRelease",
    "audit",
    "exhaustive_certificate",
    "FEWER_THAN_MINIMUM",
    "TOO_FEW_ANSWERS",
    "Answers",
    "Cell",
    "CertifiedTable",
    "EndCoded",
    "GroupPlan",
    "Instrument",
    "Section",
    "Withheld",
    "agreement_word",
    "certified_table",
    "chain_hash",
    "end_code",
    "pack_table",
    "plan_groups",
    "unpack_table",
]
