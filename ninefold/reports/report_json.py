"""report.json: the certified table and only that, plus what is derived from it."""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from ninefold.disclosure import CertifiedTable
from ninefold.leadership_model.domain import Pack
from ninefold.reports.domain import Derived, Proof, ReportFacts

SCHEMA = 1
DECIMALS = 6
# These stand beside "derived", under names of their own.
_OWN_PLACE = {"comments", "comments_withheld"}


def report_json(
    *, table: CertifiedTable, pack: Pack, derived: Derived, facts: ReportFacts, proof: Proof
) -> dict[str, Any]:
    """Return the report as plain data, in the form that docs/report-json.md describes.

    Raises ValueError if the proof did not pass: then there is no report.
    """
    if not proof.passed:
        raise ValueError("A report is written only after its check has passed.")
    return {
        "schema": SCHEMA,
        "participant": facts.participant,
        "round": facts.round_label,
        "model": {"id": pack.id, "version": pack.version},
        "minimum_raters": table.minimum,
        "cells": [cell.as_mapping() for cell in table.cells],
        "withheld": [entry.as_mapping() for entry in table.withheld],
        "derived": {
            field.name: _plain(getattr(derived, field.name))
            for field in fields(derived)
            if field.name not in _OWN_PLACE
        },
        "comments": [_comment(each.groups, each.question, each.text, each.rater) for each in derived.comments],
        "comments_withheld": derived.comments_withheld,
        "proof": {
            "checker": proof.checker,
            "checks": proof.checks,
            "findings": list(proof.findings),
            "certificate": proof.certificate,
        },
    }


def report_bytes(report: dict[str, Any]) -> bytes:
    """Return the report as the bytes of report.json; the same report gives the same bytes."""
    return json.dumps(report, ensure_ascii=True, indent=1).encode() + b"\n"


def _comment(groups: tuple[str, ...] | None, question: str, text: str, rater: str | None) -> dict[str, Any]:
    written = {"groups": list(groups) if groups else None, "question": question, "text": text}
    return {**written, "rater": rater} if rater else written


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return round(value, DECIMALS)
    return value.isoformat() if isinstance(value, date | datetime) else value
