from math import comb

import pytest

from ninefold.disclosure import EndCoded, certificate, exhaustive_certificate


def uncoded(total: int, answers: int, **_: int) -> EndCoded:
    return EndCoded(round(total / answers, 6))


def symmetric(total: int, answers: int, *, points: int, most_by_one: int = 1) -> EndCoded:
    """A weaker rule: both ends coded as the upper one."""
    if total <= answers + 1:
        return EndCoded(None, at_most=(answers + 1) / answers)
    if total >= points * answers - 1:
        return EndCoded(None, at_least=(points * answers - 1) / answers)
    return EndCoded(total / answers)


@pytest.mark.parametrize("agreement", [False, True])
def test_five_points_are_certified_for_three_to_twelve_raters(agreement: bool) -> None:
    result = exhaustive_certificate(5, agreement=agreement)
    assert result.passed
    assert (result.reader, result.insider_low) == ((), ())
    assert result.answer_sets == sum(comb(n + 4, 4) for n in range(3, 13))
    assert result.pinned_high > 0


@pytest.mark.parametrize("points", [3, 4, 5, 6, 7, 8, 9, 10])
def test_every_admitted_scale_is_certified_for_three_to_seven_raters(points: int) -> None:
    assert exhaustive_certificate(points, sizes=range(3, 8), agreement=points in (5, 7)).passed


@pytest.mark.parametrize("points", [3, 5, 7, 10])
@pytest.mark.parametrize("most", [2, 3, 4])
def test_cells_with_several_answers_a_rater_are_certified(points: int, most: int) -> None:
    sizes = range(3, 13) if points == 5 else range(3, 8)
    result = exhaustive_certificate(points, sizes=sizes, answers_by_one=most)
    assert result.passed
    assert result.answer_sets > 100


@pytest.mark.parametrize("most", [1, 3])
def test_uncoded_ends_turn_the_certificate_red(most: int) -> None:
    result = exhaustive_certificate(5, sizes=[3, 5], answers_by_one=most, coding=uncoded)
    assert not result.passed
    assert result.reader
    assert result.insider_low


@pytest.mark.parametrize("most", [1, 3])
def test_a_low_end_that_ignores_insiders_turns_the_certificate_red(most: int) -> None:
    result = exhaustive_certificate(5, sizes=[3], answers_by_one=most, coding=symmetric)
    assert result.reader == ()
    assert result.insider_low


def test_a_word_for_low_means_turns_the_certificate_red(monkeypatch: pytest.MonkeyPatch) -> None:
    """C3: with the word for any mean, answers 2,2,2,2,4 tell the rater of 4 about the others."""

    def always(ratings: tuple[int, ...], *, points: int) -> str:
        spread = sum(abs(len(ratings) * rating - sum(ratings)) for rating in ratings)
        return "alike" if 5 * spread <= 4 * len(ratings) ** 2 else "differ"

    monkeypatch.setattr(certificate, "agreement_word", always)
    assert exhaustive_certificate(5, sizes=[5], agreement=True).insider_low


def test_a_word_needs_single_answers() -> None:
    with pytest.raises(ValueError, match="one item"):
        exhaustive_certificate(5, answers_by_one=2, agreement=True)
