"""What may be asked of the vault. Whoever holds a link asks about that rater; nobody asks about another's answers."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import timezone

from ninefold.disclosure import CertifiedTable, chain_hash, unpack_table
from ninefold.vault import sealing
from ninefold.vault.domain import (
    CertifiedRound,
    Count,
    PageAnswers,
    PublishedComment,
    RaterPass,
    RaterState,
    RoundStage,
)
from ninefold.vault.keystore import key_store
from ninefold.vault.models import FrozenComment
from ninefold.vault.refusals import LinkDoesNotOpen, RoundClosed, TableTampered
from ninefold.vault.rows import read

__all__ = [
    "COOKIE_AGE",
    "CertifiedRound",
    "Count",
    "PublishedComment",
    "RaterPass",
    "RaterState",
    "RoundStage",
    "came_after_close",
    "certified",
    "cookie_for",
    "cookie_name",
    "counts",
    "handle_for",
    "open_link",
    "pass_for",
    "pass_from_cookie",
    "saved",
    "stage_of",
    "still_to_answer",
    "token_for",
    "where",
]

COOKIE_AGE = timedelta(hours=24)
_COOKIE_PREFIX = "__Host-r-"
_NO_TOKEN = bytes(sealing.TOKEN_BYTES)


def stage_of(round_id: UUID) -> RoundStage | None:
    """How the round stands in the vault; None where it was never opened."""
    rows = read("SELECT state FROM vault_round WHERE round_id = %s", [round_id.hex])
    return RoundStage(rows[0][0]) if rows else None


# --- The rater's link and cookie ------------------------------------------------------------------------------------


def open_link(token: str) -> RaterPass | None:
    """What the link opens, without facts; None, after the same work, for a wrong, foreign, cut-off or outlived one."""
    raw = sealing.token_bytes(token)
    rows = read(
        'SELECT i.round_id, i.rater_id, i."group" FROM vault_invitation i JOIN vault_round r ON r.round_id = i.round_id'
        " WHERE i.h_inv = %s AND r.state = 'open'",
        [sealing.invitation_key(raw or _NO_TOKEN)],
    )
    round_id, rater_id, group = rows[0] if rows else (uuid4(), uuid4(), "")
    secret = key_store().web(_uuid(round_id))
    if raw is None or not rows or secret is None:
        return None
    return RaterPass(token=token, round_id=_uuid(round_id), rater_id=_uuid(rater_id), group=group)


def handle_for(rater_pass: RaterPass) -> str:
    """What stands in the rater's address in place of the token."""
    return sealing.handle_of(token_of(rater_pass))


def cookie_name(handle: str) -> str:
    """The cookie that goes with the handle of an address."""
    return _COOKIE_PREFIX + handle


def cookie_for(rater_pass: RaterPass) -> tuple[str, str]:
    """Name and value of the cookie that carries the pass for COOKIE_AGE. Raises RoundClosed."""
    web_secret = _web_secret(rater_pass)
    content = {
        "token": rater_pass.token,
        "rater": rater_pass.rater_id.hex,
        "group": rater_pass.group,
        "facts": dict(rater_pass.facts),
        "until": int((timezone.now() + COOKIE_AGE).timestamp()),
    }
    box = sealing.seal_cookie(content, sealing.cookie_key(settings.SECRET_KEY, web_secret))
    # The round stands before the box: without it nobody could say which secret opens it, or that its round has closed.
    return cookie_name(handle_for(rater_pass)), sealing.written(rater_pass.round_id.bytes + box)


def pass_from_cookie(handle: str, value: str) -> RaterPass | None:
    """The pass inside the cookie, without a query; None if not ours, of another handle, too old, or its round is over."""
    raw = sealing.read(value) or b""
    round_id = UUID(bytes=raw[:16].ljust(16, b"\0"))
    web_secret = key_store().web(round_id)
    if web_secret is None:
        return None
    for secret_key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        content = sealing.open_cookie(raw[16:], sealing.cookie_key(secret_key, web_secret))
        if content is None:
            continue
        rater_pass = RaterPass(
            token=content["token"],
            round_id=round_id,
            rater_id=UUID(content["rater"]),
            group=content["group"],
            facts=content["facts"],
        )
        fresh = content["until"] > timezone.now().timestamp()
        return rater_pass if fresh and handle_for(rater_pass) == handle else None
    return None


def came_after_close(value: str) -> bool:
    """Whether a cookie that no longer opens names a round that is over: "your answer came after the closing date"."""
    raw = sealing.read(value) or b""
    return len(raw) > 16 and stage_of(UUID(bytes=raw[:16])) in (RoundStage.CLOSED, RoundStage.DESTROYED)


def token_of(rater_pass: RaterPass) -> bytes:
    """The pass's token as bytes. Raises LinkDoesNotOpen for a pass that was not made here."""
    raw = sealing.token_bytes(rater_pass.token)
    if raw is None:
        raise LinkDoesNotOpen
    return raw


# --- The rater's own answers and state ------------------------------------------------------------------------------


def saved(rater_pass: RaterPass, pages: Iterable[str]) -> dict[str, PageAnswers]:
    """What the rater saved on these pages, by page; a page never saved is missing. One query. Raises RoundClosed."""
    web_secret, token = _web_secret(rater_pass), token_of(rater_pass)
    page_of = {sealing.draft_key(token, page): page for page in pages}
    rows = read("SELECT h_resp, box FROM vault_draft WHERE h_resp IN %s", [list(page_of)])
    found: dict[str, PageAnswers] = {}
    for h_resp, box in rows:
        content = sealing.open_draft(bytes(box), token=token, web_secret=web_secret)
        # A box that does not open, or was moved from another page, is no answer: the page is shown as not filled in.
        if content is not None and content["page"] == page_of[bytes(h_resp)]:
            found[content["page"]] = content["answers"]
    return found


