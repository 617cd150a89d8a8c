"""The loop of a worker: run each registered sweep when it is due, note that it ran, go on."""

from __future__ import annotations

import logging
import threading
import time

from django.db import close_old_connections
from django.utils import timezone

from ninefold.outbox.models import Heartbeat
from ninefold.outbox.sweeps import SWEEPS, Sweep

log = logging.getLogger(__name__)


def run_until(stop: threading.Event) -> None:
    """Run all sweeps until `stop` is set. A sweep that fails is logged, noted in its heartbeat, and tried again."""
    due: dict[str, float] = {}
    while not stop.is_set():
        for sweep in list(SWEEPS.values()):
            if time.monotonic() >= due.get(sweep.name, 0.0) and not stop.is_set():
                run_once(sweep)
                due[sweep.name] = time.monotonic() + sweep.every
        stop.wait(0.5)


def run_once(sweep: Sweep) -> None:
    """Run one sweep and write its heartbeat."""
    close_old_connections()
    trouble = ""
    try:
        sweep.run()
    except Exception as error:
        trouble = type(error).__name__
        log.exception("the sweep %s failed", sweep.name)
    try:
        Heartbeat.objects.update_or_create(name=sweep.name, defaults={"at": timezone.now(), "trouble": trouble})
    except Exception:
        log.exception("the heartbeat of %s could not be written", sweep.name)
