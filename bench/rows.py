"""From measured figures to the rows of the table, each with its goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class MeasuredRow:
    name: str
    value: str
    goal: str
    is_met: bool


def rows_of(results: dict[str, Any]) -> list[MeasuredRow]:
    """One row for each figure that has a goal."""
    rows: list[MeasuredRow] = []
    for database in ("sqlite", "postgresql"):
        if database in results:
            rows += _of_closing(database, results[database]["closing"])
            rows += _of_form(database, results[database]["form"])
    return rows


def _row(name: str, value: float | None, unit: str, goal: float, *, at_least: bool = False) -> MeasuredRow:
    if value is None:
        return MeasuredRow(name, "not measured", f"{goal:g} {unit}", False)
    met = value >= goal if at_least else value <= goal
    return MeasuredRow(name, f"{value:g} {unit}", f"{'≥' if at_least else '≤'} {goal:g} {unit}", met)


def _of_closing(database: str, figures: dict[str, Any]) -> Iterator[MeasuredRow]:
    yield _row(f"{database}: closing 20 raters, wall", figures["close_20_raters_wall_s"], "s", 1.0)
    yield _row(f"{database}: check of the report, CPU", figures["audit_cpu_s"], "s", 1.0)
    yield _row(f"{database}: all figures, CPU", figures["figures_cpu_ms"], "ms", 50.0)
    yield _row(f"{database}: PDF warm, CPU", figures["pdf_warm_cpu_s"], "s", 0.30)
    yield _row(f"{database}: PDF size", figures["pdf_kib"], "KiB", 300.0)


def _of_form(database: str, figures: dict[str, Any]) -> Iterator[MeasuredRow]:
    if not figures["measured"]:
        yield MeasuredRow(f"{database}: whole form", figures["why"], "", False)
        return
    goals = figures["goals"]
    yield _row(f"{database}: queries a page, most", figures["queries"]["most a page"], "", goals["queries_a_page"])
    rating_pages = [size for page, size in figures["bytes"].items() if page != "check"]
    yield _row(f"{database}: HTML a rating page, most", max(rating_pages), "bytes", goals["bytes_a_page"])
    yield MeasuredRow(
        f"{database}: HTML of the page with all answers", f"{figures['bytes']['check']} bytes", "none", True
    )
    for load in figures["loads"]:
        at = f"{database}: whole form, {load['visitors']} raters at once"
        yield _row(f"{at}, CPU", load["cpu_ms"], "ms", goals["cpu_ms"][database])
        if load["visitors"] > 1:
            yield _row(f"{at}, completed", load["per_second"], "a second", goals["per_second"], at_least=True)
        if load["visitors"] in goals["page_p95_ms"]:
            yield _row(f"{at}, page p95", load["page_p95_ms"], "ms", goals["page_p95_ms"][load["visitors"]])
        yield _row(f"{at}, errors", sum(_numbers(load["errors"])) if load["errors"] else 0, "", 0)
    yield _row(f"{database}: memory of the web side", _most_memory(figures["loads"]), "MiB", goals["memory_mib"])


def _numbers(found: Any) -> list[float]:
    """All numbers in nested figures."""
    if isinstance(found, dict):
        return [number for value in found.values() for number in _numbers(value)]
    if isinstance(found, list):
        return [number for value in found for number in _numbers(value)]
    return [found] if isinstance(found, int | float) else []


def _most_memory(loads: list[dict[str, Any]]) -> float | None:
    web = [load["memory_mib"]["web"] if isinstance(load["memory_mib"], dict) else load["memory_mib"] for load in loads]
    numbers = _numbers(web)
    return max(numbers) if numbers else None
