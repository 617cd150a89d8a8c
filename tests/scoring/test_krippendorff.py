import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.scoring import krippendorff_alpha
from tests.scoring.published import KRIPPENDORFF

LEVELS = ["nominal", "ordinal", "interval", "ratio"]


@pytest.mark.parametrize(
    ("level", "alpha"),
    [("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403)],
)
def test_the_canonical_example(level: str, alpha: float) -> None:
    assert krippendorff_alpha(KRIPPENDORFF, level=level) == pytest.approx(alpha, abs=5e-7)  # type: ignore[arg-type]


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=4, max_size=4),
        min_size=2,
        max_size=10,
    ),
    st.sampled_from(LEVELS),
)
def test_any_table_is_that_of_the_krippendorff_package(units: list[list[int | None]], level: str) -> None:
    ours = krippendorff_alpha(units, level=level)  # type: ignore[arg-type]
    paired = [[r for r in unit if r is not None] for unit in units]
    values = {r for unit in paired if len(unit) > 1 for r in unit}
    if len(values) < 2:
        assert ours is None
        return
    data = np.array([[np.nan if r is None else r for r in unit] for unit in units], dtype=float).T
    assert ours == pytest.approx(krippendorff.alpha(data, level_of_measurement=level))


@pytest.mark.parametrize("units", [[], [[3], [None, 4]], [[3, 3], [3, 3]]])
def test_without_pairs_or_differences_it_is_undefined(units: list[list[int | None]]) -> None:
    assert krippendorff_alpha(units) is None


def test_unknown_levels_and_negative_ratios_are_refused() -> None:
    with pytest.raises(ValueError, match="nominal, ordinal"):
        krippendorff_alpha([[1, 2]], level="metric")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not negative"):
        krippendorff_alpha([[-1, 2]], level="ratio")
