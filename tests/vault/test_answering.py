"""What a rater does with their own link, until the round is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ninefold.vault import actions, queries
from ninefold.vault.domain import Count, RaterPass, RaterState
from ninefold.vault.keystore import key_store
from ninefold.vault.rows import change, read
from tests.factories.vault import CARE, REQUIRED, a_pass, a_submission, an_open_vault_round, pages, save_all

pytestmark = pytest.mark.django_db


def rows_in(table: str) -> int:
    return int(read(f"SELECT count(*) FROM vault_{table}")[0][0])  # noqa: S608 - names of our own


def test_a_round_opens_once_and_never_below_three() -> None:
    round_id = an_open_vault_round()
    secret = key_store().web(round_id)
    with pytest.raises(actions.RoundAlreadyOpened):
        actions.open_round(round_id=round_id, minimum=3)
    assert key_store().web(round_id) == secret
    with pytest.raises(ValueError, match="never set below 3"):
        actions.open_round(round_id=uuid4(), minimum=2)


def test_secrets_left_by_an_opening_that_never_committed_are_replaced() -> None:
    round_id = uuid4()
    key_store().create(round_id, web=b"w" * 32, close=b"c" * 32)
    actions.open_round(round_id=round_id, minimum=3)
    assert key_store().web(round_id) not in (None, b"w" * 32)


def test_a_rater_is_invited_once_and_into_open_rounds_only() -> None:
    round_id, rater_id = an_open_vault_round(), uuid4()
    actions.invite(round_id=round_id, rater_id=rater_id, group="peer")
    token = queries.token_for(rater_id)
    with pytest.raises(actions.AlreadyInvited):
        actions.invite(round_id=round_id, rater_id=rater_id, group="other")
    assert queries.token_for(rater_id) == token
    with pytest.raises(actions.RoundClosed):
        actions.invite(round_id=uuid4(), rater_id=uuid4(), group="peer")


def test_an_open_round_without_its_secret_is_for_the_operator() -> None:
    round_id = an_open_vault_round()
    key_store().destroy(round_id)
    with pytest.raises(actions.SecretsUnusable, match=str(round_id)):
        actions.invite(round_id=round_id, rater_id=uuid4(), group="peer")


def test_a_saved_page_is_found_again_in_one_query_whatever_its_length() -> None:
    rater_pass = a_pass(an_open_vault_round())
    short, long = {"care-1": 3, "care-2": None}, {f"item-{number}": 5 for number in range(100)}
    for answers in (short, long):
        with CaptureQueriesContext(connection) as asked:
            actions.save_page(rater_pass, page="care", answers=answers)
        assert len(asked) == 1
        with CaptureQueriesContext(connection) as asked:
            assert queries.saved(rater_pass, ["care", "vision"]) == {"care": answers}
        assert len(asked) == 1
    assert rows_in("draft") == 1
    assert queries.saved(rater_pass, []) == {}


def test_pages_of_one_draft_are_rows_with_nothing_in_common() -> None:
    round_id = an_open_vault_round()
    save_all(a_pass(round_id), pages())
    rows = read("SELECT h_resp, box FROM vault_draft")
    assert len(rows) == 3
    assert len({bytes(value)[:8] for row in rows for value in row}) == 6
    assert {len(bytes(box)) for _, box in rows} == {1024}


def test_page_with_room_for_words_has_one_length_written_on_or_not() -> None:
    rater_pass = a_pass(an_open_vault_round())
    for answers in ({}, {"keep": ""}, {"keep": "She asks first."}):
        actions.save_page(rater_pass, page="open", answers=answers, with_words=True)
        assert [len(bytes(box)) for (box,) in read("SELECT box FROM vault_draft")] == [8192]


def test_the_last_of_two_devices_stands() -> None:
    rater_pass = a_pass(an_open_vault_round())
    twin = queries.open_link(rater_pass.token)
    assert twin is not None
    actions.save_page(rater_pass, page="open", answers={"what to keep": "first"})
    actions.save_page(twin, page="open", answers={"what to keep": "second"})
    assert queries.saved(rater_pass, ["open"]) == {"open": {"what to keep": "second"}}


def test_a_draft_box_moved_to_another_page_or_damaged_is_not_read() -> None:
    rater_pass = a_pass(an_open_vault_round())
    save_all(rater_pass, pages(4))
    box = bytes(read("SELECT box FROM vault_draft")[0][0])
    change("UPDATE vault_draft SET box = %s", [box])
    assert len(queries.saved(rater_pass, REQUIRED)) == 1
    change("UPDATE vault_draft SET box = %s", [box[::-1]])
    assert queries.saved(rater_pass, REQUIRED) == {}


@pytest.mark.parametrize(
    "text", ["🙂" * 2000, "عربي‏ abc", "#eval =cmd|' /C calc'!A0", "<script>alert(1)</script>", "'; DROP TABLE x; --"]
)
def test_odd_comments_are_kept_as_written(text: str) -> None:
    rater_pass = a_pass(an_open_vault_round())
    actions.save_page(rater_pass, page="open", answers={"what to keep": text})
    assert queries.saved(rater_pass, ["open"])["open"]["what to keep"] == text


def test_too_long_a_comment_and_too_full_a_page_are_refused_and_nothing_changes() -> None:
    rater_pass = a_pass(an_open_vault_round())
    actions.save_page(rater_pass, page="open", answers={"what to keep": "short"})
    with pytest.raises(actions.TooLong, match="2,000") as refused:
        actions.save_page(rater_pass, page="open", answers={"what to keep": "x" * 100_000})
    assert refused.value.question == "what to keep"
    with pytest.raises(actions.TooLong):
        actions.save_page(rater_pass, page="open", answers={f"question {number}": "🙂" * 2000 for number in range(40)})
    assert queries.saved(rater_pass, ["open"]) == {"open": {"what to keep": "short"}}


@pytest.mark.parametrize("value", [True, 2.5, ["x"]])
def test_an_answer_of_another_kind_is_a_mistake_of_ours(value: Any) -> None:
    with pytest.raises(TypeError, match="care-1"):
        actions.save_page(a_pass(an_open_vault_round()), page="care", answers={"care-1": value})


def test_sending_seals_all_pages_and_erases_the_token_copy() -> None:
    rater_pass = a_pass(an_open_vault_round())
    assert queries.still_to_answer(rater_pass.rater_id)
    save_all(rater_pass, pages(4, comment="kind words"))
    with CaptureQueriesContext(connection) as asked:
        actions.submit(rater_pass, required=REQUIRED)
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) == 4
    assert (rows_in("urn"), rows_in("token_copy")) == (1, 0)
    assert queries.where(rater_pass) is RaterState.SUBMITTED
    assert queries.token_for(rater_pass.rater_id) is None
    assert queries.pass_for(rater_pass.rater_id) is None
    assert not queries.still_to_answer(rater_pass.rater_id)
    assert queries.saved(rater_pass, ["open"]) == {"open": {"what to keep": "kind words"}}
    assert queries.open_link(rater_pass.token) == rater_pass


def test_sending_again_replaces_the_envelope() -> None:
    rater_pass = a_submission(an_open_vault_round(), level=2)
    before = bytes(read("SELECT box FROM vault_urn")[0][0])
    actions.submit(rater_pass, required=REQUIRED)
    assert rows_in("urn") == 1
    assert bytes(read("SELECT box FROM vault_urn")[0][0]) != before


def test_an_incomplete_form_names_its_pages_and_sends_nothing() -> None:
    rater_pass = a_pass(an_open_vault_round())
    actions.save_page(rater_pass, page="care", answers=dict.fromkeys(CARE[:3], 4) | {CARE[3]: None})
    with pytest.raises(actions.Incomplete) as refused:
        actions.submit(rater_pass, required=REQUIRED)
    assert refused.value.pages == ("vision",)
    assert queries.where(rater_pass) is RaterState.INVITED
    assert (rows_in("urn"), rows_in("token_copy")) == (0, 1)
    actions.save_page(rater_pass, page="care", answers=dict.fromkeys(CARE[:3], 4))
    with pytest.raises(actions.Incomplete) as refused:
        actions.submit(rater_pass, required=REQUIRED)
    assert refused.value.pages == ("care", "vision")


def test_withdrawing_deletes_the_envelope_and_stops_reminders_but_can_be_undone() -> None:
    rater_pass = a_submission(an_open_vault_round())
    actions.withdraw(rater_pass)
    assert rows_in("urn") == 0
    assert queries.where(rater_pass) is RaterState.WITHDRAWN
    assert not queries.still_to_answer(rater_pass.rater_id)
    again = queries.pass_for(rater_pass.rater_id)
    assert again == rater_pass
    actions.submit(again, required=REQUIRED)
    assert queries.where(rater_pass) is RaterState.SUBMITTED


@pytest.mark.parametrize("reason", [RaterState.DECLINED, RaterState.WRONG_PERSON])
def test_declining_can_be_undone_with_the_same_link(reason: RaterState) -> None:
    rater_pass = a_submission(an_open_vault_round())
    actions.decline(rater_pass, reason)
    assert queries.where(rater_pass) is reason
    assert not queries.still_to_answer(rater_pass.rater_id)
    assert rows_in("urn") == 0
    opened = queries.open_link(rater_pass.token)
    assert opened is not None
    actions.undo_decline(opened)
    assert queries.where(rater_pass) is RaterState.INVITED
    assert queries.still_to_answer(rater_pass.rater_id)


def test_undoing_a_decline_changes_nothing_else() -> None:
    rater_pass = a_submission(an_open_vault_round())
    actions.undo_decline(rater_pass)
    assert queries.where(rater_pass) is RaterState.SUBMITTED


def test_a_decline_has_one_of_two_reasons() -> None:
    with pytest.raises(ValueError, match="declines"):
        actions.decline(a_pass(an_open_vault_round()), RaterState.SUBMITTED)


def test_the_group_can_be_corrected_until_sending() -> None:
    rater_pass = a_pass(an_open_vault_round())
    moved = actions.change_group(rater_pass, "direct report")
    assert moved == replace(rater_pass, group="direct report")
    save_all(moved, pages())
    with pytest.raises(actions.GroupHasChanged) as refused:
        actions.submit(rater_pass, required=REQUIRED)
    assert refused.value.group == "direct report"
    assert rows_in("urn") == 0
    actions.submit(moved, required=REQUIRED)
    assert read('SELECT "group" FROM vault_urn') == [("direct report",)]
    with pytest.raises(actions.AnswersAlreadySent):
        actions.change_group(moved, "other")


def test_counts_by_group() -> None:
    round_id = an_open_vault_round()
    a_submission(an_open_vault_round(), group="peer")
    a_submission(round_id, group="peer")
    actions.decline(a_pass(round_id, group="peer"))
    actions.decline(a_pass(round_id, group="peer"), RaterState.WRONG_PERSON)
    actions.withdraw(a_submission(round_id, group="other"))
    a_pass(round_id, group="self")
    assert queries.counts(round_id) == {"peer": Count(3, 2, 1), "other": Count(1, 0, 0), "self": Count(1, 0, 0)}
    actions.destroy(round_id=round_id)
    assert queries.counts(round_id) == {}


def test_a_rater_who_has_not_sent_can_be_erased_with_drafts() -> None:
    round_id = an_open_vault_round()
    kept, rater_pass = a_pass(round_id), a_pass(round_id)
    save_all(kept, pages())
    save_all(rater_pass, pages())
    actions.erase_rater(rater_id=rater_pass.rater_id, pages=REQUIRED)
    actions.erase_rater(rater_id=rater_pass.rater_id, pages=REQUIRED)
    assert [rows_in(table) for table in ("invitation", "token_copy", "draft")] == [1, 1, 3]
    assert queries.saved(kept, REQUIRED) == pages()
    assert queries.open_link(rater_pass.token) is None
    for forgotten in (actions.withdraw, actions.undo_decline, queries.where):
        with pytest.raises(actions.LinkDoesNotOpen):
            forgotten(rater_pass)
    with pytest.raises(actions.LinkDoesNotOpen):
        actions.change_group(rater_pass, "other")
    with pytest.raises(actions.LinkDoesNotOpen):
        actions.submit(rater_pass, required={})


def test_a_rater_who_has_sent_is_not_erased_by_others() -> None:
    rater_pass = a_submission(an_open_vault_round())
    with pytest.raises(actions.AnswersAlreadySent):
        actions.erase_rater(rater_id=rater_pass.rater_id, pages=REQUIRED)
    assert queries.where(rater_pass) is RaterState.SUBMITTED


def test_a_rater_is_erased_even_where_the_secret_is_lost() -> None:
    rater_pass = a_pass(an_open_vault_round())
    key_store().destroy(rater_pass.round_id)
    actions.erase_rater(rater_id=rater_pass.rater_id, pages=REQUIRED)
    assert rows_in("invitation") == 0


def test_a_damaged_token_copy_gives_no_link() -> None:
    one, other = (a_pass(an_open_vault_round()) for _ in range(2))
    change("UPDATE vault_token_copy SET box = %s", [bytes(56)])
    assert queries.token_for(one.rater_id) is None
    assert queries.token_for(other.rater_id) is None
    key_store().destroy(other.round_id)
    assert queries.token_for(other.rater_id) is None


THINGS_A_RATER_DOES: dict[str, Callable[[RaterPass], object]] = {
    "save": lambda rater_pass: actions.save_page(rater_pass, page="care", answers={"care-1": 1}),
    "look": lambda rater_pass: queries.saved(rater_pass, ["care"]),
    "send": lambda rater_pass: actions.submit(rater_pass, required=REQUIRED),
    "withdraw": actions.withdraw,
    "decline": actions.decline,
    "undo": actions.undo_decline,
    "group": lambda rater_pass: actions.change_group(rater_pass, "other"),
}


@pytest.mark.parametrize("name", THINGS_A_RATER_DOES)
def test_nothing_can_be_done_once_the_secrets_are_gone(name: str, django_capture_on_commit_callbacks: Any) -> None:
    rater_pass = a_submission(an_open_vault_round())
    with django_capture_on_commit_callbacks(execute=True):
        actions.destroy(round_id=rater_pass.round_id)
    with pytest.raises(actions.RoundClosed):
        THINGS_A_RATER_DOES[name](rater_pass)


@pytest.mark.parametrize("name", [name for name in THINGS_A_RATER_DOES if name != "look"])
def test_nothing_can_be_done_between_the_end_and_the_death_of_the_secrets(name: str) -> None:
    rater_pass = a_submission(an_open_vault_round())
    actions.destroy(round_id=rater_pass.round_id)
    assert key_store().web(rater_pass.round_id) is not None
    with pytest.raises(actions.RoundClosed):
        THINGS_A_RATER_DOES[name](rater_pass)
