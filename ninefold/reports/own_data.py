"""Everything that is a person's own, as one archive: account, rounds, released reports. Never a rater's answers."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from ninefold.accounts.models import Person
from ninefold.feedback360.domain.stages import Part
from ninefold.feedback360.models import FeedbackRound
from ninefold.leadership_model.domain import SELF
from ninefold.reports import actions, queries
from ninefold.reports.copies import data_of, page_of, pdf_of
from ninefold.ui.formatting import london_datetime

STAMP = (1980, 1, 1, 0, 0, 0)


def own_data_archive(person: Person, *, now: datetime) -> bytes:
    """Return a ZIP of all that is the person's: JSON to process, HTML to read, each released report in three forms."""
    account = {"name": person.name, "email": person.email, "written_at": now.isoformat()}
    rounds = [_round(each) for each in queries.own_rounds(person)]
    files = {"account.json": _json(account), "rounds.json": _json(rounds)}
    reports = [each for each in queries.summaries_for(person) if each.part is Part.PARTICIPANT and each.released]
    for each in reports:
        files.update(_report_files(person, each, now))
    index = {"account": account, "rounds": rounds, "reports": [str(each.round_id) for each in reports]}
    page = render_to_string("reports/own_data_index.jinja", {**index, "written": london_datetime(now)}, using="jinja2")
    files["index.html"] = page.encode()
    return _zipped(files)


def _report_files(person: Person, summary: queries.ReportSummary, now: datetime) -> dict[str, bytes]:
    round_id = summary.round_id
    report = actions.after_proof(lambda: queries.readable_report(person, round_id), round_id=round_id, now=now)
    actions.record_reading(what="report downloaded: own data", report=report, by=person)
    folder = f"reports/{round_id}"
    return {
        f"{folder}/report.html": page_of(report).encode(),
        f"{folder}/report.json": data_of(report),
        f"{folder}/report.pdf": pdf_of(report),
    }


def _round(feedback_round: FeedbackRound) -> dict[str, Any]:
    """Return what the participant entered and when things happened: never who answered."""
    named = feedback_round.raters.exclude(group=SELF)
    return {
        "id": str(feedback_round.pk),
        "organisation": feedback_round.organisation.name,
        "model": {"id": feedback_round.pack_id, "version": feedback_round.pack_version},
        "minimum_raters": feedback_round.minimum_raters,
        "stage": feedback_round.stage,
        "opens_on": feedback_round.opens_on.isoformat(),
        "closes_on": feedback_round.closes_on.isoformat(),
        "people_asked": [{"name": each.name, "email": each.email, "group": each.group} for each in named],
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"


def _zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
