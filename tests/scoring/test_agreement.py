import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.scoring import (
    NULL_PROPORTIONS,
    a_wg,
    average_deviation,
    average_deviation_j,
    r_wg,
    r_wg_j,
    r_wg_star,
    uniform_variance,
    variance_of_proportions,
)
from tests.scoring.published import LQ2002, lq2002_groups

TEN = [4, 4, 5, 4, 3, 4, 5, 4, 4, 4]
five_points = st.lists(st.integers(1, 5), min_size=2, max_size=12)


def rows_with_variance(variance: float, items: int) -> list[list[float]]:
    """Two raters of each item, as far apart as the variance wants."""
    apart = (2 * variance) ** 0.5
    return [[3 - apart / 2] * items, [3 + apart / 2] * items]


def test_hand_cases_of_r_wg_and_average_deviation() -> None:
    assert np.var(TEN, ddof=1) == pytest.approx(0.322222, abs=5e-7)
    assert r_wg(TEN, points=5) == pytest.approx(0.838889, abs=5e-7)
    assert average_deviation(TEN) == pytest.approx(0.36)
    assert average_deviation(TEN, around="median") == pytest.approx(0.30)


def test_spread_answers_are_truncated_to_zero_unless_asked_otherwise() -> None:
    assert r_wg([1, 2, 3, 4, 5], points=5, truncate=False) == pytest.approx(-0.25)
    assert r_wg([1, 2, 3, 4, 5], points=5) == 0
    assert average_deviation([1, 2, 3, 4, 5]) == pytest.approx(1.2)
    assert r_wg([1, 5], points=5, truncate=False) == pytest.approx(-3)


def test_equal_answers_agree_and_one_answer_is_undefined() -> None:
    assert r_wg([5, 5, 5, 5], points=5) == 1
    assert average_deviation([5, 5, 5, 5]) == 0
    for alone in ([], [4], [4, None], [None]):
        assert r_wg(alone, points=5) is None
        assert average_deviation(alone) is None
        assert a_wg(alone, points=5) is None


def test_a_null_variance_can_be_given() -> None:
    assert r_wg(TEN, points=5, null_variance=1.34) == pytest.approx(1 - 0.3222222 / 1.34)
    with pytest.raises(ValueError, match="null variance must be above zero"):
        r_wg(TEN, points=5, null_variance=0)


@pytest.mark.parametrize("wrong", [[0, 4], [4, 6]])
def test_ratings_off_the_scale_are_refused(wrong: list[int]) -> None:
    with pytest.raises(ValueError, match="is not from 1 to 5"):
        r_wg(wrong, points=5)


@pytest.mark.parametrize(
    ("items", "variance", "value", "star"),
    [(4, 0.5, 0.923077, 0.75), (10, 0.5, 0.967742, 0.75), (4, 1.5, 0.571429, 0.25), (4, 2.4, 0, -0.20)],
)
def test_hand_cases_of_several_items(items: int, variance: float, value: float, star: float) -> None:
    rows = rows_with_variance(variance, items)
    assert r_wg_j(rows, points=5) == pytest.approx(value, abs=5e-7)
    assert r_wg_star(rows, points=5) == pytest.approx(star)


def test_several_items_without_truncation_or_value() -> None:
    assert r_wg_j(rows_with_variance(2.4, 4), points=5, truncate=False) == pytest.approx(-2)
    assert r_wg_j([[2.0, 2.0], [4.0, 4.0]], points=5, null_variance=1, truncate=False) is None


def test_several_items_are_undefined_where_one_item_is() -> None:
    rows = [[4, None], [5, 3], [4, None]]
    assert r_wg_j(rows, points=5) is None
    assert r_wg_star(rows, points=5) is None
    assert average_deviation_j(rows) is None


