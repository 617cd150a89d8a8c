"""Workers are killed while they send: nothing is lost, and what comes twice carries the same Message-ID."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.conftest import Postbox, _free_port

ROOT = Path(__file__).resolve().parents[1]
MESSAGES, KILLS = 400, 15
FILL = """
import django; django.setup()
from ninefold.outbox.actions import put
from ninefold.outbox.models import Message
Message.objects.all().delete()
FACTS = dict(dear="Ruth", for_participant=True, participant="Ruth", organisation="Eastmoor", closes="1 May 2027", round_address="https://x.example/")
for number in range({count}):
    put(kind="round_opened", to=f"person.{{number}}@example.org", key=str(number), facts=FACTS)
"""
LEFT = """
import django; django.setup()
from ninefold.outbox.models import Message
print(Message.objects.exclude(state="done").count())
"""


class SlowPostbox(Postbox):
    """Takes a moment over each message, so that kills hit the middle of sending."""

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        import asyncio

        await asyncio.sleep(0.01)
        return await super().handle_DATA(server, session, envelope)  # type: ignore[arg-type]


def test_killed_workers_lose_nothing(tmp_path: Path) -> None:
    postbox = SlowPostbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=_free_port())
    controller.start()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("NINEFOLD_")}
    environment = {
        **kept,
        "DJANGO_SETTINGS_MODULE": "ninefold.config.settings",
        "NINEFOLD_SECRET_KEY": "k" * 60,
        "NINEFOLD_DATA_DIR": str(tmp_path),
        "NINEFOLD_DATABASE": os.environ.get("NINEFOLD_TEST_DATABASE") or f"sqlite:///{tmp_path}/drill.sqlite3",
        "NINEFOLD_SMTP_PORT": str(controller.port),
        "NINEFOLD_SMTP_SECURITY": "none",
        "NINEFOLD_SMTP_TIMEOUT": "1",
    }

    def python(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
        ).stdout

    try:
        python("-m", "ninefold", "migrate")
        python("-c", FILL.format(count=MESSAGES))
        for _ in range(KILLS):
            worker = subprocess.Popen([sys.executable, "-m", "ninefold", "worker"], cwd=ROOT, env=environment)
            time.sleep(2 + secrets.randbelow(1000) / 1000)
            worker.kill()
            worker.wait()
        last = subprocess.Popen([sys.executable, "-m", "ninefold", "worker"], cwd=ROOT, env=environment)
        deadline = time.monotonic() + 120
        while python("-c", LEFT).strip() != "0" and time.monotonic() < deadline:
            time.sleep(1)
        last.terminate()
        last.wait()
    finally:
        controller.stop()
    by_id = Counter(str(message["Message-ID"]) for message in postbox.messages)
    by_person = Counter(str(message["To"]) for message in postbox.messages)
    assert len(by_person) == MESSAGES, "a message was lost"
    assert len(by_id) == MESSAGES, "a repeated message had another Message-ID"
    assert sum(by_id.values()) - MESSAGES <= KILLS, "more than one message a kill came twice"
