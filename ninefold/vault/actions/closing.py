"""Closing a round: once, whichever worker; and ending one unread. Each step may be repeated after a kill -9."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import DatabaseError, transaction
from nacl.exceptions import CryptoError

from ninefold.disclosure import (
    Answers,
    CertifiedTable,
    GroupPlan,
    Instrument,
    certified_table,
    pack_table,
    plan_groups,
)
from ninefold.vault import housekeeping, sealing
from ninefold.vault.domain import (
    FEWEST_CONFIDENTIAL_RATERS,
    CertifiedRound,
    CloseOutcome,
    OpenedEnvelope,
    PublishedComment,
    RoundStage,
)
from ninefold.vault.keystore import key_store
from ninefold.vault.queries import certified, comments_link, in_frozen_order, stage_of, table_link
from ninefold.vault.refusals import RoundClosed, SecretsUnusable, TableTampered, TooFewRaters
from ninefold.vault.rows import change, read


def close(*, round_id: UUID, instrument: Instrument) -> CloseOutcome:
    """Open the envelopes of what may be shown, in memory; write table and comments once; then destroy secrets and rows.

    Belongs into the transaction in which the caller notes that the round is closed: secrets die only after its commit,
    and `finish_closing` does what a killed process left undone.
    Raises TooFewRaters (before anything is opened; a minimum above 5 needs that many), SecretsUnusable, and RoundClosed
    for a round that was destroyed or never opened.
    """
    with transaction.atomic():
        minimum = _lock(round_id)
        if minimum is None:
            outcome = CloseOutcome.ALREADY_CLOSED
        else:
            plan = _plan(round_id, instrument, minimum)
            _freeze(round_id, *_computed(round_id, instrument, plan, minimum))
            outcome = CloseOutcome.CLOSED
        transaction.on_commit(lambda: _finish(round_id), robust=True)
    return outcome


def destroy(*, round_id: UUID) -> None:
    """End an open round unread: cancelled, or ended without a report. Secrets die when the transaction commits.

    Does nothing to a round that is closed, destroyed before, or was never opened.
    """
    with transaction.atomic():
        change(
            "UPDATE vault_round SET state = 'destroyed' WHERE round_id = %s AND state = 'open'",
            [round_id.hex],
        )
        if stage_of(round_id) is RoundStage.DESTROYED:
            transaction.on_commit(lambda: _finish(round_id), robust=True)


def finish_closing() -> None:
    """Complete every closing that was killed half-way; destroy secrets of closed rounds that a restore brought back.

    Any number of workers at once. A round that cannot be finished does not stop the others; its error is raised last.
    """
    kept = [round_id.hex for round_id in key_store().rounds()]
    rows = read(
        "SELECT round_id FROM vault_round WHERE state <> 'open' AND (swept = %s OR round_id IN %s)", [False, kept]
    )
    troubles: list[Exception] = []
    for (round_id,) in rows:
        try:
            _finish(UUID(str(round_id)))
        except (TableTampered, OSError, DatabaseError) as trouble:
            troubles.append(trouble)
    if troubles:
        raise troubles[0]


def _lock(round_id: UUID) -> int | None:
    """Hold the round; its minimum, or None where it was closed before."""
    rows = read("SELECT state, minimum FROM vault_round WHERE round_id = %s FOR UPDATE", [round_id.hex])
    if not rows or rows[0][0] == RoundStage.DESTROYED.value:
        raise RoundClosed
    return None if rows[0][0] == RoundStage.CLOSED.value else int(rows[0][1])


def _plan(round_id: UUID, instrument: Instrument, minimum: int) -> GroupPlan:
    """Cells from counts alone."""
    rows = read('SELECT "group", count(*) FROM vault_urn WHERE round_id = %s GROUP BY 1', [round_id.hex])
    counts = {group: number for group, number in rows if group not in instrument.identified}
    # With at least `minimum` raters in all every group finds a cell, so that no envelope is left unopened.
    submitted, needed = sum(counts.values()), max(FEWEST_CONFIDENTIAL_RATERS, minimum)
    if submitted < needed:
        raise TooFewRaters(submitted, needed)
    return plan_groups(counts, minimum=minimum, order=instrument.groups)


def _computed(
    round_id: UUID, instrument: Instrument, plan: GroupPlan, minimum: int
) -> tuple[CertifiedTable, tuple[PublishedComment, ...]]:
    shown = [*(group for cell in plan.cells for group in cell), *sorted(instrument.identified)]
    opened = _open_envelopes(round_id, shown)
    answers = [
        Answers(
            rater=f"rater {number}",
            group=one.group,
            ratings=one.ratings(instrument),
            name=one.name if one.group in instrument.identified else None,
        )
        for number, one in enumerate(opened, start=1)
    ]
    table = certified_table(answers, minimum=minimum, identified_groups=instrument.identified, instrument=instrument)
    return table, _comments(opened, instrument, plan)


def _open_envelopes(round_id: UUID, groups: Sequence[str]) -> list[OpenedEnvelope]:
    private_key = key_store().close(round_id)
    if private_key is None:
        raise SecretsUnusable(f"The close key of the open round {round_id} is not in the key store.")
    rows = read(
        'SELECT "group", box FROM vault_urn WHERE round_id = %s AND "group" IN %s', [round_id.hex, list(groups)]
    )
    try:
        contents = [(group, sealing.open_envelope(bytes(box), private_key)) for group, box in rows]
    except CryptoError as error:
        raise SecretsUnusable(f"An envelope of the round {round_id} does not open with its close key.") from error
    opened = [OpenedEnvelope(group=group, name=one["name"], answers=one["answers"]) for group, one in contents]
    # Neither the order of the rows nor that of sending survives this line.
    secrets.SystemRandom().shuffle(opened)
    return opened


def _comments(
    opened: Sequence[OpenedEnvelope], instrument: Instrument, plan: GroupPlan
) -> tuple[PublishedComment, ...]:
    """One question at a time, without a group where groups were joined; each id, and so each place, is random."""
    label: Mapping[str, tuple[str, ...] | None] = {
        group: cell if len(cell) == 1 else None for cell in plan.cells for group in cell
    }
    lists: dict[tuple[str, tuple[str, ...] | None, str | None], list[str]] = defaultdict(list)
    for one in opened:
        named = one.group in instrument.identified
        groups = (one.group,) if named else label[one.group]
        for question, text in one.comments().items():
            lists[question, groups, (one.name or one.group) if named else None].append(text)
    for texts in lists.values():
        secrets.SystemRandom().shuffle(texts)
    return in_frozen_order(
        PublishedComment(id=uuid4(), groups=groups, question=question, text=text, rater=rater)
        for (question, groups, rater), texts in lists.items()
        for text in texts
    )


def _freeze(round_id: UUID, table: CertifiedTable, comments: tuple[PublishedComment, ...]) -> None:
    packed = pack_table(table)
    chain = table_link(round_id, packed)
    head = comments_link(chain, comments)
    change(
        "INSERT INTO vault_certified_table (round_id, packed, chain, head) VALUES (%s, %s, %s, %s)",
        [round_id.hex, packed, chain, head],
    )
    for one in comments:
        change(
            'INSERT INTO vault_comment (id, round_id, "group", rater, question, text) VALUES (%s, %s, %s, %s, %s, %s)',
            [one.id.hex, round_id.hex, one.groups[0] if one.groups else "", one.rater or "", one.question, one.text],
        )
    change("UPDATE vault_round SET state = 'closed' WHERE round_id = %s", [round_id.hex])
    if certified(round_id) != CertifiedRound(table=table, comments=comments, chain=head.hex()):
        raise TableTampered("what was read back is not what was written")


def _finish(round_id: UUID) -> None:
    """Verify what is kept, then leave nothing else of the round. Repeatable at any point."""
    if stage_of(round_id) is RoundStage.CLOSED:
        certified(round_id)
    key_store().destroy(round_id)
    with transaction.atomic():
        change(
            "DELETE FROM vault_token_copy WHERE h_inv IN (SELECT h_inv FROM vault_invitation WHERE round_id = %s)",
            [round_id.hex],
        )
        change("DELETE FROM vault_invitation WHERE round_id = %s", [round_id.hex])
        change("DELETE FROM vault_draft WHERE round_id = %s", [round_id.hex])
        change("DELETE FROM vault_urn WHERE round_id = %s", [round_id.hex])
    if housekeeping.clear_residue():
        change("UPDATE vault_round SET swept = %s WHERE round_id = %s", [True, round_id.hex])
