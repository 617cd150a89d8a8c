"""What closing a round of 20 raters costs, and what its report costs: in one process, on the database that the environment names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
ROUNDS = 5
REPORTS = 20


def run(database_url: str = "") -> dict[str, Any]:
    """Fill a fresh database with rounds of 20 raters, close them, make a report of one. Times are CPU seconds, and wall for the close."""
    with tempfile.TemporaryDirectory(prefix="nf-bench-") as name:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("NINEFOLD_")}
        environment = {
            **kept,
            "NINEFOLD_DEMO": "yes",
            "NINEFOLD_DATA_DIR": name,
            "NINEFOLD_DATABASE": database_url or f"sqlite:///{name}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "ninefold.config.settings",
        }
        said = subprocess.run(
            [sys.executable, "-m", "bench.closing"],
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        ).stdout
    return dict(json.loads(said.splitlines()[-1]))


def measured(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """CPU seconds, wall seconds, result."""
    cpu, wall = time.process_time(), time.perf_counter()
    result = work()
    return time.process_time() - cpu, time.perf_counter() - wall, result


def main() -> None:
    import logging

    import django

    django.setup()
    logging.getLogger("pikepdf").setLevel(logging.WARNING)
    from django.core.management import call_command
    from django.utils import timezone

    from ninefold.demo import filling
    from ninefold.demo.stories import STORIES, Story

    call_command("migrate", verbosity=0)
    now = timezone.now()
    people = filling.fill_people(now)
    ruth = STORIES[0]
    raters = {"line manager": 1, "peer": 8, "direct report": 8, "other": 3}
    full = Story("ruth", "open", raters, raters, ruth.colleagues, ruth.own, ruth.importance, ruth.comments)
    filling.AGO["open"] = 40
    closes = [_closed(filling.fill_round(full, people, now), now) for _ in range(ROUNDS)]
    print(json.dumps({**_median_close(closes), **_reports(closes[-1][2], people["grace"], now)}))


def _closed(round_id: Any, now: Any) -> tuple[float, float, Any]:
    from ninefold.feedback360 import actions

    cpu, wall, _ = measured(lambda: actions.close_by_date(round_id=round_id, now=now))
    return cpu, wall, round_id


def _median_close(closes: list[tuple[float, float, Any]]) -> dict[str, float]:
    return {
        "close_20_raters_cpu_s": round(median(cpu for cpu, _, _ in closes), 3),
        "close_20_raters_wall_s": round(median(wall for _, wall, _ in closes), 3),
    }


def _reports(round_id: Any, facilitator: Any, now: Any) -> dict[str, float]:
    import pikepdf

    from ninefold.feedback360 import actions
    from ninefold.reports.actions import prove_report
    from ninefold.reports.booklet import booklet
    from ninefold.reports.derive import derive
    from ninefold.reports.pdf import pdf_bytes
    from ninefold.reports.queries import readable_report

    actions.accept_list(round_id=round_id, by=facilitator, now=now)
    audit_cpu, _, _ = measured(lambda: prove_report(round_id=round_id, now=now))
    report = readable_report(facilitator, round_id)
    derive_cpu = median(
        measured(lambda: derive(report.table, report.contents.pack, report.contents.derived.comments))[0]
        for _ in range(REPORTS)
    )
    cold, _, pdf = measured(lambda: pdf_bytes(booklet(report.contents), at=now))
    warm = [measured(lambda: pdf_bytes(booklet(report.contents), at=now)) for _ in range(REPORTS)]
    return {
        "audit_cpu_s": round(audit_cpu, 3),
        "figures_cpu_ms": round(derive_cpu * 1000, 2),
        "pdf_cold_cpu_s": round(cold, 3),
        "pdf_warm_cpu_s": round(median(cpu for cpu, _, _ in warm), 3),
        "pdf_warm_wall_s": round(median(wall for _, wall, _ in warm), 3),
        "pdf_kib": round(len(pdf) / 1024, 1),
        "pdf_pages": len(pikepdf.open(BytesIO(pdf)).pages),
    }


if __name__ == "__main__":
    main()
