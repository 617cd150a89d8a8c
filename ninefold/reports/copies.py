"""The report as files: PDF, data, and one HTML page that needs nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from ninefold.reports.booklet import Contents, booklet
from ninefold.reports.one_page import report_page
from ninefold.reports.pdf import pdf_bytes
from ninefold.reports.queries import ReadableReport
from ninefold.reports.report_json import report_bytes, report_json


def moment_of(contents: Contents) -> datetime:
    """Return the moment that a file of this report carries: that of its check, so that the same report is the same file."""
    return contents.proof.at or datetime(2000, 1, 1, tzinfo=UTC)


def pdf_of(report: ReadableReport) -> bytes:
    return pdf_bytes(booklet(report.contents), at=moment_of(report.contents))


def data_of(report: ReadableReport) -> bytes:
    contents = report.contents
    return report_bytes(
        report_json(
            table=report.table,
            pack=contents.pack,
            derived=contents.derived,
            facts=contents.facts,
            proof=contents.proof,
        )
    )


def page_of(report: ReadableReport) -> str:
    return report_page(report.contents)
