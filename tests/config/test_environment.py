"""What the environment's address of a database turns into."""

from __future__ import annotations

from ninefold.config.environment import database


def test_values_never_stand_in_the_statements_that_a_server_logs() -> None:
    assert database("postgresql://ninefold@/ninefold?host=%2Frun")["OPTIONS"] == {"server_side_binding": True}
    chosen = database("postgresql://ninefold@/ninefold?sslmode=require&server_side_binding=")
    assert chosen["OPTIONS"] == {"sslmode": "require", "server_side_binding": True}


def test_sqlite_overwrites_what_is_deleted() -> None:
    options = database("sqlite:////srv/ninefold.sqlite3")["OPTIONS"]
    assert "secure_delete=ON" in str(options)
