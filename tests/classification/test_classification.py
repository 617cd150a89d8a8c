"""The table that says what each field is."""

from __future__ import annotations

import pytest

from ninefold.classification import (
    Classified,
    Kind,
    Unclassified,
    classified_fields,
    not_personal,
    personal,
    secret,
    unclassified_fields,
)


class Base:
    CLASSIFIED = {"name": personal("to greet them", kept="a year"), "made_at": not_personal("when")}


class Derived(Base):
    CLASSIFIED = {"token": secret("opens it", kept="a week"), "made_at": personal("when they came", kept="a year")}


def test_three_kinds() -> None:
    assert personal("why", kept="a year") == Classified(Kind.PERSONAL, "why", "a year")
    assert secret("why", kept="a year").kind is Kind.SECRET
    assert not_personal("why") == Classified(Kind.OPEN, "why", "as long as its row")


@pytest.mark.parametrize(("why", "kept"), [("", "a year"), ("why", " ")])
def test_reason_and_time_are_obligatory(why: str, kept: str) -> None:
    with pytest.raises(ValueError, match="why it is kept"):
        personal(why, kept=kept)


def test_own_lines_stand_over_inherited_ones() -> None:
    table = classified_fields(Derived)

    assert set(table) == {"name", "made_at", "token"}
    assert table["made_at"].kind is Kind.PERSONAL


def test_missing_and_dead_lines_are_named() -> None:
    assert unclassified_fields(Base, ["id", "name", "made_at"]) == ()
    assert unclassified_fields(Base, ["id", "name", "email"]) == (
        "Base.email is not classified.",
        "Base.made_at is classified but not stored.",
    )


def test_model_without_a_table_is_named() -> None:
    with pytest.raises(Unclassified, match="object has no CLASSIFIED table"):
        classified_fields(object)
    assert unclassified_fields(object, ["id"]) == ()
    assert unclassified_fields(object, ["name"]) == ("object has no CLASSIFIED table.",)
