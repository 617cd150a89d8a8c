"""The chain of withheld comments: each link holds the one before, the first that of the certified round. Plain Python."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from ninefold.disclosure import chain_hash


@dataclass(frozen=True)
class Withholding:
    """One comment kept back: which, why, by whom, and the link after it."""

    comment_id: UUID
    reason: str
    by_id: UUID | None
    link: str


class ChainBroken(Exception):
    """The rows of withheld comments were changed from outside, so nothing of the report is shown."""

    def __init__(self) -> None:
        super().__init__("The list of withheld comments does not hold together, so nothing of this report is shown.")


def next_link(previous: str, *, comment_id: UUID, reason: str) -> str:
    """Return the link after withholding this comment; `previous` and the result are hexadecimal."""
    written = json.dumps([comment_id.hex, reason], separators=(",", ":")).encode()
    return chain_hash(bytes.fromhex(previous), written).hex()


def check_chain(first: str, rows: Sequence[Withholding]) -> None:
    """Raise ChainBroken unless each row follows from the one before. `first` is the last link of the certified round."""
    link = first
    for row in rows:
        link = next_link(link, comment_id=row.comment_id, reason=row.reason)
        if link != row.link:
            raise ChainBroken
