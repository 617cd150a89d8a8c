"""No path leads from an invitation to a cell or a comment: not by keys, not by equal values, not by hashes under known keys."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from ninefold.classification import unclassified_fields
from ninefold.vault import actions, queries, sealing
from ninefold.vault.models import SealedModel, WritesGoThroughActions
from ninefold.vault.rows import read
from tests.factories.vault import INSTRUMENT, REQUIRED, a_submission, an_answered_round, an_open_vault_round

MODELS = list(apps.get_app_config("vault").get_models())
TIMES = (models.DateField, models.TimeField, models.DurationField)
COUNTED_UP = (models.AutoField, models.SmallIntegerField, models.IntegerField)
FORBIDDEN = (
    "created",
    "updated",
    "modified",
    "_at",
    "_on",
    "date",
    "time",
    "seq",
    "order",
    "version",
    "ip",
    "session",
    "user",
    "person",
)


def test_there_is_no_admin_of_the_vault() -> None:
    assert find_spec("ninefold.vault.queries") is not None
    assert find_spec("ninefold.vault.admin") is None
    assert not apps.is_installed("django.contrib.admin")


def test_the_models_are_those_of_the_design() -> None:
    assert {model._meta.db_table for model in MODELS} == {
        "vault_round",
        "vault_invitation",
        "vault_token_copy",
        "vault_draft",
        "vault_urn",
        "vault_certified_table",
        "vault_comment",
    }


@pytest.mark.parametrize("model", MODELS)
def test_no_row_has_a_time_a_sequence_a_relation_or_a_manager_that_writes(model: type[models.Model]) -> None:
    assert issubclass(model, SealedModel)
    assert not model._meta.related_objects
    assert not unclassified_fields(model, [field.name for field in model._meta.concrete_fields])
    for field in model._meta.get_fields():
        assert not field.is_relation, field
        assert not isinstance(field, TIMES), field
        assert not isinstance(field, COUNTED_UP) or field.name == "minimum", field
        assert not any(word in field.name for word in FORBIDDEN), field


@pytest.mark.django_db
def test_the_database_has_no_other_columns_and_no_keys_between_tables() -> None:
    with connection.cursor() as cursor:
        for model in MODELS:
            table = model._meta.db_table
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            assert columns == {field.column for field in model._meta.concrete_fields}
            assert connection.introspection.get_relations(cursor, table) == {}


@pytest.mark.parametrize("model", MODELS)
def test_models_refuse_to_write_beside_the_actions(model: Any) -> None:
    row, rows = model(), model.objects.all()
    refused = [
        row.save, row.delete, row.asave, row.adelete, row.save_base,
        rows.create, rows.update, rows.delete, rows.bulk_create, rows.bulk_update, rows.get_or_create, rows.update_or_create,
        model.objects.create, model.objects.bulk_create, model.objects.update, model._default_manager.get_or_create,
    ]  # fmt: skip
    for write in refused:
        with pytest.raises(WritesGoThroughActions, match="actions only"):
            write()
    assert str(row) == model.__name__


def everything() -> dict[str, set[bytes]]:
    """All values of all tables of the vault, as bytes."""
    found: dict[str, set[bytes]] = {}
    for model in MODELS:
        rows = read(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608 - names of our own
        found[model._meta.db_table] = {_bytes(value) for row in rows for value in row}
    return found


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).replace("-", "").encode()


@pytest.mark.django_db(transaction=True)
def test_no_value_of_an_invitation_or_hash_of_a_token_is_left_after_close() -> None:
    round_id = an_answered_round()
    rater_ids = [rater_id for (rater_id,) in read("SELECT rater_id FROM vault_invitation")]
    before = everything()
    open_values = before["vault_invitation"] | before["vault_token_copy"] | before["vault_draft"] | before["vault_urn"]
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    after = everything()
    left = set().union(*after.values())
    groups = {group.encode() for group in INSTRUMENT.groups}
    shared = {_bytes(round_id)} | groups
    assert _bytes(rater_ids[0]) in open_values
    assert open_values & left <= shared
    certified = queries.certified(round_id)
    assert certified is not None
    ids = {one.id.version for one in certified.comments} | {int(cell.id[12], 16) for cell in certified.table.cells}
    assert ids == {4}


@pytest.mark.django_db(transaction=True)
def test_whoever_knows_every_token_finds_nothing_under_its_hashes() -> None:
    round_id = an_open_vault_round()
    raters = [a_submission(round_id, level=3, comment=f"comment {number}") for number in range(5)]
    known = {name for rater_pass in raters for name in _names(queries.token_of(rater_pass))}
    assert len(known & set().union(*everything().values())) == 5 * 5
    actions.close(round_id=round_id, instrument=INSTRUMENT)
    assert not known & set().union(*everything().values())


def _names(token: bytes) -> list[bytes]:
    drafts = [sealing.draft_key(token, page) for page in REQUIRED]
    texts = [sealing.written(token).encode(), sealing.handle_of(token).encode()]
    return [token, sealing.invitation_key(token), sealing.envelope_key(token), *drafts, *texts]
