"""What a PostgreSQL server may write into its own logs and statistics: statements, never what is put into them."""

from __future__ import annotations

import pytest
from django.db import connection

from ninefold.vault.rows import read

pytestmark = pytest.mark.django_db
CANARY = "a word that nobody else may read"


def test_the_server_sees_a_statement_without_its_values() -> None:
    """What is in pg_stat_activity is what stands in the log of slow and failed statements."""
    seen = read("SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid() AND %s <> ''", [CANARY])[0][0]
    assert "pg_backend_pid" in seen
    assert CANARY not in seen


def test_a_value_inside_the_statement_would_be_seen() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT query FROM pg_stat_activity WHERE pid = pg_backend_pid() AND '{CANARY}' <> ''")  # noqa: S608 - what must not happen
        assert CANARY in cursor.fetchone()[0]
