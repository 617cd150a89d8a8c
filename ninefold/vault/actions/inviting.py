"""Opening a round, inviting raters, and taking an invitation back on request of the rater."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from ninefold.vault import sealing
from ninefold.vault.domain import RaterState, RoundStage
from ninefold.vault.keystore import key_store
from ninefold.vault.refusals import AlreadyInvited, AnswersAlreadySent, RoundAlreadyOpened, RoundClosed, SecretsUnusable
from ninefold.vault.rows import change, read


def open_round(*, round_id: UUID, minimum: int) -> None:
    """Make the round's two secrets and its row; `minimum` (3 or more) is fixed from here on.

    Raises RoundAlreadyOpened; ValueError for a minimum below 3.
    """
    if minimum < 3:
        raise ValueError("The minimum number of raters can be raised, but never set below 3.")
    private_key, public_key = sealing.new_close_key()
    try:
        with transaction.atomic():
            change(
                "INSERT INTO vault_round (round_id, state, close_public_key, minimum, swept)"
                " VALUES (%s, 'open', %s, %s, %s)",
                [round_id.hex, public_key, minimum, False],
            )
            # Only whoever holds the new row writes its secrets, and they are on disk before it is committed.
            key_store().create(round_id, web=sealing.new_secret(), close=private_key)
    except IntegrityError as error:
        raise RoundAlreadyOpened from error


def invite(*, round_id: UUID, rater_id: UUID, group: str) -> None:
    """Mint the rater's token; only its hash and a sealed copy are kept. Raises RoundClosed, AlreadyInvited."""
    token = sealing.new_token()
    try:
        with transaction.atomic():
            web_secret = open_web_secret(round_id)
            change(
                'INSERT INTO vault_invitation (h_inv, round_id, rater_id, "group", state) VALUES (%s, %s, %s, %s, %s)',
                [sealing.invitation_key(token), round_id.hex, rater_id.hex, group, RaterState.INVITED.value],
            )
            keep_token_copy(token, web_secret)
    except IntegrityError as error:
        raise AlreadyInvited from error


def erase_rater(*, rater_id: UUID, pages: Iterable[str]) -> None:
    """Forget a rater of an open round who has not sent answers: invitation, token copy and drafts of these pages.

    Does nothing for a rater without an invitation. Raises AnswersAlreadySent: then only their own link withdraws them.
    """
    with transaction.atomic():
        rows = read(
            "SELECT i.h_inv, i.state, i.round_id, c.box FROM vault_invitation i"
            " LEFT JOIN vault_token_copy c ON c.h_inv = i.h_inv WHERE i.rater_id = %s FOR UPDATE OF i",
            [rater_id.hex],
        )
        for h_inv, state, round_id, box in rows:
            if state == RaterState.SUBMITTED.value:
                raise AnswersAlreadySent
            web_secret = key_store().web(UUID(str(round_id)))
            token = sealing.open_token(bytes(box), web_secret) if web_secret and box is not None else None
            if token is not None:
                keys = [sealing.draft_key(token, page) for page in pages]
                change("DELETE FROM vault_draft WHERE h_resp IN %s", [keys])
            change("DELETE FROM vault_token_copy WHERE h_inv = %s", [bytes(h_inv)])
            change("DELETE FROM vault_invitation WHERE h_inv = %s", [bytes(h_inv)])


def open_web_secret(round_id: UUID) -> bytes:
    """The web secret of a round that stays open until the transaction ends. Raises RoundClosed, SecretsUnusable."""
    rows = read("SELECT state FROM vault_round WHERE round_id = %s FOR KEY SHARE", [round_id.hex])
    if not rows or rows[0][0] != RoundStage.OPEN.value:
        raise RoundClosed
    web_secret = key_store().web(round_id)
    if web_secret is None:
        raise SecretsUnusable(f"The web secret of the open round {round_id} is not in the key store.")
    return web_secret


def keep_token_copy(token: bytes, web_secret: bytes) -> None:
    """Seal the token beside its invitation, unless a copy is there."""
    change(
        "INSERT INTO vault_token_copy (h_inv, box) VALUES (%s, %s) ON CONFLICT (h_inv) DO NOTHING",
        [sealing.invitation_key(token), sealing.seal_token(token, web_secret)],
    )
