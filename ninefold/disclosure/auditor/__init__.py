"""The release auditor: an independent checker that imports nothing of the construction.

It reads only what was released: certified tables (by attribute) or report.json (by key).
"""

from ninefold.disclosure.auditor.audit import CHECKER, AuditResult, audit
from ninefold.disclosure.auditor.findings import Finding
from ninefold.disclosure.auditor.reading import UnreadableRelease

__all__ = ["CHECKER", "AuditResult", "Finding", "UnreadableRelease", "audit"]
