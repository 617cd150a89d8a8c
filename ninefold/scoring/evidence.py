"""Three words for a gap and for a change: clear, possible, no evidence."""

import math
from dataclasses import dataclass

from scipy.special import ndtr, ndtri

from ninefold.scoring.intervals import Interval
from ninefold.scoring.ratings import number, positive, share, whole

CLEAR = "CLEAR"
POSSIBLE = "POSSIBLE"
NONE = "NONE"

BLIND_SPOT = "BLIND_SPOT"
HIDDEN_STRENGTH = "HIDDEN_STRENGTH"
HIGHER = "HIGHER"
LOWER = "LOWER"
SHARED_STRENGTH = "SHARED_STRENGTH"
SHARED_DEVELOPMENT_AREA = "SHARED_DEVELOPMENT_AREA"
UNCLEAR = "UNCLEAR"

FAMILY_ERROR = 0.10
SMALLEST_CLEAR_GAP = 0.5
RELEVANT_CHANGE = 0.3
# 4.1 - 3.6 is a little below 0.5 in binary; nine decimals are finer than any published mean.
_DECIMALS = 9


@dataclass(frozen=True)
class Evidence:
    """The word for a difference, self minus colleagues; None where a mean is not known."""

    word: str
    difference: float | None
    standard_error: float | None


@dataclass(frozen=True)
class Change:
    """The word for a change, after minus before.

    ``rc`` is the change in standard errors, ``detectable`` the smallest change that is not chance
    with 90 % confidence. The probabilities assume a flat prior; they are never printed, because a
    printed chance can be turned back into the means.
    """

    word: str
    rc: float | None
    probability_positive: float | None
    probability_relevant: float | None
    difference: float | None
    standard_error: float | None
    detectable: float | None


def family_quantile(families: int) -> float:
    """How many standard errors are clear if ``families`` differences are looked at together.

    Bonferroni's bound for a 10 % chance of any false word: 2.54 for nine. Source: scoring.md, A5.
    """
    whole(families, "The number of differences looked at", least=1)
    return float(ndtri(1 - FAMILY_ERROR / (2 * families)))


def gap(
    self_mean: float | None,
    colleagues_mean: float | None,
    effective_n: float | None,
    *,
    dispersion: float,
    families: int = 9,
    half_width: float = 0.0,
) -> Evidence:
    """How sure one can be that self and All colleagues differ on one dimension.

    SE = dispersion / sqrt(effective_n), dispersion being the pack's sigma_D in points. CLEAR if the
    difference is at least 0.5 and above 2.54 SE (for nine families), POSSIBLE above 1.645 SE, else
    NONE. ``half_width`` is half the coded range where an end-coded cell takes part: the difference
    must be that much larger. Source: scoring.md, A5. A missing mean gives NONE with no numbers.
    """
    sigma = positive(dispersion, "The dispersion")
    clear = family_quantile(families)
    if self_mean is None or colleagues_mean is None or effective_n is None:
        return Evidence(NONE, None, None)
    difference = number(self_mean, "A mean") - number(colleagues_mean, "A mean")
    error = sigma / math.sqrt(positive(effective_n, "The effective number of raters"))
    widening = number(half_width, "The half width")
    if widening < 0:
        raise ValueError("The half width cannot be negative.")
    size = round(abs(difference) - widening, _DECIMALS)
    word = _word(size, error, clear=clear, smallest=SMALLEST_CLEAR_GAP)
    return Evidence(word, difference, error)


def _word(size: float, error: float, *, clear: float, smallest: float) -> str:
    if size >= smallest and size / error > clear:
        return CLEAR
    return POSSIBLE if size / error > family_quantile(1) else NONE


def standing(evidence: Evidence, self_mean: float | None, colleagues: Interval | None, *, half_way: float) -> str:
    """What a gap means, given the level as well. Source: scoring.md, A5.

    ``colleagues`` is the interval of All colleagues, ``half_way`` the level agreed in advance
    (3.5 on five points). BLIND_SPOT: a clear positive gap and the interval ends below
    half_way + 0.5. HIDDEN_STRENGTH: a clear negative gap and the interval begins above half_way.
    Otherwise HIGHER or LOWER where the gap is clear or possible; without a gap SHARED_STRENGTH
    (both above half_way), SHARED_DEVELOPMENT_AREA (both below, colleagues as for a blind spot), or
    UNCLEAR.
    """
    if evidence.difference is None or self_mean is None or colleagues is None:
        return UNCLEAR
    low = colleagues.upper < half_way + SMALLEST_CLEAR_GAP
    high = colleagues.lower > half_way
    if evidence.word != NONE:
        above = evidence.difference > 0
        if evidence.word == CLEAR and above and low:
            return BLIND_SPOT
        if evidence.word == CLEAR and not above and high:
            return HIDDEN_STRENGTH
        return HIGHER if above else LOWER
    if high and self_mean > half_way:
        return SHARED_STRENGTH
    return SHARED_DEVELOPMENT_AREA if low and self_mean < half_way else UNCLEAR


def reliable_change(
    before: float | None,
    n_before: float,
    after: float | None,
    n_after: float,
    *,
    dispersion: float,
    families: int = 9,
) -> Change:
    """How sure one can be that a dimension's mean moved between two rounds.

    Raters cannot be linked, so the rounds are independent samples: SE_d = dispersion *
    sqrt(1/n_before + 1/n_after), rc = (after - before)/SE_d, probability_positive = Phi(rc),
    probability_relevant = P(|change| > 0.3). CLEAR above 2.54 SE_d (nine families), POSSIBLE above
    1.645, else NONE. Source: scoring.md, A6. A missing mean gives NONE with no numbers.
    """
    sigma = positive(dispersion, "The dispersion")
    first = positive(n_before, "The number of raters before")
    second = positive(n_after, "The number of raters after")
    clear = family_quantile(families)
    if before is None or after is None:
        return Change(NONE, None, None, None, None, None, None)
    difference = number(after, "A mean") - number(before, "A mean")
    error = sigma * math.sqrt(1 / first + 1 / second)
    return Change(
        word=_word(round(abs(difference), _DECIMALS), error, clear=clear, smallest=0),
        rc=difference / error,
        probability_positive=float(ndtr(difference / error)),
        probability_relevant=float(
            ndtr((difference - RELEVANT_CHANGE) / error) + ndtr((-RELEVANT_CHANGE - difference) / error)
        ),
        difference=difference,
        standard_error=error,
        detectable=family_quantile(1) * error,
    )


def classical_change(before: float, after: float, *, standard_deviation: float, reliability: float) -> float:
    """The reliable change index of Jacobson and Truax 1991: (after - before) / S_diff.

    S_diff = S * sqrt(2) * sqrt(1 - r), S the standard deviation of the scores and r their
    reliability. Source: scoring.md, A6 and B-O6.
    """
    spread = positive(standard_deviation, "The standard deviation")
    unreliable = 1 - share(reliability, "The reliability")
    change = number(after, "A score") - number(before, "A score")
    return change / (spread * math.sqrt(2 * unreliable))
