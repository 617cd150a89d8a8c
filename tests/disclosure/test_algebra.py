import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ninefold.disclosure.auditor.algebra import explanation, rank

matrices = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 1), min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(matrices)
def test_the_rank_is_that_of_numpy(rows: list[list[int]]) -> None:
    assert rank(rows) == np.linalg.matrix_rank(np.array(rows))


def test_no_rows_have_no_rank() -> None:
    assert rank([]) == 0


@given(matrices, st.data())
@settings(max_examples=40)
def test_an_explanation_is_there_exactly_when_the_rank_falls(rows: list[list[int]], data: st.DataObject) -> None:
    inside = sorted(data.draw(st.sets(st.integers(0, len(rows[0]) - 1), min_size=1)))
    left = [[entry for i, entry in enumerate(row) if i not in inside] for row in rows]
    weights = explanation(rows, inside)
    assert bool(weights) == (rank(left) < rank(rows))
    for column in range(len(rows[0])):
        total = sum(weight * row[column] for weight, row in zip(weights, rows, strict=False))
        assert column in inside or total == 0
