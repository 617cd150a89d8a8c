"""What the form says without asking the database again: it travels, sealed, in the rater's cookie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date


@dataclass(frozen=True)
class FormFacts:
    """Names and dates of one rater's form. `closes_on` is the last day for answers, as a date in ISO form."""

    participant: str
    rater: str
    organisation: str
    facilitator: str
    pack_id: str
    pack_version: str
    minimum: str
    closes_on: str

    @property
    def last_day(self) -> date:
        return date.fromisoformat(self.closes_on)

    @property
    def minimum_raters(self) -> int:
        return int(self.minimum)

    def as_words(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_words(cls, words: Mapping[str, str]) -> FormFacts:
        """Return the facts of a cookie. KeyError if it is of another make."""
        return cls(**{name: words[name] for name in cls.__dataclass_fields__})
