"""Run the release auditor over one or more report files together. Each finding is printed as an equation; ends with 1 if there is one."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "reports", metavar="REPORT.json", type=Path, nargs="+", help="files that `ninefold report` or the site made"
    )


def run(options: Namespace) -> int:
    from ninefold.disclosure import audit

    result = audit([_read(path) for path in options.reports])
    for finding in result.findings:
        print(finding)
    print(f"{result.checks} checks, {len(result.findings)} findings")
    return 1 if result.findings else 0


def _read(path: Path) -> dict[str, Any]:
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
