"""`make bench`: measure, print a table with the goals, write bench/results.json. CPU time and ratios; the machine stands beside them."""

from __future__ import annotations

import json
import platform
import sys
from pathlib import Path
from typing import Any

from bench import closing, form
from bench.rows import rows_of
from tests.postgresql import NoPostgreSQL, server

RESULTS = Path(__file__).parent / "results.json"


def machine() -> dict[str, Any]:
    """Processor, cores, memory, Python: what the figures were measured on."""
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    names = {line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name")}
    memory = Path("/proc/meminfo").read_text().split()[1] if Path("/proc/meminfo").exists() else "0"
    return {
        "processor": ", ".join(sorted(names)) or platform.processor(),
        "cores": info.count("processor\t:"),
        "memory_gib": round(int(memory) / 2**20, 1),
        "python": platform.python_version(),
        "system": platform.platform(),
    }


def main() -> int:
    """1 if a goal was missed or a part could not be measured."""
    results: dict[str, Any] = {"machine": machine(), "sqlite": {"form": form.run(), "closing": closing.run()}}
    try:
        with server() as address:
            results["postgresql"] = {"closing": closing.run(address)}
        with server() as address:
            results["postgresql"]["form"] = form.run(address)
    except NoPostgreSQL as missing:
        print(missing, file=sys.stderr)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(" · ".join(f"{name} {value}" for name, value in results["machine"].items()))
    rows = rows_of(results)
    width = max(len(row.name) for row in rows)
    for row in rows:
        print(f"{row.name:<{width}}  {row.value:>12}  goal {row.goal:<12} {'' if row.is_met else 'MISSED'}")
    return 0 if "postgresql" in results and all(row.is_met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
