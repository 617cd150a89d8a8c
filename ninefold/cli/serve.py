"""Run the site: a web server and one worker, both ended by Ctrl-C. Whichever dies is started again."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from types import FrameType

from django.conf import settings

PR_SET_PDEATHSIG = 1


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--workers", type=int, default=2, help="web processes (default: 2)")


def run(options: Namespace) -> int:
    _check(options)
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    commands = {"web": _web_command(options), "worker": [sys.executable, "-m", "ninefold", "worker"]}
    running = {name: _start(command) for name, command in commands.items()}
    print(f"Ninefold is at http://{options.host}:{options.port}  (Ctrl-C stops it)", flush=True)
    while not stopping:
        time.sleep(0.3)
        for name, process in running.items():
            if process.poll() is not None and not stopping:
                print(f"The {name} process ended; starting it again.", file=sys.stderr, flush=True)
                time.sleep(1)
                running[name] = _start(commands[name])
    _stop(list(running.values()))
    return 0


def _check(options: Namespace) -> None:
    from ninefold.cli import CommandFailed

    if settings.NINEFOLD_DEMO and options.host not in {"127.0.0.1", "localhost", "::1"}:
        raise CommandFailed("the demonstration lets anybody in, so it listens on 127.0.0.1 only")
    with socket.socket(socket.AF_INET6 if ":" in options.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((options.host, options.port))
        except OSError as error:
            raise CommandFailed(
                f"cannot listen on {options.host}:{options.port}: {error.strerror}. Choose another --port"
            ) from error


def _web_command(options: Namespace) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1", "--log-level", "warning",
        "--host", options.host, "--port", str(options.port), "--workers", str(options.workers),
        "--blocking-threads", "4", "--respawn-failed-workers", "ninefold.config.wsgi:application",
    ]  # fmt: skip


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A group of its own, so that one Ctrl-C reaches the children once, through us, and none is left behind.
    return subprocess.Popen(  # noqa: S603 - our own program with checked options
        command,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        start_new_session=True,
        env=os.environ,
    )


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + 10
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
