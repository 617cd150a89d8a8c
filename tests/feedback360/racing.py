"""Several workers close one round at the same moment, each with a connection of its own.

On SQLite this runs as a program with a database file of its own: threads cannot share the tests' database in memory.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from datetime import timedelta
from typing import Any

WORKERS = 4


def race(*, locking: bool) -> dict[str, Any]:
    """How the workers ended, and what stands in the database then. Without locking each works on what it read before."""
    from django.db import connection
    from django.utils import timezone

    from ninefold.feedback360 import actions
    from ninefold.feedback360.actions import closing, moving
    from ninefold.outbox.models import Message
    from ninefold.vault.queries import certified
    from tests.factories.feedback360 import a_round, answers_everything

    feedback_round = a_round("open", groups={"line manager": 1, "peer": 5})
    for rater in feedback_round.raters.exclude(group="self"):
        answers_everything(rater)
    now = timezone.now() + timedelta(days=30)
    read_before = {number: type(feedback_round).objects.get(pk=feedback_round.pk) for number in range(WORKERS)}
    before = feedback_round.history.count()
    start, ends, here = threading.Barrier(WORKERS), Counter[str](), threading.local()

    def work(number: int) -> None:
        here.number = number
        start.wait()
        try:
            outcome = actions.close_by_date(round_id=feedback_round.pk, now=now)
            ends["closed" if outcome else "came later"] += 1
        finally:
            connection.close()

    closing.locked = moving.locked if locking else lambda round_id: read_before[here.number]
    try:
        threads = [threading.Thread(target=work, args=[number]) for number in range(WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        closing.locked = moving.locked
    return {
        "ends": dict(ends),
        "steps": feedback_round.history.count() - before,
        "mails": Message.objects.filter(kind="round_closed", key__contains=str(feedback_round.pk)).count(),
        "certified": certified(feedback_round.pk) is not None,
    }


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps([race(locking=True), race(locking=False)]))


if __name__ == "__main__":
    main()
