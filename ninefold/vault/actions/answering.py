"""What a rater does with their own link: saves, sends, takes back, declines. Every one of these stops at close."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import NoReturn

from django.db import transaction

from ninefold.vault import sealing
from ninefold.vault.actions.inviting import keep_token_copy, open_web_secret
from ninefold.vault.domain import LONGEST_COMMENT, PageAnswers, RaterPass, RaterState, clean_comment, pages_that_lack
from ninefold.vault.keystore import key_store
from ninefold.vault.queries import saved, token_of
from ninefold.vault.refusals import (
    AnswersAlreadySent,
    GroupHasChanged,
    Incomplete,
    LinkDoesNotOpen,
    RoundClosed,
    TooLong,
)
from ninefold.vault.rows import change, read


def save_page(rater_pass: RaterPass, *, page: str, answers: PageAnswers, with_words: bool = False) -> None:
    """Keep one page sealed, replacing what stood there: item to rating or None, question to comment. One statement.

    `with_words`: the page has room for words, so that its box must not tell by its length whether some were written.

    Raises RoundClosed; TooLong for a comment over LONGEST_COMMENT characters or a page over 128 KiB; TypeError for an
    answer that is neither whole number, text nor None.
    """
    web_secret, token = key_store().web(rater_pass.round_id), token_of(rater_pass)
    if web_secret is None:
        raise RoundClosed
    content = {"page": page, "answers": {key: _checked(key, value) for key, value in answers.items()}}
    box = sealing.seal_draft(content, token=token, web_secret=web_secret, with_words=with_words)
    kept = change(
        "INSERT INTO vault_draft (h_resp, round_id, box) SELECT %s, round_id, %s FROM vault_round"
        " WHERE round_id = %s AND state = 'open' FOR KEY SHARE"
        " ON CONFLICT (h_resp) DO UPDATE SET box = excluded.box",
        [sealing.draft_key(token, page), box, rater_pass.round_id.hex],
    )
    if kept != 1:
        raise RoundClosed


def submit(
    rater_pass: RaterPass,
    *,
    required: Mapping[str, Iterable[str]],
    name: str | None = None,
    look: Callable[[Mapping[str, PageAnswers]], None] = lambda pages: None,
) -> None:
    """Seal all pages of `required` (page to the items that need an answer) as one envelope, replacing an earlier one.

    In the same transaction the token copy goes, so that no message can carry the link again. `name` is for raters shown
    by name and travels inside the envelope. `look` gets the pages that are about to be sealed; whatever it raises stops
    the sending. The drafts stay until close.
    Raises Incomplete, GroupHasChanged, RoundClosed, LinkDoesNotOpen, TooLong.
    """
    token = token_of(rater_pass)
    h_inv = sealing.invitation_key(token)
    with transaction.atomic():
        rows = read(
            'UPDATE vault_invitation SET state = %s WHERE h_inv = %s AND "group" = %s'
            " AND EXISTS (SELECT 1 FROM vault_round WHERE round_id = %s AND state = 'open' FOR KEY SHARE)"
            " RETURNING (SELECT close_public_key FROM vault_round WHERE round_id = %s)",
            [
                RaterState.SUBMITTED.value,
                h_inv,
                rater_pass.group,
                rater_pass.round_id.hex,
                rater_pass.round_id.hex,
            ],
        )
        if not rows:
            _refuse(rater_pass)
        pages = saved(rater_pass, required)
        lacking = pages_that_lack(required, pages)
        if lacking:
            raise Incomplete(lacking)
        look(pages)
        answers = {key: value for page in pages.values() for key, value in page.items()}
        box = sealing.seal_envelope({"name": name, "answers": answers}, bytes(rows[0][0]))
        _put_in_urn(rater_pass, token, box)
        change("DELETE FROM vault_token_copy WHERE h_inv = %s", [h_inv])


def withdraw(rater_pass: RaterPass) -> None:
    """Take sent answers back and stop reminders; the link can still send anew. Raises RoundClosed, LinkDoesNotOpen."""
    _take_back(rater_pass, RaterState.WITHDRAWN)


def decline(rater_pass: RaterPass, reason: RaterState = RaterState.DECLINED) -> None:
    """Not answering: DECLINED or WRONG_PERSON. Answers sent before are taken back.

    Raises RoundClosed, LinkDoesNotOpen.
    """
    if reason not in (RaterState.DECLINED, RaterState.WRONG_PERSON):
        raise ValueError("A rater declines, or is the wrong person.")
    _take_back(rater_pass, reason)


def undo_decline(rater_pass: RaterPass) -> None:
    """Invited again, after declining or "wrong person"; anything else stays. Raises RoundClosed, LinkDoesNotOpen."""
    with transaction.atomic():
        open_web_secret(rater_pass.round_id)
        h_inv = sealing.invitation_key(token_of(rater_pass))
        if not read("SELECT 1 FROM vault_invitation WHERE h_inv = %s", [h_inv]):
            raise LinkDoesNotOpen
        change(
            "UPDATE vault_invitation SET state = %s WHERE h_inv = %s AND state IN (%s, %s)",
            [RaterState.INVITED.value, h_inv, RaterState.DECLINED.value, RaterState.WRONG_PERSON.value],
        )


def change_group(rater_pass: RaterPass, group: str) -> RaterPass:
    """The rater corrects their group, until they send; the pass to go on with.

    Raises AnswersAlreadySent, RoundClosed, LinkDoesNotOpen.
    """
    with transaction.atomic():
        open_web_secret(rater_pass.round_id)
        h_inv = sealing.invitation_key(token_of(rater_pass))
        moved = change(
            'UPDATE vault_invitation SET "group" = %s WHERE h_inv = %s AND state <> %s',
            [group, h_inv, RaterState.SUBMITTED.value],
        )
        if moved != 1:
            known = read("SELECT 1 FROM vault_invitation WHERE h_inv = %s", [h_inv])
            raise AnswersAlreadySent if known else LinkDoesNotOpen
    return replace(rater_pass, group=group)


def _take_back(rater_pass: RaterPass, state: RaterState) -> None:
    token = token_of(rater_pass)
    with transaction.atomic():
        web_secret = open_web_secret(rater_pass.round_id)
        h_inv = sealing.invitation_key(token)
        if change("UPDATE vault_invitation SET state = %s WHERE h_inv = %s", [state.value, h_inv]) != 1:
            raise LinkDoesNotOpen
        change("DELETE FROM vault_urn WHERE h_resp = %s", [sealing.envelope_key(token)])
        # With no envelope the link may be sent again: the participant's own page finds the way back by this copy.
        keep_token_copy(token, web_secret)


def _put_in_urn(rater_pass: RaterPass, token: bytes, box: bytes) -> None:
    change(
        'INSERT INTO vault_urn (h_resp, round_id, "group", box) VALUES (%s, %s, %s, %s)'
        ' ON CONFLICT (h_resp) DO UPDATE SET box = excluded.box, "group" = excluded."group"',
        [sealing.envelope_key(token), rater_pass.round_id.hex, rater_pass.group, box],
    )


def _refuse(rater_pass: RaterPass) -> NoReturn:
    """Say why nothing could be sent: closed, gone, or another group."""
    open_web_secret(rater_pass.round_id)
    h_inv = sealing.invitation_key(token_of(rater_pass))
    rows = read('SELECT "group" FROM vault_invitation WHERE h_inv = %s', [h_inv])
    raise GroupHasChanged(rows[0][0]) if rows else LinkDoesNotOpen


def _checked(key: str, value: int | str | None) -> int | str | None:
    if isinstance(value, str):
        text = clean_comment(value)
        if len(text) > LONGEST_COMMENT:
            raise TooLong(LONGEST_COMMENT, key)
        return text
    if value is not None and type(value) is not int:
        raise TypeError(f"The answer to {key} is neither a whole number, text nor None.")
    return value
