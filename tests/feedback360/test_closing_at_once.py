"""Several workers, one round: it closes once. Without the lock it would not."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.feedback360.racing import WORKERS, race

ROOT = Path(__file__).resolve().parents[2]


def raced(folder: Path) -> list[dict[str, Any]]:
    """What came of a race with the lock, and of one without."""
    if connection.vendor == "postgresql":
        return [race(locking=True), race(locking=False)]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("NINEFOLD_")},
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "NINEFOLD_TEST_DATA_DIR": str(folder),
    }
    command = [sys.executable, "-m", "tests.feedback360.racing"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


@pytest.mark.django_db(transaction=True)
def test_round_closed_by_several_at_once_closes_once(tmp_path: Path) -> None:
    locked, unlocked = raced(tmp_path)
    assert unlocked["steps"] > 1, "the race does not happen, so this test shows nothing"
    assert locked == {
        "ends": {"closed": 1, "came later": WORKERS - 1},
        "steps": 1,
        "mails": 1,
        "certified": True,
    }
