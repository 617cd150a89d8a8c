"""The plain things of the vault: what a rater carries, what is counted, what comes out at close."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from uuid import UUID

from ninefold.disclosure import CertifiedTable, Instrument

PageAnswers = Mapping[str, int | str | None]

_NOT_KEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
LONGEST_COMMENT = 2_000
FEWEST_CONFIDENTIAL_RATERS = 5


class RaterState(Enum):
    """How an invitation stands; kept without a time."""

    INVITED = "invited"
    DECLINED = "declined"
    WRONG_PERSON = "wrong person"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"


class RoundStage(Enum):
    """How a round stands in the vault. OPEN takes answers; the other two are for ever."""

    OPEN = "open"
    CLOSED = "closed"
    DESTROYED = "destroyed"


@dataclass(frozen=True)
class RaterPass:
    """What the holder of a rater's link may act as; `facts` is what the form shows without a query."""

    token: str = field(repr=False)
    round_id: UUID
    rater_id: UUID
    group: str
    facts: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Count:
    """Raters of one group: all who were invited, and of these who declined and who submitted."""

    invited: int
    declined: int
    submitted: int


@dataclass(frozen=True)
class PublishedComment:
    """One comment as written. `groups` is None where groups were joined, `rater` the name in identified groups."""

    id: UUID
    groups: tuple[str, ...] | None
    question: str
    text: str
    rater: str | None = None


@dataclass(frozen=True)
class CertifiedRound:
    """All that is left of a closed round; `chain` is the last link of its chain of hashes, as hexadecimal."""

    table: CertifiedTable
    comments: tuple[PublishedComment, ...]
    chain: str


class CloseOutcome(Enum):
    """Whether this call closed the round, or another one had done so before."""

    CLOSED = "closed"
    ALREADY_CLOSED = "already closed"


@dataclass(frozen=True)
class OpenedEnvelope:
    """One rater's answers, in memory while a round closes and nowhere else."""

    group: str
    name: str | None
    answers: PageAnswers = field(repr=False)

    def ratings(self, instrument: Instrument) -> dict[str, int | None]:
        """The ratings; an empty answer to something that is no item was an open question left out."""
        items = {item for section in instrument.sections for item in section.items}
        return {
            key: value
            for key, value in self.answers.items()
            if not isinstance(value, str) and (value is not None or key in items)
        }

    def comments(self) -> dict[str, str]:
        """The comments that hold more than white space, by question."""
        return {key: value for key, value in self.answers.items() if isinstance(value, str) and value.strip()}


def clean_comment(text: str) -> str:
    """The text without what no database or page can hold: control characters, halves of characters, CR before LF."""
    return _NOT_KEPT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def pages_that_lack(required: Mapping[str, Iterable[str]], saved: Mapping[str, PageAnswers]) -> tuple[str, ...]:
    """The required pages, in order, on which an item has neither a rating nor "not able to say"."""
    return tuple(page for page, items in required.items() if any(item not in saved.get(page, {}) for item in items))
