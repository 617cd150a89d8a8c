"""Closing: the table and the comments once, then nothing else of the round."""

from __future__ import annotations

import logging
from collections import Counter
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from ninefold.disclosure import pack_table
from ninefold.vault import actions, housekeeping, queries
from ninefold.vault.domain import FEWEST_CONFIDENTIAL_RATERS
from ninefold.vault.keystore import key_store
from ninefold.vault.rows import change, read
from tests.factories.vault import (
    INSTRUMENT,
    REQUIRED,
    a_pass,
    a_submission,
    an_answered_round,
    an_open_vault_round,
    pages,
    save_all,
)

pytestmark = pytest.mark.django_db(transaction=True)
SEALED = ("invitation", "token_copy", "draft", "urn")


def sealed_rows() -> dict[str, int]:
    return {table: read(f"SELECT count(*) FROM vault_{table}")[0][0] for table in SEALED}  # noqa: S608 - names of our own


def swept(round_id: Any) -> bool:
    return bool(read("SELECT swept FROM vault_round WHERE round_id = %s", [round_id.hex])[0][0])


def test_close_leaves_table_and_comments_and_nothing_else() -> None:
    round_id = an_answered_round()
    half_way = a_pass(round_id)
    save_all(half_way, pages())
    assert all(sealed_rows().values())
    assert actions.close(round_id=round_id, instrument=INSTRUMENT) is actions.CloseOutcome.CLOSED
    left = queries.certified(round_id)
    assert left is not None
    assert {cell.groups for cell in left.table.cells} == {("self",), ("line manager",), ("peer",), ("direct report",)}
    assert {cell.rater for cell in left.table.cells if cell.identified} == {"self 0", "line manager 0"}
    assert {cell.rater for cell in left.table.cells if not cell.identified} == {None}
    means = {cell.groups[0]: cell.mean for cell in left.table.cells if cell.dimension == "care"}
    assert means == {"self": 2, "line manager": 2, "peer": 3.5, "direct report": 3}
    assert not any(sealed_rows().values())
    assert (key_store().web(round_id), key_store().close(round_id)) == (None, None)
    assert swept(round_id)
    assert queries.stage_of(round_id) is queries.RoundStage.CLOSED


def test_comments_keep_their_group_and_identified_raters_their_name() -> None:
    round_id = an_answered_round()
    a_submission(round_id, comment=" \n")
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    left = queries.certified(round_id)
    assert left is not None
    assert Counter((one.groups, one.rater) for one in left.comments) == {
        (("self",), "self 0"): 1,
        (("line manager",), "line manager 0"): 1,
        (("peer",), None): 4,
        (("direct report",), None): 3,
    }
    assert {one.question for one in left.comments} == {"what to keep"}
    assert {one.id.version for one in left.comments} == {4}


def test_comments_of_joined_groups_have_no_group() -> None:
    round_id = an_answered_round({"peer": 2, "direct report": 1, "other": 3})
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    left = queries.certified(round_id)
    assert left is not None
    assert {cell.groups for cell in left.table.cells} == {("other",), ("peer", "direct report")}
    assert Counter(one.groups for one in left.comments) == {None: 3, ("other",): 3}
    assert {one.text.split(" wrote")[0] for one in left.comments if one.groups is None} == {"peer", "direct report"}


def test_an_identified_rater_without_a_name_is_called_by_the_group() -> None:
    round_id = an_answered_round({"peer": 5})
    a_submission(round_id, group="self", comment="mine")
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    left = queries.certified(round_id)
    assert left is not None
    assert {one.rater for one in left.comments if one.text == "mine"} == {"self"}


def test_an_open_question_left_out_is_no_rating() -> None:
    round_id = an_answered_round({"peer": 4})
    rater_pass = a_pass(round_id)
    save_all(rater_pass, pages(None) | {"open": {"what to keep": None}})
    actions.submit(rater_pass, required=REQUIRED)
    assert actions.close(round_id=round_id, instrument=INSTRUMENT) is actions.CloseOutcome.CLOSED


@pytest.mark.parametrize(("peers", "minimum", "needed"), [(4, 3, FEWEST_CONFIDENTIAL_RATERS), (6, 7, 7)])
def test_too_few_raters_are_refused_before_anything_is_opened(peers: int, minimum: int, needed: int) -> None:
    round_id = an_answered_round({"self": 1, "line manager": 2, "peer": peers}, minimum=minimum)
    (key_store().folder / "close" / str(round_id)).unlink()
    with pytest.raises(actions.TooFewRaters, match=str(needed)) as refused:
        actions.close(round_id=round_id, instrument=INSTRUMENT)
    assert (refused.value.submitted, refused.value.needed) == (peers, needed)
    assert queries.stage_of(round_id) is queries.RoundStage.OPEN
    a_submission(round_id)
    with pytest.raises(actions.SecretsUnusable, match="is not in the key store"):
        actions.close(round_id=round_id, instrument=INSTRUMENT)


def test_an_envelope_that_does_not_open_stops_the_close_and_loses_nothing() -> None:
    round_id = an_answered_round()
    change("UPDATE vault_urn SET box = %s WHERE h_resp = (SELECT h_resp FROM vault_urn LIMIT 1)", [bytes(1024)])
    with pytest.raises(actions.SecretsUnusable, match="does not open"):
        actions.close(round_id=round_id, instrument=INSTRUMENT)
    assert sealed_rows()["urn"] == 9
    assert key_store().close(round_id) is not None


def test_closing_twice_changes_nothing() -> None:
    round_id = an_answered_round()
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    left = queries.certified(round_id)
    assert actions.close(round_id=round_id, instrument=INSTRUMENT) is actions.CloseOutcome.ALREADY_CLOSED
    actions.destroy(round_id=round_id)
    assert queries.certified(round_id) == left


