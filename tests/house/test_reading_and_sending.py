"""Looking changes nothing, and nothing is sent from another site: every address, for those who may and those who may not."""

from __future__ import annotations

from hashlib import blake2b

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from tests.house.test_permission_matrix import rows, visitors
from tests.house.world import World, a_world

pytestmark = pytest.mark.django_db
# That somebody looked is written down; a report is proved when it is first opened; limits are counted in the cache.
MAY_CHANGE = {"audit_event", "reports_reportproof", "django_session", "shared_cache"}


def contents() -> dict[str, str]:
    """Every table, as a fingerprint of its rows."""
    found = {}
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} - MAY_CHANGE
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            rows = sorted(
                repr([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()
            )
            found[table] = blake2b("\n".join(rows).encode()).hexdigest()
    return found


@pytest.fixture
def world(db: None) -> World:
    return a_world()


def test_looking_changes_nothing(world: World) -> None:
    before = contents()
    assert {"vault_invitation", "feedback360_feedbackround", "accounts_person"} <= before.keys()
    for name, address, _, allowed in rows(world):
        for client in visitors(world, name, allowed):
            client.head(address, secure=True)
            client.get(address, secure=True)
    after = contents()
    assert [table for table in before if before[table] != after[table]] == []


def test_no_form_without_its_token_changes_anything(world: World) -> None:
    before = contents()
    taken = []
    for name, address, stage, allowed in rows(world):
        for client in visitors(world, name, allowed):
            strict = Client(enforce_csrf_checks=True)
            strict.cookies = client.cookies
            sent = {"confirm": "yes", "reason": "x"}
            answer = strict.post(address, sent, secure=True, headers={"origin": "https://testserver"})
            if answer.status_code not in {302, 403, 404, 405}:
                taken.append(f"{name} {stage}: {answer.status_code}")
    assert not taken, "\n".join(taken)
    assert contents() == before
