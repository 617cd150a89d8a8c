from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.disclosure import EndCoded, agreement_word, end_code


@pytest.mark.parametrize(
    ("n", "low", "high"),
    [(3, 2.67, 4.67), (4, 2.25, 4.75), (5, 2.00, 4.80), (6, 1.83, 4.83), (8, 1.62, 4.88), (12, 1.42, 4.92)],
)
def test_the_published_ends_of_five_points(n: int, low: float, high: float) -> None:
    assert end_code(n, n, points=5).at_most == pytest.approx(low, abs=0.0051)
    assert end_code(5 * n, n, points=5).at_least == pytest.approx(high, abs=0.0051)


def test_the_ends_begin_exactly_where_the_rule_says() -> None:
    assert end_code(10, 5, points=5) == EndCoded(None, at_most=2.0)
    assert end_code(11, 5, points=5) == EndCoded(2.2)
    assert end_code(23, 5, points=5) == EndCoded(4.6)
    assert end_code(24, 5, points=5) == EndCoded(None, at_least=4.8)
    assert end_code(25, 6, points=5).mean == 4.166667
    assert end_code(24, 5, points=5).coded
    assert not end_code(23, 5, points=5).coded


def test_several_answers_of_one_rater_widen_the_low_end() -> None:
    assert end_code(29, 12, points=5, most_by_one=4) == EndCoded(None, at_most=round(29 / 12, 6))
    assert end_code(30, 12, points=5, most_by_one=4) == EndCoded(2.5)


@given(st.integers(3, 10), st.integers(3, 12), st.data())
def test_exactly_one_thing_is_published_and_it_is_true(points: int, n: int, data: st.DataObject) -> None:
    total = data.draw(st.integers(n, points * n))
    coded = end_code(total, n, points=points)
    assert sum(value is not None for value in (coded.mean, coded.at_least, coded.at_most)) == 1
    assert coded.mean is None or coded.mean == pytest.approx(total / n, abs=1e-6)
    assert coded.at_least is None or total / n >= coded.at_least - 1e-6
    assert coded.at_most is None or total / n <= coded.at_most + 1e-6


@pytest.mark.parametrize(
    ("total", "answers", "points", "most"),
    [(2, 3, 5, 1), (16, 3, 5, 1), (0, 0, 5, 1), (3, 3, 1, 1), (9, 3, 5, 0), (9, 3, 5, 4), (4, 1, 5, 1), (5, 3, 2, 1)],
)
def test_impossible_cells_are_refused(total: int, answers: int, points: int, most: int) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        end_code(total, answers, points=points, most_by_one=most)


@pytest.mark.parametrize(
    ("ratings", "points", "word"),
    [
        ([3, 3, 3, 3, 3], 5, "alike"),
        ([2, 2, 4, 4, 3], 5, "alike"),
        ([2, 2, 4, 4, 4], 5, "differ"),
        ([1, 1, 5, 5, 3], 5, "differ"),
        ([3, 3, 3, 3], 5, None),
        ([2, 2, 2, 2, 4], 5, None),
        ([5, 2, 2, 2, 2], 5, "differ"),
        ([5, 5, 5, 5, 4], 5, None),
        ([4, 4, 4, 4, 7], 7, "alike"),
        ([3, 3, 6, 6, 6], 7, "differ"),
    ],
)
def test_the_agreement_word(ratings: list[int], points: int, word: str | None) -> None:
    assert agreement_word(ratings, points=points) == word


@pytest.mark.parametrize(("points", "limit"), [(5, 0.8), (7, 1.2)])
def test_the_word_is_the_average_deviation_around_the_mean(points: int, limit: float) -> None:
    for ratings in product(range(2, points), repeat=5):
        mean = sum(ratings) / 5
        deviation = sum(abs(rating - mean) for rating in ratings) / 5
        word = agreement_word(ratings, points=points)
        if word is not None:
            assert word == ("alike" if deviation <= limit + 1e-9 else "differ")


def test_other_scales_have_no_word() -> None:
    with pytest.raises(ValueError, match="No agreement word has been certified for a scale of 6"):
        agreement_word([3, 3, 3, 3, 3], points=6)
