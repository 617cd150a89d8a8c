import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.disclosure import GroupPlan, plan_groups

ORDER = ("peer", "direct report", "other", "board")


@pytest.mark.parametrize(
    ("counts", "cells", "withheld"),
    [
        ({}, (), ()),
        ({"peer": 0}, (), ()),
        ({"peer": 3, "direct report": 5}, (("peer",), ("direct report",)), ()),
        ({"peer": 5, "direct report": 1, "other": 2}, (("peer",), ("direct report", "other")), ()),
        ({"peer": 5, "direct report": 3, "other": 2}, (("peer",), ("direct report", "other")), ()),
        ({"peer": 4, "direct report": 4, "other": 1}, (("peer", "other"), ("direct report",)), ()),
        ({"peer": 1, "direct report": 4, "other": 1, "board": 3}, (("direct report",), ("peer", "other", "board")), ()),
        ({"peer": 1, "direct report": 1}, (), ("peer", "direct report")),
        ({"peer": 2, "direct report": 2}, (("peer", "direct report"),), ()),
        ({"other": 2}, (), ("other",)),
    ],
)
def test_groups_join_by_counts(counts: dict[str, int], cells: object, withheld: object) -> None:
    plan = plan_groups(counts, minimum=3, order=ORDER)
    assert sorted(plan.cells) == sorted(cells)  # type: ignore[type-var, call-overload]
    assert plan.withheld == withheld


def test_cells_stand_in_the_order_of_the_pack() -> None:
    plan = plan_groups({"board": 3, "peer": 1, "other": 4}, minimum=3, order=ORDER)
    assert plan == GroupPlan((("peer", "board"), ("other",)), ())


@given(st.dictionaries(st.sampled_from(ORDER), st.integers(0, 9)), st.integers(3, 6))
def test_no_cell_is_too_small_and_no_group_stands_twice(counts: dict[str, int], minimum: int) -> None:
    plan = plan_groups(counts, minimum=minimum, order=ORDER)
    for cell in plan.cells:
        assert sum(counts[group] for group in cell) >= minimum
    placed = [group for cell in plan.cells for group in cell] + list(plan.withheld)
    assert sorted(placed) == sorted(group for group, count in counts.items() if count)
    assert not (plan.cells and plan.withheld)


@pytest.mark.parametrize("minimum", [2, 0, -3, True, 3.0])
def test_a_minimum_below_three_is_refused(minimum: int) -> None:
    with pytest.raises(ValueError, match=r"minimum number of raters .*\.$"):
        plan_groups({}, minimum=minimum, order=ORDER)


@pytest.mark.parametrize("counts", [{"cook": 4}, {"peer": -1}])
def test_impossible_counts_are_refused(counts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="The rater group"):
        plan_groups(counts, minimum=3, order=ORDER)