def test_several_items_use_each_valid_rating() -> None:
    rows = [[4, None], [5, 3], [4, 5]]
    q = (np.var([4, 5, 4], ddof=1) + np.var([3, 5], ddof=1)) / 2 / 2
    assert r_wg_star(rows, points=5) == pytest.approx(1 - q)
    assert average_deviation_j(rows) == pytest.approx((4 / 9 + 1) / 2)
    assert average_deviation_j(rows, around="median") == pytest.approx((1 / 3 + 1) / 2)


@pytest.mark.parametrize("rows", [[], [[]], [[4, 5], [4]]])
def test_tables_that_are_none_are_refused(rows: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="ratings|rater's row"):
        r_wg_j(rows, points=5)


@pytest.mark.parametrize(
    ("name", "variance"),
    [("slight skew", 1.34), ("moderate skew", 0.90), ("heavy skew", 0.44), ("triangular", 1.32), ("normal", 1.04)],
)
def test_null_variances_follow_from_the_published_proportions(name: str, variance: float) -> None:
    assert variance_of_proportions(NULL_PROPORTIONS[name]) == pytest.approx(variance)


def test_the_uniform_null_variance_has_two_ways() -> None:
    assert variance_of_proportions(NULL_PROPORTIONS["uniform"]) == pytest.approx(2) == uniform_variance(5)
    assert uniform_variance(7) == 4


@pytest.mark.parametrize("wrong", [(0.5, 0.4), (1.5, -0.5)])
def test_proportions_add_up_to_one(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="add up to one"):
        variance_of_proportions(wrong)


def test_a_wg_goes_from_minus_one_to_one() -> None:
    assert a_wg([3, 3, 3, 3], points=5) == 1
    assert a_wg([1, 1, 5, 5], points=5) == pytest.approx(-1)
    assert a_wg(TEN, points=5) == pytest.approx(1 - 2 * 0.3222222 / ((6 * 4.1 - 4.1**2 - 5) * 10 / 9), abs=1e-6)


def test_a_wg_is_undefined_near_the_ends() -> None:
    assert a_wg([5, 5, 5, 5], points=5) is None
    assert a_wg([1, 1, 1, 2], points=5) is None
    assert a_wg([1, 1, 1, 5], points=5) is not None
    assert a_wg([5, 5, 5, 1], points=5) is not None


def test_an_average_deviation_has_two_centres_only() -> None:
    with pytest.raises(ValueError, match="mean or the median"):
        average_deviation([4, 5], around="mode")  # type: ignore[arg-type]


@given(five_points)
def test_agreement_does_not_depend_on_order_or_direction(answers: list[int]) -> None:
    turned = [6 - answer for answer in answers]
    for function in (r_wg, a_wg):
        value = function(answers, points=5)
        assert function(sorted(answers), points=5) == pytest.approx(value, abs=1e-9)
        assert function(turned, points=5) == pytest.approx(value, abs=1e-9)
    assert average_deviation(turned) == pytest.approx(average_deviation(answers))


@given(five_points)
def test_the_median_is_never_further_than_the_mean(answers: list[int]) -> None:
    around_median = average_deviation(answers, around="median")
    around_mean = average_deviation(answers)
    assert around_median is not None
    assert around_mean is not None
    assert around_median <= around_mean + 1e-9


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=8))
def test_r_wg_j_of_one_item_is_r_wg_and_truncated_values_are_shares(rows: list[list[int]]) -> None:
    first = [[row[0]] for row in rows]
    assert r_wg_j(first, points=5) == pytest.approx(r_wg([row[0] for row in rows], points=5))
    value = r_wg_j(rows, points=5)
    assert value is not None
    assert 0 <= value <= 1


@pytest.mark.parametrize("path", LQ2002)
def test_r_wg_j_of_the_leadership_data_is_the_published_one(path: object) -> None:
    values = [r_wg_j(rows, points=5) for rows in lq2002_groups(path).values()]  # type: ignore[arg-type]
    assert len(values) == 49
    assert sum(value for value in values if value is not None) / 49 == pytest.approx(0.8677849, abs=5e-8)
