"""How much a rating form costs: a real server on loopback, fresh links, 1, 8 and 32 raters at once.

`run(database_url)` returns the figures; `python -m bench.form [database_url …]` prints them. The load client is looked for in the folder
that NINEFOLD_LOAD_CLIENT names, else in ../shared/bench beside the project; without it `run` says so and measures nothing.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
VISITORS = (1, 8, 32)
MOST_PER_SECOND = 150
GOALS = {
    "cpu_ms": {"sqlite": 35.0, "postgresql": 45.0},
    "per_second": 40.0,
    "page_p95_ms": {1: 10.0, 32: 150.0},
    "queries_a_page": 4,
    "bytes_a_page": 15 * 1024,
    "memory_mib": 250.0,
}


class NoLoadClient(Exception):
    """The load client is not there."""


def load_client() -> Path:
    """Return the folder of the load client. Raises NoLoadClient."""
    named = os.environ.get("NINEFOLD_LOAD_CLIENT")
    folder = Path(named) if named else PROJECT.parent / "shared" / "bench"
    if not (folder / "load.py").is_file():
        raise NoLoadClient(f"There is no load client in {folder}. Name its folder by NINEFOLD_LOAD_CLIENT.")
    return folder


def run(
    database_url: str = "", *, seconds: float = 8, visitors: tuple[int, ...] = VISITORS, tries: int = 2
) -> dict[str, Any]:
    """Measure and return figures; `database_url` empty means a fresh SQLite file. The database is filled with made-up rounds."""
    kind = "postgresql" if database_url.startswith("postgres") else "sqlite"
    try:
        client = load_client()
    except NoLoadClient as missing:
        return {"database": kind, "measured": False, "why": str(missing)}
    with tempfile.TemporaryDirectory(prefix="nf-bench-") as name:
        folder = Path(name)
        environment = _environment(folder, database_url)
        tools = _tools(folder, client)
        links = int(sum(min(MOST_PER_SECOND, 60 * count) * (seconds + 1) for count in visitors) * tries + 500)
        prepared = _prepared(folder, environment, tools, links)
        with _Server(environment) as server:
            loads = _loaded(server, tools, folder, prepared, seconds=seconds, visitors=visitors, tries=tries)
        return _figures(kind, prepared, loads)


def _environment(folder: Path, database_url: str) -> dict[str, str]:
    own = {
        "NINEFOLD_DEMO": "no",
        "NINEFOLD_DATA_DIR": str(folder / "data"),
        "NINEFOLD_SECRET_KEY": "a key of the benchmark, which protects made-up answers and nothing else",
        "NINEFOLD_DATABASE": database_url or f"sqlite:///{folder / 'data' / 'bench.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "ninefold.config.settings",
        "PYTHONPATH": str(PROJECT),
    }
    (folder / "data").mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("NINEFOLD_")}
    return kept | own


def _tools(folder: Path, client: Path) -> Path:
    """The load client imports its drivers from its own folder, so both are brought together in a copy."""
    tools = folder / "tools"
    (tools / "drivers").mkdir(parents=True)
    for each in ("load.py", "httpc.py"):
        shutil.copy(client / each, tools / each)
    (tools / "drivers" / "__init__.py").touch()
    shutil.copy(HERE / "drivers" / "ninefold.py", tools / "drivers" / "ninefold.py")
    return tools


def _prepared(folder: Path, environment: dict[str, str], tools: Path, links: int) -> dict[str, Any]:
    for command in (
        ["migrate", "--verbosity", "0"],
        ["createcachetable"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
    ):
        subprocess.run([sys.executable, "manage.py", *command], check=True, cwd=PROJECT, env=environment)
    made = subprocess.run(
        [sys.executable, "-m", "bench.form_rounds", str(links), str(folder / "links"), str(tools)],
        check=True,
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
    )
    return dict(json.loads(made.stdout))


def _end_with_parent() -> None:
    """So that a benchmark that is broken off leaves no server behind. Linux only, as the load client is."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


class _Server:
    """granian with two workers, as `ninefold serve` starts it."""

    def __init__(self, environment: dict[str, str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = environment

    def __enter__(self) -> _Server:
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1", "--log-level", "warning",
                "--host", "127.0.0.1", "--port", str(self.port), "--workers", "2", "--blocking-threads", "4",
                "ninefold.config.wsgi:application",
            ],
            cwd=PROJECT,
            env=self.environment,
            start_new_session=True,
            preexec_fn=_end_with_parent,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(150):
            try:
                with urllib.request.urlopen(f"{self.base}/livez", timeout=10):  # noqa: S310 - loopback
                    return self
            except OSError:
                time.sleep(0.2)
        self.__exit__()
        raise RuntimeError("the server did not start")

    def __exit__(self, *problem: object) -> None:
        # A connection that is kept open can hold a worker back; nothing of a benchmark is worth waiting for.
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)


def _loaded(
    server: _Server,
    tools: Path,
    folder: Path,
    prepared: dict[str, Any],
    *,
    seconds: float,
    visitors: tuple[int, ...],
    tries: int,
) -> list[dict[str, Any]]:
    command = [
        sys.executable, "load.py", "ninefold", "--base", server.base, "--items", str(folder / "links"),
        "-c", ",".join(map(str, visitors)), "--seconds", str(seconds), "--runs", "1", "--patience", str(tries),
        "--wait", "10", "--warmup", "2", "--json", str(folder / "loads.json"), "--proc", f"web:{server.process.pid}",
    ]  # fmt: skip
    if prepared["database_process"]:
        command += ["--proc", f"db:{prepared['database_process']}"]
    subprocess.run(command, check=True, cwd=tools, stdout=subprocess.DEVNULL, timeout=600)
    return list(json.loads((folder / "loads.json").read_text())["results"])


def _figures(kind: str, prepared: dict[str, Any], loads: list[dict[str, Any]]) -> dict[str, Any]:
    rows = [
        {
            "visitors": load["concurrency"],
            "forms": load["completed"],
            "requests_a_form": round(load["requests"] / load["completed"], 1) if load["completed"] else None,
            "cpu_ms": load["server_cpu_ms_per_task"],
            "cpu_ms_by": load["server_cpu_ms_by"],
            "per_second": load["per_s"],
            "page_p50_ms": load["page_p50_ms"],
            "page_p95_ms": load["page_p95_ms"],
            "memory_mib": load["memory_mib"],
            "others_share": load["others_share"],
            "quality": load["runs"],
            "errors": load["errors"],
        }
        for load in loads
    ]
    return {
        "database": kind,
        "measured": True,
        "goals": GOALS,
        "queries": prepared["queries"],
        "bytes": prepared["bytes"],
        "loads": rows,
    }


def main(urls: list[str]) -> int:
    for url in urls or [""]:
        figures = run(url)
        print(json.dumps(figures, indent=1))
        if not figures["measured"]:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
