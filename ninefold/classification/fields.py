"""The three kinds of stored field."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """OPEN says nothing about a person; PERSONAL does; SECRET opens something or was told in confidence."""

    OPEN = "open"
    PERSONAL = "personal"
    SECRET = "secret"  # noqa: S105 - the name of a kind, not a password


@dataclass(frozen=True)
class Classified:
    """One field: what it is, why it is kept, and how long (a sentence part, as the record of processing prints it)."""

    kind: Kind
    why: str
    kept: str

    def __post_init__(self) -> None:
        if not self.why.strip() or not self.kept.strip():
            raise ValueError("A classified field says why it is kept and for how long.")


def not_personal(why: str, *, kept: str = "as long as its row") -> Classified:
    """A field that says nothing about a person."""
    return Classified(Kind.OPEN, why, kept)


def personal(why: str, *, kept: str) -> Classified:
    """A field that tells something about a person, alone or with others. They get it when they ask for their data."""
    return Classified(Kind.PERSONAL, why, kept)


def secret(why: str, *, kept: str) -> Classified:
    """A field that opens something (a password, a token) or was told in confidence (an answer). Never handed over."""
    return Classified(Kind.SECRET, why, kept)
