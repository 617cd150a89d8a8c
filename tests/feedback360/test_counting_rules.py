"""Counts as they may be shown: decision 10 as a table, and as properties."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.feedback360.domain.counting import Row, Tally, coarsened, colleagues_answered

ORDER = ("self", "line manager", "peer", "direct report", "other")
NAMED = frozenset({"self", "line manager"})


def rows(**asked_and_answered: tuple[int, int]) -> tuple[Row, ...]:
    tallies = {group.replace("_", " "): Tally(*pair) for group, pair in asked_and_answered.items()}
    return coarsened(tallies, order=ORDER, identified=NAMED)


def test_groups_of_3_or_more_stand_alone_and_line_managers_apart() -> None:
    found = rows(self=(1, 1), line_manager=(1, 0), peer=(8, 5), direct_report=(3, 3))
    assert found == (
        Row(("self",), 1, 1, identified=True),
        Row(("line manager",), 1, 0, identified=True),
        Row(("peer",), 8, 5),
        Row(("direct report",), 3, 3),
    )


def test_smaller_groups_of_3_together_have_one_row() -> None:
    assert rows(peer=(8, 5), direct_report=(2, 1), other=(1, 1)) == (
        Row(("peer",), 8, 5),
        Row(("direct report", "other"), 3, 2),
    )


def test_smaller_groups_of_fewer_than_3_are_counted_in_the_smallest_row() -> None:
    assert rows(peer=(8, 5), direct_report=(4, 4), other=(2, 1)) == (
        Row(("peer",), 8, 5),
        Row(("direct report", "other"), 6, 5),
    )


def test_of_two_smallest_rows_the_first_of_the_model_takes_them() -> None:
    assert rows(peer=(4, 1), direct_report=(4, 2), other=(1, 1)) == (
        Row(("peer", "other"), 5, 2),
        Row(("direct report",), 4, 2),
    )


def test_nothing_is_shown_where_fewer_than_3_colleagues_were_asked() -> None:
    assert rows(line_manager=(2, 1), peer=(2, 2)) == (Row(("line manager",), 2, 1, identified=True),)


def test_two_small_groups_alone_are_one_row() -> None:
    assert rows(peer=(2, 1), other=(2, 0)) == (Row(("peer", "other"), 4, 1),)


@pytest.mark.parametrize("answered", [0, 1, 2])
def test_what_is_shown_does_not_depend_on_who_answered(answered: int) -> None:
    shapes = [(row.groups, row.asked) for row in rows(peer=(5, answered), direct_report=(2, answered), other=(1, 0))]
    assert shapes == [(("peer",), 5), (("direct report", "other"), 3)]


@given(st.fixed_dictionaries({group: st.integers(0, 6) for group in ORDER}))
def test_no_confidential_row_is_below_3_and_nobody_is_in_two(asked: Mapping[str, int]) -> None:
    tallies = {group: Tally(number, number // 2) for group, number in asked.items()}
    found = coarsened(tallies, order=ORDER, identified=NAMED)
    groups = [group for row in found for group in row.groups]
    assert len(groups) == len(set(groups))
    for row in found:
        assert row.identified or row.asked >= 3
        assert row.asked == sum(asked[group] for group in row.groups)
    confidential = sum(number for group, number in asked.items() if group not in NAMED)
    shown = sum(row.asked for row in found if not row.identified)
    # Nothing can be had by subtraction: everybody is in a row, or nobody is.
    assert shown in (0, confidential)


def test_only_confidential_raters_count_towards_closing() -> None:
    tallies = {"self": Tally(1, 1), "line manager": Tally(2, 2), "peer": Tally(4, 3), "other": Tally(1, 1)}
    assert colleagues_answered(tallies, identified=NAMED) == 4
