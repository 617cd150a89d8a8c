import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.scoring import Overall, all_colleagues, dimension_mean, item_mean

ratings = st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=12)


def test_item_mean_leaves_out_who_could_not_say() -> None:
    assert item_mean([4, None, 5, 3], minimum=3) == 4
    assert item_mean([4, None, 5], minimum=3) is None
    assert item_mean([], minimum=1) is None


@given(ratings)
def test_item_mean_lies_between_its_ratings_in_any_order(given_ratings: list[int | None]) -> None:
    mean = item_mean(given_ratings, minimum=1)
    valid = [rating for rating in given_ratings if rating is not None]
    assert (mean is None) == (not valid)
    if mean is not None:
        assert min(valid) <= mean <= max(valid)
        assert item_mean(given_ratings[::-1], minimum=1) == pytest.approx(mean)


def test_numbers_of_numpy_count_as_numbers() -> None:
    assert item_mean([np.int64(4), np.float32(3)], minimum=2) == 3.5


@pytest.mark.parametrize("wrong", [True, np.True_, "4", float("nan"), float("inf")])
def test_ratings_that_are_no_numbers_are_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="A rating is not a"):
        item_mean([4, wrong], minimum=1)  # type: ignore[list-item]


@pytest.mark.parametrize("wrong", [0, True, 2.5])
def test_a_minimum_below_one_is_refused(wrong: int) -> None:
    with pytest.raises(ValueError, match="whole number of at least 1"):
        item_mean([4], minimum=wrong)


def test_dimension_mean_weighs_items_equally_and_needs_all() -> None:
    assert dimension_mean([4.0, 3.0, 2.0]) == 3
    assert dimension_mean([4.0, None]) is None
    assert dimension_mean([]) is None


def test_all_colleagues_weighs_groups_equally_whatever_their_size() -> None:
    overall = all_colleagues([(4.0, 10), (3.0, 3)])
    assert overall.mean == 3.5
    assert overall.effective_n == pytest.approx(1 / (0.25 / 10 + 0.25 / 3))


def test_all_colleagues_with_weights_of_the_raters_counts_every_rater() -> None:
    overall = all_colleagues([(4.0, 6), (3.0, 3)], weights=[6, 3])
    assert overall.mean == pytest.approx(11 / 3)
    assert overall.effective_n == pytest.approx(9)


def test_all_colleagues_leaves_out_a_withheld_cell_with_its_weight() -> None:
    assert all_colleagues([(None, 4), (3.0, 5)], weights=[9, 1]) == Overall(3.0, 5.0)
    assert all_colleagues([(None, 4)]) == all_colleagues([]) == Overall(None, None)


@pytest.mark.parametrize(
    ("weights", "says"),
    [([1], "one weight for each"), ([1, -1], "cannot be negative"), ([0, 0], "above zero")],
)
def test_all_colleagues_refuses_impossible_weights(weights: list[float], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        all_colleagues([(4.0, 5), (3.0, 5)], weights=weights)


def test_all_colleagues_refuses_a_cell_without_raters() -> None:
    with pytest.raises(ValueError, match="number of raters must be above zero"):
        all_colleagues([(4.0, 0)])


@given(st.lists(st.tuples(st.floats(1, 5), st.integers(3, 20)), min_size=1, max_size=5))
def test_effective_n_lies_between_smallest_group_and_all_raters(cells: list[tuple[float, int]]) -> None:
    overall = all_colleagues(cells)
    counts = [count for _, count in cells]
    assert overall.effective_n is not None
    assert min(counts) - 1e-9 <= overall.effective_n <= sum(counts) + 1e-9
