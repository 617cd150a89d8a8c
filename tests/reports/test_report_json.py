"""report.json: the certified table, what is derived from it, and the proof."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ninefold.disclosure import CertifiedTable
from ninefold.disclosure.auditor import audit
from ninefold.reports.derive import derive
from ninefold.reports.proving import NotProved, prove, proved
from ninefold.reports.report_json import report_bytes, report_json
from tests.factories.reports import SOME_COMMENTS, a_table, nine_dimensions, some_facts

PACK = nine_dimensions()
CELL_FIELDS = {
    "id", "groups", "level", "item", "dimension", "scale", "raters", "answers", "most_by_one", "mean", "at_least",
    "at_most", "agreement", "identified", "rater", "merged",
}  # fmt: skip


def a_report(table: CertifiedTable | None = None, *, withheld: int = 0) -> dict[str, object]:
    table = table or a_table()
    derived = derive(table, PACK, SOME_COMMENTS, comments_withheld=withheld)
    return report_json(table=table, pack=PACK, derived=derived, facts=some_facts(), proof=proved(table))


def test_report_has_the_promised_form() -> None:
    table = a_table(people={"peer": 5, "direct report": 2, "other": 0})
    report = json.loads(report_bytes(a_report(table, withheld=2)))
    assert list(report) == [
        "schema", "participant", "round", "model", "minimum_raters", "cells", "withheld", "derived", "comments",
        "comments_withheld", "proof",
    ]  # fmt: skip
    assert (report["schema"], report["minimum_raters"], report["comments_withheld"]) == (1, 3, 2)
    assert report["model"] == {"id": "nine-dimensions", "version": "1.0"}
    assert all(set(cell) >= CELL_FIELDS for cell in report["cells"])
    assert len(report["cells"]) == len(table.cells)
    assert all(set(comment) >= {"groups", "question", "text"} for comment in report["comments"])
    assert set(report["proof"]) == {"checker", "checks", "findings", "certificate"}
    assert report["proof"]["findings"] == []
    assert report["proof"]["checks"] > 100


def test_report_says_no_difference_as_a_number() -> None:
    gap = a_report()["derived"]["dimensions"][1]["gap"]  # type: ignore[index, call-overload]
    assert set(gap) == {"certainty", "own_is_higher", "cells"}


def test_auditor_reads_the_written_report_and_finds_nothing() -> None:
    result = audit([json.loads(report_bytes(a_report()))])
    assert result.passed
    assert result.checks > 100


def test_same_report_gives_the_same_bytes() -> None:
    table = a_table()
    assert report_bytes(a_report(table)) == report_bytes(a_report(table))


def an_unlawful_table() -> CertifiedTable:
    """A table in which one cell was made of two people."""
    table = a_table()
    cell = next(each for each in table.cells if not each.identified)
    return replace(
        table, cells=tuple(replace(each, raters=2, answers=2) if each is cell else each for each in table.cells)
    )


def test_no_report_without_a_proof() -> None:
    table = an_unlawful_table()
    with pytest.raises(NotProved) as refusal:
        proved(table)
    assert refusal.value.proof.findings
    derived = derive(table, PACK)
    with pytest.raises(ValueError, match="only after its check"):
        report_json(table=table, pack=PACK, derived=derived, facts=some_facts(), proof=prove(table))
