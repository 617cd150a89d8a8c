"""Run the release auditor over one or more report files together. Each finding is printed as an equation; ends with 1 if there is one."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Report = dict[str, Any]
Insiders = Mapping[str, Mapping[str, int | None]]


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "reports", metavar="REPORT.json", type=Path, nargs="+", help="files that `ninefold report` or the site made"
    )
    parser.add_argument(
        "--ratings", metavar="RATINGS", type=Path, help="the ratings behind them: attack as each single rater too"
    )
    parser.add_argument("--model", metavar="PACK", help="pack of the ratings (default: the one that the report names)")


def run(options: Namespace) -> int:
    from ninefold.cli import CommandFailed
    from ninefold.disclosure import UnreadableRelease, audit

    reports = [_read(path) for path in options.reports]
    try:
        results = [audit(reports)]
        if options.ratings:
            results += [audit([part], insiders=raters) for part, raters in _insiders(reports, options)]
    except UnreadableRelease as error:
        raise CommandFailed(f"these files cannot be judged: {error}") from error
    findings = list(dict.fromkeys(str(finding) for result in results for finding in result.findings))
    for finding in findings:
        print(finding)
    print(f"{sum(result.checks for result in results)} checks, {len(findings)} findings")
    return 1 if findings else 0


def _read(path: Path) -> Report:
    from ninefold.cli import CommandFailed

    try:
        report = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandFailed(f"{path}: {error.strerror}") from error
    except ValueError as error:
        raise CommandFailed(f"{path} is not a report file: {error}") from error
    if not isinstance(report, dict) or not isinstance(report.get("cells"), list):
        raise CommandFailed(f"{path} is not a report file: it has no list of cells")
    return report


def _insiders(reports: list[Report], options: Namespace) -> Iterator[tuple[Report, Insiders]]:
    """Each report's cells of one group beside that group's raters, so that nobody is tried on cells that they are not in."""
    from ninefold.cli import CommandFailed
    from ninefold.leadership_model.checking import pack_at
    from ninefold.leadership_model.packs import PackError, PackNotFound
    from ninefold.reports.ratings_file import RatingsRefused, read_ratings

    try:
        pack = pack_at(options.model or str(reports[0].get("model", {}).get("id", "")))
        rows = read_ratings(options.ratings, pack)
    except (PackError, PackNotFound, RatingsRefused) as error:
        raise CommandFailed(str(error).splitlines()[0]) from error
    for report in reports:
        own = [row for row in rows if row.participant == report.get("participant")]
        for groups in {tuple(cell["groups"]) for cell in report["cells"] if not cell["identified"]}:
            part = {**report, "cells": [cell for cell in report["cells"] if tuple(cell["groups"]) == groups]}
            yield part, {f"the rater of row {row.number}": row.ratings for row in own if row.group in groups}