def where(rater_pass: RaterPass) -> RaterState:
    """How the rater's own invitation stands. Raises LinkDoesNotOpen once it is gone."""
    rows = read("SELECT state FROM vault_invitation WHERE h_inv = %s", [sealing.invitation_key(token_of(rater_pass))])
    if not rows:
        raise LinkDoesNotOpen
    return RaterState(rows[0][0])


# --- For the round, never about one rater's answers -----------------------------------------------------------------


def counts(round_id: UUID) -> dict[str, Count]:
    """Exact counts by group while the round is open, for feedback360.queries to coarsen; empty after close."""
    rows = read(
        'SELECT i."group", i.state, count(*) FROM vault_invitation i JOIN vault_round r ON r.round_id = i.round_id'
        " WHERE i.round_id = %s AND r.state = 'open' GROUP BY 1, 2",
        [round_id.hex],
    )
    found: dict[str, dict[RaterState, int]] = defaultdict(dict)
    for group, state, number in rows:
        found[group][RaterState(state)] = number
    return {
        group: Count(
            invited=sum(states.values()),
            declined=states.get(RaterState.DECLINED, 0) + states.get(RaterState.WRONG_PERSON, 0),
            submitted=states.get(RaterState.SUBMITTED, 0),
        )
        for group, states in found.items()
    }


def still_to_answer(rater_id: UUID) -> bool:
    """Whether a reminder may go: invited, in an open round, not answered, declined or withdrawn. Only at sending."""
    rows = read(
        "SELECT 1 FROM vault_invitation i JOIN vault_round r ON r.round_id = i.round_id"
        " WHERE i.rater_id = %s AND i.state = %s AND r.state = 'open'",
        [rater_id.hex, RaterState.INVITED.value],
    )
    return bool(rows)


def token_for(rater_id: UUID) -> str | None:
    """The token for a message's link, only at sending; None once answers are sent, or the round is over."""
    rows = read(
        "SELECT i.round_id, c.box, i.h_inv FROM vault_invitation i JOIN vault_round r ON r.round_id = i.round_id"
        " JOIN vault_token_copy c ON c.h_inv = i.h_inv WHERE i.rater_id = %s AND r.state = 'open'",
        [rater_id.hex],
    )
    for round_id, box, h_inv in rows:
        web_secret = key_store().web(_uuid(round_id))
        token = sealing.open_token(bytes(box), web_secret) if web_secret else None
        if token is not None and sealing.invitation_key(token) == bytes(h_inv):
            return sealing.written(token)
    return None


def pass_for(rater_id: UUID) -> RaterPass | None:
    """The pass of somebody who is signed in and rates themselves; None once sent (then their cookie opens it)."""
    token = token_for(rater_id)
    return None if token is None else open_link(token)


# --- After close ----------------------------------------------------------------------------------------------------


def certified(round_id: UUID) -> CertifiedRound | None:
    """What the closed round left, its chain verified on each read; None if it was not closed. Raises TableTampered."""
    rows = read("SELECT packed, chain, head FROM vault_certified_table WHERE round_id = %s", [round_id.hex])
    comments = tuple(_published(one) for one in FrozenComment.objects.filter(round_id=round_id))
    if not rows:
        if comments or stage_of(round_id) is RoundStage.CLOSED:
            raise TableTampered("the table is missing")
        return None
    packed, chain, head = (bytes(value) for value in rows[0])
    if table_link(round_id, packed) != chain:
        raise TableTampered("the table")
    ordered = in_frozen_order(comments)
    if comments_link(chain, ordered) != head:
        raise TableTampered("the comments")
    return CertifiedRound(table=_unpacked(packed), comments=ordered, chain=head.hex())


def in_frozen_order(comments: Iterable[PublishedComment]) -> tuple[PublishedComment, ...]:
    """Comments by their random ids: an order that tells nothing."""
    return tuple(sorted(comments, key=lambda comment: comment.id.bytes))


def table_link(round_id: UUID, packed: bytes) -> bytes:
    """The chain's link after the table; it starts with the round, so that no table passes for another round's."""
    return chain_hash(chain_hash(b"", round_id.bytes), packed)


def comments_link(chain: bytes, comments: Iterable[PublishedComment]) -> bytes:
    """The chain's last link, after all comments in frozen order."""
    for one in comments:
        fields = [one.id.hex, list(one.groups or ()), one.rater or "", one.question, one.text]
        chain = chain_hash(chain, json.dumps(fields, separators=(",", ":")).encode())
    return chain


def _published(row: FrozenComment) -> PublishedComment:
    return PublishedComment(
        id=row.id,
        groups=(row.group,) if row.group else None,
        question=row.question,
        text=row.text,
        rater=row.rater or None,
    )


def _unpacked(packed: bytes) -> CertifiedTable:
    try:
        return unpack_table(packed)
    except ValueError as error:
        raise TableTampered("the table cannot be read") from error


def _web_secret(rater_pass: RaterPass) -> bytes:
    secret = key_store().web(rater_pass.round_id)
    if secret is None:
        raise RoundClosed
    return secret


def _uuid(value: UUID | str) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
