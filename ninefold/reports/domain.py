"""The plain shapes of a feedback report: each figure stands beside the ids of the cells it was computed from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

FEW_RATERS_BELOW = 5


class Certainty(StrEnum):
    """How sure a difference is: the three words of scoring.md, A5."""

    CLEAR = "clear"
    POSSIBLE = "possible"
    NONE = "no evidence"


class Standing(StrEnum):
    """What the participant's own rating and that of all colleagues say together."""

    STRENGTH_YOU_MAY_NOT_SEE = "a strength you may not see"
    WORTH_A_CLOSER_LOOK = "worth a closer look"
    YOU_RATE_YOURSELF_HIGHER = "you rate yourself higher"
    YOU_RATE_YOURSELF_LOWER = "you rate yourself lower"
    SHARED_STRENGTH = "a shared strength"
    SHARED_ROOM_TO_GROW = "shared room to grow"
    UNCLEAR = "unclear"


class Band(StrEnum):
    """Where all colleagues' interval lies beside the half-way line."""

    SEEN_OFTEN = "seen often"
    SEEN_LESS_OFTEN = "seen less often"
    TOO_CLOSE_TO_CALL = "too close to call"


class Comparison(StrEnum):
    """How much a dimension matters to colleagues, beside the participant's own choice."""

    MORE = "matters more"
    MAYBE_MORE = "may matter more"
    ALIKE = "alike"
    MAYBE_LESS = "may matter less"
    LESS = "matters less"


class Missing(StrEnum):
    """Why a figure is not there: known from counts only."""

    FEWER_THAN_MINIMUM = "FEWER_THAN_MINIMUM"
    TOO_FEW_ANSWERS = "TOO_FEW_ANSWERS"
    SHOWN_AS_A_WHOLE = "SHOWN_AS_A_WHOLE"
    NO_ANSWERS = "NO_ANSWERS"


@dataclass(frozen=True)
class Comment:
    """What somebody wrote. `groups` None: in one list without a group. `rater` only where shown by name."""

    id: str
    groups: tuple[str, ...] | None
    question: str
    text: str
    rater: str | None = None


@dataclass(frozen=True)
class Score:
    """A figure on a scale 1 to `points`.

    `mean` is the middle of [`lowest`, `highest`], which differ only where an end-coded cell takes part. `lower` and
    `upper` bound where the mean would probably lie; None for one named person's view. `at_least` or `at_most` is given
    where every cell behind it is coded at that end. `people` is the smallest number of raters behind it.
    """

    mean: float
    lowest: float
    highest: float
    lower: float | None
    upper: float | None
    people: int
    effective_n: float
    points: int
    cells: tuple[str, ...]
    at_least: float | None = None
    at_most: float | None = None

    @property
    def few(self) -> bool:
        return self.people < FEW_RATERS_BELOW


@dataclass(frozen=True)
class View:
    """How one group, or one named person, sees something: a score, or why there is none."""

    groups: tuple[str, ...]
    name: str | None
    identified: bool
    score: Score | None
    missing: Missing | None = None
    agreement: str | None = None
    agreement_cells: tuple[str, ...] = ()

    @property
    def merged(self) -> bool:
        return len(self.groups) > 1


@dataclass(frozen=True)
class ItemView:
    item: str
    view: View


@dataclass(frozen=True)
class ItemsOfGroup:
    """The items of one dimension as one group, or one named person, sees them; or why they are not shown."""

    groups: tuple[str, ...]
    name: str | None
    identified: bool
    people: int
    items: tuple[ItemView, ...]
    missing: Missing | None = None


@dataclass(frozen=True)
class Gap:
    """The own rating against all colleagues. `own_is_higher` says the direction, the word how sure it is."""

    certainty: Certainty
    own_is_higher: bool
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Importance:
    """How much a dimension matters in the role: the participant's own step, and the colleagues' beside it."""

    own: View | None
    named: tuple[View, ...]
    colleagues: Score | None
    groups: tuple[View, ...]
    comparison: Comparison | None

    @property
    def rung(self) -> int | None:
        return round(self.own.score.mean) if self.own and self.own.score else None


@dataclass(frozen=True)
class DimensionFigures:
    """All figures of one dimension. `impact` holds statements that only some groups are asked."""

    dimension: str
    own: View | None
    named: tuple[View, ...]
    colleagues: Score | None
    groups_in_mean: int
    groups: tuple[View, ...]
    gap: Gap | None
    standing: Standing
    band: Band | None
    importance: Importance | None
    behaviours: tuple[ItemsOfGroup, ...]
    impact: tuple[View, ...]
    impact_items: tuple[ItemsOfGroup, ...]


@dataclass(frozen=True)
class GroupCount:
    """How one group stands in the report."""

    groups: tuple[str, ...]
    name: str | None
    identified: bool
    people: int
    items_shown: bool


@dataclass(frozen=True)
class Finding:
    dimension: str
    standing: Standing
    matters_most: bool
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Derived:
    """Everything that a report shows beside the cells, the comments and the words of the pack."""

    dimensions: tuple[DimensionFigures, ...]
    findings: tuple[Finding, ...]
    talk_about_first: tuple[str, ...]
    build_on: tuple[str, ...]
    counts: tuple[GroupCount, ...]
    withheld_groups: tuple[tuple[str, ...], ...]
    comments: tuple[Comment, ...]
    comments_withheld: int

    def of(self, dimension: str) -> DimensionFigures:
        """Return the figures of one dimension. KeyError if the report has none of that id."""
        for figures in self.dimensions:
            if figures.dimension == dimension:
                return figures
        raise KeyError(dimension)

    @property
    def people(self) -> int:
        return sum(count.people for count in self.counts if not count.identified)


@dataclass(frozen=True)
class Proof:
    """What the auditor ran before anything was shown, and what it found: nothing, or there is no report."""

    checker: str
    checks: int
    findings: tuple[str, ...]
    certificate: str
    at: datetime | None = None

    @property
    def passed(self) -> bool:
        return not self.findings and self.checks > 0


@dataclass(frozen=True)
class ReportFacts:
    """What stands on the cover and in the footer."""

    participant: str
    round_label: str
    closed_on: date | None = None
    opened_on: date | None = None
    organisation: str = ""
    facilitator: str = ""
    session_on: date | None = None
    minimum: int = 3
    invited: Mapping[str, int] | None = None

    @property
    def first_name(self) -> str:
        """The word that stands for the participant in a sentence: names are never split, so the whole name."""
        return self.participant
