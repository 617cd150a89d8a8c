import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from ninefold.scoring import range_interval, score_interval


def by_hand(mean: float, n: float, points: int, c: float, z: float) -> tuple[float, float]:
    p, size = (mean - 1) / (points - 1), n / c
    half = z * (p * (1 - p) / size + z**2 / (4 * size**2)) ** 0.5
    ends = [(p + z**2 / (2 * size) + sign * half) / (1 + z**2 / size) for sign in (-1, 1)]
    return 1 + (points - 1) * ends[0], 1 + (points - 1) * ends[1]


def test_the_interval_is_the_formula() -> None:
    assert score_interval(4, 3, points=5, dispersion=0.25) == pytest.approx(by_hand(4, 3, 5, 0.25, 1.644854))
    assert score_interval(3.2, 7.5, points=7, dispersion=0.15, confidence=0.95) == pytest.approx(
        by_hand(3.2, 7.5, 7, 0.15, 1.959964)
    )


@pytest.mark.parametrize(("yes", "n"), [(0, 3), (1, 4), (5, 8), (8, 8)])
def test_with_two_points_it_is_the_wilson_interval(yes: int, n: int) -> None:
    wilson = binomtest(yes, n).proportion_ci(0.90, method="wilson")
    ours = score_interval(1 + yes / n, n, points=2, dispersion=1.0)
    assert (ours.lower - 1, ours.upper - 1) == pytest.approx((wilson.low, wilson.high))


@given(mean=st.floats(1, 5), n=st.integers(2, 40), c=st.floats(0.01, 1))
def test_the_interval_holds_the_mean_stays_on_the_scale_and_has_a_width(mean: float, n: int, c: float) -> None:
    lower, upper = score_interval(mean, n, points=5, dispersion=c)
    assert 1 <= lower <= mean + 1e-9
    assert mean - 1e-9 <= upper <= 5
    assert upper > lower


@given(mean=st.floats(1.0, 5.0), n=st.integers(2, 40))
def test_more_raters_make_it_narrower_and_the_scale_can_be_turned_round(mean: float, n: int) -> None:
    few = score_interval(mean, n, points=5, dispersion=0.25)
    more = score_interval(mean, n + 1, points=5, dispersion=0.25)
    turned = score_interval(6 - mean, n, points=5, dispersion=0.25)
    assert more.upper - more.lower < few.upper - few.lower
    assert (6 - turned.upper, 6 - turned.lower) == pytest.approx((few.lower, few.upper))


def test_the_ends_of_the_scale_are_reached_and_not_passed() -> None:
    assert score_interval(1, 5, points=5, dispersion=0.25).lower == 1
    assert score_interval(5, 5, points=5, dispersion=0.25).upper == 5
    assert score_interval(5, 5, points=5, dispersion=0.25).lower < 5


def test_arrays_give_arrays_that_agree_with_single_means() -> None:
    means, counts = np.array([1.0, 3.3, 5.0]), np.array([3, 5, 8])
    lower, upper = score_interval(means, counts, points=5, dispersion=0.15)
    single = [score_interval(float(m), int(n), points=5, dispersion=0.15) for m, n in zip(means, counts, strict=True)]
    assert lower == pytest.approx([one.lower for one in single])
    assert upper == pytest.approx([one.upper for one in single])
    assert score_interval(means[:, None], counts, points=5, dispersion=0.15).lower.shape == (3, 3)
    assert isinstance(single[0].lower, float)


def test_nominal_coverage_is_kept_at_three_raters() -> None:
    """A3's simulation in small: 90 % intervals at n=3, item level, mean 4, spread within .75."""
    random = np.random.default_rng(20)
    steps = np.arange(1, 6)
    weights = np.exp(-((steps - 4.05) ** 2) / (2 * 0.75**2))
    weights /= weights.sum()
    true = float((steps * weights).sum())
    p = (true - 1) / 4
    c = float((((steps - true) / 4) ** 2 * weights).sum()) / (p * (1 - p))
    means = random.choice(steps, p=weights, size=(4000, 3)).mean(axis=1)
    lower, upper = score_interval(means, 3, points=5, dispersion=c)
    assert 0.87 < float(((lower <= true) & (true <= upper)).mean()) < 0.96


def test_a_coded_range_takes_the_outer_ends() -> None:
    both = range_interval(4.8, 5, 5, points=5, dispersion=0.25)
    assert both.lower == score_interval(4.8, 5, points=5, dispersion=0.25).lower
    assert both.upper == 5
    with pytest.raises(ValueError, match="lowest mean is above"):
        range_interval(5, 4.8, 5, points=5, dispersion=0.25)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"mean": 0.9}, "not from 1 to 5"),
        ({"mean": 5.1}, "not from 1 to 5"),
        ({"mean": float("nan")}, "not a finite"),
        ({"mean": None}, "not a number"),
        ({"mean": True}, "not a number"),
        ({"n": 0}, "at least one rater"),
        ({"dispersion": 0}, "above zero"),
        ({"points": 1}, "at least 2"),
        ({"confidence": 1}, "between 0 and 1"),
    ],
)
def test_impossible_input_is_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        score_interval(**{"mean": 4, "n": 5, "points": 5, "dispersion": 0.25} | change)  # type: ignore[arg-type]
