import numpy as np
import pandas as pd
import pingouin
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.scoring import cronbach_alpha, icc1, icc2, raters_needed, spearman_brown
from tests.scoring.published import ATTITUDE, LQ2002, lq2002_groups


def with_gaps() -> list[list[int | None]]:
    """The attitude data with every eleventh rating missing, and one row without any."""
    rows: list[list[int | None]] = [list(row) for row in ATTITUDE]
    for index in range(0, 30 * 7, 11):
        rows[index // 7][index % 7] = None
    return rows


def test_alpha_of_the_attitude_data() -> None:
    alpha = cronbach_alpha(ATTITUDE)
    assert alpha.value == pytest.approx(0.8431428, abs=5e-8)
    assert (alpha.lower, alpha.upper) == pytest.approx((0.739, 0.916), abs=5e-4)
    assert alpha.standardised == pytest.approx(0.839084, abs=5e-7)
    assert alpha.mean_correlation == pytest.approx(0.426907, abs=5e-7)
    assert alpha.if_dropped == pytest.approx([0.8098, 0.7969, 0.8278, 0.8030, 0.7954, 0.8639, 0.8405], abs=5e-5)


def theirs(rows: list[list[int | None]], **options: str) -> tuple[float, tuple[float, float]]:
    value, limits = pingouin.cronbach_alpha(pd.DataFrame(rows).astype(float), **options)
    return value, tuple(limits)


def test_alpha_over_pairs_is_that_of_pingouin() -> None:
    value, limits = theirs(with_gaps(), nan_policy="pairwise")
    alpha = cronbach_alpha(with_gaps())
    assert alpha.value == pytest.approx(value)
    assert (alpha.lower, alpha.upper) == pytest.approx(limits, abs=5e-4)


def test_alpha_over_complete_rows_is_alpha_of_these_rows_with_their_degrees_of_freedom() -> None:
    complete = [row for row in with_gaps() if None not in row]
    assert 2 < len(complete) < 30
    value, limits = theirs(complete)
    alpha = cronbach_alpha(with_gaps(), missing="listwise")
    assert alpha.value == pytest.approx(value)
    assert (alpha.lower, alpha.upper) == pytest.approx(limits, abs=5e-4)


def test_alpha_leaves_out_rows_without_any_rating() -> None:
    assert cronbach_alpha([*with_gaps(), [None] * 7]) == cronbach_alpha(with_gaps())


def test_alpha_of_two_items_has_nothing_to_drop() -> None:
    alpha = cronbach_alpha([[1, 2], [3, 3], [5, 4]])
    assert alpha.if_dropped == (None, None)
    assert alpha.value == pytest.approx(pingouin.cronbach_alpha(pd.DataFrame([[1, 2], [3, 3], [5, 4]]))[0])


@pytest.mark.parametrize("rows", [[[3, 3], [3, 3]], [[3.1, 3.1]] * 3, [[3, None], [None, 3]], [[1, 2]]])
def test_alpha_of_ratings_that_do_not_vary_is_undefined(rows: list[list[float | None]]) -> None:
    alpha = cronbach_alpha(rows)
    assert (alpha.value, alpha.lower, alpha.upper, alpha.standardised) == (None,) * 4


def test_alpha_with_one_item_that_does_not_vary_has_no_correlation() -> None:
    alpha = cronbach_alpha([[1, 2, 3], [3, 3, 3], [5, 4, 3]])
    assert alpha.value is not None
    assert alpha.mean_correlation is None


def test_standardised_alpha_has_a_value_unless_the_correlations_forbid_it() -> None:
    assert cronbach_alpha([[1, 5], [2, 4], [3, 3.0]]).standardised is None


def test_alpha_refuses_one_item_and_unknown_treatments() -> None:
    with pytest.raises(ValueError, match="at least two items"):
        cronbach_alpha([[1], [2]])
    with pytest.raises(ValueError, match="pairwise"):
        cronbach_alpha(ATTITUDE, missing="mean")  # type: ignore[arg-type]


@pytest.mark.parametrize("path", LQ2002)
def test_icc_of_the_leadership_data_is_the_published_one(path: object) -> None:
    groups = [
        [float(np.mean([rating for rating in row if rating is not None])) for row in rows]
        for rows in lq2002_groups(path).values()  # type: ignore[arg-type]
    ]
    assert sum(len(group) for group in groups) == 2042
    assert icc1(groups, group_size="mean") == pytest.approx(0.0879562, abs=5e-8)
    assert icc2(groups) == pytest.approx(0.8007544, abs=5e-8)
    assert icc1(groups) == pytest.approx(0.0886785, abs=5e-8)


def test_icc_with_equal_groups_is_shrout_and_fleiss_one_way() -> None:
    groups = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    for size in ("adjusted", "mean"):
        assert icc1(groups, group_size=size) == pytest.approx(0.165742, abs=5e-7)  # type: ignore[arg-type]
        assert icc2(groups, group_size=size) == pytest.approx(0.442797, abs=5e-7)  # type: ignore[arg-type]


def test_icc_of_unequal_groups_by_hand() -> None:
    groups = [[1, 2, None], [4, 5, 6], [None]]
    between, within = (2 * 2.1**2 + 3 * 1.4**2), 2.5 / 3
    n0 = 5 - 13 / 5
    assert icc1(groups) == pytest.approx((between - within) / (between + (n0 - 1) * within))
    assert icc1(groups, group_size="mean") == pytest.approx((between - within) / (between + 1.5 * within))
    assert icc2(groups) == pytest.approx((between - within) / between)


def test_icc_may_be_negative() -> None:
    value = icc1([[1, 5], [2, 4], [1, 4]])
    assert value is not None
    assert value < 0


@pytest.mark.parametrize("groups", [[], [[1, 2, 3]], [[1], [2], [3]], [[4.1, 4.1, 4.1], [4.1, 4.1]]])
def test_icc_without_groups_pairs_or_variance_is_undefined(groups: list[list[float]]) -> None:
    assert icc1(groups) is None
    assert icc2(groups) is None


def test_icc2_without_differences_between_leaders_is_undefined() -> None:
    assert icc2([[1, 3], [2, 2]]) is None
    assert icc1([[1, 3], [2, 2]]) == -1


@pytest.mark.parametrize("function", [icc1, icc2])
def test_icc_knows_two_group_sizes(function: object) -> None:
    with pytest.raises(ValueError, match="adjusted"):
        function([[1, 2], [2, 3]], group_size="median")  # type: ignore[operator]


@pytest.mark.parametrize(
    ("reliability", "k", "stepped_up"),
    [(0.30, 3, 0.56), (0.30, 5, 0.68), (0.30, 6, 0.72), (0.30, 8, 0.77), (0.30, 10, 0.81)]
    + [(0.37, 3, 0.64), (0.37, 4, 0.70), (0.37, 5, 0.75), (0.37, 7, 0.80)]
    + [(0.50, 2, 0.67), (0.50, 3, 0.75), (0.50, 4, 0.80)],
)
def test_spearman_brown_table(reliability: float, k: int, stepped_up: float) -> None:
    assert spearman_brown(reliability, k) == pytest.approx(stepped_up, abs=0.005)


@pytest.mark.parametrize(
    ("reliability", "target", "k"),
    [(0.30, 0.70, 5.444), (0.37, 0.70, 3.973), (0.50, 0.70, 2.333)]
    + [(0.30, 0.80, 9.333), (0.37, 0.80, 6.811), (0.50, 0.80, 4.000)],
)
def test_raters_needed_table(reliability: float, target: float, k: float) -> None:
    assert raters_needed(reliability, target) == pytest.approx(k, abs=5e-4)


@given(st.floats(0.05, 0.95), st.floats(0.05, 0.95))
def test_the_raters_needed_reach_the_target(reliability: float, target: float) -> None:
    assert spearman_brown(reliability, raters_needed(reliability, target)) == pytest.approx(target)


def test_reliabilities_outside_zero_and_one_are_refused() -> None:
    assert spearman_brown(1, 4) == 1
    assert spearman_brown(0, 4) == 0
    for call in (lambda: spearman_brown(1.1, 3), lambda: spearman_brown(0.5, 0)):
        with pytest.raises(ValueError, match="must"):
            call()
    for wrong in ((0, 0.7), (1, 0.7), (0.3, 1)):
        with pytest.raises(ValueError, match="between 0 and 1"):
            raters_needed(*wrong)
