import math

import numpy as np
import pandas as pd
import pingouin
import pytest

from ninefold.scoring import icc
from tests.scoring.published import SHROUT_FLEISS

PUBLISHED = {
    "ICC(1,1)": (0.165742, -0.1329, 0.7226),
    "ICC(2,1)": (0.289764, 0.0188, 0.7611),
    "ICC(3,1)": (0.714841, 0.3425, 0.9459),
    "ICC(1,k)": (0.442797, -0.8844, 0.9124),
    "ICC(2,k)": (0.620051, 0.0711, 0.9272),
    "ICC(3,k)": (0.909316, 0.6757, 0.9859),
}


@pytest.mark.parametrize("form", PUBLISHED)
def test_the_published_table_of_six_targets_and_four_judges(form: str) -> None:
    value, lower, upper = PUBLISHED[form]
    found = icc(SHROUT_FLEISS)[form]
    assert found.value == pytest.approx(value, abs=5e-7)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=5e-5)


def test_the_mean_squares_behind_the_f_ratios() -> None:
    found = icc(SHROUT_FLEISS)
    assert found["ICC(1,1)"].f == pytest.approx(11.241667 / 6.263889, abs=1e-6)
    assert found["ICC(2,1)"].f == found["ICC(3,k)"].f == pytest.approx(11.241667 / 1.019444, abs=1e-5)
    assert (found["ICC(1,k)"].df1, found["ICC(1,k)"].df2) == (5, 18)
    assert (found["ICC(2,k)"].df1, found["ICC(2,k)"].df2) == (5, 15)


@pytest.mark.parametrize("seed", range(4))
def test_other_tables_are_those_of_pingouin(seed: int) -> None:
    table = np.random.default_rng(seed).integers(1, 8, size=(7, 3)) + np.arange(7)[:, None] * (seed % 2)
    long = pd.DataFrame([(t, j, int(table[t, j])) for t in range(7) for j in range(3)], columns=["t", "j", "x"])
    theirs = pingouin.intraclass_corr(long, targets="t", raters="j", ratings="x")
    limits = next(name for name in theirs.columns if name.startswith("CI95"))
    ours = list(icc(table.tolist()).values())
    assert len(theirs) == 6
    for row, one in zip(theirs.to_dict("records"), ours, strict=True):
        assert one.value == pytest.approx(row["ICC"])
        assert one.f == pytest.approx(row["F"])
        assert (one.df1, one.df2) == (row["df1"], row["df2"])
        assert (one.lower, one.upper) == pytest.approx(tuple(row[limits]), abs=0.0051)


def test_other_confidence_gives_nested_limits() -> None:
    wide, narrow = icc(SHROUT_FLEISS)["ICC(2,1)"], icc(SHROUT_FLEISS, confidence=0.5)["ICC(2,1)"]
    assert wide.lower < narrow.lower < narrow.value < narrow.upper < wide.upper  # type: ignore[operator]


def test_a_target_not_rated_by_all_is_left_out() -> None:
    assert icc([*SHROUT_FLEISS, [1, None, 9, 9]]) == icc(SHROUT_FLEISS)


def test_judges_who_agree_entirely() -> None:
    for form in icc([[1, 1, 1], [3, 3, 3], [4.1, 4.1, 4.1]]).values():
        assert (form.value, form.lower, form.upper) == pytest.approx((1, 1, 1))
        assert form.f == math.inf


def test_judges_who_differ_by_a_constant_agree_in_the_order_only() -> None:
    found = icc([[1, 2], [3, 4], [4, 5]])
    assert found["ICC(3,1)"].value == 1
    assert found["ICC(2,1)"].value == pytest.approx(14 / 3 / (14 / 3 + 2 * 1.5 / 3))
    assert found["ICC(2,1)"].lower is None
    assert found["ICC(2,k)"].upper is None


def test_nothing_that_varies_is_undefined() -> None:
    for form in icc([[3, 3], [3, 3]]).values():
        assert (form.value, form.f, form.lower, form.upper) == (None, None, None, None)


def test_targets_that_do_not_differ_have_no_reliability_of_the_mean() -> None:
    latin = icc([[1, 2, 3], [2, 3, 1], [3, 1, 2]])
    assert latin["ICC(1,1)"].value == pytest.approx(-0.5)
    assert latin["ICC(1,k)"].value is None
    assert latin["ICC(2,1)"].f == 0
    assert latin["ICC(2,1)"].lower is None
    constant = icc([[1, 2], [1, 2], [1, 2]])["ICC(2,1)"]
    assert (constant.value, constant.f) == (0, None)


@pytest.mark.parametrize("table", [[[1, 2]], [[1], [2]], [[1, None], [2, 3]]])
def test_too_small_tables_are_refused(table: list[list[int | None]]) -> None:
    with pytest.raises(ValueError, match="at least two targets"):
        icc(table)
