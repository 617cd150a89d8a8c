"""Real installations for the journeys: made by the operator's own commands, each with a data folder and a port of its own."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """One installation. `call` asks its backstage, a process beside the server, to make or to count something."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("NINEFOLD_", "DJANGO_", "COV_"))
            },
            "DJANGO_SETTINGS_MODULE": "ninefold.config.settings",
            "PYTHONPATH": str(ROOT),
            "NINEFOLD_DATA_DIR": str(folder),
            "NINEFOLD_SITE_URL": self.url,
            **settings,
        }
        self._server: subprocess.Popen[bytes] | None = None
        self._backstage: subprocess.Popen[str] | None = None

    def run(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "-m", "ninefold", *arguments],
            env=self.environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, timeout=240,
        )  # fmt: skip

    def start(self) -> None:
        with (self.folder / "server.log").open("wb") as log:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "ninefold", "serve", "--port", str(self.port), "--workers", "1"],
                env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + READY_WITHIN
        while not self._answers():
            if time.monotonic() > deadline or self._server.poll() is not None:
                raise RuntimeError(f"the server did not start:\n{self.log()}")
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/livez", timeout=2) as answer:  # noqa: S310 - our own server
                return bool(answer.status == 200)
        except OSError:
            return False

    def log(self) -> str:
        return (self.folder / "server.log").read_text(errors="replace")

    def call(self, name: str, **facts: Any) -> Any:
        """What `backstage.<name>(**facts)` returns, in the installation's own settings."""
        if self._backstage is None:
            self._backstage = subprocess.Popen(
                [sys.executable, "-m", "tests.system.backstage"],
                env=self.environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        asked, told = self._backstage.stdin, self._backstage.stdout
        assert asked is not None
        assert told is not None
        asked.write(json.dumps([name, facts]) + "\n")
        asked.flush()
        line = told.readline()
        if not line:
            raise RuntimeError(f"backstage ended while it was asked for {name}")
        answer = json.loads(line)
        if "trouble" in answer:
            raise RuntimeError(answer["trouble"])
        return answer["result"]

    def stop(self) -> None:
        if self._backstage is not None and self._backstage.stdin is not None:
            self._backstage.stdin.close()
            self._backstage.wait(timeout=10)
        if self._server is not None:
            self._server.send_signal(signal.SIGTERM)
            self._server.wait(timeout=15)


@contextmanager
def one_at_a_time(lock: Path) -> Iterator[None]:
    """Test processes share the folders that are made once."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def data_folder(shared: Path, to: Path, *, demo: bool) -> Path:
    """A fresh data folder, copied from one that the first test process made: migrating and filling take a while."""
    original = shared / ("demo-data" if demo else "empty-data")
    with one_at_a_time(shared / "making-data"):
        if not (original / "ready").exists():
            original.mkdir(parents=True, exist_ok=True)
            site = Site(original, NINEFOLD_DEMO="yes")
            site.run("migrate", "--quiet")
            if demo:
                site.run("demo")
            (original / "ready").touch()
    shutil.copytree(original, to)
    return to
