import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ninefold.scoring import (
    BLIND_SPOT,
    CLEAR,
    HIDDEN_STRENGTH,
    HIGHER,
    LOWER,
    NONE,
    POSSIBLE,
    SHARED_DEVELOPMENT_AREA,
    SHARED_STRENGTH,
    UNCLEAR,
    Evidence,
    Interval,
    classical_change,
    family_quantile,
    gap,
    reliable_change,
    standing,
)


def test_nine_differences_need_two_and_a_half_standard_errors() -> None:
    assert family_quantile(9) == pytest.approx(2.54, abs=0.005)
    assert family_quantile(1) == pytest.approx(1.645, abs=0.0005)


@pytest.mark.parametrize(("n", "needed"), [(3, 0.88), (4, 0.76), (5, 0.68), (8, 0.54)])
def test_the_gap_needed_for_a_clear_word(n: int, needed: float) -> None:
    assert gap(3 + needed + 0.005, 3, n, dispersion=0.60).word == CLEAR
    assert gap(3 + needed - 0.005, 3, n, dispersion=0.60).word == POSSIBLE
    assert gap(3 - needed - 0.005, 3, n, dispersion=0.60).word == CLEAR


def test_a_gap_says_its_difference_and_standard_error() -> None:
    evidence = gap(4.5, 4.0, 4, dispersion=0.60)
    assert evidence == Evidence(POSSIBLE, 0.5, 0.30)
    assert gap(4.0, 4.2, 4, dispersion=0.60).word == NONE


def test_a_gap_below_half_a_point_is_never_clear() -> None:
    assert gap(4.0, 3.51, 1000, dispersion=0.60).word == POSSIBLE
    assert gap(4.1, 3.6, 1000, dispersion=0.60).word == CLEAR


def test_fewer_families_need_less() -> None:
    assert gap(4.0, 3.4, 5, dispersion=0.60).word == POSSIBLE
    assert gap(4.0, 3.4, 5, dispersion=0.60, families=1).word == CLEAR


def test_a_coded_range_takes_its_half_width_off() -> None:
    assert gap(4.0, 3.2, 5, dispersion=0.60).word == CLEAR
    assert gap(4.0, 3.2, 5, dispersion=0.60, half_width=0.2).word == POSSIBLE
    assert gap(4.0, 3.2, 5, dispersion=0.60, half_width=0.9).word == NONE


@pytest.mark.parametrize("given_means", [(None, 4.0, 5), (4.0, None, 5), (4.0, 4.0, None)])
def test_a_missing_mean_is_no_evidence(given_means: tuple[float | None, ...]) -> None:
    assert gap(*given_means, dispersion=0.60) == Evidence(NONE, None, None)  # type: ignore[misc]


@pytest.mark.parametrize("change", [{"dispersion": 0}, {"families": 0}, {"half_width": -1}, {"effective_n": 0}])
def test_impossible_gaps_are_refused(change: dict[str, float]) -> None:
    call = {"self_mean": 4, "colleagues_mean": 3, "effective_n": 5, "dispersion": 0.6} | change
    with pytest.raises(ValueError, match="must be|cannot be"):
        gap(**call)  # type: ignore[arg-type]


def test_false_clear_words_stay_below_ten_in_a_hundred_leaders() -> None:
    """A5's simulation: no true gap, nine dimensions, five colleagues."""
    random = np.random.default_rng(9)
    differences = random.normal(0, 0.60 / math.sqrt(5), size=(2000, 9))
    clear = [any(gap(3 + d, 3, 5, dispersion=0.60).word == CLEAR for d in row) for row in differences]
    assert 0.05 < float(np.mean(clear)) < 0.12


def evidence(word: str, difference: float) -> Evidence:
    return Evidence(word, difference, 0.27)


