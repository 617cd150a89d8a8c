"""The arithmetic of ratings: means, intervals, agreement, reliability, gaps and change.

Plain Python with NumPy and SciPy, useful on its own to a researcher. Ratings are sequences of
numbers in which None means "not able to say"; a result of None means "not defined". The formulas
and their sources are described in docs/scoring.md.
"""

from ninefold.scoring.agreement import (
    NULL_PROPORTIONS,
    a_wg,
    average_deviation,
    average_deviation_j,
    r_wg,
    r_wg_j,
    r_wg_star,
    uniform_variance,
    variance_of_proportions,
)
from ninefold.scoring.evidence import (
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
    Change,
    Evidence,
    classical_change,
    family_quantile,
    gap,
    reliable_change,
    standing,
)
from ninefold.scoring.intervals import Interval, range_interval, score_interval
from ninefold.scoring.krippendorff import krippendorff_alpha
from ninefold.scoring.means import Overall, all_colleagues, dimension_mean, item_mean
from ninefold.scoring.reliability import (
    Alpha,
    cronbach_alpha,
    icc1,
    icc2,
    raters_needed,
    spearman_brown,
)
from ninefold.scoring.shrout_fleiss import ICC, icc

__all__ = [
    "BLIND_SPOT",
    "CLEAR",
    "HIDDEN_STRENGTH",
    "HIGHER",
    "ICC",
    "LOWER",
    "NONE",
    "NULL_PROPORTIONS",
    "POSSIBLE",
    "SHARED_DEVELOPMENT_AREA",
    "SHARED_STRENGTH",
    "UNCLEAR",
    "Alpha",
    "Change",
    "Evidence",
    "Interval",
    "Overall",
    "a_wg",
    "all_colleagues",
    "average_deviation",
    "average_deviation_j",
    "classical_change",
    "cronbach_alpha",
    "dimension_mean",
    "family_quantile",
    "gap",
    "icc",
    "icc1",
    "icc2",
    "item_mean",
    "krippendorff_alpha",
    "r_wg",
    "r_wg_j",
    "r_wg_star",
    "range_interval",
    "raters_needed",
    "reliable_change",
    "score_interval",
    "spearman_brown",
    "standing",
    "uniform_variance",
    "variance_of_proportions",
]
