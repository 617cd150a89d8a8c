"""The kinds of messages: what is added at the moment of sending, and what a crash in that moment may cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Due:
    """A message that is about to be sent."""

    kind: str
    to: str
    facts: Mapping[str, Any]
    subject_of: UUID | None


AtSending = Callable[[Due], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Kind:
    """`at_sending` gives further facts, such as a rater's link, or None if the message is no longer wanted.

    `at_most_once`: rather lost than twice (reminders). Others are rather twice, with the same Message-ID, than lost.
    `forget_address`: the row keeps no address once the message is done (raters). `keeps_silent`: who was written to and who was left
    out must look alike afterwards, so neither a refusal, a bounce nor the number of tries is kept (reminders).
    """

    at_sending: AtSending | None = None
    at_most_once: bool = False
    forget_address: bool = False
    keeps_silent: bool = False


KINDS: dict[str, Kind] = {}
PLAIN = Kind()


def register(name: str, kind: Kind) -> None:
    """Declare a kind that is not plain. Called in an app's `ready`."""
    KINDS[name] = kind


def kind_of(name: str) -> Kind:
    return KINDS.get(name, PLAIN)
