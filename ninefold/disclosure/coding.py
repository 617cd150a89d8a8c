"""End-coding and the agreement word: fixed public functions of one cell's answers."""

from collections.abc import Sequence
from dataclasses import dataclass

DECIMALS = 6
FEWEST_FOR_WORD = 5
ALIKE = "alike"
DIFFER = "differ"

# Limits of the average deviation around the mean in fifths or sixths, so that the comparison is
# one of whole numbers: (left factor, right factor) of left * sum|n*x - S| <= right * n^2.
AGREEMENT_LIMITS = {5: (5, 4), 7: (5, 6)}


@dataclass(frozen=True)
class EndCoded:
    """What is published of a mean; exactly one of the three is not None (six decimals)."""

    mean: float | None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def coded(self) -> bool:
        """Whether an end of the scale stands in place of the mean."""
        return self.mean is None


def end_code(total: int, answers: int, *, points: int, most_by_one: int = 1) -> EndCoded:
    """Publish the mean ``total / answers`` on a scale 1..``points``, or an end of the scale.

    With S the total, N the answers and m the most that one rater gave: S >= K*N - 1 is published
    as "(K*N - 1)/N or above", S <= K*m + (N - m) + 1 as "that sum / N or below"; every other mean
    exactly. Source: confidentiality.md, C4.

    Raises ValueError if the total is impossible, or if the two ends would meet (too few answers
    beside those of one rater).
    """
    _check(total, answers, points, most_by_one)
    high = points * answers - 1
    low = points * most_by_one + (answers - most_by_one) + 1
    if low >= high:
        raise ValueError("A cell needs answers of more raters before its mean can be coded.")
    if total >= high:
        return EndCoded(None, at_least=round(high / answers, DECIMALS))
    if total <= low:
        return EndCoded(None, at_most=round(low / answers, DECIMALS))
    return EndCoded(round(total / answers, DECIMALS))


def _check(total: int, answers: int, points: int, most_by_one: int) -> None:
    if points < 2 or answers < 1:
        raise ValueError("A cell needs at least one answer on a scale of at least two points.")
    if not 1 <= most_by_one <= answers:
        raise ValueError("The most answers of one rater lie between one and all answers.")
    if not answers <= total <= points * answers:
        raise ValueError(f"{answers} answers from 1 to {points} cannot add up to {total}.")


def agreement_word(ratings: Sequence[int], *, points: int) -> str | None:
    """The word "alike" or "differ" for the answers to one behaviour, or None where none is given.

    A word needs five answers, a mean of at least half the points and an uncoded mean. "alike" is
    an average deviation around the mean of at most 0.8 (five points) or 1.2 (seven), compared in
    whole numbers. Source: confidentiality.md, C5.4; cut-offs of Burke and Dunlap 2002.

    Raises ValueError for a scale whose word has not been certified.
    """
    if points not in AGREEMENT_LIMITS:
        raise ValueError(f"No agreement word has been certified for a scale of {points} points.")
    count, total = len(ratings), sum(ratings)
    if count < FEWEST_FOR_WORD or 2 * total < points * count:
        return None
    if end_code(total, count, points=points).coded:
        return None
    left, right = AGREEMENT_LIMITS[points]
    spread = sum(abs(count * rating - total) for rating in ratings)
    return ALIKE if left * spread <= right * count * count else DIFFER