@pytest.mark.parametrize(
    ("found", "own", "colleagues", "stands"),
    [
        (evidence(CLEAR, 1.2), 4.2, (2.4, 3.6), BLIND_SPOT),
        (evidence(CLEAR, 1.0), 5.0, (3.6, 4.4), HIGHER),
        (evidence(POSSIBLE, 0.6), 4.0, (2.8, 3.9), HIGHER),
        (evidence(CLEAR, -1.0), 3.2, (3.7, 4.5), HIDDEN_STRENGTH),
        (evidence(CLEAR, -1.0), 2.0, (2.4, 3.6), LOWER),
        (evidence(POSSIBLE, -0.6), 3.5, (3.7, 4.5), LOWER),
        (evidence(NONE, 0.1), 4.2, (3.6, 4.6), SHARED_STRENGTH),
        (evidence(NONE, 0.1), 2.8, (2.1, 3.3), SHARED_DEVELOPMENT_AREA),
        (evidence(NONE, 0.1), 3.8, (3.1, 4.2), UNCLEAR),
        (evidence(NONE, -0.1), 3.4, (3.6, 4.6), UNCLEAR),
        (evidence(NONE, 0.1), 3.6, (3.1, 3.9), UNCLEAR),
    ],
)
def test_a_standing_needs_the_level_too(
    found: Evidence, own: float, colleagues: tuple[float, float], stands: str
) -> None:
    assert standing(found, own, Interval(*colleagues), half_way=3.5) == stands


def test_a_standing_without_means_is_unclear() -> None:
    assert standing(Evidence(NONE, None, None), 4.0, Interval(3, 4), half_way=3.5) == UNCLEAR
    assert standing(evidence(CLEAR, 1), None, Interval(3, 4), half_way=3.5) == UNCLEAR
    assert standing(evidence(CLEAR, 1), 4.0, None, half_way=3.5) == UNCLEAR


@pytest.mark.parametrize(("n", "detectable"), [(3, 0.83), (4, 0.72), (5, 0.65), (8, 0.51)])
def test_the_smallest_detectable_change(n: int, detectable: float) -> None:
    assert reliable_change(3, n, 4, n, dispersion=0.62).detectable == pytest.approx(detectable, abs=0.0051)


@pytest.mark.parametrize(("n", "clear"), [(3, 1.24), (4, 1.08), (5, 0.96), (8, 0.76)])
def test_the_change_needed_for_a_clear_word(n: int, clear: float) -> None:
    assert reliable_change(3, n, 3 + clear + 0.006, n, dispersion=0.60).word == CLEAR
    assert reliable_change(3 + clear - 0.006, n, 3, n, dispersion=0.60).word == POSSIBLE
    assert reliable_change(3, n, 3.1, n, dispersion=0.60).word == NONE


def test_a_change_has_its_chances() -> None:
    change = reliable_change(3.0, 5, 3.4, 8, dispersion=0.60)
    error = 0.60 * math.sqrt(1 / 5 + 1 / 8)
    assert change.rc == pytest.approx(0.4 / error)
    assert change.standard_error == pytest.approx(error)
    draws = np.random.default_rng(3).normal(0.4, error, 200_000)
    assert change.probability_positive == pytest.approx(float((draws > 0).mean()), abs=0.005)
    assert change.probability_relevant == pytest.approx(float((abs(draws) > 0.3).mean()), abs=0.005)


@given(st.floats(1, 5), st.floats(1, 5), st.integers(3, 12), st.integers(3, 12))
def test_a_change_and_its_reverse_mirror_each_other(before: float, after: float, n1: int, n2: int) -> None:
    there = reliable_change(before, n1, after, n2, dispersion=0.6)
    back = reliable_change(after, n2, before, n1, dispersion=0.6)
    assert there.word == back.word
    assert there.rc == pytest.approx(-back.rc)  # type: ignore[operator]
    assert there.probability_positive == pytest.approx(1 - back.probability_positive)  # type: ignore[operator]
    assert there.probability_relevant == pytest.approx(back.probability_relevant)


def test_a_change_from_or_to_nothing_is_no_evidence() -> None:
    for change in (
        reliable_change(None, 5, 4, 5, dispersion=0.6),
        reliable_change(4, 5, None, 5, dispersion=0.6),
    ):
        assert (change.word, change.rc, change.difference) == (NONE, None, None)
    with pytest.raises(ValueError, match="raters before must be above zero"):
        reliable_change(3, 0, 4, 5, dispersion=0.6)


def test_the_published_reliable_change() -> None:
    """Jacobson and Truax 1991: SE 3.3541, S_diff 4.7434, RC -3.1623."""
    assert classical_change(47.5, 32.5, standard_deviation=7.5, reliability=0.80) == pytest.approx(-3.1623, abs=5e-5)
    change = reliable_change(47.5, 1, 32.5, 1, dispersion=3.3541)
    assert change.standard_error == pytest.approx(4.7434, abs=5e-5)
    assert change.rc == pytest.approx(-3.1623, abs=5e-5)
