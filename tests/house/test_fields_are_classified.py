"""Every stored field of every model says what it is, why it is kept and how long."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model

from ninefold.classification import unclassified_fields

OURS = [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("ninefold.")]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_is_classified(model: type[Model]) -> None:
    stored = [each.name for each in (*model._meta.local_concrete_fields, *model._meta.local_many_to_many)]

    assert unclassified_fields(model, stored) == ()