def test_secrets_live_until_the_callers_transaction_commits() -> None:
    round_id = an_answered_round()
    with transaction.atomic():
        actions.close(round_id=round_id, instrument=INSTRUMENT)
        transaction.set_rollback(True)
    assert queries.stage_of(round_id) is queries.RoundStage.OPEN
    assert key_store().close(round_id) is not None
    with transaction.atomic():
        actions.close(round_id=round_id, instrument=INSTRUMENT)
        assert key_store().close(round_id) is not None
    assert key_store().close(round_id) is None


def test_a_destroyed_round_leaves_nothing_and_is_not_closed() -> None:
    round_id = an_answered_round()
    actions.destroy(round_id=round_id)
    actions.destroy(round_id=round_id)
    assert not any(sealed_rows().values())
    assert key_store().rounds() == set()
    assert swept(round_id)
    assert queries.certified(round_id) is None
    with pytest.raises(actions.RoundClosed):
        actions.close(round_id=round_id, instrument=INSTRUMENT)


def test_what_was_never_opened_is_neither_closed_nor_destroyed() -> None:
    actions.destroy(round_id=uuid4())
    assert queries.certified(uuid4()) is None
    with pytest.raises(actions.RoundClosed):
        actions.close(round_id=uuid4(), instrument=INSTRUMENT)


def test_another_round_is_left_alone() -> None:
    other = a_submission(an_open_vault_round())
    actions.close(round_id=an_answered_round(), instrument=INSTRUMENT)
    assert queries.open_link(other.token) == other
    assert sealed_rows() == {"invitation": 1, "token_copy": 0, "draft": 3, "urn": 1}
    actions.finish_closing()
    assert key_store().rounds() == {other.round_id}


def test_secrets_that_a_restore_brought_back_are_destroyed_again() -> None:
    round_id, still_open = an_answered_round(), an_open_vault_round()
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    key_store().create(round_id, web=b"w" * 32, close=b"c" * 32)
    actions.finish_closing()
    assert key_store().rounds() == {still_open}


def test_a_close_inside_a_longer_transaction_is_swept_later() -> None:
    round_id = an_answered_round()
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    change("UPDATE vault_round SET swept = %s", [False])
    with transaction.atomic():
        assert not housekeeping.clear_residue()
        actions.finish_closing()
    assert not swept(round_id)
    actions.finish_closing()
    assert swept(round_id)


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE vault_certified_table SET packed = %s", "the table"),
        ("UPDATE vault_comment SET text = 'kinder'", "the comments"),
        ("DELETE FROM vault_comment WHERE id = (SELECT id FROM vault_comment LIMIT 1)", "the comments"),
        ("UPDATE vault_comment SET \"group\" = ''", "the comments"),
        ("UPDATE vault_comment SET rater = ''", "the comments"),
        ("UPDATE vault_comment SET question = 'x'", "the comments"),
        ("DELETE FROM vault_certified_table", "the table is missing"),
    ],
)
def test_every_read_finds_what_was_changed(statement: str, where: str) -> None:
    round_id = an_answered_round()
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    left = queries.certified(round_id)
    assert left is not None
    change(statement, [pack_table(left.table) + b"\0"] if "%s" in statement else [])
    with pytest.raises(actions.TableTampered, match=where) as found:
        queries.certified(round_id)
    assert found.value.where == where


def test_a_table_does_not_pass_for_that_of_another_round() -> None:
    one, other = (an_answered_round({"peer": 5}) for _ in range(2))
    for round_id in (one, other):
        change("DELETE FROM vault_draft")
        actions.close(round_id=round_id, instrument=INSTRUMENT)
    change("DELETE FROM vault_certified_table WHERE round_id = %s", [other.hex])
    change("UPDATE vault_certified_table SET round_id = %s", [other.hex])
    with pytest.raises(actions.TableTampered, match="the table"):
        queries.certified(other)


def test_a_table_that_cannot_be_read_is_said_to_be_so() -> None:
    round_id = an_answered_round()
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    change("DELETE FROM vault_comment")
    link = queries.table_link(round_id, b"no table")
    change("UPDATE vault_certified_table SET packed = %s, chain = %s, head = %s", [b"no table", link, link])
    with pytest.raises(actions.TableTampered, match="cannot be read"):
        queries.certified(round_id)


def test_what_is_read_back_differently_is_not_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    round_id = an_answered_round()
    monkeypatch.setattr("ninefold.vault.actions.closing.certified", lambda round_id: None)
    with pytest.raises(actions.TableTampered, match="read back"):
        actions.close(round_id=round_id, instrument=INSTRUMENT)
    assert queries.stage_of(round_id) is queries.RoundStage.OPEN
    assert key_store().close(round_id) is not None


def test_damage_found_after_the_commit_keeps_secrets_and_rows(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    damaged, whole = an_answered_round(), an_answered_round()
    with monkeypatch.context() as patched:
        patched.setattr("ninefold.vault.actions.closing._finish", lambda round_id: None)
        for round_id in (damaged, whole):
            actions.close(round_id=round_id, instrument=INSTRUMENT)
    change("UPDATE vault_comment SET text = 'kinder' WHERE round_id = %s", [damaged.hex])
    with pytest.raises(actions.TableTampered):
        actions.finish_closing()
    assert key_store().rounds() == {damaged}
    assert (swept(damaged), swept(whole)) == (False, True)
    assert sealed_rows()["urn"] == 9
    with caplog.at_level(logging.ERROR):
        assert actions.close(round_id=damaged, instrument=INSTRUMENT) is actions.CloseOutcome.ALREADY_CLOSED
    assert "TableTampered" in caplog.text or "changed or damaged" in caplog.text
