"""What the environment's address of a database turns into."""

from __future__ import annotations

from ninefold.config.environment import database


def test_values_never_stand_in_the_statements_that_a_server_logs() -> None:
    usual = {"server_side_binding": True, "prepare_threshold": 2}
    assert database("postgresql://ninefold@/ninefold?host=%2Frun")["OPTIONS"] == usual
    chosen = database("postgresql://ninefold@/ninefold?sslmode=require&server_side_binding=")
    assert chosen["OPTIONS"] == {"sslmode": "require", **usual}


def test_statements_are_not_prepared_where_a_pooler_shares_connections() -> None:
    options = database("postgresql://ninefold@pooler/ninefold?prepare=no")["OPTIONS"]
    assert options == {"server_side_binding": True, "prepare_threshold": None}


def test_sqlite_overwrites_what_is_deleted() -> None:
    options = database("sqlite:////srv/ninefold.sqlite3")["OPTIONS"]
    assert "secure_delete=ON" in str(options)
