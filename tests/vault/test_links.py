"""The rater's link and cookie."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ninefold.vault import actions, queries, sealing
from ninefold.vault.keystore import key_store
from tests.factories.vault import a_pass, an_open_vault_round

pytestmark = pytest.mark.django_db


def test_a_link_opens_the_invitation_again_and_again() -> None:
    round_id, rater_id = an_open_vault_round(), uuid4()
    actions.invite(round_id=round_id, rater_id=rater_id, group="peer")
    token = queries.token_for(rater_id)
    assert token is not None
    assert len(token) == 22
    opened = queries.open_link(token)
    assert opened == queries.RaterPass(token, round_id, rater_id, "peer", {})
    assert queries.open_link(token) == opened
    assert token not in repr(opened)


def test_wrong_foreign_cut_off_and_outlived_links_open_nothing_after_the_same_work() -> None:
    token = a_pass(an_open_vault_round()).token
    closed = a_pass(an_open_vault_round())
    actions.destroy(round_id=closed.round_id)
    keyless = a_pass(an_open_vault_round())
    key_store().destroy(keyless.round_id)
    with CaptureQueriesContext(connection) as asked:
        assert queries.open_link(token) is not None
    for wrong in ("", token[:-1], token + "A", sealing.written(sealing.new_token()), "ü", closed.token, keyless.token):
        with CaptureQueriesContext(connection) as also_asked:
            assert queries.open_link(wrong) is None
        assert len(also_asked) == len(asked) == 1


def test_a_cookie_carries_the_pass_without_a_query() -> None:
    rater_pass = a_pass(an_open_vault_round(), participant="Zoë Ångström 🙂", pack="nine-dimensions")
    name, value = queries.cookie_for(rater_pass)
    handle = queries.handle_for(rater_pass)
    assert name == queries.cookie_name(handle) == f"__Host-r-{handle}"
    assert value.isascii()
    assert rater_pass.token not in value
    with CaptureQueriesContext(connection) as asked:
        assert queries.pass_from_cookie(handle, value) == rater_pass
    assert len(asked) == 0


def test_a_long_name_still_fits_into_a_cookie() -> None:
    rater_pass = a_pass(an_open_vault_round(), participant="🙂" * 150, rater="🙂" * 150, pack="nine-dimensions 1.0")
    name, value = queries.cookie_for(rater_pass)
    assert len(name) + len(value) < 4096


@pytest.mark.parametrize("value", ["", "x", "A" * 40, "ü", "=" * 30])
def test_a_cookie_that_is_not_ours_is_nothing(value: str) -> None:
    rater_pass = a_pass(an_open_vault_round())
    assert queries.pass_from_cookie(queries.handle_for(rater_pass), value) is None
    assert not queries.came_after_close(value)


def test_a_cookie_opens_under_its_own_handle_and_round_only() -> None:
    one, other = a_pass(an_open_vault_round()), a_pass(an_open_vault_round())
    _, value = queries.cookie_for(one)
    assert queries.pass_from_cookie(queries.handle_for(other), value) is None
    raw = sealing.read(value) or b""
    moved = sealing.written(other.round_id.bytes + raw[16:])
    assert queries.pass_from_cookie(queries.handle_for(one), moved) is None
    bent = sealing.written(raw[:-1] + bytes([raw[-1] ^ 1]))
    assert queries.pass_from_cookie(queries.handle_for(one), bent) is None


def test_a_cookie_lasts_24_hours() -> None:
    rater_pass = a_pass(an_open_vault_round())
    handle, (_, value) = queries.handle_for(rater_pass), queries.cookie_for(rater_pass)
    now = timezone.now()
    with time_machine.travel(now + timedelta(hours=23, minutes=59)):
        assert queries.pass_from_cookie(handle, value) == rater_pass
    with time_machine.travel(now + timedelta(hours=24, seconds=1)):
        assert queries.pass_from_cookie(handle, value) is None


def test_a_cookie_survives_a_change_of_the_secret_key_that_is_announced(settings: Any) -> None:
    rater_pass = a_pass(an_open_vault_round())
    handle, (_, value) = queries.handle_for(rater_pass), queries.cookie_for(rater_pass)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key of at least fifty characters, and then some more"
    assert queries.pass_from_cookie(handle, value) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert queries.pass_from_cookie(handle, value) == rater_pass


def test_a_cookie_of_an_ended_round_opens_nothing_but_names_its_round(django_capture_on_commit_callbacks: Any) -> None:
    rater_pass = a_pass(an_open_vault_round())
    handle, (_, value) = queries.handle_for(rater_pass), queries.cookie_for(rater_pass)
    assert not queries.came_after_close(value)
    with django_capture_on_commit_callbacks(execute=True):
        actions.destroy(round_id=rater_pass.round_id)
    assert queries.pass_from_cookie(handle, value) is None
    assert queries.came_after_close(value)
    with pytest.raises(actions.RoundClosed):
        queries.cookie_for(rater_pass)
    assert not queries.came_after_close(sealing.written(uuid4().bytes + b"x"))


def test_a_pass_that_was_not_made_here_is_refused() -> None:
    round_id = an_open_vault_round()
    with pytest.raises(actions.LinkDoesNotOpen):
        queries.where(queries.RaterPass("no token", round_id, uuid4(), "peer"))
    with pytest.raises(actions.LinkDoesNotOpen):
        queries.where(queries.RaterPass(sealing.written(sealing.new_token()), round_id, uuid4(), "peer"))


def test_stage_of_a_round_never_opened_is_none() -> None:
    assert queries.stage_of(UUID(int=0)) is None
