"""Fills the benchmark's database: open rounds of twenty raters, one link a line, and what one form asks of the database.

`python -m bench.form_rounds LINKS FILE TOOLS`, with the settings in the environment; prints one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import django

RATERS = 20
PEERS = 20


def make_links(number: int) -> list[str]:
    """Open rounds with peers as commissioning leaves them; their tokens."""
    from django.db import transaction

    links: list[str] = []
    organisation = _organisation()
    while len(links) < number:
        with transaction.atomic():
            links += _round(organisation, len(links))
    return links[:number]


def _organisation() -> Any:
    from ninefold.organisations.models import Organisation, Region

    return Organisation.objects.create(name="Bench Trust", region=Region.objects.create(name="Bench"))


def _round(organisation: Any, number: int) -> list[str]:
    from django.utils import timezone

    from ninefold.accounts.models import Person
    from ninefold.feedback360.models import FeedbackRound, Rater
    from ninefold.vault.actions import invite, open_round
    from ninefold.vault.queries import token_for

    today = timezone.localdate()
    participant = Person.objects.create_user(
        email=f"participant{number}-{uuid4()}@example.org", name="Ruth Adeyemi", password=None
    )
    feedback_round = FeedbackRound.objects.create(
        participant=participant,
        organisation=organisation,
        pack_id="nine-dimensions",
        pack_version="1.0",
        minimum_raters=3,
        opens_on=today - timedelta(days=1),
        closes_on=today + timedelta(days=20),
        stage="open",
        opened_at=timezone.now(),
    )
    open_round(round_id=feedback_round.id, minimum=3)
    raters = [
        Rater(
            round=feedback_round,
            name=f"Amir Khan {place}",
            email=f"rater{place}@example.org",
            address_key=f"rater{place}@example.org",
            group="peer",
            agreed_at=timezone.now(),
        )
        for place in range(RATERS)
    ]
    Rater.objects.bulk_create(raters)
    for rater in raters:
        invite(round_id=feedback_round.id, rater_id=rater.id, group="peer")
    return [token for rater in raters if (token := token_for(rater.id))]


@dataclass
class _Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str

    @property
    def text(self) -> str:
        return self.body.decode()


class InProcess:
    """The load client's client without a network, so that queries and bytes of every single request are counted."""

    def __init__(self) -> None:
        from django.test import Client

        self.client = Client(SERVER_NAME="127.0.0.1", enforce_csrf_checks=True)
        self.pages: list[tuple[str, int, int]] = []

    async def get(self, path: str, label: str) -> _Reply:
        return self._followed("get", path, label, {})

    async def post(self, path: str, label: str, form: dict[str, str]) -> _Reply:
        return self._followed("post", path, label, form)

    def _followed(self, method: str, path: str, label: str, form: dict[str, str]) -> _Reply:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        for hop in range(4):
            with CaptureQueriesContext(connection) as asked:
                answer = getattr(self.client, method)(path, form)
            counted = [
                one
                for one in asked.captured_queries
                if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
            ]
            self.pages.append((label if hop == 0 else f"{label}, then the page", len(counted), len(answer.content)))
            if answer.status_code not in {302, 303}:
                break
            method, path, form = "get", answer.headers["Location"], {}
        return _Reply(answer.status_code, answer.headers, answer.content, path)


def count_one(token: str, tools: Path) -> dict[str, dict[str, int]]:
    """Queries and bytes of each kind of page, at most, and queries of the whole form."""
    sys.path.insert(0, str(tools))
    from drivers.ninefold import Driver  # type: ignore[import-not-found]  # of the copy beside the load client

    client = InProcess()
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"
    asyncio.run(Driver("", {}).one(client, token))
    queries: dict[str, int] = {}
    size: dict[str, int] = {}
    for label, asked, length in client.pages:
        queries[label] = max(asked, queries.get(label, 0))
        size[label] = max(length, size.get(label, 0))
    whole = {"most a page": max(queries.values()), "whole form": sum(asked for _, asked, _ in client.pages)}
    return {"queries": queries | whole, "bytes": {label: length for label, length in size.items() if length}}


def database_process() -> int | None:
    """The process under which PostgreSQL's backends stand, where it runs on this machine; None for SQLite."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    return int(stat.read_text().rsplit(")", 1)[1].split()[1]) if stat.exists() else None


def main(number: int, file: Path, tools: Path) -> int:
    django.setup()
    links = make_links(number + 2)
    file.write_text("\n".join(links[2:]) + "\n")
    count_one(links[0], tools)  # the first form makes the pages ready and is not counted
    print(json.dumps({**count_one(links[1], tools), "database_process": database_process()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
