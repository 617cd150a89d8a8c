"""From figures to the few words a report may use. Source: scoring.md, A5, and visual.md, section 5."""

from collections.abc import Sequence

from ninefold import scoring
from ninefold.leadership_model.domain import Constants
from ninefold.reports.domain import Band, Certainty, Comparison, Gap, Score, Standing

_CERTAINTIES = {
    scoring.CLEAR: Certainty.CLEAR,
    scoring.POSSIBLE: Certainty.POSSIBLE,
    scoring.NONE: Certainty.NONE,
}
_STANDINGS = {
    scoring.HIDDEN_STRENGTH: Standing.STRENGTH_YOU_MAY_NOT_SEE,
    scoring.BLIND_SPOT: Standing.WORTH_A_CLOSER_LOOK,
    scoring.HIGHER: Standing.YOU_RATE_YOURSELF_HIGHER,
    scoring.LOWER: Standing.YOU_RATE_YOURSELF_LOWER,
    scoring.SHARED_STRENGTH: Standing.SHARED_STRENGTH,
    scoring.SHARED_DEVELOPMENT_AREA: Standing.SHARED_ROOM_TO_GROW,
    scoring.UNCLEAR: Standing.UNCLEAR,
}


def judge_gap(own: Score | None, colleagues: Score | None, *, sigma: float, families: int) -> Gap | None:
    """Say how sure it is that the own rating differs from all colleagues'; None if either is missing.

    Where an end-coded cell takes part, the difference must be larger by half of the coded range.
    """
    if own is None or colleagues is None:
        return None
    evidence = _evidence(own, colleagues, sigma=sigma, families=families)
    return Gap(
        certainty=_CERTAINTIES[evidence.word],
        own_is_higher=own.mean > colleagues.mean,
        cells=own.cells + colleagues.cells,
    )


def _evidence(own: Score, colleagues: Score, *, sigma: float, families: int) -> scoring.Evidence:
    return scoring.gap(
        own.mean,
        colleagues.mean,
        colleagues.effective_n,
        dispersion=sigma,
        families=families,
        half_width=(colleagues.highest - colleagues.lowest) / 2,
    )


def judge_standing(own: Score | None, colleagues: Score | None, *, constants: Constants, families: int) -> Standing:
    """Say what both views mean together; unclear if one of them is missing or too close to call."""
    if own is None or colleagues is None or colleagues.lower is None or colleagues.upper is None:
        return Standing.UNCLEAR
    evidence = _evidence(own, colleagues, sigma=constants.gap_sigma, families=families)
    interval = scoring.Interval(colleagues.lower, colleagues.upper)
    return _STANDINGS[scoring.standing(evidence, own.mean, interval, half_way=constants.half_way)]


def judge_band(colleagues: Score | None, *, half_way: float) -> Band | None:
    """Say on which side of the half-way line the whole interval lies; None without a score."""
    if colleagues is None or colleagues.lower is None or colleagues.upper is None:
        return None
    if colleagues.lower > half_way:
        return Band.SEEN_OFTEN
    return Band.SEEN_LESS_OFTEN if colleagues.upper < half_way else Band.TOO_CLOSE_TO_CALL


def judge_importance(
    own: Score | None, colleagues: Score | None, *, constants: Constants, families: int
) -> Comparison | None:
    """Say by the three-word rule whether a dimension matters more or less to colleagues than to the participant."""
    found = judge_gap(own, colleagues, sigma=constants.gap_sigma, families=families)
    if found is None:
        return None
    if found.certainty is Certainty.NONE:
        return Comparison.ALIKE
    sure = found.certainty is Certainty.CLEAR
    if found.own_is_higher:
        return Comparison.LESS if sure else Comparison.MAYBE_LESS
    return Comparison.MORE if sure else Comparison.MAYBE_MORE


def judge_agreement(words: Sequence[str | None], *, items: int) -> str | None:
    """Return the word that more than half of all the dimension's items carry, else None (confidentiality.md, C5.4)."""
    for word in set(words) - {None}:
        if 2 * words.count(word) > items:
            return word
    return None
